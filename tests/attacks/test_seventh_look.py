"""What a seventh hostile look found in sign-ins and addresses; what it found in a room stands in that room's tests."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.operations.accounts import invitation_actions
from colead.operations.accounts.actions import Refused
from colead.operations.accounts.invitation_actions import Guest
from colead.operations.imports import actions as imports
from colead.operations.imports.intake import Kind, Listing
from colead.people.models import Person
from colead.practice.memos import queries as memo_queries
from tests.cast import Riverside
from tests.makers import make_person, viewer_of
from tests.operations.imports.files import people_csv
from tests.operations.imports.test_addresses import THIEF
from tests.practice.conftest import Desk, desk, maya, tom
from tests.practice.goals.conftest import LINES, Goals, sign_agreement
from tests.practice.memos.conftest import WORDS, Memos, memos
from tests.practice.reviews.conftest import Case6West, client_of, west

__all__ = ["desk", "maya", "memos", "tom", "west"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("how", ["let in by one of the two", "left by both", "looks on"])
def test_keeper_of_the_roster_does_not_become_who_has_a_key_to_a_case(west: Case6West, how: str) -> None:
    """Omar was named before he has an account. Priya writes another address on the roster, and invites it at once."""
    omar = make_person("Dr Omar Diaz", profession="medicine", external_id="E2")
    id = west.led()
    if how == "looks on":
        west.maya.sends("reviews:invite", id, person=omar.email)
    else:
        west.name_stand_in(person=west.stand_in if how == "left by both" else omar)
        for who in (west.town.tom, west.town.maya)[: 2 if how == "left by both" else 1]:
            west.maya.sends("reviews:recuse", id, who=str(who.pk))
        west.name_stand_in(person=omar)
    assert west.enter(id, omar).case.pk == id
    assert not becomes(west.town, omar) or show(west, id, omar) == 404


def becomes(town: Riverside, person: Person) -> bool:
    """By a list with somebody else's address, and an invitation to it."""
    priya, content = viewer_of(town.priya), people_csv([person.external_id or "", person.name, "", "", THIEF])
    imports.take_in(listing=Listing(Kind.PEOPLE, content), by=priya)
    try:
        invitation_actions.invite(guest=Guest(name="Anybody", email=THIEF), by=priya)
    except Refused:
        return False
    said = Notice.objects.filter(person_id=person.pk, sentence="invitation").latest("due_at").extra
    invitation_actions.accept(token=said.rstrip("/").rsplit("/", 1)[1], password="not-the-one-who-was-named")
    person.refresh_from_db()
    return True


def show(west: Case6West, id: UUID, person: Person) -> int:
    return client_of(person).get(reverse("reviews:show_case", args=[west.town.six_west.pk, id])).status_code


# A memo that was lent


def test_keeper_of_the_roster_does_not_become_whom_a_draft_was_lent_to(memos: Memos, riverside: Riverside) -> None:
    """The same way to a draft of the two: Omar has no account yet, and nobody is told of his new address."""
    omar = make_person("Dr Omar Diaz", profession="medicine", external_id="E2")
    id = memos.draft()
    memos.maya.sends("memos:lend_memo", id, person=omar.email)
    sheet = memo_queries.sheet_of(memos.maya.viewer, memos.get(id))
    assert sheet is not None
    [loan] = memo_queries.loans(sheet, memos.maya.viewer)
    memos.tom.sends("memos:agree_to_loan", id, loan.pk)
    url = reverse("memos:prepare_lent", args=[sheet.pk])
    assert not becomes(riverside, omar) or client_of(omar).get(url).status_code == 404


# A sponsor's sign-in that was just reset


def hold(person: Person) -> None:
    person.login.held_until = clock.now() + timedelta(hours=72)
    person.login.save(update_fields=["held_until"])


@pytest.mark.parametrize("where", ["its page", "its paper", "the list"])
def test_sponsor_whose_sign_in_was_reset_reads_no_memo_to_the_sponsor(
    memos: Memos, riverside: Riverside, where: str
) -> None:
    """Who signed it waits for three days, the sponsor's own page does; this memo, its paper and its list do not."""
    release = memos.get(memos.published(audience="sponsor")).release_id
    urls = {
        "its page": reverse("memos:show_released", args=[release]),
        "its paper": reverse("memos:download_released", args=[release]),
        "the list": reverse("memos:list_for_you"),
    }
    hold(riverside.ana)
    answer = client_of(riverside.ana).get(urls[where])
    assert answer.headers["Content-Type"] != "application/pdf"
    assert WORDS["title"] not in answer.content.decode()


@pytest.mark.parametrize("where", ["its page", "the dyad's"])
def test_sponsor_whose_sign_in_was_reset_reads_no_goal(maya: Desk, tom: Desk, riverside: Riverside, where: str) -> None:
    sign_agreement(maya, tom, "why", "guideposts", "mine_yours_ours")
    goals = Goals(maya, tom)
    release = goals.get(goals.live()).release_id
    dyad = reverse("goals:of_dyad", args=[riverside.six_west.pk])
    url = reverse("goals:show_released", args=[release]) if where == "its page" else dyad
    assert LINES["title"] in client_of(riverside.ana).get(url).content.decode()
    hold(riverside.ana)
    assert LINES["title"] not in client_of(riverside.ana).get(url).content.decode()
