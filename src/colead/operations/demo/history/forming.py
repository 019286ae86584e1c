"""The launch of a pair, as the two walked it: cards, talks, days in the other's world, rights, roles, agreement."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any, Final

from colead.content import rights as rights_content
from colead.forming.launch import queries
from colead.forming.launch.actions import agreement, papers, rights, road, writing
from colead.forming.launch.pages.papers import decision_rights
from colead.operations.demo.history import story
from colead.operations.demo.history.house import Act, Arc, House
from colead.operations.demo.history.story import Data
from colead.partnerships import charter, charter_actions
from colead.partnerships.charter_models import RightsRow
from colead.rules.audiences import Audience
from colead.rules.rights import Level

Tell = Callable[[House, str, Data, Arc], None]
TIMES: Final = frozenset({"at", "by", "then", "again"})


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    for dyad, told in story.read("launches").items():
        for name, tell in PARTS.items():
            found = told.get(name, [])
            for once in found if isinstance(found, list) else [found]:
                arc = Arc(house)
                tell(house, dyad, once, arc)
                yield from arc


def words_of(told: Data) -> Data:
    return {name: words for name, words in told.items() if name not in TIMES}


def tell_round(house: House, dyad: str, told: Data, arc: Arc) -> None:
    """Each writes alone on a day of their own; the second seal opens both."""
    kind, pages = told["kind"], told["pages"]

    def seal(key: str) -> None:
        pair, by = house.pair(dyad, key)
        writing.seal(pair=pair, kind=kind, document=pages[key], by=by)

    for key, at in told["sealed"].items():
        arc.tell(at, partial(seal, key))


def tell_talk(house: House, dyad: str, told: Data, arc: Arc) -> None:
    key, who = told["key"], told["by"]
    notes = {name: words for name, words in told.items() if name not in {"key", "by", "at", "planned", "held"}}

    def plan() -> None:
        pair, by = house.pair(dyad, who)
        road.plan_talk(pair=pair, key=key, planned_at=house.ahead(told["planned"]), by=by)

    def hold() -> None:
        pair, by = house.pair(dyad, who)
        road.hold_talk(pair=pair, key=key, by=by)
        road.keep_notes(pair=pair, key=key, text=notes, by=by)

    if "planned" in told:
        arc.tell(told["at"], plan)
    if "held" in told:
        arc.tell(told["held"], hold)


def tell_day(house: House, dyad: str, told: Data, arc: Arc) -> None:
    """Half a day in the other's world."""

    def plan() -> None:
        pair, by = house.pair(dyad, told["by"])
        road.plan_day(pair=pair, on=house.ahead(told["planned"]).date(), by=by)

    def tell() -> None:
        pair, by = house.pair(dyad, told["by"])
        text: Data = {name: told[name] for name in ("first", "second", "third") if name in told}
        road.tell_of_day(pair=pair, text=text, by=by)

    if "planned" in told:
        arc.tell(told["at"], plan)
    if "held" in told:
        arc.tell(told["held"], tell)


def tell_rights(house: House, dyad: str, told: Data, arc: Arc) -> None:
    """Both fill in alone; alike rows stand after one yes; the others are talked through, some of them later."""
    nurse, physician = house.partners[dyad]
    columns = {key: filled_in(told, side) for side, key in enumerate((nurse, physician))}

    def fill(key: str) -> None:
        pair, by = house.pair(dyad, key)
        writing.seal(pair=pair, kind=queries.RIGHTS, document=columns[key], by=by)

    def propose_alike() -> None:
        pair, by = house.pair(dyad, nurse)
        alike = {area: Level(level) for area, level in columns[nurse].items() if columns[physician].get(area) == level}
        rights.propose_alike(pair=pair, levels=alike, by=by)

    def agree_alike() -> None:
        pair, by = house.pair(dyad, physician)
        rights.agree_all(pair=pair, ids=list(queries.proposals(by, pair).values_list("pk", flat=True)), by=by)

    arc.tell(told["filled"][0], partial(fill, nurse))
    arc.tell(told["filled"][1], partial(fill, physician))
    arc.tell(told["alike"], propose_alike)
    arc.tell(told["alike"], agree_alike)
    for row in told.get("rows", []):
        tell_row(house, dyad, row, arc)


def filled_in(told: Data, side: int) -> dict[str, str]:
    """The starter's levels, but for the rows that these two saw differently, or one of them left open."""
    levels = {area.key: area.starter.value for area in rights_content.load().areas}
    levels |= {area: seen[side] for area, seen in told.get("differ", {}).items()}
    return {area: level for area, level in levels.items() if level}


