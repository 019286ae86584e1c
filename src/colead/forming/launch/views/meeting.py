"""The one talk with the sponsor, and what of the broken glass is kept with them."""

from uuid import UUID

from django.http import HttpResponse

from colead.forming.launch import queries
from colead.forming.launch.actions import road
from colead.forming.launch.forms import BrokenGlassForm, PlanForm, SponsorMeetingForm
from colead.forming.launch.models import TalkKey
from colead.forming.launch.pages import talks
from colead.forming.launch.views.papers import put_on_table
from colead.forming.launch.views.replies import TOLD, pair_of, show, told_at_form
from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.partnerships.framing import UNPROCESSABLE
from colead.partnerships.queries import Pair
from colead.rules.abilities import Ability
from colead.rules.audiences import Audience


@gate(Ability.LEAD, methods=("GET", "POST"))
def show_sponsor_meeting(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    if request.method != "POST":
        return meeting_with(request, pair)
    form = SponsorMeetingForm(request.POST)
    if form.is_valid():
        try:
            road.keep_notes(pair=pair, key=TalkKey.SPONSOR.value, text=form.cleaned_data, by=request.viewer)
            return see_other(queries.address(pair, "launch:sponsor_meeting"))
        except TOLD as fault:
            form.add_error(None, told_at_form(fault))
    return meeting_with(request, pair, form=form, status=UNPROCESSABLE)


@gate(Ability.LEAD, methods=("POST",))
def propose_broken_glass(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """What of the broken glass is kept with the sponsor; it goes there only when both keys have turned."""
    pair = pair_of(request, partnership_id)
    form = BrokenGlassForm(request.POST)
    if form.is_valid() and put_on_table(request, pair, queries.BROKEN_GLASS, form, form.cleaned_data, Audience.SPONSOR):
        return see_other(queries.address(pair, "launch:sponsor_meeting"))
    return meeting_with(request, pair, glass_form=form, status=UNPROCESSABLE)


def meeting_with(
    request: ViewerRequest,
    pair: Pair,
    *,
    plan: PlanForm | None = None,
    form: SponsorMeetingForm | None = None,
    glass_form: BrokenGlassForm | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer = request.viewer
    page = talks.sponsor_meeting_page(
        viewer,
        pair,
        plan=plan or PlanForm(initial=talks.plan_start(viewer, pair, TalkKey.SPONSOR)),
        form=form or SponsorMeetingForm(initial=talks.notes_of(viewer, pair, TalkKey.SPONSOR)),
        glass_form=glass_form or BrokenGlassForm(initial=talks.glass_start(viewer, pair)),
    )
    return show(request, "sponsor_meeting", pair, page, status=status)
