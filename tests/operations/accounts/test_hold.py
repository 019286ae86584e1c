"""Nobody becomes somebody by resetting a password: the hold, who is told, and how the owner opens it."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.operations.accounts import reset_actions
from colead.operations.accounts.actions import Refused
from colead.people.models import Login, Person
from colead.promises.models import TrailEntry
from colead.rules.abilities import Ability
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of
from tests.operations.accounts.conftest import Administrator
from tests.people.conftest import is_signed_in, set_up_app, sign_in

NEW = "a chair by the window, and tea"


def reset_by_mail(email: str) -> None:
    """What anybody does who can read that person's mail."""
    client = Client()
    client.post("/account/password/reset/", {"email": email})
    link = Notice.objects.filter(sentence="password_reset").latest("due_at").extra
    follow(link)


def follow(link: str) -> None:
    client = Client()
    form = client.get(link.removeprefix("http://localhost:8000"), follow=True)
    assert client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}).status_code == 302


def login_of(person: Person) -> Login:
    return Login.objects.get(person=person)


def told(sentence: str) -> set[object]:
    return set(Notice.objects.filter(sentence=sentence).values_list("person_id", flat=True))


def pair_page(riverside: Riverside) -> str:
    return f"/partnerships/{riverside.six_west.pk}/"


def test_reset_by_mail_closes_private_areas_for_three_days(riverside: Riverside) -> None:
    reset_by_mail(riverside.maya.email)
    thief = Client()
    assert sign_in(thief, riverside.maya.email, NEW).status_code == 302
    assert thief.get(pair_page(riverside)).headers["Location"] == "/held/"
    assert "Closed for a while" in thief.get("/held/").content.decode()
    clock.travel(timedelta(hours=71))
    sign_in(thief, riverside.maya.email, NEW)
    assert thief.get(pair_page(riverside)).headers["Location"] == "/held/"
    clock.travel(timedelta(hours=72, minutes=1))
    owner = Client()
    sign_in(owner, riverside.maya.email, NEW)
    assert owner.get("/held/").headers["Location"] == "/"
    assert not login_of(riverside.maya).is_held


def test_owner_and_every_partner_are_told(riverside: Riverside) -> None:
    reset_by_mail(riverside.maya.email)
    assert told("sign_in_reset") == {riverside.maya.pk, riverside.tom.pk, riverside.ines.pk}
    assert TrailEntry.objects.filter(verb="reset_password").count() == 1


def test_held_viewer_sees_no_private_row_and_administers_nothing(riverside: Riverside) -> None:
    reset_actions.note_reset(login=riverside.maya.login)
    held = viewer_of(riverside.maya).__class__(riverside.maya, held_until=login_of(riverside.maya).held_until)
    assert not held.has(Ability.LEAD)
    assert not held.has(Ability.READ_SPACE)
    assert not held.may(Ability.READ_SPACE, riverside.six_west.space)
    assert not held.may(Ability.LEAD, riverside.six_west)
    officer = viewer_of(riverside.sam).__class__(riverside.sam, held_until=clock.now() + timedelta(hours=1))
    assert not officer.has(Ability.ADMINISTER)


def test_administrator_starts_a_reset_and_learns_no_password(
    riverside: Riverside, as_person: SignIn, as_administrator: Administrator
) -> None:
    elsewhere = as_person(riverside.maya)
    answer = as_administrator(riverside.sam).post(f"/accounts/{riverside.maya.pk}/reset-link/", follow=True)
    link = Notice.objects.get(sentence="password_reset")
    assert link.person_id == riverside.maya.pk
    assert link.extra.split("/")[-2] not in answer.content.decode()
    assert not is_signed_in(elsewhere)
    assert login_of(riverside.maya).is_held
    assert told("sign_in_reset") == {riverside.maya.pk, riverside.tom.pk, riverside.ines.pk}
    follow(link.extra)
    client = Client()
    sign_in(client, riverside.maya.email, NEW)
    assert client.get(pair_page(riverside)).headers["Location"] == "/held/"


def test_second_step_from_before_opens_everything_at_once(riverside: Riverside) -> None:
    owner = Client()
    sign_in(owner, riverside.maya.email)
    _secret, codes = set_up_app(owner)
    reset_by_mail(riverside.maya.email)
    assert login_of(riverside.maya).is_held
    client = Client()
    sign_in(client, riverside.maya.email, NEW)
    client.post("/account/second-step/", {"code": codes[0]})
    assert is_signed_in(client)
    assert not login_of(riverside.maya).is_held
    assert TrailEntry.objects.filter(verb="released_hold").count() == 1


