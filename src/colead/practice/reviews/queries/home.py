"""What this room puts on the first page: that something waits, in words that fit anything."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Open, Place, Waiting
from colead.partnerships.queries import Pair
from colead.practice.reviews.models import Case, Support
from colead.promises.models import Key, Membership
from colead.promises.models.releases import ReleaseState
from colead.rules import reviews as rules
from colead.rules.reviews import State

KIND = "step"
EARLY = (State.SCREENED_IN, State.PEOPLE_FIRST, State.FOLLOWING)


@Prepared
def open_in(viewer: Viewer, space: UUID, today: date) -> "QuerySet[Case]":
    """The viewer's open cases beside this pair's space; asked on every visit to the first page."""
    rows: QuerySet[Case] = Case.door.visible_to(viewer).filter(beside=space, retain_until__gte=today)
    still = rows.exclude(state__in=[state.value for state in rules.OVER]).annotate(is_without=Exists(left_out()))
    return still.order_by("created_at", "id")


def left_out() -> "QuerySet[Membership]":
    """One of the pair's two who does not belong to the case, or does no longer."""
    within = Membership.objects.filter(space=OuterRef(OuterRef("space")), ended_at=None)
    both = Membership.objects.filter(space=OuterRef("beside"), ended_at=None)
    return both.exclude(person__in=within.values("person"))


@Prepared
def support_in(viewer: Viewer, space: UUID, today: date) -> "QuerySet[Support]":
    rows: QuerySet[Support] = Support.door.visible_to(viewer).filter(space=space, retain_until__gte=today)
    return rows.filter(receiver_id=viewer.person_id)


def first_page(viewer: Viewer, pair: Pair, *, has_support: bool) -> tuple[list[Waiting], list[Open]]:
    """One line for whatever waits, else one for whatever is open; neither says what, nor how many."""
    waiting, between = [], []
    if has_support:
        url = reverse("reviews:show_support", args=[pair.partnership.pk])
        waiting.append(Waiting(_("A word for you"), _("For you alone"), url, KIND, place=Place.TROUBLE))
    open_ones = open_in(viewer, space=pair.space.pk, today=clock.today())
    url = reverse("reviews:list_cases", args=[pair.partnership.pk])
    if any(needs_one_now(one) for one in open_ones):
        waiting.append(Waiting(_("One you look after needs you now"), "", url, KIND, place=Place.THEY_ASKED))
    elif any(waits(one) for one in open_ones) or key_waits(viewer, open_ones):
        waiting.append(Waiting(_("Something you look after waits for a step"), "", url, KIND, place=Place.STEP))
    elif open_ones:
        between.append(Open(_("Something you look after together"), "", url, KIND))
    return waiting, between


def needs_one_now(case: Case) -> bool:
    """Nobody has looked it over, or one of the two has stepped back and nobody has been told yet."""
    is_without: bool = vars(case)["is_without"]
    return case.state == State.POINTED or (is_without and case.state in EARLY)


def waits(case: Case) -> bool:
    """Not yet looked over, people not yet seen to, or the office's day is near."""
    is_near = case.due_on is not None and rules.ahead_of(case.due_on) <= clock.today()
    return case.state in (State.POINTED, State.SCREENED_IN, State.PEOPLE_FIRST) or is_near


def key_waits(viewer: Viewer, open_ones: list[Case]) -> bool:
    """Words for both stand there, and the viewer's key has not turned."""
    lines = [case.line_id for case in open_ones if case.line_id is not None]
    mine = Key.door.visible_to(viewer).filter(release__in=lines, release__state=ReleaseState.DRAFT, turned_on="")
    return bool(lines) and mine.filter(person_id=viewer.person_id).exists()
