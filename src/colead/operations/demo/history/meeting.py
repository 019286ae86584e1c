"""Partner time week by week, rounds with their promises, tables and huddles, as the pairs lived them."""

from collections.abc import Callable, Iterator
from datetime import datetime, time
from functools import partial
from typing import Any, Final
from uuid import UUID

from colead.foundation import clock
from colead.operations.demo.history import story
from colead.operations.demo.history.house import Act, Arc, House
from colead.operations.demo.history.story import Data
from colead.practice.calendar import actions as calendar
from colead.practice.meetings.actions import huddles, partner_time, rhythm, seats, walks
from colead.practice.meetings.models import Meeting
from colead.practice.meetings.queries import partner_time as times
from colead.practice.meetings.queries import seats as maps
from colead.practice.meetings.queries import walks as rounds
from colead.promises import space
from colead.rules.meetings import PointState

WEEK: Final = 7
LINES: Final = ("went_well", "learnt", "next_time")


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    for dyad, told in story.read("meetings").items():
        yield from Times(house, dyad, told)
        for once in told.get("rounds", []):
            yield from Round(house, dyad, once)
        yield from Tables(house, dyad, told)
        yield from Huddles(house, dyad, told)


class Times(Arc):
    """A rhythm, and the times since: most of them held, some in short, one left out; the next one lies ahead."""

    def __init__(self, house: House, dyad: str, told: Data) -> None:
        super().__init__(house)
        self.dyad, self.told, self.points = dyad, told["rhythm"], told.get("points", [])
        self.lines = told.get("actions", {})
        self.tell(self.told["at"], self.choose)
        first = int(self.told["at"].partition(" ")[0].removeprefix("d-"))
        for n in range(1, self.told["times"] + 1):
            self.tell(f"d-{max(first - WEEK * n, 1)} 17:30", partial(self.meet, n))
        for point in self.points:
            self.tell(point["at"], partial(self.bring, point))
        if "waits" in self.told:
            self.tell("m-90", partial(self.say, house.other(dyad, self.told["by"]), self.told["waits"]))

    def seat(self, key: str = "") -> Data:
        pair, by = self.house.pair(self.dyad, key or self.told["by"])
        return {"pair": pair, "by": by}

    def ahead(self) -> Meeting:
        seat = self.seat()
        found = times.ahead(seat["by"], seat["pair"])
        assert found is not None
        return found

    def choose(self) -> None:
        said = {name: self.told[name] for name in ("weekday", "minutes", "place")}
        rhythm.choose(rhythm="weekly", starts_at=time.fromisoformat(self.told["starts_at"]), **said, **self.seat())
        if "held_by" in self.told:
            calendar.name_delegate(words=self.told["held_by"], **self.seat(self.told["held_for"]))

    def meet(self, n: int) -> None:
        if n in self.told["left_out"]:
            partner_time.skip(id=self.ahead().pk, **self.seat())
            return
        if n in self.told["short"]:
            partner_time.shorten(id=self.ahead().pk, is_short=True, **self.seat())
        numbers = self.told["us"][n % len(self.told["us"])]
        for key, number in zip(self.house.partners[self.dyad], numbers, strict=True):
            self.say(key, number)
        seat = self.seat()
        raised = [str(point.pk) for point, _text in times.points(seat["by"], seat["pair"], PointState.RAISED)]
        ticks = partner_time.Ticks(lines=self.lines.get(str(n), []), talked=raised)
        partner_time.hold(id=self.ahead().pk, ticks=ticks, **self.seat())

    def say(self, key: str, number: int) -> None:
        partner_time.say_us(id=self.ahead().pk, value=number, **self.seat(key))

    def bring(self, point: Data) -> None:
        partner_time.raise_point(line=point["line"], **self.seat(point["by"]))