def test_second_step_from_after_opens_nothing(riverside: Riverside) -> None:
    reset_by_mail(riverside.maya.email)
    thief = Client()
    sign_in(thief, riverside.maya.email, NEW)
    _secret, codes = set_up_app(thief, NEW)
    assert thief.post("/account/reauthenticate/code/", {"code": codes[0]}).status_code == 302
    assert "Open everything now" in thief.get("/held/").content.decode()
    assert thief.post("/held/open/").headers["Location"] == "/held/"
    assert login_of(riverside.maya).is_held


def test_second_steps_are_taken_away_by_two_administrators_only(
    riverside: Riverside, as_administrator: Administrator
) -> None:
    owner = Client()
    sign_in(owner, riverside.maya.email)
    set_up_app(owner)
    sam, alex = as_administrator(riverside.sam), as_administrator(riverside.alex)
    page = f"/accounts/{riverside.maya.pk}/"
    assert sam.post(f"{page}second-steps/").status_code == 303
    reset = login_of(riverside.maya).factor_resets.get()
    assert sam.post(f"{page}second-steps/{reset.pk}/confirm/").status_code == 422
    assert Authenticator.objects.filter(user=login_of(riverside.maya)).count() == 2
    assert alex.post(f"{page}second-steps/{reset.pk}/confirm/").status_code == 303
    assert not Authenticator.objects.filter(user=login_of(riverside.maya)).exists()
    assert login_of(riverside.maya).is_held
    assert not is_signed_in(owner)
    assert riverside.tom.pk in told("sign_in_reset")


def test_second_steps_that_are_not_there_cannot_be_taken_away(riverside: Riverside) -> None:
    with pytest.raises(Refused):
        reset_actions.ask_factor_reset(person=riverside.maya, by=viewer_of(riverside.sam))


def test_owner_stops_a_reset_by_the_link_in_the_mail(riverside: Riverside) -> None:
    reset_by_mail(riverside.maya.email)
    link = Notice.objects.get(sentence="sign_in_reset", person_id=riverside.maya.pk).extra
    path = link.removeprefix("http://localhost:8000")
    thief, owner = Client(), Client()
    sign_in(thief, riverside.maya.email, NEW)
    assert owner.get(path).status_code == 200
    assert login_of(riverside.maya).is_active, "looking changes nothing"
    assert owner.post(path).headers["Location"] == "/not-me/"
    assert not is_signed_in(thief)
    sign_in(thief, riverside.maya.email, NEW)
    assert not is_signed_in(thief)
    assert told("sign_in_disputed") == {riverside.dana.pk}
    assert owner.post(path).status_code == 404, "the link is spent"


def test_disputed_account_is_no_way_to_a_fresh_invitation(
    riverside: Riverside, as_administrator: Administrator
) -> None:
    reset_actions.dispute(login=riverside.maya.login)
    sam = as_administrator(riverside.sam)
    page = f"/accounts/{riverside.maya.pk}/"
    assert sam.post(f"{page}invite/").status_code == 422
    assert sam.post(f"{page}open/").status_code == 303
    assert login_of(riverside.maya).is_held


def test_made_up_link_stops_nothing(riverside: Riverside) -> None:
    assert Client().post("/not-me/made-up:token/").status_code == 404


def test_hold_page_offers_the_way_out_to_the_signed_in(riverside: Riverside) -> None:
    reset_by_mail(riverside.maya.email)
    client = Client()
    sign_in(client, riverside.maya.email, NEW)
    assert client.post("/held/not-me/").headers["Location"] == "/not-me/"
    assert not login_of(riverside.maya).is_active


def test_changing_the_own_password_holds_nothing_and_is_told(riverside: Riverside) -> None:
    client = Client()
    sign_in(client, riverside.maya.email)
    answer = client.post(
        "/account/password/change/",
        {"oldpassword": "a quiet room with two good chairs", "password1": NEW, "password2": NEW},
    )
    assert answer.status_code == 302
    assert not login_of(riverside.maya).is_held
    assert told("sign_in_changed") == {riverside.maya.pk}


def test_new_second_step_is_told_and_stands_on_the_trail(riverside: Riverside) -> None:
    """In the transaction that adds it: nothing here is committed before the test ends."""
    client = Client()
    sign_in(client, riverside.maya.email)
    set_up_app(client)
    assert told("sign_in_changed") == {riverside.maya.pk}
    assert TrailEntry.objects.filter(verb="added_app", facts__person=str(riverside.maya.pk)).count() == 1


def test_second_step_that_cannot_be_told_is_not_added(riverside: Riverside, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever adds a second step to a borrowed session is not helped by a crash at the right moment."""
    client = Client()
    sign_in(client, riverside.maya.email)

    def crash(**_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr(reset_actions, "note_change", crash)
    with pytest.raises(InterruptedError):
        set_up_app(client)
    assert not Authenticator.objects.exists()
