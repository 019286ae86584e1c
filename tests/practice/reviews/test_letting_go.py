"""Who helps no more hears no more, and a look ends with any step back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.operations import digest, worker
from colead.people.models import Person
from colead.practice.reviews import jobs
from colead.rules.roles import Role
from tests.makers import make_login, make_person, make_role
from tests.practice.reviews.conftest import Case6West, client_of, status
from tests.practice.reviews.test_allies import cases_of, named, points

pytestmark = pytest.mark.django_db
SHOW = "reviews:show_case"


def led_by_stand_in(west: Case6West, **words: str) -> UUID:
    """Tom stepped back; Grace stands in for him, and leads."""
    west.name_stand_in()
    id = west.led(**words)
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    west.maya.sends("reviews:hand_over", id, lead=str(west.stand_in.pk))
    assert said_to(west.stand_in, id).filter(key__contains=" planned ").exists()
    return id


def said_to(person: Person, id: UUID) -> "QuerySet[Notice]":
    return Notice.objects.filter(person_id=person.pk, key__startswith=f"{id} ", sent_at=None)


def name_nobody(west: Case6West) -> None:
    url = reverse("reviews:name_stand_ins", args=[west.town.six_west.pk])
    assert client_of(west.town.ana).post(url, {"nobody": "physician"}).status_code == 303


def let_go_of(west: Case6West, how: str) -> None:
    if how == "a coach now":
        make_role(west.stand_in, Role.COACH)
    else:
        name_nobody(west)


def opens(west: Case6West, id: UUID, person: Person) -> bool:
    return status(person, SHOW, west.town.six_west.pk, id) == 200


@pytest.mark.parametrize("how", ["a coach now", "named no more"])
def test_who_helps_no_more_hears_of_the_case_no_more(west: Case6West, how: str) -> None:
    id = led_by_stand_in(west)
    let_go_of(west, how)
    jobs.let_out_who_may_help_no_more()
    assert not said_to(west.stand_in, id).exists()


@pytest.mark.parametrize("how", ["a coach now", "named no more"])
def test_no_mail_leaves_for_who_helps_no_more(west: Case6West, how: str, mailoutbox: list[Any]) -> None:
    id = led_by_stand_in(west)
    let_go_of(west, how)
    worker.round_of_work(None)
    assert not Notice.objects.filter(person_id=west.stand_in.pk).exclude(key__startswith=f"{id} ").exists()
    for hours in range(0, 24 * 6, 2):
        clock.travel(timedelta(hours=hours))
        digest.deliver_due()
    assert west.stand_in.email not in [to for mail in mailoutbox for to in mail.to]


def test_the_round_hears_of_a_sponsorship_that_ended(west: Case6West) -> None:
    """With the sponsor goes the naming, and nobody un-names."""
    id = led_by_stand_in(west)
    west.town.six_west.sponsorships.filter(person=west.town.ana).update(ended_on=clock.today())
    jobs.let_out_who_may_help_no_more()
    assert not said_to(west.stand_in, id).exists()


def test_who_still_helps_and_what_is_of_another_matter_stays(west: Case6West) -> None:
    """Named again in the same breath, Grace is reminded as before; the two are reminded whatever happens to her."""
    id, both = led_by_stand_in(west), west.led(number="2")
    theirs = {said_to(person, both).count() for person in (west.town.maya, west.town.tom)}
    Notice.objects.create(key="other", person_id=west.stand_in.pk, sentence="waiting", due_at=clock.now())
    before = said_to(west.stand_in, id).count()
    west.name_stand_in()
    jobs.let_out_who_may_help_no_more()
    assert said_to(west.stand_in, id).count() == before
    name_nobody(west)
    jobs.let_out_who_may_help_no_more()
    assert {said_to(person, both).count() for person in (west.town.maya, west.town.tom)} == theirs != {0}
    assert Notice.objects.filter(key="other").exists()


def test_who_is_replaced_hears_no_more_at_once(west: Case6West) -> None:
    id = led_by_stand_in(west)
    west.name_stand_in(person=west.town.nia)
    assert not said_to(west.stand_in, id).exists()


def test_who_is_named_again_is_told_again(west: Case6West) -> None:
    id = led_by_stand_in(west)
    name_nobody(west)
    west.name_stand_in()
    assert opens(west, id, west.stand_in)
    assert said_to(west.stand_in, id).exists()


# A look, and a step back


def left_to_nobody_who_may(west: Case6West) -> UUID:
    """Nia pointed at it and looked on; both stepped back; Grace, who stood in, becomes a coach."""
    points(west, named(west), kind="adverse_event")
    [id] = cases_of(west.town.maya)
    west.name_stand_in()
    west.maya.sends("reviews:look_over", id, answer="clear", lead="both")
    assert opens(west, id, west.town.nia)
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    west.maya.sends("reviews:recuse", id, who=str(west.town.maya.pk))
    make_role(west.stand_in, Role.COACH)
    jobs.let_out_who_may_help_no_more()
    return id


def test_who_looked_on_is_told_that_it_is_theirs_now(west: Case6West) -> None:
    id = left_to_nobody_who_may(west)
    assert not opens(west, id, west.town.nia)
    west.name_stand_in(person=west.town.nia)
    assert west.enter(id, west.town.nia).is_hand
    assert said_to(west.town.nia, id).exists()


def test_with_the_naming_ends_the_look(west: Case6West) -> None:
    id = left_to_nobody_who_may(west)
    west.name_stand_in(person=west.town.nia)
    other = make_person("Omar Reyes", profession="medicine", title="Deputy")
    make_login(other)
    west.name_stand_in(person=other)
    assert opens(west, id, other)
    assert not opens(west, id, west.town.nia)


@pytest.mark.parametrize("who", ["Maya's own ally", "Tom's own ally"])
def test_whoever_looks_on_is_let_go_when_one_steps_back(west: Case6West, who: str) -> None:
    west.name_stand_in()
    points(west, named(west, desk=west.tom if who.startswith("Tom") else west.maya), kind="adverse_event")
    [id] = cases_of(west.town.maya)
    west.maya.sends("reviews:look_over", id, answer="clear", lead="both")
    assert "loses this page, too" in west.maya.sees(SHOW, id)
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    assert not opens(west, id, west.town.nia)
    assert "loses this page, too" not in west.maya.sees(SHOW, id)
    west.maya.sends("reviews:invite", id, person=west.town.nia.email)
    assert opens(west, id, west.town.nia)


def test_who_was_invited_anew_and_then_named_stays_and_is_told(west: Case6West) -> None:
    """And stays when the other steps back as well: whoever stands in does not merely look on."""
    id = west.led()
    west.name_stand_in("nurse")
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    west.maya.sends("reviews:invite", id, person=west.town.nia.email)
    west.name_stand_in(person=west.town.nia)
    assert said_to(west.town.nia, id).exists()
    west.maya.sends("reviews:recuse", id, who=str(west.town.maya.pk))
    for person in (west.town.nia, west.stand_in):
        assert west.enter(id, person).is_hand
