"""The goals of the pairs, each from its draft to where it stands now, and the look with the sponsor."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from colead.foundation import clock
from colead.operations.demo.history import story
from colead.operations.demo.history.house import Act, Arc, House
from colead.operations.demo.history.story import Data
from colead.practice.goals import queries
from colead.practice.goals.actions import living, versions
from colead.promises import space
from colead.rules.audiences import Audience

# So many days after the draft, and at what time, the two accept it.
PACE: Final = {"draft": (0, "16:10"), "key_1": (1, "08:15"), "key_2": (2, "12:30"), "work": (3, "16:20")}


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    for dyad, told in story.read("goals").items():
        for once in told.get("goals", []):
            yield from Aim(house, dyad, once)
        for look in told.get("looks", []):
            arc = Arc(house)
            arc.tell(look["at"], partial(look_with_sponsor, house, dyad, look))
            yield from arc


def look_with_sponsor(house: House, dyad: str, told: Data) -> None:
    pair, by = house.pair(dyad, told["by"])
    living.look_with_sponsor(pair=pair, looked_on=clock.today(), note=told["note"], by=by)


class Aim(Arc):
    """Drafted by one, accepted by both, spoken of once a month, and for some of them closed."""

    def __init__(self, house: House, dyad: str, told: Data) -> None:
        super().__init__(house)
        self.dyad, self.told, self.id = dyad, told, UUID(int=0)
        self.one, self.two = told["by"], house.other(dyad, told["by"])
        self.tell(self.when("draft"), self.draft)
        self.tell(self.when("key_1"), partial(self.accept, self.one))
        if told.get("until") == "accepted_by_one":
            return
        self.tell(self.when("key_2"), partial(self.accept, self.two))
        self.tell(self.when("work"), self.plan)
        for said in told.get("check_ins", []):
            self.tell(said["at"], partial(self.check_in, said))
        if "end" in told:
            self.tell_end(told["end"])

    def when(self, step: str) -> str:
        after, hour = PACE[step]
        return f"d-{int(self.told['day'].removeprefix('d-')) - after} {hour}"

    def seat(self, key: str) -> dict[str, Any]:
        pair, by = self.house.pair(self.dyad, key)
        return {"pair": pair, "id": self.id, "by": by}

    def draft(self) -> None:
        pair, by = self.house.pair(self.dyad, self.one)
        text = dict(self.told["text"])
        if "due_on" in text:
            text["due_on"] = self.house.day(text["due_on"]).isoformat()
        self.id = versions.draft(pair=pair, wording=versions.Wording(text, Audience.PROGRAMME), by=by).pk

    def accept(self, key: str) -> None:
        seat = self.seat(key)
        draft = queries.get(seat["by"], seat["pair"], self.id).draft
        versions.accept(seen=draft.text_hash if draft is not None else "", **seat)

    def plan(self) -> None:
        if "work" in self.told:
            seat = self.seat(self.one)
            seen = space.stamp_of(queries.get(seat["by"], seat["pair"], self.id))
            living.share_work(text=self.told["work"], seen=seen, **seat)
        for line in self.told.get("influence", []):
            asked = {name: line[name] for name in ("whom", "lead", "next_move")}
            living.plan_influence(**asked, **self.seat(line["by"]))

    def check_in(self, said: Data) -> None:
        words = {name: said[name] for name in ("value", "line", "my_part") if name in said}
        living.check_in(**words, **self.seat(said["by"]))

    def tell_end(self, end: Data) -> None:
        day = end["day"]
        self.tell(f"{day} 16:30", partial(self.propose_end, end))
        self.tell(f"{day} 16:40", partial(self.accept, self.one))
        self.tell(f"{day} 17:05", partial(self.accept, self.two))

    def propose_end(self, end: Data) -> None:
        living.propose_end(outcome=end["outcome"], learned=end["learned"], seen="", **self.seat(end["by"]))
