"""The road, its marks and ticks, the conversations, and the days in each other's world."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from colead.forming.launch import queries
from colead.forming.launch.actions import road
from colead.forming.launch.forms import DayForm, LearnedForm, NoteForm, PlanForm, TickForm
from colead.forming.launch.models import Milestone, TalkKey
from colead.forming.launch.pages import talks
from colead.forming.launch.pages.road import road_page
from colead.forming.launch.views.meeting import meeting_with
from colead.forming.launch.views.replies import TOLD, attempt, pair_of, sentence_for, show
from colead.foundation import clock
from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, ViewerRequest
from colead.partnerships.framing import UNPROCESSABLE
from colead.partnerships.queries import Pair
from colead.rules.abilities import Ability
from colead.rules.launch import Step

VERBS = ("finish", "set_aside", "take_up", "reopen")


@gate(Ability.LEAD)
def show_road(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    forms = {one.value: TickForm(key=one.value, initial={"ticked_on": clock.today()}) for one in Milestone}
    return show(request, "road", pair, road_page(request.viewer, pair, forms))


@gate(Ability.LEAD, methods=("POST",))
def mark_step(request: ViewerRequest, partnership_id: UUID, step: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    verb = request.POST.get("verb", "")
    if step not in set(Step) or verb not in VERBS:
        raise Hidden
    back = queries.address(pair, "launch:road")
    return attempt(request, lambda: road.mark(pair=pair, step=step, verb=verb, by=request.viewer), back=back)


@gate(Ability.LEAD, methods=("POST",))
def tick_milestone(request: ViewerRequest, partnership_id: UUID, milestone: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    form = TickForm(request.POST)
    on = form.cleaned_data["ticked_on"] if form.is_valid() else None
    back = queries.address(pair, "launch:road")
    return attempt(request, lambda: road.tick(pair=pair, milestone=milestone, on=on, by=request.viewer), back=back)


@gate(Ability.LEAD, methods=("POST",))
def untick_milestone(request: ViewerRequest, partnership_id: UUID, milestone: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    back = queries.address(pair, "launch:road")
    return attempt(request, lambda: road.untick(pair=pair, milestone=milestone, by=request.viewer), back=back)


@gate(Ability.LEAD, methods=("POST",))
def wish_for_help(request: ViewerRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    back = queries.address(pair, "launch:road") + "#wishes"
    return attempt(request, lambda: road.wish(pair=pair, kind=kind, by=request.viewer), back=back)


@gate(Ability.LEAD, methods=("POST",))
def take_wish_back(request: ViewerRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    back = queries.address(pair, "launch:road") + "#wishes"
    return attempt(request, lambda: road.unwish(pair=pair, kind=kind, by=request.viewer), back=back)


@gate(Ability.LEAD, methods=("POST",))
def pause_reminders(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    act = road.resume if request.POST.get("verb") == "resume" else road.pause
    return attempt(request, lambda: act(pair=pair, by=request.viewer), back=queries.address(pair, "launch:road"))


@gate(Ability.LEAD)
def list_talks(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    return show(request, "talks", pair, talks.talk_rows(request.viewer, pair))


@gate(Ability.LEAD, methods=("GET", "POST"))
def show_talk(request: ViewerRequest, partnership_id: UUID, key: str) -> HttpResponse:
    """The guide; a note posted here is kept for both."""
    pair = pair_of(request, partnership_id)
    if key == TalkKey.SPONSOR:
        raise Hidden
    if request.method != "POST":
        return talk_with(request, pair, key)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            road.keep_notes(pair=pair, key=key, text=form.cleaned_data, by=request.viewer)
            return see_other(queries.address(pair, "launch:talk", key))
        except TOLD as fault:
            form.add_error(None, sentence_for(fault))
    return talk_with(request, pair, key, form=form, status=UNPROCESSABLE)


def talk_with(
    request: ViewerRequest,
    pair: Pair,
    key: str,
    *,
    plan: PlanForm | None = None,
    form: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    plan = plan or PlanForm(initial=talks.plan_start(request.viewer, pair, key))
    form = form or NoteForm(initial=talks.notes_of(request.viewer, pair, key))
    return show(request, "talk", pair, talks.talk_page(request.viewer, pair, key, plan=plan, form=form), status=status)


@gate(Ability.LEAD, methods=("POST",))
def plan_talk(request: ViewerRequest, partnership_id: UUID, key: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    plan = PlanForm(request.POST)
    if plan.is_valid():
        moment = datetime.combine(plan.cleaned_data["day"], plan.cleaned_data["hour"])
        at = timezone.make_aware(moment)
        return attempt(
            request,
            lambda: road.plan_talk(pair=pair, key=key, planned_at=at, by=request.viewer),
            back=back_to_talk(request, partnership_id, key),
        )
    if key == TalkKey.SPONSOR:
        return meeting_with(request, pair, plan=plan, status=UNPROCESSABLE)
    return talk_with(request, pair, key, plan=plan, status=UNPROCESSABLE)


@gate(Ability.LEAD, methods=("POST",))
def hold_talk(request: ViewerRequest, partnership_id: UUID, key: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    back = back_to_talk(request, partnership_id, key)
    return attempt(request, lambda: road.hold_talk(pair=pair, key=key, by=request.viewer), back=back)


def back_to_talk(request: ViewerRequest, partnership_id: UUID, key: str) -> str:
    pair = pair_of(request, partnership_id)
    if key == TalkKey.SPONSOR:
        return queries.address(pair, "launch:sponsor_meeting")
    return queries.address(pair, "launch:talk", key)


@gate(Ability.LEAD)
def show_days(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    return days_with(request, pair)


def days_with(
    request: ViewerRequest,
    pair: Pair,
    *,
    plan: DayForm | None = None,
    learned: LearnedForm | None = None,
    status: int = 200,
) -> HttpResponse:
    mine = talks.day_of(request.viewer, pair)
    plan = plan or DayForm(initial={"day": mine.planned_on if mine else None})
    learned = learned or LearnedForm(initial=talks.learned_of(request.viewer, pair))
    return show(request, "days", pair, talks.days_page(request.viewer, pair, plan=plan, learned=learned), status=status)


@gate(Ability.LEAD, methods=("POST",))
def plan_day(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    plan = DayForm(request.POST)
    if plan.is_valid():
        on = plan.cleaned_data["day"]
        back = queries.address(pair, "launch:days")
        return attempt(request, lambda: road.plan_day(pair=pair, on=on, by=request.viewer), back=back)
    return days_with(request, pair, plan=plan, status=UNPROCESSABLE)


@gate(Ability.LEAD, methods=("POST",))
def tell_of_day(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    learned = LearnedForm(request.POST)
    if learned.is_valid():
        try:
            road.tell_of_day(pair=pair, text=learned.cleaned_data, by=request.viewer)
            return see_other(queries.address(pair, "launch:days"))
        except TOLD as fault:
            learned.add_error(None, sentence_for(fault))
    return days_with(request, pair, learned=learned, status=UNPROCESSABLE)
