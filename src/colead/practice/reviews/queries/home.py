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
    """One line for whatever waits, else one for whatever is open: to that one, or to the list where it is several."""
    waiting, between = [], []
    if has_support:
        url = reverse("reviews:show_support", args=[pair.partnership.pk])
        waiting.append(Waiting(_("A word for you"), _("For you alone"), url, KIND, place=Place.TROUBLE))
    open_ones = open_in(viewer, space=pair.space.pk, today=clock.today())
    said, place, these = pressing(viewer, open_ones)
    if these:
        waiting.append(Waiting(said, "", way_to(pair, these), KIND, place=place))
    elif open_ones:
        between.append(Open(_("Something you look after together"), "", way_to(pair, open_ones), KIND))
    return waiting, between


def pressing(viewer: Viewer, open_ones: list[Case]) -> tuple[str, Place, list[Case]]:
    """What waits, the most pressing alone: in the words of the room, and of which kind it is in none."""
    to_look_over = [one for one in open_ones if one.state == State.POINTED]
    if to_look_over:
        return _("An event or a concern waits for a look from you"), Place.THEY_ASKED, to_look_over
    left_to_one = [one for one in open_ones if needs_one_now(one)]
    if left_to_one:
        return _("An event or a concern is in your hands now"), Place.THEY_ASKED, left_to_one
    lines = keys_waiting(viewer, open_ones)
    steps = [one for one in open_ones if waits(one) or one.line_id in lines]
    return _("Something you look after waits for a step"), Place.STEP, steps


def way_to(pair: Pair, these: list[Case]) -> str:
    if len(these) == 1:
        return reverse("reviews:show_case", args=[pair.partnership.pk, these[0].pk])
    return reverse("reviews:list_cases", args=[pair.partnership.pk])


def needs_one_now(case: Case) -> bool:
    """One of the two has stepped back, and nobody has been told yet."""
    is_without: bool = vars(case)["is_without"]
    return is_without and case.state in EARLY


def waits(case: Case) -> bool:
    """People are not yet seen to, or the office's day is near."""
    is_near = case.due_on is not None and rules.ahead_of(case.due_on) <= clock.today()
    return case.state in (State.SCREENED_IN, State.PEOPLE_FIRST) or is_near


def keys_waiting(viewer: Viewer, open_ones: list[Case]) -> set[UUID]:
    """Words for both stand there, and the viewer's key has not turned."""
    lines = [case.line_id for case in open_ones if case.line_id is not None]
    mine = Key.door.visible_to(viewer).filter(release__in=lines, release__state=ReleaseState.DRAFT, turned_on="")
    return set(mine.filter(person_id=viewer.person_id).values_list("release_id", flat=True)) if lines else set()
