"""Whom the office names reads nothing of a pair before one of the two has said: yes, this is our sponsor."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.operations import outbox
from colead.partnerships import actions, charter_actions
from colead.partnerships.models import Partnership, Sponsorship
from colead.partnerships.queries import get_pair
from colead.people.models import Person
from colead.practice.decisions import queries
from colead.promises.models import TrailEntry
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import confirm_sponsors, make_login, make_person, viewer_of
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two, two

__all__ = ["two"]
AGREED = {"agree_on": "Nobody is nursed in a corridor."}


@pytest.fixture
def puppet(db: None) -> Person:
    """Somebody who goes by the sponsor's name, at another address."""
    person = make_person("Helen Park", title="Chief Executive")
    Person.objects.filter(pk=person.pk).update(email="helen.park@elsewhere.example")
    person.refresh_from_db()
    make_login(person)
    return person


def name_sponsor(riverside: Riverside, person: Person) -> Sponsorship:
    return actions.add_sponsor(partnership=riverside.exec, person=person, by=viewer_of(riverside.priya))


def briefs_of(person: Person) -> list[str]:
    return [line.url for line in queries.for_sponsor(viewer_of(person))]


def write_brief(two: Two) -> UUID:
    id = steps.reveal(two.ana, two.kwame, "standard")
    two.ana.save("write_brief", id, AGREED)
    return id


def our_sponsors(partnership: Partnership) -> str:
    return reverse("partnerships:own_sponsors", args=[partnership.pk])


def say_yes(client: Client, sponsorship: Sponsorship, partnership: Partnership) -> Any:
    return client.post(reverse("partnerships:confirm_sponsor", args=[partnership.pk, sponsorship.pk]))


def told() -> set[str]:
    mail.outbox.clear()
    outbox.deliver_due()
    return {message.to[0] for message in mail.outbox if "A sponsor was named or ended" in message.body}


def test_namesake_whom_nobody_knows_reads_nothing(two: Two, riverside: Riverside, puppet: Person) -> None:
    name_sponsor(riverside, puppet)
    id = write_brief(two)
    two.ana.turn(id, "brief")
    two.kwame.turn(id, "brief")
    assert len(briefs_of(riverside.helen)) == 1
    assert briefs_of(puppet) == []


def test_sponsor_confirmed_between_two_keys_reads_nothing_of_it(two: Two, riverside: Riverside) -> None:
    """Ana's key turned for the reader who stood on her screen."""
    id = write_brief(two)
    two.ana.turn(id, "brief")
    clock.travel(timedelta(minutes=1))
    name_sponsor(riverside, riverside.nia)
    confirm_sponsors(riverside.exec, riverside.kwame)
    two.kwame.turn(id, "brief")
    assert len(briefs_of(riverside.helen)) == 1
    assert briefs_of(riverside.nia) == []


def test_sponsor_confirmed_before_the_first_key_reads_it(two: Two, riverside: Riverside) -> None:
    id = write_brief(two)
    name_sponsor(riverside, riverside.nia)
    confirm_sponsors(riverside.exec, riverside.kwame)
    two.ana.turn(id, "brief")
    two.kwame.turn(id, "brief")
    assert len(briefs_of(riverside.nia)) == 1


def test_pages_where_keys_turn_name_the_sponsor(two: Two, riverside: Riverside) -> None:
    id = write_brief(two)
    for page in (two.ana.look("write_brief", id), two.kwame.look("show_decision", id)):
        assert "Your sponsor too: Helen Park, Chief Executive, since today" in page
    name_sponsor(riverside, riverside.nia)
    assert "Nia Grant" not in two.kwame.look("show_decision", id)
    confirm_sponsors(riverside.exec, riverside.ana)
    assert "Nia Grant, Nurse, 6 West, since today" in two.kwame.look("show_decision", id)


def test_agreement_names_the_sponsor(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.ana)
    page = client.get(reverse("launch:edit_agreement", args=[riverside.exec.pk])).content.decode()
    assert "Your sponsor too: Helen Park, Chief Executive" in page


def test_no_key_turns_for_a_reader_whom_nobody_knows(two: Two, riverside: Riverside) -> None:
    Sponsorship.objects.filter(partnership=riverside.exec).update(confirmed_in=None, confirmed_at=None)
    id = write_brief(two)
    page = two.ana.look("show_decision", id)
    assert "once one of you has said who that is" in page
    form = next(part for part in page.split("<form") if "/keys/brief/" in part and 'name="seen"' in part)
    answer = two.ana.send("turn_key", id, {"seen": steps.hidden("seen", form)}, paper="brief")
    assert answer.status_code == 409
    assert "who your sponsor is" in answer.content.decode()


