"""The small acts of ordinary days: asking, answering, a door, a coffee, a debrief, an appreciation."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any, Final

from colead.operations.demo.history import story
from colead.operations.demo.history.house import Act, Arc, House
from colead.operations.demo.history.story import Data
from colead.practice.daily.actions import briefs, coffees, debriefs, doors, run_its
from colead.practice.wins import actions as wins
from colead.promises import space

Tell = Callable[[House, str, Data, Arc], None]
SHARED: Final = ("line", "kind", "need", "my_part", "keep", "change")


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    for dyad, told in story.read("days").items():
        for tool, tell in TOOLS.items():
            for once in told.get(tool, []):
                arc = Arc(house)
                tell(house, dyad, once, arc)
                yield from arc


def tell_run_it(house: House, dyad: str, told: Data, arc: Arc) -> None:
    """Asked, and then whatever the story says: answered, settled by the asker, replied to, talked about, kept."""
    asker, other = told["by"], house.other(dyad, told["by"])
    made: list[Any] = []

    def ask() -> None:
        pair, by = house.pair(dyad, asker)
        made.append(run_its.ask(pair=pair, kind=told["kind"], line=told["line"], hours=told.get("hours"), by=by))

    def then(step: Data) -> None:
        by = house.viewer(asker if "settle" in step else other)
        if "answer" in step:
            run_its.answer(run_it=made[0], answer=step["answer"], line=step.get("line", ""), by=by)
        elif "settle" in step:
            run_its.settle(run_it=made[0], choice=step["settle"], line=step.get("line", ""), by=by)
        elif "reply" in step:
            run_its.reply_to_call(run_it=made[0], reply=step["reply"], by=by)
        elif "keep" in step:
            run_its.keep(run_it=made[0], by=by)

    arc.tell(told["at"], ask)
    for step in told.get("then", []):
        arc.tell(step["at"], partial(then, step))


def tell_debrief(house: House, dyad: str, told: Data, arc: Arc) -> None:
    made: list[Any] = []

    def share() -> None:
        pair, by = house.pair(dyad, told["by"])
        made.append(debriefs.share(pair=pair, text={name: told[name] for name in SHARED if name in told}, by=by))

    def answer() -> None:
        by = house.viewer(house.other(dyad, told["by"]))
        debriefs.answer(debrief=made[0], reply=told["reply"], line=told.get("reply_line", ""), by=by)

    arc.tell(told["at"], share)
    if "answered" in told:
        arc.tell(told["answered"], answer)


def tell_coffee(house: House, dyad: str, told: Data, arc: Arc) -> None:
    made: list[Any] = []

    def invite() -> None:
        pair, by = house.pair(dyad, told["by"])
        made.append(coffees.invite(pair=pair, by=by))

    def answer() -> None:
        pair, by = house.pair(dyad, house.other(dyad, told["by"]))
        coffees.answer(coffee=made[0], pair=pair, reply=told["reply"], by=by)

    arc.tell(told["at"], invite)
    if "answered" in told:
        arc.tell(told["answered"], answer)


def tell_brief(house: House, dyad: str, told: Data, arc: Arc) -> None:
    """'Speak for us': shared by one, agreed by the other, and a line brought back by the one who went."""
    names = ("meeting", "position", "can", "cannot", "bring_back")
    made: list[Any] = []

    def share() -> None:
        pair, by = house.pair(dyad, told["by"])
        text = {name: told[name] for name in names if name in told}
        made.append(briefs.share(pair=pair, text=text, speaker=house.people[told["speaker"]], by=by))

    def agree() -> None:
        briefs.agree(brief=made[0], seen=space.stamp_of(made[0]), by=house.viewer(house.other(dyad, told["by"])))

    def bring_back() -> None:
        briefs.bring_back(brief=made[0], line=told["came_back"], by=house.viewer(told["speaker"]))

    arc.tell(told["at"], share)
    if "agreed" in told:
        arc.tell(told["agreed"], agree)
    if "back" in told:
        arc.tell(told["back"], bring_back)


def tell_door(house: House, dyad: str, told: Data, arc: Arc) -> None:
    def set_door() -> None:
        pair, by = house.pair(dyad, told["by"])
        doors.set_door(pair=pair, says=told["says"], hours=told.get("hours"), by=by)

    arc.tell(told["at"], set_door)


def tell_appreciation(house: House, dyad: str, told: Data, arc: Arc) -> None:
    def appreciate() -> None:
        pair, by = house.pair(dyad, told["by"])
        wins.appreciate(pair=pair, line=told["line"], by=by)

    arc.tell(told["at"], appreciate)


TOOLS: Final[dict[str, Tell]] = {
    "run_its": tell_run_it,
    "debriefs": tell_debrief,
    "coffees": tell_coffee,
    "briefs": tell_brief,
    "doors": tell_door,
    "appreciations": tell_appreciation,
}
