"""The memos of the pairs, each from its draft to where it stands now, and what they plan to present."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from colead.operations.demo.history import story
from colead.operations.demo.history.house import Act, Arc, House
from colead.operations.demo.history.story import Data
from colead.practice.memos import queries
from colead.practice.memos.actions import drafting, presenting, signing

# So many days after the draft, and at what time, each of the two signs it.
PACE: Final = {"draft": (0, "15:40"), "one": (1, "07:50"), "two": (1, "17:20")}


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    for dyad, told in story.read("memos").items():
        for once in told.get("memos", []):
            yield from Letter(house, dyad, once)
        for plan in told.get("presentations", []):
            arc = Arc(house)
            arc.tell(plan["at"], partial(present, house, dyad, plan))
            yield from arc


def present(house: House, dyad: str, told: Data) -> None:
    pair, by = house.pair(dyad, told["by"])
    held_on = house.day(told["held_on"])
    presenting.plan(pair=pair, text=told["text"], held_on=held_on, by=by)


class Letter(Arc):
    """Drafted by one, signed by both; some of them corrected, one withdrawn, one still waiting."""

    def __init__(self, house: House, dyad: str, told: Data) -> None:
        super().__init__(house)
        self.dyad, self.told, self.id = dyad, told, UUID(int=0)
        self.one, self.two = told["by"], house.other(dyad, told["by"])
        self.tell(self.when("draft"), self.draft)
        until = told.get("until", "published")
        if until == "draft":
            return
        self.tell(self.when("one"), partial(self.sign, self.one))
        if until == "one_signed":
            return
        self.tell(self.when("two"), partial(self.sign, self.two))
        if "correction" in told:
            self.tell_correction(told["correction"])

    def when(self, step: str, day: str = "") -> str:
        after, hour = PACE[step]
        return f"d-{int((day or self.told['day']).removeprefix('d-')) - after} {hour}"

    def seat(self, key: str) -> dict[str, Any]:
        pair, by = self.house.pair(self.dyad, key)
        return {"pair": pair, "id": self.id, "by": by}

    def draft(self) -> None:
        pair, by = self.house.pair(self.dyad, self.one)
        words = {"pair": pair, "kind": self.told["kind"], "in_person": self.told.get("in_person", "")}
        self.id = drafting.draft(text=dict(self.told["text"]), by=by, **words).pk

    def sign(self, key: str) -> None:
        seat = self.seat(key)
        seen = queries.get(seat["by"], seat["pair"], self.id).release.text_hash
        signing.sign(seen=seen, method="password_and_code", **seat)

    def tell_correction(self, told: Data) -> None:
        self.tell(self.when("draft", told["day"]), partial(self.correct, told))
        for step, key in (("one", self.two), ("two", self.one)):
            self.tell(self.when(step, told["day"]), partial(self.sign, key))

    def correct(self, told: Data) -> None:
        seat = self.seat(self.two)
        memo = drafting.correct(**seat)
        self.id = memo.pk
        text = {**self.told["text"], **told["text"]}
        drafting.keep(text=text, in_person="", seen=memo.release.text_hash, **self.seat(self.two))
