"""The hard talks of the story: asked for, held, agreed on in a line, looked at after a fortnight, settled."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from colead.operations.demo.history import story
from colead.operations.demo.history.house import Act, Arc, House
from colead.operations.demo.history.story import Data
from colead.practice.conflicts.actions import inviting, settling

ASKED = ("kind", "topic", "hope", "setting", "minutes", "when")
DAYS_TO_THE_LOOK = 17  # a fortnight, and a weekend that the story may move it over


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    for dyad, told in story.read("talks").items():
        for once in told.get("talks", []):
            yield from Talk(house, dyad, once)


class Talk(Arc):
    """One talk from the asking to its end."""

    def __init__(self, house: House, dyad: str, told: Data) -> None:
        super().__init__(house)
        self.dyad, self.told, self.id = dyad, told, UUID(int=0)
        self.one, self.two = told["by"], house.other(dyad, told["by"])
        self.tell(told["at"], self.ask)
        self.tell(told["accept"], lambda: inviting.answer(reply="accept", **self.seat(self.two)))
        self.tell(told["talked"], partial(self.both_say, "talk"))
        for place, line in enumerate(told["lines"], start=1):
            self.tell(told["agreed"], partial(self.agree, place, line))
        for key, value in told["checks"].items():
            self.tell(self.look_after(told["agreed"]), partial(self.check, key, value))
        self.tell(told["settled"], partial(self.both_say, "settle"))

    def seat(self, key: str) -> Data:
        pair, by = self.house.pair(self.dyad, key)
        return {"pair": pair, "by": by, "id": self.id}

    def ask(self) -> None:
        pair, by = self.house.pair(self.dyad, self.one)
        text = {name: self.told[name] for name in ASKED if name in self.told}
        self.id = inviting.invite(pair=pair, text=text, by=by).pk

    def agree(self, place: int, line: str) -> None:
        settling.add_line(line=line, **self.seat(self.one))
        settling.agree_line(place=place, seen=line, **self.seat(self.two))

    def both_say(self, verb: str) -> None:
        for key in (self.one, self.two):
            settling.tap(verb=verb, **self.seat(key))

    def look_after(self, said: str) -> str:
        back, _, hour = said.partition(" ")
        return f"d-{int(back.removeprefix('d-')) - DAYS_TO_THE_LOOK} {hour}"

    def check(self, key: str, value: str) -> None:
        settling.seal_check(value=value, **self.seat(key))
