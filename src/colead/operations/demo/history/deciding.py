"""The decisions of the pairs, each from its frame to where it stands now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.operations.demo.history import story
from colead.operations.demo.history.house import Act, Arc, House
from colead.operations.demo.history.story import Data
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries
from colead.practice.decisions.actions import framing, papers, settling, speaking, writing
from colead.practice.decisions.pages.opened import OpenedPage

# How a decision usually goes: so many days after it was framed, and at what time.
PACE: Final[dict[str, tuple[int, str]]] = {
    "frame": (0, "10:10"),
    "agree": (1, "08:20"),
    "seal_1": (3, "18:30"),
    "seal_2": (4, "07:15"),
    "mark_1": (4, "12:40"),
    "mark_2": (4, "17:05"),
    "ask": (4, "17:15"),
    "answer": (6, "11:00"),
    "brief": (6, "15:00"),
    "talk": (7, "16:05"),
    "together": (7, "16:30"),
    "key_1": (7, "16:40"),
    "key_2": (8, "08:05"),
    "words": (8, "16:00"),
}
ALONE: Final = ("assumption",)
NOT_WORDS: Final = ("by", "back")


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    for dyad, told in story.read("decisions").items():
        for once in told.get("two_views", []):
            yield from TwoViews(house, dyad, once)
        for once in told.get("rapids", []):
            yield from Rapid(house, dyad, once)
        for once in told.get("own_calls", []):
            yield from OwnCall(house, dyad, once)


@dataclass(frozen=True)
class Seat:
    """One of the two, at the table of this decision."""

    pair: Pair
    by: Viewer

    def at(self, id: UUID) -> dict[str, Any]:
        return {"pair": self.pair, "id": id, "by": self.by}


class Telling(Arc):
    """What all sizes share: the two of them, texts with two keys, the look back."""

    def __init__(self, house: House, dyad: str, told: Data) -> None:
        super().__init__(house)
        self.dyad, self.told = dyad, told
        self.opener = told["by"]
        self.other = house.other(dyad, told["by"])
        self.id = UUID(int=0)
        self.tell_all()

    def tell_all(self) -> None:
        raise NotImplementedError

    def seat(self, key: str) -> Seat:
        return Seat(*self.house.pair(self.dyad, key))

    def when(self, step: str) -> str:
        """As the story says, or at the usual pace."""
        named = self.told.get("at", {}).get(step)
        after, hour = PACE[step]
        return named or f"d-{int(self.told['day'].removeprefix('d-')) - after} {hour}"

    def keep(self, name: str, text: Data, key: str, *, parts: Sequence[str] = ()) -> None:
        seat = self.seat(key)
        release = queries.paper(queries.get(seat.by, seat.pair, self.id), name)
        papers.keep(name=name, text=text, parts=parts, seen=release.text_hash if release else "", **seat.at(self.id))

    def turn(self, name: str, key: str) -> None:
        seat = self.seat(key)
        release = queries.paper(queries.get(seat.by, seat.pair, self.id), name)
        papers.turn(name=name, seen=release.text_hash if release else "", are_told=True, **seat.at(self.id))

    def tell_keys(self, name: str, first: str, second: str, by: str) -> None:
        self.tell(first, partial(self.turn, name, by))
        self.tell(second, partial(self.turn, name, self.house.other(self.dyad, by)))

    def put_together(self) -> None:
        told = self.told["together"]
        text = {name: words for name, words in told.items() if name not in NOT_WORDS}
        if "back" in told:
            text["lookback_on"] = self.house.day(told["back"]).isoformat()
        self.keep("integration", text, told["by"])

    def tell_look_backs(self) -> None:
        for back in self.told.get("look_backs", []):
            self.tell(back["at"], partial(self.look_back, back))

    def look_back(self, back: Data) -> None:
        settling.look_back(
            value=back["value"],
            missed=back.get("missed", ""),
            whose_knew=back.get("whose_knew", ""),
            next_on=self.house.day(back["next"]) if "next" in back else None,
            **self.seat(back["by"]).at(self.id),
        )


class TwoViews(Telling):
    """Framed, written alone, opened together, asked, talked about, put together, spoken with one voice."""

    def tell_all(self) -> None:
        self.tell(self.when("frame"), self.frame)
        if self.told.get("until") == "framed":
            return
        self.tell(self.when("agree"), self.agree)
        for step, key in zip(("seal_1", "seal_2"), self.told["views"], strict=False):
            self.tell(self.when(step), partial(self.seal, key))
        for step, key in zip(("mark_1", "mark_2"), self.told.get("marks", {}), strict=False):
            self.tell(self.when(step), partial(self.mark, key))
        for ask in self.told.get("asks", []):
            self.tell_ask(ask)
        if "brief" in self.told:
            self.tell_brief()
        if "together" in self.told:
            self.tell_ending()

    def frame(self) -> None:
        seat, told = self.seat(self.opener), self.told
        asked = framing.Frame(
            size=told["size"],
            kind=told["kind"],
            question=told["question"],
            affected=told.get("affected", ""),
            right_area=told.get("right_area", ""),
            by_on=clock.today() + timedelta(days=told.get("within", 10)),
            is_reversible=told.get("reversible"),
        )
        self.id = framing.frame(pair=seat.pair, frame=asked, by=seat.by).pk

    def agree(self) -> None:
        seat = self.seat(self.other)
        seen = queries.stamp_of(queries.get(seat.by, seat.pair, self.id))
        framing.agree(seen=seen, **seat.at(self.id))

    def seal(self, key: str) -> None:
        seat, page = self.seat(key), self.told["views"][key]
        document = {name: words for name, words in page.items() if name not in {*ALONE, "cards"}}
        if "cards" in page:
            document["cards"] = [{"stakeholder": who, "text": words} for who, words in page["cards"].items()]
        private = {name: page[name] for name in ALONE if name in page}
        writing.keep_draft(view=writing.View(document, private), **seat.at(self.id))
        writing.seal(**seat.at(self.id))

    def mark(self, key: str) -> None:
        said = self.told["marks"][key]
        settling.mark(value=said["value"], add=said.get("add", ""), **self.seat(key).at(self.id))

    def tell_ask(self, ask: Data) -> None:
        made: list[UUID] = []

        def plan() -> None:
            seat = self.seat(self.opener)
            by_on = clock.today() + timedelta(days=5)
            asker = self.house.people[ask["asker"]]
            made.append(settling.plan_ask(asker=asker, whom=ask["whom"], by_on=by_on, **seat.at(self.id)).pk)

        def answer() -> None:
            settling.answer_ask(ask_id=made[0], words=ask["answer"], **self.seat(ask["asker"]).at(self.id))

        self.tell(self.when("ask"), plan)
        if "answer" in ask:
            self.tell(self.when("answer"), answer)

    def tell_brief(self) -> None:
        """Stuck: both views go to the sponsor, side by side, with both keys."""
        self.tell(self.when("brief"), self.write_brief)
        self.tell_keys("brief", self.when("brief"), self.when("talk"), self.opener)

    def write_brief(self) -> None:
        seat = self.seat(self.opener)
        decision = queries.get(seat.by, seat.pair, self.id)
        sides = OpenedPage(seat.by, seat.pair, decision).sides
        views = [
            {"name": side.person.name, "view": side.view, "parts": [list(part) for part in side.known]}
            for side in sides
        ]
        frame = queries.text_of(decision, seat.by)
        line = self.told["brief"]["north_star"]
        asked = {name: words for name, words in self.told["brief"].items() if name != "north_star"}
        self.keep("brief", speaking.brief(asked, frame, views, line, seat.pair), self.opener)

    def tell_ending(self) -> None:
        by = self.told["together"]["by"]
        self.tell(self.when("talk"), lambda: settling.talked(**self.seat(self.opener).at(self.id)))
        self.tell(self.when("together"), self.put_together)
        self.tell_keys("integration", self.when("key_1"), self.when("key_2"), by)
        if "words" in self.told:
            self.tell(self.when("words"), self.write_words)
            self.tell_keys("words", self.when("words"), self.when("words"), by)
        self.tell_look_backs()

    def write_words(self) -> None:
        key, text, parts = self.told["together"]["by"], self.told["words"], self.told.get("message", ())
        seat = self.seat(key)
        self.keep("words", speaking.signed(text, seat.pair, {}, seat.by) if parts else text, key, parts=parts)


class Rapid(Telling):
    """Called on the spot; 'yes, ours'; completed within two days."""

    def tell_all(self) -> None:
        at = self.told["at"]
        self.tell(at["call"], self.call)
        self.tell(at["ours"], lambda: framing.answer(verb="ours", **self.seat(self.other).at(self.id)))
        self.tell(at["together"], self.put_together)
        self.tell_keys("integration", at["key_1"], at["key_2"], self.told["together"]["by"])
        self.tell_look_backs()

    def call(self) -> None:
        seat = self.seat(self.opener)
        words = {name: self.told[name] for name in ("situation", "do_now", "north_star", "kind")}
        reached = self.told["reached"]
        self.id = framing.call(pair=seat.pair, by=seat.by, is_partner_reached=reached, **words).pk


class OwnCall(Telling):
    """Decided by one and told; the other taps, or has not yet."""

    def tell_all(self) -> None:
        self.tell(self.told["at"], self.call)
        for reply in self.told.get("replies", []):
            self.tell(reply["at"], partial(self.reply, reply))

    def call(self) -> None:
        seat, told = self.seat(self.opener), self.told
        area = told.get("right_area", "")
        self.id = framing.tell(
            pair=seat.pair, sentence=told["sentence"], by=seat.by, kind=told["kind"], right_area=area
        ).pk

    def reply(self, told: Data) -> None:
        framing.answer(verb=told["verb"], **self.seat(told["by"]).at(self.id))