def tell_row(house: House, dyad: str, told: Data, arc: Arc) -> None:
    """One row that was talked through: proposed by one, agreed by the other unless it still waits."""
    made: list[RightsRow] = []

    def propose() -> None:
        pair, by = house.pair(dyad, told["by"])
        known = {name: told[name] for name in ("level", "tie_break", "days", "inform") if name in told}
        made.append(charter_actions.propose_right(pair=pair, area=told["area"], by=by, **known))

    def agree() -> None:
        pair, by = house.pair(dyad, house.other(dyad, told["by"]))
        charter_actions.agree_right(pair=pair, row=made[0], by=by)

    arc.tell(told["at"], propose)
    if "agreed" in told:
        arc.tell(told["agreed"], agree)


def tell_charter(house: House, dyad: str, told: Data, arc: Arc) -> None:
    tell_paper(house, dyad, charter.CHARTER, told, arc, Audience.PAIR)


def tell_roles(house: House, dyad: str, told: Data, arc: Arc) -> None:
    tell_paper(house, dyad, queries.ROLES, told, arc, Audience.PROGRAMME)


def tell_paper(house: House, dyad: str, kind: str, told: Data, arc: Arc, audience: Audience) -> None:
    """Laid out by one; then, unless it is still a draft, both turn their keys."""
    who = told["by"]

    def lay_out() -> None:
        pair, by = house.pair(dyad, who)
        papers.lay_out(pair=pair, kind=kind, text=words_of(told), audience=audience, by=by)

    def turn(key: str) -> None:
        pair, by = house.pair(dyad, key)
        papers.turn(pair=pair, kind=kind, seen=seen(pair, kind, by), by=by)

    arc.tell(told["at"], lay_out)
    for key, at in zip((who, house.other(dyad, who)), told.get("then", []), strict=False):
        arc.tell(at, partial(turn, key))


def seen(pair: Any, kind: str, by: Any) -> str:
    draft = queries.draft_of(by, pair, kind)
    return draft.text_hash if draft is not None else ""


def tell_agreement(house: House, dyad: str, told: Data, arc: Arc) -> None:
    """Written by one, signed by both, read by the sponsor; and looked at again, with a few words changed."""
    changes: list[Data] = [{}, *told.get("again", [])]
    text: Data = words_of(told)
    for change in changes:
        text = text | words_of(change)
        once = {**told, **change}
        tell_version(house, dyad, text, once, arc)


def tell_version(house: House, dyad: str, text: Data, once: Data, arc: Arc) -> None:
    def draft() -> None:
        pair, by = house.pair(dyad, once["by"])
        whole = {**text, **decision_rights(by, pair)}
        agreement.draft(pair=pair, text=whole, seen=seen(pair, charter.AGREEMENT, by), by=by)

    def sign(key: str) -> None:
        pair, by = house.pair(dyad, key)
        agreement.sign(pair=pair, seen=seen(pair, charter.AGREEMENT, by), method="password_and_code", by=by)

    def acknowledge() -> None:
        partnership = house.partnerships[dyad]
        by = house.viewer(house.sponsors[dyad])
        out = queries.released_to(by, partnership, charter.AGREEMENT)
        agreement.acknowledge(partnership=partnership, seen=out.text_hash if out else "", by=by)

    arc.tell(once["at"], draft)
    signers = (once["by"], house.other(dyad, once["by"]))
    for key, at in zip(signers, once.get("then", []), strict=False):
        arc.tell(at, partial(sign, key))
    if len(once.get("then", [])) > len(signers):
        arc.tell(once["then"][-1], acknowledge)


def tell_tick(house: House, dyad: str, told: Data, arc: Arc) -> None:
    def tick() -> None:
        pair, by = house.pair(dyad, told["by"])
        road.tick(pair=pair, milestone=told["milestone"], by=by)

    arc.tell(told["at"], tick)


def tell_mark(house: House, dyad: str, told: Data, arc: Arc) -> None:
    def begin() -> None:
        pair, by = house.pair(dyad, told["by"])
        road.mark(pair=pair, step=told["step"], verb="begin", by=by)

    arc.tell(told["at"], begin)


PARTS: Final[dict[str, Tell]] = {
    "rounds": tell_round,
    "talks": tell_talk,
    "days": tell_day,
    "charters": tell_charter,
    "rights": tell_rights,
    "roles": tell_roles,
    "agreement": tell_agreement,
    "marks": tell_mark,
    "ticks": tell_tick,
}
