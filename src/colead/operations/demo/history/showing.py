"""How the pairs are seen: their pages, the past between the two, the plan, and somebody who asks to sit in."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Final

from colead.foundation import clock
from colead.operations.demo.history import story
from colead.operations.demo.history.house import Act, Arc, House
from colead.operations.demo.history.story import Data
from colead.practice.visibility import queries
from colead.practice.visibility.actions import appearing, paging, visiting
from colead.promises import space

WORDS: Final = ("forum", "who", "level", "speaks")


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    for dyad, told in story.read("seen").items():
        if dyad == "visits":
            for visit in told:
                yield from once(house, visit["at"], partial(ask, house, visit))
            continue
        yield from Page(house, dyad, told["page"])
        for past in told.get("past", []):
            yield from once(house, past["at"], partial(note, house, dyad, past))
        for plan in told.get("plans", []):
            yield from once(house, plan["at"], partial(appear, house, dyad, plan))


def once(house: House, at: str, act: Callable[[], None]) -> Iterator[tuple[datetime, Act]]:
    arc = Arc(house)
    arc.tell(at, act)
    yield from arc


class Page(Arc):
    """Built by one from what they signed, read by the other, out a day later with both keys."""

    def __init__(self, house: House, dyad: str, told: Data) -> None:
        super().__init__(house)
        self.dyad, self.told = dyad, told
        day = int(told["at"].partition(" ")[0].removeprefix("d-"))
        self.tell(told["at"], self.write)
        self.tell(f"d-{day - 1} 08:20", partial(self.turn, told["by"]))
        self.tell(f"d-{day - 1} 12:40", partial(self.turn, house.other(dyad, told["by"])))

    def write(self) -> None:
        pair, by = self.house.pair(self.dyad, self.told["by"])
        draft = paging.begin(pair=pair, by=by)
        areas = self.told.get("areas") or [right.area for right in queries.rights(by, pair)]
        words = {**paging.started(pair, by), **{name: self.told.get(name, "") for name in ("welcome", "find_us")}}
        paging.lay_out(pair=pair, words=words, areas=areas, seen=draft.text_hash, by=by)

    def turn(self, key: str) -> None:
        pair, by = self.house.pair(self.dyad, key)
        draft = queries.draft_of(by, pair)
        paging.turn(pair=pair, seen=draft.text_hash if draft is not None else "", by=by)


def words_of(told: Data) -> dict[str, str]:
    return {name: told.get(name, "") for name in WORDS}


def note(house: House, dyad: str, told: Data) -> None:
    pair, by = house.pair(dyad, told["by"])
    appearing.note(pair=pair, on_day=clock.today(), text=words_of(told), by=by)


def appear(house: House, dyad: str, told: Data) -> None:
    """Planned; for some of them everyone knows, or waits for the other's key."""
    pair, by = house.pair(dyad, told["by"])
    item = appearing.plan(pair=pair, on_day=house.day(told["on"]), text=words_of(told), by=by)
    if not (told.get("shown") or told.get("waits")):
        return
    item = appearing.show(pair=pair, id=item.pk, seen=space.stamp_of(item), by=by)
    if told.get("shown") and item.release is not None:
        other, their = house.pair(dyad, house.other(dyad, told["by"]))
        appearing.turn(pair=other, id=item.pk, seen=item.release.text_hash, by=their)


def ask(house: House, told: Data) -> None:
    pair, by = house.pair(told["guest"], told["by"])
    visiting.ask(pair=pair, host_id=house.partnerships[told["host"]].pk, on_day=house.day(told["on"]), by=by)
