"""The case itself: people first, the same line, actions, telling back, the lesson, the end; and a message carried."""

import csv
import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate
from colead.foundation.viewer import Hidden
from colead.partnerships.framing import viewer_of
from colead.practice.reviews.actions import following, saying
from colead.practice.reviews.actions.following import CARRIED, Deed
from colead.practice.reviews.forms import ActionForm, ChannelForm, LineForm, PeopleForm, PromiseForm, ToldForm
from colead.practice.reviews.pages import deeds_of
from colead.practice.reviews.queries import Desk
from colead.practice.reviews.views.answering import done, draw, drawn, of_case, which
from colead.rules.abilities import Ability

A_FORMULA = re.compile(r"(^|[;,\t\r\n])(?=\s*[=+@-]|[\t\r])")
PLAIN_TAPS = {"learn": following.learn, "close": following.close, "slip": following.slip}
DEED = ("action", "owner_role", "strength", "measure", "due_on", "is_released")


@gate(Ability.SIGNED_IN)
@of_case
def show_case(request: HttpRequest, desk: Desk) -> HttpResponse:
    return drawn(request, desk)


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def see_to_people(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = PeopleForm(request.POST, kind=desk.case.kind)
    if not form.is_valid():
        return drawn(request, desk, people_form=form)
    return done(request, desk, lambda: following.see_to_people(known=form.known, titles=form.titles, **which(desk)))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def word_line(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = LineForm(request.POST)
    if not form.is_valid():
        return drawn(request, desk, line_form=form)
    line, seen = form.cleaned_data["line"], form.cleaned_data["seen"]
    return done(request, desk, lambda: saying.word_line(line=line, seen=seen, **which(desk)))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def turn_key(request: HttpRequest, desk: Desk) -> HttpResponse:
    if "back" in request.POST:
        return done(request, desk, lambda: saying.take_back(**which(desk)))
    seen = request.POST.get("seen", "")
    return done(request, desk, lambda: saying.turn(seen=seen, **which(desk)))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def add_action(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = ActionForm(request.POST)
    if not form.is_valid():
        return drawn(request, desk, action_form=form)
    deed = Deed(**{name: form.cleaned_data[name] for name in DEED})
    return done(request, desk, lambda: following.add_action(deed=deed, **which(desk)))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def tap_action(request: HttpRequest, desk: Desk, action_id: UUID) -> HttpResponse:
    verb = request.POST.get("verb", "")
    return done(request, desk, lambda: following.tap_action(action_id=action_id, verb=verb, **which(desk)))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def tell_back(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = ToldForm(request.POST, kind=desk.case.kind)
    if not form.is_valid():
        return drawn(request, desk, told_form=form)
    who, is_told, on = (
        form.cleaned_data["told_who"],
        form.cleaned_data["is_told"] == "yes",
        form.cleaned_data["told_on"],
    )
    return done(request, desk, lambda: following.tell_back(who=who, is_told=is_told, on=on, **which(desk)))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def promise_to_tell(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = PromiseForm(request.POST)
    if not form.is_valid():
        return drawn(request, desk, promise_form=form)
    tell_by = form.cleaned_data["tell_by"]
    return done(request, desk, lambda: following.promise_to_tell(tell_by=tell_by, **which(desk)))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def note_channel(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = ChannelForm(request.POST)
    if not form.is_valid():
        return drawn(request, desk, channel_form=form)
    channel, asked = form.cleaned_data["channel"], form.cleaned_data["confidential"] == "yes"
    return done(request, desk, lambda: following.note_channel(channel=channel, is_confidential=asked, **which(desk)))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def tap(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A lesson is noted; this is the end of it; or the end was a slip."""
    act = PLAIN_TAPS.get(request.POST.get("verb", ""))
    if act is None:
        raise Hidden
    return done(request, desk, lambda: act(**which(desk)))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def carry(request: HttpRequest, desk: Desk) -> HttpResponse:
    outcome = request.POST.get("outcome", "")
    if outcome not in {known.value for known in CARRIED}:
        raise Hidden
    return done(request, desk, lambda: following.carry(outcome=outcome, **which(desk)))


@gate(Ability.SIGNED_IN)
@of_case
def print_actions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The actions that their office released, and no others; nothing of the case they came from."""
    rows = [deed for deed in deeds_of(viewer_of(request), desk.case) if deed.item.is_released]
    return draw(request, desk.pair, "actions_out", rows=rows, desk=desk, place=desk.partnership.pk)


@gate(Ability.SIGNED_IN)
@of_case
def download_actions(request: HttpRequest, desk: Desk) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="actions.csv"'
    writer = csv.writer(answer)
    writer.writerow([_("Action"), _("Role"), _("Strength"), _("How we will know"), _("Until"), _("Done")])
    for deed in deeds_of(viewer_of(request), desk.case):
        if deed.item.is_released:
            words = [deed.text["action"], deed.text["owner_role"], deed.strength, deed.text["measure"]]
            writer.writerow([*map(harmless, words), deed.item.due_on or "", deed.item.done_on or ""])
    return answer


def harmless(words: object) -> str:
    """What a spreadsheet would take for a formula, whichever sign parts its cells, is made plain text."""
    return A_FORMULA.sub(r"\1'", str(words))