class Round(Arc):
    """One round from its plan to what everyone reads of it."""

    def __init__(self, house: House, dyad: str, told: Data) -> None:
        super().__init__(house)
        self.dyad, self.told, self.id = dyad, told, UUID(int=0)
        steps: dict[str, Callable[[Data], Any]] = {
            "note": self.note,
            "told": partial(self.tell_people, is_done=True),
            "not_yet": partial(self.tell_people, is_done=False),
            "answer": self.answer,
        }
        self.tell(told["planned"], self.plan)
        for name, step in steps.items():
            if name in told:
                self.tell(told[name]["at"], partial(step, told[name]))

    def seat(self, key: str) -> Data:
        pair, by = self.house.pair(self.dyad, key)
        return {"pair": pair, "by": by}

    def plan(self) -> None:
        day, by = self.house.day(self.told["day"]), self.told["by"]
        self.id = walks.plan(place=self.told["place"], on_day=day, **self.seat(by)).pk
        if "coming" in self.told:
            text = {"place": self.told["place"], "on_day": day.isoformat(), "question": self.told["coming"]}
            self.propose("coming", text, by)

    def propose(self, part: str, text: Data, by: str) -> None:
        walks.propose(id=self.id, part=part, text=text, is_ours=True, **self.seat(by))

    def note(self, said: Data) -> None:
        seat = self.seat(said["by"])
        seen = space.stamp_of(rounds.get(seat["by"], seat["pair"], self.id))
        text = {name: said[name] for name in ("heard", "promised", "promised_by")}
        walks.note(id=self.id, text={"asked": rounds.question_of_the_month(), **text}, seen=seen, **seat)

    def tell_people(self, said: Data, *, is_done: bool) -> None:
        walks.tell(id=self.id, is_done=is_done, told=said["words"], **self.seat(said["by"]))

    def answer(self, said: Data) -> None:
        text = {"place": self.told["place"], "told_us": said["told_us"], "we_did": said["we_did"]}
        self.propose("answer", text, said["by"])
        seat = self.seat(self.house.other(self.dyad, said["by"]))
        release = rounds.get(seat["by"], seat["pair"], self.id).answer
        walks.turn(id=self.id, part="answer", seen=release.text_hash if release else "", **seat)


class Tables(Arc):
    """The map on one afternoon, the chair since, and both keys on it where the sponsor reads it."""

    def __init__(self, house: House, dyad: str, told: Data) -> None:
        super().__init__(house)
        self.dyad, self.told, self.by = dyad, told, told["rhythm"]["by"]
        tables = told.get("tables", [])
        self.ids: dict[str, UUID] = {}
        for at, table in enumerate(tables):
            self.tell(f"{told['mapped']} 13:{at:02}", partial(self.add, table))
        for table in tables:
            for turn in table.get("turns", []):
                self.tell(turn["at"], partial(self.chair, table, turn))
        if "map" in told:
            self.tell(told["map"]["at"], lambda: seats.propose_map(**self.seat(told["map"]["by"])))
            self.tell(told["map"]["keys"], self.turn)

    def seat(self, key: str) -> Data:
        pair, by = self.house.pair(self.dyad, key)
        return {"pair": pair, "by": by}

    def add(self, table: Data) -> None:
        said = {name: table[name] for name in ("name", "level", "mode", "chair")}
        id = self.ids[table["name"]] = seats.add(**said, **self.seat(self.by)).pk
        if table.get("wish"):
            seats.wish(id=id, is_wished=True, **self.seat(self.by))
        if table.get("co_led"):
            seats.co_lead(id=id, is_co_led=True, **self.seat(self.by))

    def chair(self, table: Data, turn: Data) -> None:
        text = {name: turn[name] for name in LINES if name in turn}
        said = {"on_day": clock.today(), "chaired_by": turn["chaired_by"], "text": text}
        seats.chaired(id=self.ids[table["name"]], **said, **self.seat(turn["by"]))

    def turn(self) -> None:
        seat = self.seat(self.house.other(self.dyad, self.told["map"]["by"]))
        draft = maps.draft(seat["by"], seat["pair"])
        seats.turn_map(seen=draft.text_hash if draft else "", **seat)


class Huddles(Arc):
    """A card for a huddle, and what today is about."""

    def __init__(self, house: House, dyad: str, told: Data) -> None:
        super().__init__(house)
        self.dyad = dyad
        for card in told.get("huddles", []):
            self.tell(card["at"], partial(self.prepare, card))
        for said in told.get("today", []):
            self.tell(said["at"], partial(self.check_in, said))

    def prepare(self, card: Data) -> None:
        pair, by = self.house.pair(self.dyad, card["by"])
        text = {name: card[name] for name in ("which", "nurse", "physician")}
        huddles.prepare(pair=pair, on_day=self.house.day(card["day"]), opens=card["opens"], text=text, by=by)

    def check_in(self, said: Data) -> None:
        pair, by = self.house.pair(self.dyad, said["by"])
        huddles.check_in(pair=pair, text={name: said[name] for name in ("one_thing", "same")}, by=by)
