"""Roles: proposed by one administrator, in force when another confirms, ended by one."""

import pytest

from colead.foundation.viewer import Hidden
from colead.operations.accounts import actions
from colead.operations.accounts.actions import Refused
from colead.people.models import Appointment
from colead.promises.models import TrailEntry
from colead.rules.abilities import Ability
from colead.rules.roles import Role
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import make_person, make_role, viewer_of
from tests.operations.accounts.conftest import Administrator


def test_role_is_in_force_only_when_a_second_administrator_confirms(riverside: Riverside) -> None:
    proposal = actions.propose_role(person=riverside.nia, role=Role.PROGRAMME_OFFICE, by=viewer_of(riverside.sam))
    assert not viewer_of(riverside.nia).has(Ability.KEEP_PROGRAMME)
    actions.confirm_role(id=proposal.pk, by=viewer_of(riverside.alex))
    assert viewer_of(riverside.nia).has(Ability.KEEP_PROGRAMME)
    verbs = TrailEntry.objects.filter(subject_id=str(proposal.pk)).order_by("height").values_list("verb", flat=True)
    assert list(verbs) == ["proposed_role", "confirmed_role"]


def test_nobody_confirms_an_own_proposal(riverside: Riverside) -> None:
    proposal = actions.propose_role(person=riverside.nia, role=Role.COACH, by=viewer_of(riverside.sam))
    with pytest.raises(Refused, match="another administrator"):
        actions.confirm_role(id=proposal.pk, by=viewer_of(riverside.sam))


def test_administrator_takes_no_content_role_alone_nor_by_a_friend_and_self(riverside: Riverside) -> None:
    own = actions.propose_role(person=riverside.sam, role=Role.PRIVACY_OFFICER, by=viewer_of(riverside.sam))
    assert own.confirmed_at is None
    by_friend = actions.propose_role(person=riverside.sam, role=Role.ANALYST, by=viewer_of(riverside.alex))
    for proposal in (own, by_friend):
        with pytest.raises(Refused):
            actions.confirm_role(id=proposal.pk, by=viewer_of(riverside.sam))
    assert not viewer_of(riverside.sam).has(Ability.READ_SITE_TRAIL)


def test_partner_cannot_become_administrator(riverside: Riverside) -> None:
    with pytest.raises(Refused, match="cannot hold a seat"):
        actions.propose_role(person=riverside.maya, role=Role.IT_ADMINISTRATOR, by=viewer_of(riverside.sam))


def test_ended_role_opens_nothing_any_more(riverside: Riverside) -> None:
    actions.end_role(id=riverside.priya.appointments.get().pk, by=viewer_of(riverside.sam))
    assert not viewer_of(riverside.priya).has(Ability.KEEP_PROGRAMME)


def test_two_administrators_always_remain(riverside: Riverside) -> None:
    role = riverside.alex.appointments.get()
    with pytest.raises(Refused, match="takes two administrators"):
        actions.end_role(id=role.pk, by=viewer_of(riverside.sam))
    make_role(riverside.nia, Role.IT_ADMINISTRATOR)
    actions.end_role(id=role.pk, by=viewer_of(riverside.sam))
    assert not viewer_of(riverside.alex).has(Ability.ADMINISTER)


@pytest.mark.parametrize("name", ["maya", "ana", "priya", "dana", "lee"])
def test_accounts_do_not_exist_for_anybody_else(riverside: Riverside, as_person: SignIn, name: str) -> None:
    client = as_person(getattr(riverside, name))
    assert client.get("/accounts/").status_code == 404
    assert client.get(f"/accounts/{riverside.nia.pk}/").status_code == 404
    with pytest.raises(Hidden):
        actions.propose_role(person=riverside.nia, role=Role.COACH, by=viewer_of(getattr(riverside, name)))


