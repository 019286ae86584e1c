"""The wins, lessons and stories of the pairs: noted by one, and some let out by both a day or two later."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from colead.operations.demo.history import story
from colead.operations.demo.history.house import Act, Arc, House
from colead.operations.demo.history.story import Data
from colead.practice.wins import note_actions, note_queries
from colead.promises import space
from colead.rules.wins import Shelf


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    for dyad, told in story.read("notes").items():
        for once in told["notes"]:
            yield from Noting(house, dyad, once)


class Noting(Arc):
    """Written by one; proposed by the other, and out with both keys."""

    def __init__(self, house: House, dyad: str, told: Data) -> None:
        super().__init__(house)
        self.dyad, self.told, self.id = dyad, told, UUID(int=0)
        self.one, self.two = told["by"], house.other(dyad, told["by"])
        self.tell(told["at"], self.write)
        if told.get("out"):
            for act in (self.propose, partial(self.turn, self.two), partial(self.turn, self.one)):
                self.tell(told["at"], act)

    def seat(self, key: str) -> dict[str, Any]:
        pair, by = self.house.pair(self.dyad, key)
        return {"pair": pair, "by": by}

    def write(self) -> None:
        said = {"kind": self.told["kind"], "text": self.told["text"], "is_courage": self.told.get("courage", False)}
        self.id = note_actions.write(**said, **self.seat(self.one)).pk

    def propose(self) -> None:
        seat = self.seat(self.two)
        seen = space.stamp_of(note_queries.get(seat["by"], seat["pair"], self.id))
        note_actions.propose(id=self.id, shelf=Shelf.ORGANISATION.value, is_ours=True, seen=seen, **seat)

    def turn(self, key: str) -> None:
        seat = self.seat(key)
        release = note_queries.get(seat["by"], seat["pair"], self.id).release
        note_actions.turn(id=self.id, seen=release.text_hash if release is not None else "", **seat)
