"""What two leaders saw to beside the official systems: events, a complaint, a concern, a message carried."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from colead.foundation import clock
from colead.operations.demo.history import story
from colead.operations.demo.history.house import Act, Arc, House
from colead.operations.demo.history.story import Data
from colead.practice.reviews import queries
from colead.practice.reviews.actions import following, pointing, recusing, saying
from colead.practice.reviews.actions.following import Deed
from colead.practice.reviews.actions.pointing import Pointer
from colead.rules.reviews import Person


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    for dyad, told in story.read("reviews").items():
        for named in told.get("stand_ins", []):
            arc = Arc(house)
            arc.tell(named["at"], partial(name_stand_in, house, dyad, named))
            yield from arc
        for once in told.get("cases", []):
            yield from Seen(house, dyad, once)


def name_stand_in(house: House, dyad: str, named: Data) -> None:
    by, person = house.viewer(named["by"]), house.people[named["person"]]
    recusing.name_stand_in(partnership_id=house.partnerships[dyad].pk, side=named["side"], person=person, by=by)


class Seen(Arc):
    """Pointed at, looked over, people first, and as far on as the story tells."""

    def __init__(self, house: House, dyad: str, told: Data) -> None:
        super().__init__(house)
        self.dyad, self.told, self.id = dyad, told, UUID(int=0)
        self.one = str(told["by"])
        self.two = str(told.get("second") or house.other(dyad, told["by"]))
        self.tell(told["at"], self.point)
        self.tell(told["at"], self.look_over)
        if told.get("people"):
            self.tell(told["at"], self.see_to_people)
        if "line" in told:
            self.tell(told["at"], self.say)
        for deed in told.get("actions", []):
            self.tell(deed["at"], partial(self.add_action, deed))
        for tap in told.get("taps", []):
            self.tell(tap["at"], partial(self.tap, tap))

    def which(self, key: str) -> dict[str, Any]:
        return {"partnership_id": self.house.partnerships[self.dyad].pk, "id": self.id, "by": self.house.viewer(key)}

    def point(self) -> None:
        pair, by = self.house.pair(self.dyad, self.one)
        due = self.house.day(self.told["due"]) if "due" in self.told else None
        words = {name: self.told[name] for name in ("number", "kind", "system")}
        pointer = Pointer(unit=pair.partnership.unit, happened_on=clock.today(), due_on=due, **words)
        made = pointing.point(pair=pair, pointer=pointer, by=by)
        if made is not None:
            self.id = made.pk

    def look_over(self) -> None:
        lead = self.told.get("lead", "both")
        lead = str(self.house.people[lead].pk) if lead != "both" else lead
        pointing.look_over(answer=self.told.get("screen", "clear"), lead=lead, **self.which(self.one))

    def see_to_people(self) -> None:
        known = {who.value for who in Person}
        following.see_to_people(known=known, titles=self.told["people"], **self.which(self.two))

    def say(self) -> None:
        saying.word_line(line=self.told["line"], seen="", **self.which(self.one))
        for key in (self.one, self.two):
            at = self.which(key)
            line = queries.enter(at["by"], at["partnership_id"], at["id"]).case.line
            saying.turn(seen=line.text_hash if line is not None else "", **at)

    def add_action(self, deed: Data) -> None:
        words = {name: deed[name] for name in ("action", "owner_role", "strength", "measure") if name in deed}
        due = self.house.day(deed["due"]) if "due" in deed else None
        made = Deed(due_on=due, is_released=deed.get("released", False), **words)
        action = following.add_action(deed=made, **self.which(deed.get("by", self.one)))
        if deed.get("done"):
            following.tap_action(action_id=action.pk, verb="done", **self.which(self.two))

    def tap(self, tap: Data) -> None:
        at = self.which(tap["by"])
        if tap["do"] == "told":
            following.tell_back(who=tap["who"], is_told=tap["yes"], on=clock.today(), **at)
        elif tap["do"] == "channel":
            following.note_channel(channel=tap["channel"], is_confidential=tap["confidential"], **at)
        elif tap["do"] == "carry":
            following.carry(outcome=tap["outcome"], **at)
        elif tap["do"] == "promise":
            following.promise_to_tell(tell_by=self.house.day(tap["day"]), **at)
        else:
            {"learn": following.learn, "close": following.close}[tap["do"]](**at)
