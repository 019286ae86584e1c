"""Invitations: a link to one person, used once, within seven days."""

from datetime import timedelta

import pytest
from django.test import Client

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.foundation.viewer import Hidden
from colead.operations.accounts import invitation_actions
from colead.operations.accounts.actions import Refused
from colead.operations.accounts.invitation_actions import Guest
from colead.people.models import Invitation, Login, Person
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of
from tests.people.conftest import is_signed_in, sign_in

NEW = "a chair by the window, and tea"
EVA = Guest(name="Eva Stone", email="Eva.Stone@riverside.example", title="Nurse manager", profession="nursing")


def path_of(guest_email: str) -> str:
    person = Person.objects.get(email=guest_email.lower())
    notice = Notice.objects.filter(person_id=person.pk, sentence="invitation").latest("due_at")
    return notice.extra.removeprefix("http://localhost:8000")


def test_invited_person_sets_a_password_and_signs_in(riverside: Riverside, as_person: SignIn) -> None:
    answer = as_person(riverside.priya).post(
        "/invitations/", {"name": EVA.name, "email": EVA.email, "title": EVA.title, "profession": EVA.profession}
    )
    assert answer.status_code == 303
    guest = Client()
    sign_in(guest, EVA.email.lower(), NEW)
    assert not is_signed_in(guest)
    path = path_of(EVA.email)
    assert "Welcome, Eva Stone" in guest.get(path).content.decode()
    assert guest.post(path, {"password": NEW, "again": NEW}).headers["Location"] == "/account/login/"
    sign_in(guest, EVA.email.lower(), NEW)
    assert is_signed_in(guest)


def test_link_works_once(riverside: Riverside) -> None:
    invitation_actions.invite(guest=EVA, by=viewer_of(riverside.sam))
    path = path_of(EVA.email)
    Client().post(path, {"password": NEW, "again": NEW})
    second = Client().post(path, {"password": "somebody else's password", "again": "somebody else's password"})
    assert second.status_code == 404
    assert "no longer works" in second.content.decode()
    assert Login.objects.get(email=EVA.email.lower()).check_password(NEW)


def test_link_works_for_seven_days(riverside: Riverside) -> None:
    invitation_actions.invite(guest=EVA, by=viewer_of(riverside.sam))
    path = path_of(EVA.email)
    clock.travel(timedelta(days=6, hours=23))
    assert Client().get(path).status_code == 200
    clock.travel(timedelta(days=7, minutes=1))
    assert Client().get(path).status_code == 404


def test_link_is_not_spent_by_being_looked_at(riverside: Riverside) -> None:
    invitation_actions.invite(guest=EVA, by=viewer_of(riverside.sam))
    path = path_of(EVA.email)
    Client().get(path)
    Client().post(path, {"password": "short", "again": "short"})
    assert Client().post(path, {"password": NEW, "again": NEW}).status_code == 303


def test_new_link_ends_the_one_before(riverside: Riverside) -> None:
    first = invitation_actions.invite(guest=EVA, by=viewer_of(riverside.sam))
    before = path_of(EVA.email)
    invitation_actions.invite_again(id=first.pk, by=viewer_of(riverside.priya))
    assert Client().get(before).status_code == 404
    assert Client().get(path_of(EVA.email)).status_code == 200


def test_withdrawn_invitation_opens_nothing_and_its_mail_stays_home(riverside: Riverside) -> None:
    invitation = invitation_actions.invite(guest=EVA, by=viewer_of(riverside.sam))
    path = path_of(EVA.email)
    invitation_actions.withdraw_invitation(id=invitation.pk, by=viewer_of(riverside.sam))
    assert Client().get(path).status_code == 404
    assert not Notice.objects.filter(sentence="invitation").exists()


def test_link_itself_is_not_kept_with_the_invitation(riverside: Riverside) -> None:
    invitation_actions.invite(guest=EVA, by=viewer_of(riverside.sam))
    token = path_of(EVA.email).strip("/").split("/")[1]
    assert token not in str(Invitation.objects.values())


def test_invitation_is_no_way_round_a_reset(riverside: Riverside) -> None:
    """Somebody who has an account gets the hold; an invitation would open private areas at once."""
    maya = Guest(name="Maya Lind", email=riverside.maya.email)
    for by in (riverside.sam, riverside.priya):
        with pytest.raises(Refused, match="already"):
            invitation_actions.invite(guest=maya, by=viewer_of(by))


def test_person_on_the_roster_is_invited_and_not_doubled(riverside: Riverside) -> None:
    known = Person.objects.create(name="Eva Stone", email=EVA.email.lower())
    invitation = invitation_actions.invite(guest=EVA, by=viewer_of(riverside.sam))
    assert invitation.login.person == known


@pytest.mark.parametrize("name", ["maya", "ana", "dana", "joan"])
def test_only_the_office_and_administrators_invite(riverside: Riverside, as_person: SignIn, name: str) -> None:
    person = getattr(riverside, name)
    assert as_person(person).get("/invitations/").status_code == 404
    with pytest.raises(Hidden):
        invitation_actions.invite(guest=EVA, by=viewer_of(person))


def test_invitation_that_repeats_says_so_beside_the_field(riverside: Riverside, as_person: SignIn) -> None:
    answer = as_person(riverside.priya).post(
        "/invitations/", {"name": "Maya", "email": riverside.maya.email, "profession": "nursing"}
    )
    assert answer.status_code == 422
    assert "There is an account with this address already." in answer.content.decode()
