"""Who may help no more keeps no key: the round takes it, or the next step; whoever still helps keeps theirs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.operations import worker
from colead.partnerships import actions as partnership_actions
from colead.people.models import Person
from colead.practice.reviews.models import Case
from colead.promises import holds
from colead.promises.models import Membership, SpaceKey
from colead.rules.roles import Role
from tests.makers import make_role, viewer_of
from tests.practice.reviews.conftest import Case6West, client_of, status

pytestmark = pytest.mark.django_db
SHOW = "reviews:show_case"


def space_of(id: UUID) -> UUID:
    return Case.door._unguarded().get(pk=id).space_id  # type: ignore[no-any-return]


def holds_a_key(person: Person, id: UUID) -> bool:
    """Asked of the tables: membership and wrapped keys go together."""
    keys = SpaceKey.objects.filter(space=space_of(id), person=person).exists()
    assert Membership.objects.filter(space=space_of(id), person=person, ended_at=None).exists() is keys
    return keys


def invited(west: Case6West) -> UUID:
    id = west.following()
    west.maya.sends("reviews:invite", id, person=west.town.nia.email)
    assert holds_a_key(west.town.nia, id)
    return id


def stood_in(west: Case6West) -> UUID:
    """Tom has stepped back; Grace, whom the sponsor had named, came in."""
    west.name_stand_in()
    id = west.following()
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    assert holds_a_key(west.stand_in, id)
    return id


def no_longer_named(west: Case6West) -> None:
    url = reverse("reviews:name_stand_ins", args=[west.town.six_west.pk])
    assert client_of(west.town.ana).post(url, {"nobody": "physician"}).status_code == 303


def takes_an_office(west: Case6West) -> None:
    make_role(west.town.nia, Role.PROGRAMME_OFFICE)


def becomes_sponsor(west: Case6West) -> None:
    partnership_actions.add_sponsor(
        partnership=west.town.six_west, person=west.town.nia, by=viewer_of(west.town.priya)
    )  # fmt: skip


def leaves(west: Case6West) -> None:
    Person.objects.filter(pk=west.town.nia.pk).update(left_on=clock.today())


@pytest.mark.parametrize("barred", [takes_an_office, becomes_sponsor, leaves])
def test_round_takes_the_key_of_who_may_help_no_more(west: Case6West, barred: Callable[[Case6West], None]) -> None:
    id = invited(west)
    barred(west)
    worker.round_of_work(None)
    assert not holds_a_key(west.town.nia, id)
    assert holds_a_key(west.town.maya, id)
    assert holds_a_key(west.town.tom, id)
    west.maya.sees(SHOW, id)


@pytest.mark.parametrize("barred", [takes_an_office, becomes_sponsor, leaves])
def test_so_does_the_next_step(west: Case6West, barred: Callable[[Case6West], None]) -> None:
    id = invited(west)
    barred(west)
    west.tom.sends("reviews:tell_back", id, told_who="staff", is_told="yes", told_on="2026-01-06")
    assert not holds_a_key(west.town.nia, id)
    west.maya.sees(SHOW, id)


def test_next_step_takes_the_key_of_a_stand_in_whom_the_sponsor_ended(west: Case6West) -> None:
    id = stood_in(west)
    west.maya.sends("reviews:word_line", id, line="We are looking into it together.", seen="")
    no_longer_named(west)
    west.maya.sends("reviews:tell_back", id, told_who="staff", is_told="yes", told_on="2026-01-06")
    assert not holds_a_key(west.stand_in, id)
    assert west.enter(id).case.line is None, "words that waited for a key of theirs wait no more"
    assert "Told" in west.maya.sees(SHOW, id)


def test_whoever_still_helps_keeps_the_key(west: Case6West) -> None:
    id = stood_in(west)
    west.maya.sends("reviews:invite", id, person=west.town.nia.email)
    worker.round_of_work(None)
    west.maya.sends("reviews:tell_back", id, told_who="staff", is_told="yes", told_on="2026-01-06")
    for person in (west.town.maya, west.stand_in, west.town.nia):
        assert holds_a_key(person, id)
        assert status(person, SHOW, west.town.six_west.pk, id) == 200


def test_whom_the_two_invited_stays_when_the_sponsor_names_them_no_more(west: Case6West) -> None:
    west.name_stand_in(person=west.town.nia)
    id = invited(west)
    no_longer_named(west)
    worker.round_of_work(None)
    west.maya.sends("reviews:tell_back", id, told_who="staff", is_told="yes", told_on="2026-01-06")
    assert status(west.town.nia, SHOW, west.town.six_west.pk, id) == 200


def ended(west: Case6West) -> None:
    by = viewer_of(west.town.priya)
    partnership_actions.end_seat(partnership=west.town.six_west, side="physician", by=by)
    worker.round_of_work(None)


def test_when_the_pair_is_over_who_left_and_who_helped_keep_no_key(west: Case6West) -> None:
    id = invited(west)
    ended(west)
    assert not holds_a_key(west.town.nia, id)
    assert not holds_a_key(west.town.tom, id)
    assert holds_a_key(west.town.maya, id)


def test_hold_keeps_the_last_key(west: Case6West) -> None:
    id = invited(west)
    held = holds.place(space=west.enter(id).case.space, by=viewer_of(west.town.dana))
    holds.confirm(hold=held, by=viewer_of(west.town.sam))
    ended(west)
    by = viewer_of(west.town.priya)
    partnership_actions.end_seat(partnership=west.town.six_west, side="nurse", by=by)
    worker.round_of_work(None)
    assert SpaceKey.objects.filter(space=space_of(id)).exists()


def test_round_opens_no_case(west: Case6West, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks, so no word is opened."""
    id = invited(west)
    takes_an_office(west)
    opened: list[Any] = []
    monkeypatch.setattr("colead.promises.vault.open_item", lambda *given: opened.append(given))
    worker.round_of_work(None)
    assert not holds_a_key(west.town.nia, id)
    assert opened == []
