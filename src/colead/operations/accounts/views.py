"""The pages of administrators: who has an account, who holds which role."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.operations.accounts import actions, invitation_actions, queries, reset_actions
from colead.operations.accounts.actions import Refused
from colead.operations.accounts.forms import RoleForm, SearchForm
from colead.operations.accounts.invitation_actions import Guest
from colead.operations.accounts.pages import PeoplePage, PersonPage
from colead.people import proofs
from colead.people.models import Person
from colead.rules.abilities import Ability

POST = ("POST",)


@gate(Ability.ADMINISTER, methods=("GET", "POST"))
def list_people(request: ViewerRequest) -> HttpResponse:
    """Searching is a form that is sent, so that no name stands in an address or a log."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    words, number = asked.get("words", "").strip(), asked.get("page") or 1
    page = PeoplePage.build(request.viewer, words=words, number=number)
    return render(request, "accounts/people.html", {"page": page, "form": form, "words": words})


@gate(Ability.ADMINISTER)
def show_person(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    return person_page(request, queries.person_for(request.viewer, person_id))


@gate(Ability.ADMINISTER, methods=POST)
def propose_role(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    person = queries.person_for(request.viewer, person_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return person_page(request, person, form=form)
    role = form.cleaned_data["role"]
    return act(
        request,
        person,
        lambda: actions.propose_role(person=person, role=role, by=request.viewer),
        _("Proposed. Another administrator has to confirm it."),
    )


@gate(Ability.ADMINISTER, methods=POST)
def invite_person(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """Somebody who stands on the roster already."""
    person = queries.person_for(request.viewer, person_id)
    guest = Guest(name=person.name, email=person.email)
    return act(
        request,
        person,
        lambda: invitation_actions.invite(guest=guest, by=request.viewer),
        _("Invited. The link works once, for seven days."),
    )


def button(do: Callable[..., object], done: Promise) -> Callable[..., HttpResponse]:
    """One tap on a person's page: for the person, or for one role or reset of theirs."""

    @gate(Ability.ADMINISTER, methods=POST)
    def tapped(request: ViewerRequest, person_id: UUID, id: UUID | None = None) -> HttpResponse:
        person = queries.person_for(request.viewer, person_id)
        what = {"person": person} if id is None else {"id": id}
        return act(request, person, lambda: do(**what, by=request.viewer), done)

    return tapped


confirm_role = button(actions.confirm_role, _("Confirmed. It is in force."))
end_role = button(actions.end_role, _("Ended."))
close_account = button(actions.close_account, _("Closed. Every session ended."))
open_account = button(actions.open_account, _("Open again."))
send_reset_link = button(
    reset_actions.send_reset_link, _("A link is on its way to this person. Private areas stay closed for 72 hours.")
)
ask_factor_reset = button(reset_actions.ask_factor_reset, _("Asked. Another administrator has to confirm it."))
confirm_factor_reset = button(
    reset_actions.confirm_factor_reset, _("Taken away. Private areas stay closed for 72 hours.")
)
withdraw_factor_reset = button(reset_actions.withdraw_factor_reset, _("Taken back."))


def act(request: ViewerRequest, person: Person, do: Callable[[], object], done: Promise) -> HttpResponse:
    """Does it and shows the person again; what a rule stands against changes nothing and says why.

    A session left open on a shared computer is not enough to change an account.
    """
    here = reverse("accounts:show_person", args=[person.pk])
    if not proofs.is_fresh(request):
        messages.info(request, _("Nothing was changed yet. Show that it is you, then tap once more."))
        return see_other(proofs.way_back(here))
    try:
        do()
    except Refused as refusal:
        return person_page(request, person, refusal=str(refusal))
    messages.success(request, str(done))
    return see_other(here)


def person_page(
    request: ViewerRequest, person: Person, *, form: RoleForm | None = None, refusal: str = ""
) -> HttpResponse:
    context = {
        "page": PersonPage.build(request.viewer, person),
        "form": form or RoleForm(),
        "refusal": _(refusal) if refusal else "",
    }
    return render(request, "accounts/person.html", context, status=422 if form or refusal else 200)
