"""Decision rights: the rows to talk through, the rows that are alike, and the table that both agreed."""

from collections.abc import Collection
from dataclasses import dataclass

from colead.content import rights as rights_content
from colead.forming.launch import queries
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import charter
from colead.partnerships.areas import Area, Areas
from colead.partnerships.charter import Right
from colead.partnerships.charter_models import RightsRow, RightState
from colead.partnerships.queries import Pair, in_turn
from colead.promises import sealed, space
from colead.promises.models import Round
from colead.rules.rights import ComparedRow, Level, Standing, needs_tie_break
from colead.ui.forms import PlainForm
from colead.ui.guarded import GuardedForm


@dataclass(frozen=True)
class Proposal:
    """A row on the table, waiting for the other's yes."""

    id: str
    area: str
    label: str
    level: str
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
    """A row to talk through: how each marked it, what is agreed or proposed; `seen` names what stands there now."""

    area: str
    label: str
    note: str
    marked: list[Marked]
    agreed: Right | None
    proposal: Proposal | None
    seen: str


@dataclass
class ListRow:
    """A row of the list, what its fields start from, and the fields once they are drawn."""

    row: TalkRow
    start: dict[str, object]
    form: GuardedForm | None = None


@dataclass
class RowList:
    """Every row that is not settled, for one save: what differs first, then what is alike, then what both left open."""

    to_talk: list[ListRow]
    same: list[ListRow]
    blank: list[ListRow]
    faults: list[str]

    @property
    def all(self) -> list[ListRow]:
        return [*self.to_talk, *self.same, *self.blank]

    @property
    def sent(self) -> list[tuple[TalkRow, GuardedForm]]:
        return [(one.row, one.form) for one in self.all if one.form is not None and one.form.is_bound]

    @property
    def at_fault(self) -> list[TalkRow]:
        return [row for row, form in self.sent if form.errors]

    @property
    def non_field_errors(self) -> list[str]:
        said = [str(words) for _row, form in self.sent for words in form.non_field_errors()]
        return [*self.faults, *dict.fromkeys(said)]

    @property
    def is_waived(self) -> bool:
        return any(form.is_waived for _row, form in self.sent)

    @property
    def has_patient_words(self) -> bool:
        return any(form.has_patient_words for _row, form in self.sent)


@dataclass(frozen=True)
class RightsPage:
    has_opened: bool
    is_mine_sealed: bool
    is_partner_ready: bool
    rows: RowList
    settled: list[TalkRow]
    alike: list[tuple[str, str]]
    to_agree: list[Proposal]
    mine: list[Proposal]
    mine_elsewhere: list[Proposal]
    table: list[Right]
    earlier: list[int]
    now_differing: int


@dataclass(frozen=True)
class RowPage:
    row: TalkRow
    form: PlainForm


@dataclass(frozen=True)
class Table:
    """What is known of the rows of one pair: how they are worded, marked, agreed and proposed."""

    known: Areas
    compared: tuple[ComparedRow, ...]
    agreed: dict[str, Right]
    proposed: dict[str, Proposal]
    standing: dict[str, list[RightsRow]]

    @property
    def alike(self) -> dict[str, Level]:
        return alike_levels(self.compared)


def table_of(viewer: Viewer, pair: Pair, opened: Round | None) -> Table:
    known = queries.areas_of(opened)
    standing = queries.standing_rows(viewer, pair)
    waiting = {area: rows[-1] for area, rows in standing.items() if rows[-1].state == RightState.PROPOSED}
    return Table(
        known=known,
        compared=queries.compared(viewer, pair, opened, known) if opened else (),
        agreed={right.area: right for right in charter.rights(viewer, pair)},
        proposed={area: proposal_of(row, viewer) for area, row in waiting.items()},
        standing=standing,
    )


