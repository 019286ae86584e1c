"""Decision rights: the rows to talk through, the rows that are alike, and the table that both agreed."""

from dataclasses import dataclass

from colead.content import rights as rights_content
from colead.forming.launch import queries
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import charter
from colead.partnerships.areas import Area, Areas
from colead.partnerships.charter import Right
from colead.partnerships.charter_models import RightsRow
from colead.partnerships.queries import Pair, in_turn
from colead.promises import sealed, space
from colead.rules.rights import ComparedRow, Level, Standing, needs_tie_break
from colead.ui.forms import PlainForm


@dataclass(frozen=True)
class Proposal:
    """A row on the table, waiting for the other's yes."""

    id: str
    area: str
    label: str
    level_words: str
    tie_break: str
    days: int
    inform: str
    is_mine: bool
    author: str


@dataclass(frozen=True)
class Marked:
    """How one of the two filled a row in; empty when they left it open."""

    name: str
    short: str


@dataclass(frozen=True)
class TalkRow:
    """A row to talk through: how each marked it, what is agreed or proposed, and the form to propose."""

    area: str
    label: str
    note: str
    marked: list[Marked]
    agreed: Right | None
    proposal: Proposal | None


@dataclass(frozen=True)
class RightsPage:
    has_opened: bool
    is_mine_sealed: bool
    is_partner_ready: bool
    to_talk: list[TalkRow]
    settled: list[TalkRow]
    alike: list[tuple[str, str]]
    n_alike_open: int
    to_agree: list[Proposal]
    mine: list[Proposal]
    table: list[Right]
    earlier: list[int]
    now_differing: int


@dataclass(frozen=True)
class RowPage:
    row: TalkRow
    form: PlainForm


def rights_page(viewer: Viewer, pair: Pair) -> RightsPage:
    open_one = queries.open_round(viewer, pair, queries.RIGHTS)
    standing = sealed.standing(open_one, viewer) if open_one is not None else None
    opened = queries.revealed(viewer, pair, queries.RIGHTS)[:1]
    known = queries.areas_of(opened[0] if opened else None)
    compared = queries.compared(viewer, pair, opened[0], known) if opened else ()
    agreed = {right.area: right for right in charter.rights(viewer, pair)}
    proposed = {row.area: proposal_of(row, viewer) for row in queries.proposals(viewer, pair)}
    alike = alike_levels(compared)
    need_words = [
        row for row in compared if row.needs_talk or (row.area in alike and lacks_starter(known, row.area, alike))
    ]
    rows = [talk_row(pair, row, known, agreed.get(row.area), proposed.get(row.area)) for row in need_words]
    differing = queries.differing_before(viewer, pair)
    return RightsPage(
        has_opened=bool(opened),
        is_mine_sealed=bool(standing and standing.is_mine_sealed),
        is_partner_ready=bool(standing and standing.ready_ids),
        to_talk=[row for row in rows if row.agreed is None and (row.proposal is None or row.proposal.is_mine)],
        settled=[row for row in rows if row.agreed is not None],
        alike=[(known.area(area).label, short(level)) for area, level in alike.items()],
        n_alike_open=len(
            [area for area in open_alike(known, alike, agreed, proposed) if not lacks_starter(known, area, alike)]
        ),
        to_agree=[proposal for proposal in proposed.values() if not proposal.is_mine],
        mine=[proposal for proposal in proposed.values() if proposal.is_mine],
        table=list(agreed.values()),
        earlier=differing[1:],
        now_differing=differing[0] if differing else 0,
    )


def alike_levels(compared: tuple[ComparedRow, ...]) -> dict[str, Level]:
    """The rows that both marked with the same level."""
    return {row.area: row.first for row in compared if row.standing is Standing.SAME and row.first is not None}


def open_alike(
    known: Areas, alike: dict[str, Level], agreed: dict[str, Right], proposed: dict[str, Proposal]
) -> dict[str, Level]:
    """Of these, the rows that are neither agreed at that level, in the words they marked, nor on the table."""
    return {
        area: level
        for area, level in alike.items()
        if area not in proposed and not is_agreed_so(agreed.get(area), level, known.area(area).label)
    }


def is_agreed_so(right: Right | None, level: Level, label: str) -> bool:
    return right is not None and right.level is level and right.label == label


def to_propose_alike(viewer: Viewer, pair: Pair) -> dict[str, Level]:
    opened = queries.revealed(viewer, pair, queries.RIGHTS)[:1]
    if not opened:
        return {}
    agreed = {right.area: right for right in charter.rights(viewer, pair)}
    proposed = {row.area: proposal_of(row, viewer) for row in queries.proposals(viewer, pair)}
    known = queries.areas_of(opened[0])
    return open_alike(known, alike_levels(queries.compared(viewer, pair, opened[0], known)), agreed, proposed)


def lacks_starter(known: Areas, area: str, alike: dict[str, Level]) -> bool:
    """Both say 'both', and the content offers no tie-break: the two need words of their own."""
    return needs_tie_break(alike[area]) and not known.area(area).tie_break


def short(level: Level | None) -> str:
    return rights_content.load().level(level).short if level is not None else ""


def proposal_of(row: RightsRow, viewer: Viewer) -> Proposal:
    text = space.read(row, viewer)
    return Proposal(
        id=str(row.pk),
        area=row.area,
        label=charter.label_of(row, text),
        level_words=rights_content.load().level(row.level).label,
        tie_break=text["tie_break"],
        days=row.days or 0,
        inform=text["inform"],
        is_mine=row.author_id == viewer.person_id,
        author=row.author.name,
    )


def talk_row(pair: Pair, row: ComparedRow, known: Areas, agreed: Right | None, proposal: Proposal | None) -> TalkRow:
    area = known.area(row.area)
    names = [person.name for person in in_turn(pair)]
    return TalkRow(
        area=row.area,
        label=area.label,
        note=area.note,
        marked=[Marked(name, short(level)) for name, level in zip(names, (row.first, row.second), strict=False)],
        agreed=agreed,
        proposal=proposal,
    )


def start_of(viewer: Viewer, pair: Pair, area: str) -> dict[str, object]:
    """Starts from what is agreed; the starter's tie-break is offered, the starter's level is not."""
    words = area_to_talk(viewer, pair, area)
    agreed = charter.right(viewer, pair, area)
    if agreed is None:
        return {"tie_break": words.tie_break, "days": words.days or None}
    return {
        "level": agreed.level.value,
        "tie_break": agreed.tie_break or words.tie_break,
        "days": agreed.days or words.days or None,
        "inform": agreed.inform,
    }


def area_to_talk(viewer: Viewer, pair: Pair, area: str) -> Area:
    """Known, though perhaps resting: what was marked before it rested is still talked through."""
    found = queries.areas_to_talk(viewer, pair).by_key.get(area)
    if found is None:
        raise Hidden
    return found


def row_page(viewer: Viewer, pair: Pair, area: str, form: PlainForm) -> RowPage:
    opened = queries.revealed(viewer, pair, queries.RIGHTS)[:1]
    known = queries.areas_of(opened[0] if opened else None)
    compared = {row.area: row for row in queries.compared(viewer, pair, opened[0], known)} if opened else {}
    waiting = queries.proposals(viewer, pair).filter(area=area).first()
    row = compared.get(area, ComparedRow(area, None, None))
    proposal = proposal_of(waiting, viewer) if waiting is not None else None
    return RowPage(talk_row(pair, row, known, charter.right(viewer, pair, area), proposal), form)
