"""How two leaders are seen: their page, where they appear, who sits in with whom. No number stands for any of it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from colead.rules import cadence
from colead.rules.moves import Machine

MONTHS_OF_A_QUARTER: Final = 3
YEAR: Final = timedelta(days=365)
AHEAD: Final = 2 * YEAR  # what lies further ahead is a slip of the hand
MADE_UP_FOR: Final = timedelta(days=7)
# Three to six in a quarter are seen; more is a performance.
FEW: Final = 3
PLENTY: Final = 6


class PageState(StrEnum):
    DRAFT = "draft"
    RELEASED = "released"
    STALE = "stale"


class Who(StrEnum):
    """Who is seen: both together, or one of them for both."""

    BOTH = "both"
    NURSE = "nurse"
    PHYSICIAN = "physician"


class Level(StrEnum):
    UNIT = "unit"
    HOSPITAL = "hospital"
    SYSTEM = "system"
    BOARD = "board"
    OUTSIDE = "outside"


class State(StrEnum):
    PLANNED = "planned"
    PAST = "past"


class VisitState(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LET_GO = "let_go"
    DONE = "done"


class Hint(StrEnum):
    """One sentence beside a plan, for the two alone."""

    PLENTY = "plenty"
    NOT_BOTH_EVERYWHERE = "not_both_everywhere"
    WHERE_PEOPLE_WORK = "where_people_work"


PAGE: Machine[PageState] = Machine(
    name="dyad page",
    start=PageState.DRAFT,
    words={
        PageState.DRAFT: "Your page is not out.",
        PageState.RELEASED: "Your page is out, as both of you agreed to it.",
        PageState.STALE: "Your page is out, and something in it has changed since.",
    },
    moves={
        (PageState.DRAFT, "edit"): PageState.DRAFT,
        (PageState.DRAFT, "release"): PageState.RELEASED,
        (PageState.RELEASED, "edit"): PageState.RELEASED,
        (PageState.RELEASED, "release"): PageState.RELEASED,
        (PageState.RELEASED, "change"): PageState.STALE,
        (PageState.RELEASED, "take_out"): PageState.DRAFT,
        (PageState.STALE, "edit"): PageState.STALE,
        (PageState.STALE, "release"): PageState.RELEASED,
        (PageState.STALE, "change_back"): PageState.RELEASED,
        (PageState.STALE, "take_out"): PageState.DRAFT,
    },
)

MACHINE: Machine[State] = Machine(
    name="appearance",
    start=State.PLANNED,
    words={
        State.PLANNED: "This lies ahead of you.",
        State.PAST: "You have said who of you was seen there.",
    },
    moves={
        (State.PLANNED, "plan"): State.PLANNED,
        (State.PLANNED, "show"): State.PLANNED,
        (State.PLANNED, "tell"): State.PAST,
        # A wrong tap is put right by another.
        (State.PAST, "tell"): State.PAST,
    },
)

VISIT: Machine[VisitState] = Machine(
    name="visit",
    start=VisitState.ASKED,
    words={
        VisitState.ASKED: "This visit has been asked for.",
        VisitState.AGREED: "This visit is agreed.",
        VisitState.DECLINED: "It does not fit this time.",
        VisitState.WITHDRAWN: "The question was taken back.",
        VisitState.LET_GO: "This visit was let go.",
        VisitState.DONE: "This visit has taken place.",
    },
    moves={
        (VisitState.ASKED, "agree"): VisitState.AGREED,
        (VisitState.ASKED, "decline"): VisitState.DECLINED,
        (VisitState.ASKED, "withdraw"): VisitState.WITHDRAWN,
        (VisitState.AGREED, "let_go"): VisitState.LET_GO,
        (VisitState.AGREED, "finish"): VisitState.DONE,
    },
)
# Hosts answer, guests take back; either lets go or says that it took place.
BY_HOSTS: Final = frozenset({"agree", "decline", "let_go", "finish"})
BY_GUESTS: Final = frozenset({"withdraw", "let_go", "finish"})


def year_before(moment: datetime) -> datetime:
    """A page on which both agreed before this is asked about: is it still so?"""
    return moment - YEAR


def reminds_of_year(agreed_on: date, today: date) -> bool:
    """Both hear of it once, in the week in which the year is over."""
    return YEAR <= today - agreed_on < YEAR + MADE_UP_FOR


def page_state(*, is_out: bool, is_true: bool) -> PageState:
    """A page that is out is stale as soon as what it says of the two is no longer so."""
    if not is_out:
        return PageState.DRAFT
    return PageState.RELEASED if is_true else PageState.STALE


def is_within_reach(day: date, today: date) -> bool:
    """A day that two plan for."""
    return today <= day <= today + AHEAD


def is_still_kept(day: date, today: date) -> bool:
    """One that has come, and of which something would still be kept."""
    return today - YEAR < day <= today


def quarter_of(day: date) -> date:
    """The first day of the quarter in which the day lies."""
    return date(day.year, day.month - (day.month - 1) % MONTHS_OF_A_QUARTER, 1)


def next_quarter(day: date) -> date:
    begun = quarter_of(day)
    month = begun.month + MONTHS_OF_A_QUARTER
    return date(begun.year + month // 13, (month - 1) % 12 + 1, 1)


def hint(planned: Sequence[tuple[str, str]]) -> Hint | None:
    """Of a quarter's plan, as (who, level); at most one thing to think about, and never how much was done."""
    if len(planned) >= PLENTY:
        return Hint.PLENTY
    if len(planned) < FEW:
        return None
    if all(level != Level.UNIT for _who, level in planned):
        return Hint.WHERE_PEOPLE_WORK
    if all(who == Who.BOTH for who, _level in planned):
        return Hint.NOT_BOTH_EVERYWHERE
    return None


def reminded_of(who: str) -> frozenset[Who]:
    """Only who goes there is reminded."""
    return frozenset({Who.NURSE, Who.PHYSICIAN} if who == Who.BOTH else {Who(who)})


def working_day_before(day: date) -> date:
    before = day - timedelta(days=1)
    while cadence.is_weekend(before):
        before -= timedelta(days=1)
    return before


def reminder_at(day: date, blocks: Iterable[cadence.QuietBlock], digest_hour: int, *, now: datetime) -> datetime | None:
    """The person's own hour on the last working day before; none where that has gone by or the day is all quiet.

    All in the person's own time, without a zone.
    """
    before = working_day_before(day)
    at = cadence.next_allowed(datetime.combine(before, time.min), blocks, digest_hour)
    return at if at is not None and at.date() == before and at > now else None