def test_both_partners_and_the_other_sponsor_hear_of_it(riverside: Riverside, puppet: Person) -> None:
    told()
    sponsorship = name_sponsor(riverside, puppet)
    everybody = {person.email for person in (riverside.ana, riverside.kwame, riverside.helen, puppet)}
    assert told() == everybody
    actions.end_sponsor(sponsorship=sponsorship, by=viewer_of(riverside.priya))
    assert told() == everybody
    entries = TrailEntry.objects.filter(chain=str(riverside.exec.space_id), verb__endswith="_sponsor")
    assert [(row.verb, row.actor_id) for row in entries.order_by("height")][-2:] == [
        ("added_sponsor", riverside.priya.pk),
        ("ended_sponsor", riverside.priya.pk),
    ]


def test_partner_is_asked_and_sees_which_of_two_namesakes(
    riverside: Riverside, as_person: SignIn, puppet: Person
) -> None:
    sponsorship = name_sponsor(riverside, puppet)
    client = as_person(riverside.kwame)
    assert "Is this your sponsor?" in client.get(f"/partnerships/{riverside.exec.pk}/").content.decode()
    page = client.get(our_sponsors(riverside.exec)).content.decode()
    assert "helen.park@elsewhere.example" in page
    assert "Somebody else here goes by the same name." in page
    assert page.count("Reads nothing of yours yet.") == 1
    assert page.count("If you do not know this person") == 1
    assert say_yes(client, sponsorship, riverside.exec).status_code == 303
    assert "Is this your sponsor?" not in client.get(f"/partnerships/{riverside.exec.pk}/").content.decode()
    page = client.get(our_sponsors(riverside.exec)).content.decode()
    assert "Yes, this is our sponsor" not in page
    assert "If you do not know this person" not in page


def test_pair_without_a_sponsor_reads_what_that_means(riverside: Riverside, as_person: SignIn) -> None:
    Sponsorship.objects.filter(partnership=riverside.exec).update(ended_on=clock.today())
    assert "Nobody is named yet" in as_person(riverside.ana).get(our_sponsors(riverside.exec)).content.decode()


def test_only_the_two_say_yes(riverside: Riverside, as_person: SignIn, puppet: Person) -> None:
    sponsorship = name_sponsor(riverside, puppet)
    for person in (riverside.priya, riverside.helen, puppet, riverside.maya):
        assert say_yes(as_person(person), sponsorship, riverside.exec).status_code == 404
    assert say_yes(as_person(riverside.maya), sponsorship, riverside.six_west).status_code == 404
    sponsorship.refresh_from_db()
    assert sponsorship.confirmed_at is None


def test_new_pair_is_asked_anew(riverside: Riverside) -> None:
    """Two whom the office seats for a day cannot open the door for the next two."""
    by = viewer_of(riverside.priya)
    actions.end_seat(partnership=riverside.exec, side="physician", by=by)
    actions.fill_seat(partnership=riverside.exec, side="physician", person=riverside.tom, by=by)
    pair = get_pair(viewer_of(riverside.tom), riverside.exec.pk)
    with pytest.raises(actions.Refused):
        actions.require_sponsor(pair)
    confirm_sponsors(riverside.exec, riverside.tom)
    actions.require_sponsor(get_pair(viewer_of(riverside.ana), riverside.exec.pk))


def test_sponsor_whom_nobody_knows_waives_nothing(riverside: Riverside, puppet: Person) -> None:
    name_sponsor(riverside, puppet)
    with pytest.raises(actions.Refused):
        charter_actions.waive(partnership=riverside.exec, by=viewer_of(puppet))


def test_ended_sponsorship_is_not_confirmed(riverside: Riverside, puppet: Person) -> None:
    sponsorship = name_sponsor(riverside, puppet)
    actions.end_sponsor(sponsorship=sponsorship, by=viewer_of(riverside.priya))
    ana = viewer_of(riverside.ana)
    with pytest.raises(Hidden):
        actions.confirm_sponsor(pair=get_pair(ana, riverside.exec.pk), id=sponsorship.pk, by=ana)
