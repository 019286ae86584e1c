"""The pages on the way in: invitations, the first password, the hold after a reset, 'this was not me'."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, ViewerRequest
from colead.operations.accounts import invitation_actions, queries, reset_actions
from colead.operations.accounts.actions import Refused
from colead.operations.accounts.adapter import factors_used
from colead.operations.accounts.forms import FirstPasswordForm, InviteForm
from colead.people.models import Login
from colead.rules.abilities import Ability

FORM, POST = ("GET", "POST"), ("POST",)


@gate(Ability.INVITE, methods=FORM)
def list_invitations(request: ViewerRequest) -> HttpResponse:
    """Who is invited and has not come in yet; and a form for one more."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            invitation_actions.invite(guest=form.guest(), by=request.viewer)
        except Refused as refusal:
            form.add_error("email", _(str(refusal)))
        else:
            messages.success(request, _("Invited. The link works once, for seven days."))
            return see_other(reverse("accounts:list_invitations"))
    context = {"form": form, "invitations": queries.invitations_for(request.viewer)}
    return render(request, "accounts/invitations.html", context, status=422 if form.errors else 200)


@gate(Ability.INVITE, methods=POST)
def invite_again(request: ViewerRequest, id: UUID) -> HttpResponse:
    try:
        invitation_actions.invite_again(id=id, by=request.viewer)
        messages.success(request, _("A new link is on its way. The one before no longer works."))
    except Refused as refusal:
        messages.error(request, _(str(refusal)))
    return see_other(reverse("accounts:list_invitations"))


@gate(Ability.INVITE, methods=POST)
def withdraw_invitation(request: ViewerRequest, id: UUID) -> HttpResponse:
    invitation_actions.withdraw_invitation(id=id, by=request.viewer)
    messages.success(request, _("Taken back. The link no longer works."))
    return see_other(reverse("accounts:list_invitations"))


@gate(Ability.PUBLIC, methods=FORM)
def accept_invitation(request: ViewerRequest, token: str) -> HttpResponse:
    """The first password. A link that was used, withdrawn or is too old says so, and says no more."""
    invitation = queries.invitation_behind(token)
    if invitation is None:
        return render(request, "accounts/invitation_gone.html", status=404)
    form = FirstPasswordForm(request.POST if request.method == "POST" else None, login=invitation.login)
    if form.is_bound and form.is_valid():
        invitation_actions.accept(token=token, password=form.cleaned_data["password"])
        messages.success(request, _("Your password is set. Sign in with it."))
        return see_other(reverse("account_login"))
    context = {"form": form, "person": invitation.login.person, "address": invitation.login.email}
    return render(request, "accounts/first_password.html", context, status=422 if form.errors else 200)


@gate(Ability.SIGNED_IN)
def show_hold(request: ViewerRequest) -> HttpResponse:
    """Until when private areas stay closed, and the two ways to end it."""
    login = login_here(request)
    if not login.is_held:
        return see_other("/")
    context = {"until": login.held_until, "has_proof": bool(factors_used(request, login))}
    return render(request, "accounts/held.html", context)


@gate(Ability.SIGNED_IN, methods=POST)
def release_hold(request: ViewerRequest) -> HttpResponse:
    login = login_here(request)
    if reset_actions.release(login=login, factor_ids=factors_used(request, login)):
        messages.success(request, _("Everything is open to you again."))
        return see_other("/")
    messages.error(request, _("That was set up after the reset, so it cannot end the hold. An older one can."))
    return see_other(reverse("accounts:show_hold"))


@gate(Ability.SIGNED_IN, methods=POST)
def dispute_here(request: ViewerRequest) -> HttpResponse:
    """Somebody who is signed in says that the reset was not theirs; only while the hold lasts."""
    login = login_here(request)
    if not login.is_held:
        raise Hidden
    reset_actions.dispute(login=login)
    logout(request)
    return see_other(reverse("accounts:disputed"))


@gate(Ability.PUBLIC, methods=FORM)
def dispute_reset(request: ViewerRequest, token: str) -> HttpResponse:
    """The link in the mail that tells of a reset."""
    login = reset_actions.login_behind(token)
    if request.method == "POST":
        reset_actions.dispute(login=login)
        return see_other(reverse("accounts:disputed"))
    return render(request, "accounts/dispute.html")


@gate(Ability.PUBLIC)
def disputed(request: ViewerRequest) -> HttpResponse:
    return render(request, "accounts/disputed.html")


def login_here(request: ViewerRequest) -> Login:
    if not isinstance(request.user, Login):
        raise Hidden
    return request.user
