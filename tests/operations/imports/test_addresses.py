"""Whoever keeps the roster does not become somebody by changing where that person is reached."""

from datetime import timedelta

import pytest
from django.core import mail

from colead.foundation import clock, notices
from colead.foundation.models import Notice
from colead.operations import outbox
from colead.operations.accounts.actions import Refused
from colead.operations.accounts.invitation_actions import Guest, invite
from colead.operations.imports import actions
from colead.operations.imports.intake import Kind, Listing
from colead.partnerships import actions as partnership_actions
from colead.people.models import Login, Person
from colead.promises.models import TrailEntry
from tests.cast import Riverside
from tests.makers import make_person, viewer_of
from tests.operations.imports.files import people_csv

THIEF = "somebody.else@riverside.example"


@pytest.fixture
def expected(riverside: Riverside) -> Person:
    """A physician with a seat beside Maya and no account yet."""
    person, priya = make_person("Dr Omar Diaz", external_id="E2"), viewer_of(riverside.priya)
    partnership_actions.end_seat(partnership=riverside.six_west, side="physician", by=priya)
    partnership_actions.fill_seat(partnership=riverside.six_west, side="physician", person=person, by=priya)
    return person


def change_address(riverside: Riverside, person: Person, email: str) -> None:
    content = people_csv([person.external_id or "", person.name, "", "", email])
    actions.take_in(listing=Listing(Kind.PEOPLE, content), by=viewer_of(riverside.priya))


def try_to_invite(riverside: Riverside, email: str) -> None:
    invite(guest=Guest(name="Anybody", email=email), by=viewer_of(riverside.priya))


def mails_of_a_change() -> set[str]:
    mail.outbox.clear()
    outbox.deliver_due()
    return {message.to[0] for message in mail.outbox if "new e-mail address" in message.body}


def test_seat_is_not_taken_over_by_a_new_address(riverside: Riverside, expected: Person) -> None:
    change_address(riverside, expected, THIEF)
    with pytest.raises(Refused, match="after 72 hours"):
        try_to_invite(riverside, THIEF)
    assert not Login.objects.filter(email=THIEF).exists()
    assert mails_of_a_change() == {expected.email, riverside.maya.email}
    entry = TrailEntry.objects.get(verb="changed_address")
    assert (entry.actor_id, entry.facts) == (riverside.priya.pk, {"person": str(expected.pk)})
    clock.travel(timedelta(hours=73))
    try_to_invite(riverside, THIEF)


def test_second_change_does_not_hide_the_first(riverside: Riverside, expected: Person) -> None:
    change_address(riverside, expected, THIEF)
    clock.travel(timedelta(hours=71))
    change_address(riverside, expected, "yet.another@riverside.example")
    clock.travel(timedelta(hours=74))
    with pytest.raises(Refused):
        try_to_invite(riverside, "yet.another@riverside.example")
    assert expected.email in mails_of_a_change()


def test_first_address_of_somebody_with_a_seat_waits_too(riverside: Riverside, expected: Person) -> None:
    Person.objects.filter(pk=expected.pk).update(email="")
    change_address(riverside, expected, THIEF)
    with pytest.raises(Refused):
        try_to_invite(riverside, THIEF)


def test_who_has_an_account_is_told_where_they_sign_in(riverside: Riverside) -> None:
    Person.objects.filter(pk=riverside.tom.pk).update(external_id="E9")
    riverside.tom.refresh_from_db()
    change_address(riverside, riverside.tom, THIEF)
    assert mails_of_a_change() == {riverside.tom.email, riverside.maya.email}


ORDINARY = ("waiting", "need_you_today", "partner_ready", "receipt", "sign_in_disputed")


def readers_of_ordinary_mail(person: Person) -> set[str]:
    mail.outbox.clear()
    for sentence in ORDINARY:
        notices.put(key=f"{sentence} {clock.now()}", person_id=person.pk, sentence=sentence)
    outbox.deliver_due()
    return {message.to[0] for message in mail.outbox if "new e-mail address" not in message.body}


def test_nothing_goes_to_a_new_address_while_it_waits(riverside: Riverside, expected: Person) -> None:
    change_address(riverside, expected, THIEF)
    assert readers_of_ordinary_mail(expected) == {expected.email}
    clock.travel(timedelta(hours=73))
    assert readers_of_ordinary_mail(expected) == {THIEF}


def test_nothing_goes_anywhere_while_a_first_address_waits(riverside: Riverside, expected: Person) -> None:
    Person.objects.filter(pk=expected.pk).update(email="")
    change_address(riverside, expected, THIEF)
    assert readers_of_ordinary_mail(expected) == set()


def test_who_has_an_account_is_written_to_where_they_sign_in(riverside: Riverside) -> None:
    Person.objects.filter(pk=riverside.tom.pk).update(external_id="E9", email="tom@riverside.example")
    riverside.tom.refresh_from_db()
    change_address(riverside, riverside.tom, THIEF)
    clock.travel(timedelta(hours=73))
    assert readers_of_ordinary_mail(riverside.tom) == {"tom.becker@riverside.example"}


def test_letters_that_look_alike_are_another_address(riverside: Riverside, expected: Person) -> None:
    Person.objects.filter(pk=expected.pk).update(email="omar@klinik-gie\u00dfen.example")
    change_address(riverside, expected, "omar@klinik-giessen.example")
    assert Person.objects.get(pk=expected.pk).is_address_held


def test_who_has_nothing_yet_is_held_like_everybody_else(riverside: Riverside) -> None:
    """Two leaders may have named them in private; a list must not become them, nor tell that they were named."""
    nora = make_person("Nora Hale", external_id="E1")
    change_address(riverside, nora, "nora@riverside.example")
    with pytest.raises(Refused, match="after 72 hours"):
        try_to_invite(riverside, "nora@riverside.example")
    assert Notice.objects.get(sentence="address_changed").person_id == nora.pk
    clock.travel(timedelta(hours=73))
    try_to_invite(riverside, "nora@riverside.example")


def test_first_address_of_a_person_without_one_is_free(riverside: Riverside) -> None:
    nora = make_person("Nora Hale", external_id="E1")
    Person.objects.filter(pk=nora.pk).update(email="")
    change_address(riverside, nora, "nora@riverside.example")
    try_to_invite(riverside, "nora@riverside.example")


def test_other_cells_of_a_line_hold_nobody(riverside: Riverside, expected: Person) -> None:
    actions.take_in(
        listing=Listing(Kind.PEOPLE, people_csv(["E2", "Dr Omar F. Diaz", "Chief", "", expected.email.upper()])),
        by=viewer_of(riverside.priya),
    )
    try_to_invite(riverside, expected.email)
