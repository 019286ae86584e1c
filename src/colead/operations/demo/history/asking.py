"""What the pairs asked of their sponsors, what was answered, and what came of it."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from colead.operations.demo.history import story
from colead.operations.demo.history.house import Act, Arc, House
from colead.operations.demo.history.story import Data
from colead.practice.meetings.queries import seats
from colead.programme.supports.actions import answering, asking
from colead.programme.supports.queries import asked as queries


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    for dyad, told in story.read("requests").items():
        for once in told["requests"]:
            yield from Asked(house, dyad, once)


class Asked(Arc):
    """One request from its words to its end, as far as it has come."""

    def __init__(self, house: House, dyad: str, told: Data) -> None:
        super().__init__(house)
        self.dyad, self.told, self.id = dyad, told, UUID(int=0)
        self.tell(told["at"], self.ask)
        if "keys" in told:
            self.tell(told["keys"], self.turn)
        for answer in told.get("answers", []):
            self.tell(answer["at"], partial(self.answer, answer))
        if "came" in told:
            self.tell(told["came"], partial(self.settle, "arrive"))

    def seat(self, key: str) -> dict[str, Any]:
        pair, by = self.house.pair(self.dyad, key)
        return {"pair": pair, "by": by}

    def ask(self) -> None:
        said = {name: self.told[name] for name in ("kind", "text")}
        self.id = asking.ask(**said, table=self.table(), **self.seat(self.told["by"])).pk

    def table(self) -> UUID | None:
        """The table of their map at which the seat is, by its name."""
        seat = self.seat(self.told["by"])
        rows = seats.list_for(seat["by"], seat["pair"]) if "table" in self.told else []
        return next((row.pk for row, text in rows if text["name"] == self.told["table"]), None)

    def turn(self) -> None:
        seat = self.seat(self.house.other(self.dyad, self.told["by"]))
        seen = queries.get(seat["by"], seat["pair"], self.id).text_hash
        asking.turn(id=self.id, seen=seen, **seat)

    def answer(self, said: Data) -> None:
        by = self.house.viewer(said["by"])
        release = queries.get_released(by, self.id)
        day = self.house.day(said["day"]) if "day" in said else None
        n_seen = self.told["answers"].index(said)
        words = said.get("words", "")
        answering.answer(release=release, value=said["value"], by_on=day, words=words, n_seen=n_seen, by=by)

    def settle(self, verb: str) -> None:
        asking.settle(id=self.id, verb=verb, **self.seat(self.told["by"]))