def rights_page(viewer: Viewer, pair: Pair, came: Collection[str] = ()) -> RightsPage:
    """`came` names the areas that were sent: one that has moved on meanwhile stays listed, so that no word is lost."""
    open_one = queries.open_round(viewer, pair, queries.RIGHTS)
    standing = sealed.standing(open_one, viewer) if open_one is not None else None
    opened = queries.revealed(viewer, pair, queries.RIGHTS)[:1]
    table = table_of(viewer, pair, opened[0] if opened else None)
    rows = row_list(pair, table, came)
    listed = {one.row.area for one in rows.all}
    need_words = [row for row in table.compared if needs_words(row, table) and row.area in table.agreed]
    mine = [proposal for proposal in table.proposed.values() if proposal.is_mine]
    differing = queries.differing_before(viewer, pair)
    return RightsPage(
        has_opened=bool(opened),
        is_mine_sealed=bool(standing and standing.is_mine_sealed),
        is_partner_ready=bool(standing and standing.ready_ids),
        rows=rows,
        settled=[talk_row(pair, row, table) for row in need_words if row.area not in listed],
        alike=[(table.known.area(area).label, short(level)) for area, level in table.alike.items()],
        to_agree=[proposal for proposal in table.proposed.values() if not proposal.is_mine],
        mine=mine,
        mine_elsewhere=[proposal for proposal in mine if proposal.area not in listed],
        table=list(table.agreed.values()),
        earlier=differing[1:],
        now_differing=differing[0] if differing else 0,
    )


def needs_words(row: ComparedRow, table: Table) -> bool:
    """Marked differently, or alike without a tie-break to start from."""
    return row.needs_talk or (row.area in table.alike and lacks_starter(table.known, row.area, table.alike))


def row_list(pair: Pair, table: Table, came: Collection[str]) -> RowList:
    elsewhere = {area: one for area, one in table.proposed.items() if area not in came}
    same = open_alike(table.known, table.alike, table.agreed, elsewhere)
    theirs = {area for area, proposal in elsewhere.items() if not proposal.is_mine}
    found = RowList([], [], [], [])
    for row in table.compared:
        is_free = row.area in came or (row.area not in table.agreed and row.area not in theirs)
        if needs_words(row, table):
            kind = found.to_talk if is_free else None
        elif row.standing is Standing.SAME:
            kind = found.same if row.area in same else None
        else:
            is_asked = is_free and row.area not in elsewhere and not table.known.area(row.area).is_resting
            kind = found.blank if is_asked else None
        if kind is not None:
            kind.append(ListRow(talk_row(pair, row, table), row_start(table, row)))
    return found


def row_start(table: Table, row: ComparedRow) -> dict[str, object]:
    """The viewer's own proposal; else the level that both marked. The starter's tie-break is offered, its level not."""
    words, agreed, mine = table.known.area(row.area), table.agreed.get(row.area), table.proposed.get(row.area)
    level = row.first if row.standing is Standing.SAME else None
    start: dict[str, object] = {"tie_break": words.tie_break, "days": words.days or None, "level": level or ""}
    for said in (agreed, mine if mine is not None and mine.is_mine else None):
        if said is not None:
            start |= {"inform": said.inform} | (
                {"tie_break": said.tie_break, "days": said.days} if said.tie_break else {}
            )
    return start | ({"level": mine.level} if mine is not None and mine.is_mine else {})


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
        level=row.level,
        level_words=rights_content.load().level(row.level).label,
        tie_break=text["tie_break"],
        days=row.days or 0,
        inform=text["inform"],
        is_mine=row.author_id == viewer.person_id,
        author=row.author.name,
    )


def talk_row(pair: Pair, row: ComparedRow, table: Table) -> TalkRow:
    area = table.known.area(row.area)
    names = [person.name for person in in_turn(pair)]
    return TalkRow(
        area=row.area,
        label=area.label,
        note=area.note,
        marked=[Marked(name, short(level)) for name, level in zip(names, (row.first, row.second), strict=False)],
        agreed=table.agreed.get(row.area),
        proposal=table.proposed.get(row.area),
        seen=queries.seen_of_row(table.standing.get(row.area, [])),
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
    table = table_of(viewer, pair, opened[0] if opened else None)
    row = next((row for row in table.compared if row.area == area), ComparedRow(area, None, None))
    return RowPage(talk_row(pair, row, table), form)
