"""The page 'You', the page of one's reminders, and each thing that can be changed there."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.people import actions
from colead.people.forms import HourForm, QuietForm, ReachForm
from colead.people.pages import RemindersPage, YouPage
from colead.rules.abilities import Ability

POST = ("POST",)


@gate(Ability.SIGNED_IN)
def show_you(request: ViewerRequest) -> HttpResponse:
    return you_page(request)


@gate(Ability.SET_WISHES, methods=POST)
def say_how_to_reach(request: ViewerRequest) -> HttpResponse:
    form = ReachForm(request.POST)
    if not form.is_valid():
        return you_page(request, form)
    actions.say_how_to_reach(words=form.cleaned_data["words"], by=request.viewer)
    return done(request, _("Kept. Your partner sees it."), "you")


@gate(Ability.SIGNED_IN)
def show_reminders(request: ViewerRequest) -> HttpResponse:
    return reminders_page(request)


@gate(Ability.SET_WISHES, methods=POST)
def add_quiet_block(request: ViewerRequest) -> HttpResponse:
    form = QuietForm(request.POST)
    if not form.is_valid():
        return reminders_page(request, add_quiet=form)
    actions.add_quiet_blocks(**form.cleaned_data, by=request.viewer)
    return done(request, _("Kept. Nothing comes then."))


@gate(Ability.SET_WISHES, methods=POST)
def remove_quiet_block(request: ViewerRequest, id: UUID) -> HttpResponse:
    actions.remove_quiet_block(id=id, by=request.viewer)
    return done(request, _("Taken away."))


@gate(Ability.SIGNED_IN, methods=POST)
def set_hour(request: ViewerRequest) -> HttpResponse:
    form = HourForm(request.POST)
    if not form.is_valid():
        return reminders_page(request, hour=form)
    actions.set_hour(**form.cleaned_data, by=request.viewer)
    return done(request, _("Kept."))


@gate(Ability.SIGNED_IN, methods=POST)
def pause(request: ViewerRequest) -> HttpResponse:
    is_paused = request.POST.get("to") != "on"
    actions.pause(is_paused=is_paused, by=request.viewer)
    return done(request, _("Paused. What waits for you waits here.") if is_paused else _("The mail comes at its hour."))


@gate(Ability.SIGNED_IN, methods=POST)
def sign_out_everywhere(request: ViewerRequest) -> HttpResponse:
    actions.sign_out_everywhere(by=request.viewer)
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return see_other(reverse("account_login"))


def you_page(request: ViewerRequest, returned: ReachForm | None = None) -> HttpResponse:
    page = YouPage.build(request.viewer)
    reach = returned or ReachForm(initial={"words": page.person.reach_by})
    context = {"page": page, "reach": reach}
    return render(request, "people/you.html", context, status=422 if returned else 200)


def reminders_page(request: ViewerRequest, **returned: Form) -> HttpResponse:
    """A form that came back with errors stands in the place of a fresh one."""
    page = RemindersPage.build(request.viewer)
    wishes = {"hour": page.person.digest_hour, "time_zone": page.person.time_zone}
    forms = {"add_quiet": QuietForm(), "hour": HourForm(initial=wishes), **returned}
    return render(request, "people/reminders.html", {"page": page, **forms}, status=422 if returned else 200)


def done(request: ViewerRequest, words: str, where: str = "reminders") -> HttpResponse:
    messages.success(request, words)
    return see_other(reverse(f"people:{where}"))
