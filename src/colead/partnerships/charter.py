"""What a pair has settled and every room may lean on: its North Star, guideposts, decision rights, agreement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from colead.content import agreement as agreement_content
from colead.content import rights as rights_content
from colead.foundation.viewer import Viewer
from colead.partnerships import areas
from colead.partnerships.charter_models import RightsRow, RightState, Waiver
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.promises import sealed, space, two_key
from colead.promises.models import Release, Round
from colead.promises.models.releases import ReleaseState
from colead.promises.models.rounds import RoundState
from colead.rules import launch
from colead.rules.rights import Level
from colead.units.queries import north_star_of

CHARTER: Final = "charter"
AGREEMENT: Final = "agreement"
CARDS: Final = "cards"
GUIDEPOSTS_MIN: Final = 3
GUIDEPOSTS_MAX: Final = 7


@dataclass(frozen=True)
class Charter:
    """What the two steer by. Until they have their own North Star line they see that of their unit."""

    north_star: str
    guideposts: list[str]
    is_own: bool


@dataclass(frozen=True)
class Right:
    """One agreed row: who decides, what happens when two cannot agree, who is told."""

    area: str
    label: str
    level: Level
    level_words: str
    short: str
    tie_break: str
    days: int
    inform: str
    agreed_at: datetime | None


@dataclass(frozen=True)
class GoSlow:
    """Whether goals may be published yet; the reason may be shown to the pair."""

    is_allowed: bool
    is_waived: bool
    waived_by: str = ""


def charter(viewer: Viewer, pair: Pair) -> Charter:
    text = text_in_force(viewer, pair, CHARTER)
    own = str(text.get("north_star", ""))
    guideposts = [str(line) for line in text.get("guideposts", [])]
    inherited = "" if own else str(north_star_of(pair.partnership.unit) or "")
    return Charter(own or inherited, guideposts, bool(own))


def rights(viewer: Viewer, pair: Pair) -> list[Right]:
    """The agreed rows, in the order of the areas."""
    order = {area.key: at for at, area in enumerate(areas.now().all)}
    rows = RightsRow.door.visible_to(viewer).filter(space=pair.space, state=RightState.AGREED)
    known = [row for row in rows.select_related("space") if row.area in order]
    return [right_of(row, viewer) for row in sorted(known, key=lambda row: order[row.area])]


def right(viewer: Viewer, pair: Pair, area: str) -> Right | None:
    """The agreed row of one area, if there is one."""
    row = RightsRow.door.visible_to(viewer).filter(space=pair.space, state=RightState.AGREED, area=area).first()
    return right_of(row, viewer) if row is not None else None


def right_of(row: RightsRow, viewer: Viewer) -> Right:
    text = space.read(row, viewer)
    level = rights_content.load().level(row.level)
    return Right(
        area=row.area,
        label=label_of(row, text),
        level=level.key,
        level_words=level.label,
        short=level.short,
        tie_break=text["tie_break"],
        days=row.days or 0,
        inform=text["inform"],
        agreed_at=row.agreed_at,
    )


def label_of(row: RightsRow, text: dict[str, Any]) -> str:
    """The words of the area in this row. One from before sites had words of their own carries none."""
    return str(text["label"]) or areas.shipped_label(row.area) or row.area


def in_force(viewer: Viewer, pair: Pair, kind: str) -> Release | None:
    """The text of this kind that both keys released last and that stands."""
    rows = Release.door.visible_to(viewer).filter(space=pair.space, kind=kind, state=ReleaseState.RELEASED)
    release: Release | None = rows.select_related("space").order_by("-released_at").first()
    return release


def text_in_force(viewer: Viewer, pair: Pair, kind: str) -> dict[str, Any]:
    return two_key.text_in_force(viewer, pair.space, kind)


def may_publish_goals(viewer: Viewer, pair: Pair) -> GoSlow:
    """Goals come after the first three sections of the agreement, unless the sponsor waived it."""
    waiver = Waiver.objects.filter(space=pair.space).select_related("waived_by").first()
    if waiver is not None:
        return GoSlow(is_allowed=True, is_waived=True, waived_by=waiver.waived_by.name)
    text = text_in_force(viewer, pair, AGREEMENT)
    written = {section.number for section in agreement_content.load().sections if text.get(section.key)}
    return GoSlow(is_allowed=launch.may_publish_goals(written, is_waived_by_sponsor=False), is_waived=False)


def cards(viewer: Viewer, pair: Pair) -> dict[Person, dict[str, str]]:
    """The 'how to work with me' card of each, once both have sealed; the latest round counts."""
    rows = Round.door.visible_to(viewer).filter(space=pair.space, kind=CARDS, state=RoundState.REVEALED)
    round = rows.order_by("-revealed_at").first()
    if round is None:
        return {}
    documents = sealed.documents(round, viewer)
    return {person: documents.get(person.pk, {}) for person in pair.people}


def how_to_reach(viewer: Viewer, pair: Pair) -> tuple[str, str]:
    """How the partner wants to be reached, and for urgent things; from the card, else from the roster."""
    if pair.partner is None:
        return "", ""
    card = cards(viewer, pair).get(pair.partner, {})
    return card.get("reach_me") or pair.partner.reach_by, card.get("reach_me_second", "")
