"""An outside system points, once for each number, and learns nothing; its key is one system's and ends at once."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships import actions as partnership_actions
from colead.people.models import Person
from colead.practice.reviews import api
from colead.practice.reviews.actions import delivering
from colead.practice.reviews.models import Case, PointingKey
from colead.promises import space
from colead.promises.models import TrailEntry
from tests.makers import make_unit, viewer_of
from tests.practice.reviews.conftest import Case6West, client_of, status

pytestmark = pytest.mark.django_db
POINTER = {"id": "88213", "kind": "adverse_event", "date": "2026-01-05", "unit": "6 West"}


@pytest.fixture(autouse=True)
def empty_minute() -> None:
    cache.clear()


@pytest.fixture
def key(west: Case6West) -> str:
    return delivering.issue(system="RL", by=viewer_of(west.town.sam))


def told(key: str, body: Any, **headers: str) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = headers.pop("kind", "application/json")
    client = Client(enforce_csrf_checks=True)
    return client.post("/api/pointers/", content, content_type=kind, headers={"Authorization": f"Bearer {key}"})


def cases_of(person: Any) -> list[Case]:
    return list(Case.door.visible_to(viewer_of(person)).select_related("space"))


def test_a_pointer_lies_before_both_who_lead_the_unit(west: Case6West, key: str) -> None:
    due = clock.today() + timedelta(days=60)
    answer = told(key, {**POINTER, "due": due.isoformat()})
    assert answer.status_code == 202
    assert answer.json() == {"taken": True}
    for person in (west.town.maya, west.town.tom):
        [case] = cases_of(person)
        text = space.read(case, viewer_of(person))
        assert (text["number"], text["system"], case.state) == ("88213", "RL", "pointed")
    for person in (west.town.sam, west.town.ana, west.town.ines):
        assert cases_of(person) == []


def test_either_looks_it_over_and_who_was_part_of_it_is_out(west: Case6West, key: str) -> None:
    told(key, POINTER)
    [case] = cases_of(west.town.maya)
    west.maya.sends("reviews:look_over", case.pk, answer="partner_was_involved")
    assert cases_of(west.town.tom) == []
    assert status(west.town.tom, "reviews:show_case", west.town.six_west.pk, case.pk) == 404


def test_the_same_number_again_is_answered_alike_and_changes_nothing(west: Case6West, key: str) -> None:
    one, two = told(key, POINTER), told(key, {**POINTER, "kind": "near_miss"})
    assert (one.status_code, one.content) == (two.status_code, two.content)
    [case] = cases_of(west.town.maya)
    assert case.kind == "adverse_event"


def test_a_unit_below_goes_to_the_nearest_pair_above(west: Case6West, key: str) -> None:
    make_unit("6 West bay", parent=west.town.west_unit, external_id="6WB")
    assert told(key, {**POINTER, "unit": "6WB"}).status_code == 202
    assert len(cases_of(west.town.maya)) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": "MRN 0044512"}, "id"),
        ({"id": "slipped at the bed"}, "id"),
        ({"id": "9" * 41}, "id"),
        ({"id": ""}, "id"),
        ({"kind": "a fall"}, "kind"),
        ({"date": "5 Jan"}, "date"),
        ({"date": "2099-01-05"}, "date"),
        ({"due": "soon"}, "due"),
        ({"due": "9999-12-31"}, "due"),
        ({"due": "0001-01-01"}, "due"),
        ({"date": "0001-01-01"}, "date"),
        ({"unit": "Nowhere"}, "unit"),
        ({"unit": "Riverside Health"}, "unit"),
        ({"story": "She slipped."}, ""),
        ({"id": 88213}, ""),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(west: Case6West, key: str, changes: Any, field: str) -> None:
    answer = told(key, {**POINTER, **changes})
    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert answer.json()["fault"]
    assert cases_of(west.town.maya) == []


@pytest.mark.parametrize("name", ["id", "kind", "date", "unit"])
def test_a_missing_field_is_named(key: str, name: str) -> None:
    answer = told(key, {known: words for known, words in POINTER.items() if known != name})
    assert answer.json()["field"] == name


@pytest.mark.parametrize("body", [b"{", b"[]", b'"88213"', b"\xff\xfe", b"[{}]", b"null"])
def test_what_is_no_object_is_refused(key: str, body: bytes) -> None:
    assert told(key, body).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 1990,
        json.dumps({**POINTER, "id": "\ud800"}).encode(),
        json.dumps({**POINTER, "unit": "6 \0West"}).encode(),
        json.dumps({**POINTER, "\udfff": "1"}).encode(),
    ],
    ids=["deep", "half a letter", "zero", "half a letter in a name"],
)
def test_what_nothing_could_keep_is_refused_and_breaks_nothing(west: Case6West, key: str, body: bytes) -> None:
    answer = told(key, body)
    assert answer.status_code == 400
    assert answer.json()["fault"]
    assert cases_of(west.town.maya) == []


def test_key_of_an_administrator_who_left_points_no_more(west: Case6West, key: str) -> None:
    Person.objects.filter(pk=west.town.sam.pk).update(left_on=clock.today())
    assert told(key, POINTER).status_code == 401


def test_who_stepped_back_hears_no_more_of_it(west: Case6West, key: str) -> None:
    told(key, POINTER)
    [case] = cases_of(west.town.maya)
    assert Notice.objects.filter(key__contains=str(west.town.tom.pk), sent_at=None, sentence="next_step").exists()
    west.maya.sends("reviews:look_over", case.pk, answer="partner_was_involved")
    west.tom.sends("reviews:put_support_away")
    of_it = Notice.objects.filter(key__startswith=str(case.pk), sent_at=None)
    assert not of_it.filter(person_id=west.town.tom.pk).exists()
    assert of_it.filter(person_id=west.town.maya.pk).exists()


def test_a_refusal_does_not_say_the_words_again(key: str) -> None:
    assert b"0044512" not in told(key, {**POINTER, "id": "MRN 0044512"}).content


def test_more_than_a_pointer_is_too_large(key: str) -> None:
    assert told(key, {**POINTER, "id": "9" * 3000}).status_code == 413


def test_only_json_is_read(key: str) -> None:
    assert told(key, b"id=88213", kind="application/x-www-form-urlencoded").status_code == 415


def test_nothing_is_read_back(west: Case6West, key: str) -> None:
    told(key, POINTER)
    for method in ("get", "put", "delete", "patch"):
        answer = getattr(Client(), method)("/api/pointers/", headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == 405


@pytest.mark.parametrize("words", ["", "not a key", "Bearer"])
def test_without_a_key_nothing_is_taken(west: Case6West, key: str, words: str) -> None:
    assert told(words, POINTER).status_code == 401
    assert cases_of(west.town.maya) == []


def test_a_key_that_was_ended_is_refused_at_once(west: Case6West, key: str) -> None:
    page = client_of(west.town.sam).get(reverse("reviews:pointing_keys")).content.decode()
    [there] = re.findall(r'action="(/pointing-keys/\d+/end/)"', page)
    assert client_of(west.town.sam).post(there).status_code == 303
    assert told(key, POINTER).status_code == 401


def test_sixty_a_minute_and_no_more(west: Case6West, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "PER_MINUTE", 2)
    assert [told(key, {**POINTER, "id": str(n)}).status_code for n in range(3)] == [202, 202, 429]
    assert told(key, POINTER)["Retry-After"] == "60"
    other = delivering.issue(system="Grievance office", by=viewer_of(west.town.sam))
    assert told(other, POINTER).status_code == 202


def test_a_key_is_shown_once_and_stands_nowhere(west: Case6West) -> None:
    answer = client_of(west.town.sam).post(reverse("reviews:pointing_keys"), {"system": "RL"})
    [key] = re.findall(r">([\w-]{43})</textarea>", answer.content.decode())
    assert answer["Cache-Control"] == "no-store"
    assert key not in client_of(west.town.sam).get(reverse("reviews:pointing_keys")).content.decode()
    [row] = PointingKey.objects.all()
    assert key not in repr(vars(row))
    assert told(key, POINTER).status_code == 202


@pytest.mark.parametrize("who", ["maya", "ana", "priya", "lee", "dana"])
def test_only_the_administrator_issues_keys(west: Case6West, who: str) -> None:
    assert client_of(getattr(west.town, who)).get(reverse("reviews:pointing_keys")).status_code == 404


def test_issuing_and_ending_stand_in_the_trail_of_the_installation(west: Case6West, key: str) -> None:
    told(key, POINTER)
    verbs = list(TrailEntry.objects.filter(chain="site").values_list("verb", flat=True))
    assert "issued_pointing_key" in verbs
    page = client_of(west.town.dana).get(reverse("site_trail:trail")).content.decode()
    assert "88213" not in page


def test_what_a_pair_led_that_has_ended_goes_to_the_pair_above(west: Case6West, key: str) -> None:
    for side in ("nurse", "physician"):
        partnership_actions.end_seat(partnership=west.town.six_west, side=side, by=viewer_of(west.town.priya))
    assert told(key, POINTER).status_code == 202
    assert cases_of(west.town.maya) == []
    assert len(cases_of(west.town.ana)) == 1