def test_roles_pass_through_the_pages(riverside: Riverside, as_administrator: Administrator) -> None:
    sam, alex = as_administrator(riverside.sam), as_administrator(riverside.alex)
    page = f"/accounts/{riverside.nia.pk}/"
    answer = sam.post(f"{page}roles/", {"role": "coach"})
    assert answer.status_code == 303
    proposal = Appointment.objects.get(person=riverside.nia)
    own = sam.post(f"{page}roles/{proposal.pk}/confirm/")
    assert own.status_code == 422
    assert "You proposed this" in own.content.decode()
    assert "Waiting for a second administrator" in alex.get("/accounts/").content.decode()
    assert alex.post(f"{page}roles/{proposal.pk}/confirm/").status_code == 303
    proposal.refresh_from_db()
    assert proposal.confirmed_by == riverside.alex


def test_role_form_without_a_choice_says_so_and_changes_nothing(
    riverside: Riverside, as_administrator: Administrator
) -> None:
    answer = as_administrator(riverside.sam).post(f"/accounts/{riverside.nia.pk}/roles/", {})
    assert answer.status_code == 422
    assert "Choose a role, please." in answer.content.decode()
    assert not Appointment.objects.filter(person=riverside.nia).exists()


def test_search_is_sent_and_finds_by_name_or_address(riverside: Riverside, as_administrator: Administrator) -> None:
    sam = as_administrator(riverside.sam)
    found = sam.post("/accounts/", {"words": "becker"}).content.decode()
    assert "Dr Tom Becker" in found
    assert "Maya Lind" not in found
    assert "Maya Lind" in sam.post("/accounts/", {"words": "maya.l"}).content.decode()
    assert "Maya Lind" in sam.get("/accounts/?words=becker").content.decode()


def test_closed_account_signs_nobody_in_and_can_be_opened_again(
    riverside: Riverside, as_person: SignIn, as_administrator: Administrator
) -> None:
    maya, sam = as_person(riverside.maya), as_administrator(riverside.sam)
    page = f"/accounts/{riverside.maya.pk}/"
    assert sam.post(f"{page}close/").status_code == 303
    assert maya.get("/you/").headers["Location"] == "/account/login/"
    assert sam.post(f"{page}open/").status_code == 303
    assert maya.get("/you/").headers["Location"] == "/account/login/", "the old session stays ended"
    assert as_person(riverside.maya).get("/you/").status_code in (200, 302)


def test_administrator_cannot_close_the_own_account(riverside: Riverside, as_administrator: Administrator) -> None:
    answer = as_administrator(riverside.sam).post(f"/accounts/{riverside.sam.pk}/close/")
    assert answer.status_code == 422
    riverside.sam.login.refresh_from_db()
    assert riverside.sam.login.is_active


def test_session_left_open_is_not_enough_to_change_an_account(riverside: Riverside, as_person: SignIn) -> None:
    sam = as_person(riverside.sam)
    page = f"/accounts/{riverside.maya.pk}/"
    for act in ("close/", "reset-link/", "roles/"):
        answer = sam.post(f"{page}{act}", {"role": "coach"})
        assert answer.headers["Location"] == f"/account/reauthenticate/?next={page.replace('/', '%2F')}"
    riverside.maya.login.refresh_from_db()
    assert riverside.maya.login.is_active
    assert riverside.maya.login.held_until is None
    assert not Appointment.objects.filter(person=riverside.maya).exists()


def test_list_of_people_says_of_an_account_only_what_is_unusual(
    riverside: Riverside, as_administrator: Administrator
) -> None:
    nora = make_person("Nora Quinn", title="Nurse manager")
    page = as_administrator(riverside.sam).get("/accounts/").content.decode()
    lines = {name: page.split(name)[1].split("</li>")[0] for name in ("Nora Quinn", "Maya Lind", "Priya Shah")}
    assert nora.title in page
    assert "No account yet" in lines["Nora Quinn"]
    assert "ccount" not in lines["Maya Lind"]
    assert "Role: Programme office" in lines["Priya Shah"]
