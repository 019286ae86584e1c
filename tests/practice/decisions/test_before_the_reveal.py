"""Can anything of a sealed view be known before both have sealed? By anybody, on any page, in any resting place."""

import logging
import re
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from colead.foundation.models import Notice
from colead.operations import outbox
from colead.practice.decisions import queries
from colead.practice.decisions.models import Decision
from colead.promises.models import TrailEntry
from tests.cast import PEOPLE, Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.steps import Screen

CANARIES = {name: f"canary{number:02d}{name.replace('_', '')}" for number, name in enumerate(steps.KWAMES)}
CANARIES["firmness"] = "not_opposite"
SECRETS = [words for name, words in CANARIES.items() if name != "firmness"]
PAIR_PAGES = ("list_decisions", "choose_size")
PAGES = ("show_decision", "write_view", "edit_frame", "print_decision", "look_back", "look_again")
PAPERS = ("write_integration", "write_words", "write_brief")
POSTS = ("mark_imagination", "plan_ask", "agree_to_frame", "write_integration", "write_brief", "keep_draft")
VARYING = (
    r'name="csrfmiddlewaretoken" value="[^"]*"',
    r'name="once" value="[^"]*"',
    r'nonce="[^"]*"',
)


def bodies(screen: Screen, id: UUID) -> dict[str, tuple[int, str, dict[str, str]]]:
    """Everything this browser can get of the decision, by address: the status, the page, the headers."""
    addresses = [screen.url(name) for name in PAIR_PAGES] + [screen.url(name, id) for name in (*PAGES, *PAPERS)]
    addresses += [reverse("home:pair", args=[screen.partnership.pk]), "/", "/published/", "/sponsor/", "/model/"]
    answers = {address: screen.client.get(address) for address in addresses}
    find = screen.url("find_decisions")
    found = {f"find {words}": seen(screen.client.post(find, {"phrase": words})) for words in SECRETS[:3]}
    return {address: seen(response) for address, response in answers.items()} | without_the_question(found)


def without_the_question(found: dict[str, tuple[int, str, dict[str, str]]]) -> dict[str, Any]:
    """The box on the page still holds what the person who looked for it typed."""
    return {
        asked: (status, page.replace(f'value="{asked[5:]}"', ""), headers)
        for asked, (status, page, headers) in found.items()
    }


def seen(response: Any) -> tuple[int, str, dict[str, str]]:
    text = response.content.decode()
    for pattern in VARYING:
        text = re.sub(pattern, "", text)
    headers = {name: value for name, value in response.headers.items() if name not in {"Content-Length", "Location"}}
    return response.status_code, text, {name: re.sub(r"nonce-[^']*", "", value) for name, value in headers.items()}


def open_writing(two: Two) -> UUID:
    id = two.ana.frame("big")
    two.kwame.agree(id)
    return id


def test_partner_cannot_tell_whether_anything_was_written(two: Two) -> None:
    id = open_writing(two)
    before = bodies(two.ana, id)
    assert two.kwame.send("keep_draft", id, {"view": "x"}).status_code == 204
    assert bodies(two.ana, id) == before
    two.kwame.done("write_view", id, {**CANARIES, "view": CANARIES["view"] + " and more" * 60, "then": "keep"})
    assert bodies(two.ana, id) == before
    assert not [name for _, _, headers in before.values() for name in headers if name in {"ETag", "Last-Modified"}]


def test_partner_sees_ready_and_nothing_else(two: Two) -> None:
    id = open_writing(two)
    before = bodies(two.ana, id)
    two.kwame.seal(id, CANARIES)
    ready = bodies(two.ana, id)
    assert "is ready when you are" in ready[two.ana.url("show_decision", id)][1]
    assert not [words for _, page, _ in ready.values() for words in SECRETS if words in page]
    two.kwame.tap(id, "unseal")
    assert bodies(two.ana, id) == before


def test_length_of_a_sealed_view_does_not_show(two: Two) -> None:
    id = open_writing(two)
    two.kwame.seal(id, CANARIES)
    short = bodies(two.ana, id)
    two.kwame.tap(id, "unseal")
    two.kwame.seal(id, {**CANARIES, "view": "Longer. " * 70})
    assert bodies(two.ana, id) == short


@pytest.mark.parametrize("who", [*PEOPLE, ""])
def test_nobody_else_finds_a_word_before_the_reveal(
    two: Two, riverside: Riverside, as_person: SignIn, who: str
) -> None:
    id = open_writing(two)
    two.kwame.seal(id, CANARIES)
    if who == "kwame":
        return
    person = getattr(riverside, who) if who else riverside.nia
    screen = Screen(as_person(person) if who else Client(), person, riverside.exec)
    answers = bodies(screen, id)
    answers |= {f"post {name}": seen(screen.send(name, id, {"seen": "x", "value": "thats_it"})) for name in POSTS}
    assert not [words for _, page, _ in answers.values() for words in SECRETS if words in page]
    if who != "ana":
        inside = [status for address, (status, _, _) in answers.items() if str(id) in address]
        assert set(inside) <= {404, 302}


def test_author_finds_every_word_of_it(two: Two) -> None:
    id = open_writing(two)
    two.kwame.done("write_view", id, {**CANARIES, "then": "keep"})
    page = two.kwame.look("write_view", id)
    assert [words for words in SECRETS if words not in page] == []


def test_autosave_says_nothing_back(two: Two) -> None:
    id = open_writing(two)
    answer: Any = two.kwame.send("keep_draft", id, CANARIES)
    assert (answer.status_code, answer.content) == (204, b"")
    assert not [value for value in answer.headers.values() for words in SECRETS if words in value]


def test_no_sealed_word_rests_anywhere_else(two: Two, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    id = open_writing(two)
    two.kwame.seal(id, CANARIES)
    two.ana.send("write_view", id, {"view": "x" * 601})
    outbox.deliver_due()
    places = [str(message.message()) for message in mail.outbox]
    places += [str(row) for row in Notice.objects.values_list()]
    places += [str(row) for row in TrailEntry.objects.values_list()]
    places += [caplog.text, str(getattr(cache, "_cache", "")), *everything_in_the_database()]
    assert not [words for place in places for words in SECRETS if words in place]


def everything_in_the_database() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  the names are the database's own
            found += [repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]) for row in cursor]
    return found


def test_state_of_the_row_does_not_say_that_one_has_sealed(two: Two) -> None:
    id = open_writing(two)
    before = two.ana.get(id)
    two.kwame.seal(id, CANARIES)
    decision = two.ana.get(id)
    assert decision.state == "writing"
    assert [getattr(decision, field.attname) for field in Decision._meta.concrete_fields] == [
        getattr(before, field.attname) for field in Decision._meta.concrete_fields
    ]
    assert not TrailEntry.objects.filter(chain=str(decision.space_id), verb="sealed").exists()


def test_line_for_oneself_never_opens_to_the_partner(two: Two) -> None:
    id = open_writing(two)
    two.kwame.seal(id, CANARIES)
    two.ana.seal(id, steps.ANAS)
    opened = two.ana.look("show_decision", id)
    assert CANARIES["view"] in opened
    assert CANARIES["assumption"] not in opened
    assert queries.find(viewer_of(two.ana.person), two.ana.pair, CANARIES["assumption"]) == []


def test_line_for_oneself_opens_when_its_author_says_so(two: Two) -> None:
    id = open_writing(two)
    two.kwame.seal(id, {**CANARIES, "release": "on"})
    two.ana.seal(id, steps.ANAS)
    assert CANARIES["assumption"] in two.ana.look("show_decision", id)
