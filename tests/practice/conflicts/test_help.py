"""'I would like help', by one alone: the helper learns a name, the partner learns nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions import helping
from colead.practice.conflicts.models import Call
from colead.promises import grants, retention
from colead.promises.models import Grant
from tests.attacks.tables import changes, snapshot
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.mailing import next_digest
from tests.makers import viewer_of
from tests.practice.conftest import Desk


def asks(desk: Desk, person: Any) -> None:
    desk.sends("conflicts:ask_help", person=str(person.pk))


def test_helpers_are_coaches_mentors_and_the_sponsor(ana: Desk, riverside: Riverside) -> None:
    assert queries.helpers(ana.pair) == [riverside.helen, riverside.joan]
    for stranger in (riverside.priya, riverside.kwame, riverside.maya):
        ana.sends("conflicts:ask_help", status=422, person=str(stranger.pk))


def test_ps11_helper_learns_who_asks_and_nothing_else(ana: Desk, riverside: Riverside, as_person: SignIn) -> None:
    asks(ana, riverside.joan)
    page = as_person(riverside.joan).get("/for-you/").content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "Ana Ruiz" in main
    assert "asks for a conversation" in main
    for word in ("Kwame", "Osei", "partner", "conflict", "differ", "Riverside General"):
        assert word not in main


def test_call_lies_in_ones_own_space_and_knows_no_pair(ana: Desk, riverside: Riverside) -> None:
    before = snapshot()
    asks(ana, riverside.joan)
    call = Call.door.visible_to(ana.viewer).get()
    assert call.space.owner_id == ana.person.pk
    pair_ids = {str(ana.partnership.pk).replace("-", ""), str(ana.pair.space.pk).replace("-", "")}
    touched = [change for change in changes(before, snapshot()) if change[0] != "foundation_replay"]
    assert [one[0] for one in touched if pair_ids & {str(cell).replace("-", "") for cell in one[3] or ()}] == []


def test_mail_says_one_sentence_without_a_name(ana: Desk, riverside: Riverside) -> None:
    asks(ana, riverside.joan)
    next_digest(days=4)
    [message] = [one for one in mail.outbox if one.to == [riverside.joan.email]]
    assert message.body.startswith("Something is waiting for you.")
    assert "Ana" not in message.body + message.subject


def test_partner_and_sponsor_see_nothing_of_it(ana: Desk, kwame: Desk, riverside: Riverside, as_person: SignIn) -> None:
    asks(ana, riverside.joan)
    assert "Joan" not in kwame.sees("conflicts:start") + kwame.sees("home:pair") + kwame.sees("home:own_trail")
    assert "You have asked" not in kwame.sees("conflicts:ask_help")
    for person in (riverside.kwame, riverside.helen, riverside.priya):
        assert "Ana Ruiz" not in as_person(person).get("/for-you/").content.decode().partition("<main")[2]


def test_asking_twice_is_asking_once(ana: Desk, riverside: Riverside) -> None:
    for _ in range(2):
        asks(ana, riverside.joan)
    assert Call.door.visible_to(ana.viewer).count() == 1
    assert Grant.objects.count() == Notice.objects.count() == 1


def test_taken_back_it_is_gone_and_the_mail_with_it(ana: Desk, kwame: Desk, riverside: Riverside) -> None:
    asks(ana, riverside.joan)
    call = Call.door.visible_to(ana.viewer).get()
    address = reverse("conflicts:take_call_back", args=[call.pk])
    for desk, status in ((kwame, 404), (ana, 303)):
        assert desk.client.post(address).status_code == status
    assert not Notice.objects.exists()
    assert not grants.granted_to(viewer_of(riverside.joan)).exists()
    assert not Call.door.visible_to(ana.viewer).exists()


def test_call_goes_by_itself_after_a_fortnight(ana: Desk, riverside: Riverside) -> None:
    asks(ana, riverside.joan)
    clock.travel(timedelta(days=15))
    assert queries.asked_of_me(viewer_of(riverside.joan)) == []
    assert not queries.calls_of(ana.viewer).exists()
    asks(ana, riverside.joan)
    retention.sweep(on=clock.today())
    assert queries.calls_of(ana.viewer).count() == 1


@pytest.mark.parametrize("name", ["kwame", "priya"])
def test_action_refuses_whoever_is_no_helper(name: str, ana: Desk, riverside: Riverside) -> None:
    with pytest.raises(Exception, match="^$"):
        helping.call(pair=ana.pair, helper=getattr(riverside, name), by=ana.viewer)
