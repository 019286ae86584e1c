"""Notes before a talk are one's own: never sent, never told of, gone when they are let go or after ninety days."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from colead.content import conflicts as content
from colead.foundation import clock
from colead.foundation.models import Notice
from colead.home import queries as home
from colead.operations.exports.pages import Book
from colead.practice.conflicts.models import Matter, Prep
from colead.promises import retention, space
from colead.promises.models import Hold, TrailEntry
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of
from tests.practice.conflicts.conftest import NOTES, TOPIC, invited, matter_of, notes_of
from tests.practice.conftest import Desk


def test_notes_keep_themselves_in_ones_own_space(ana: Desk) -> None:
    ana.sends("conflicts:keep_notes", status=204, **NOTES)
    notes = notes_of(ana)
    assert notes is not None
    assert notes.space.owner_id == ana.person.pk
    assert space.read(notes, ana.viewer) == NOTES
    assert NOTES["story"] in ana.sees("conflicts:prepare")


def test_five_questions_are_asked_and_none_must_be_answered(ana: Desk) -> None:
    page = ana.sees("conflicts:prepare")
    for words in ("camera have recorded", "story did I tell", "meant well", "my part", "want for us"):
        assert words in page
    ana.sends("conflicts:prepare", want="Peace.")


def test_notes_with_patient_words_are_not_held(ana: Desk) -> None:
    ana.sends("conflicts:keep_notes", status=422, camera="MRN 0044512 slipped")
    assert notes_of(ana) is None


def test_nothing_of_the_notes_is_in_the_invitation(ana: Desk, kwame: Desk) -> None:
    sent = ana.client.post(ana.url("conflicts:prepare"), {**NOTES, "then": "invite"})
    assert sent["Location"].startswith(ana.url("conflicts:invite"))
    asked = ana.sees("conflicts:invite")
    id = invited(ana, kind="landed_badly")
    both = asked + kwame.sees("conflicts:show", id) + ana.sees("conflicts:show", id)
    assert [words for name, words in NOTES.items() if name != "kind" and words in both] == []
    assert notes_of(ana) is not None


def test_partner_meets_no_trace_before_the_invitation(ana: Desk, kwame: Desk) -> None:
    def world() -> list[Any]:
        pages = [kwame.sees(f"conflicts:{name}") for name in ("start", "prepare", "ask_help")]
        return [without_tokens(page) for page in (*pages, kwame.sees("home:pair"), kwame.sees("home:own_trail"))]

    before = world()
    ana.sends("conflicts:keep_notes", status=204, **NOTES)
    assert world() == before


def without_tokens(page: str) -> list[str]:
    return [line for line in page.split("\n") if "csrfmiddlewaretoken" not in line and 'name="once"' not in line]


def test_notes_leave_no_trail_and_no_mail(ana: Desk) -> None:
    space.own(ana.person)
    before = TrailEntry.objects.count()
    ana.sends("conflicts:keep_notes", status=204, **NOTES)
    ana.sends("conflicts:let_notes_go")
    assert TrailEntry.objects.count() == before
    assert not Notice.objects.exists()


def test_notes_let_go_are_gone_at_once(ana: Desk) -> None:
    ana.sends("conflicts:prepare", **NOTES)
    ana.sends("conflicts:let_notes_go")
    assert not Prep.door.visible_to(ana.viewer).exists()
    ana.sends("conflicts:let_notes_go")


def test_notes_go_ninety_days_after_their_first_word(ana: Desk) -> None:
    ana.sends("conflicts:prepare", **NOTES)
    clock.travel(timedelta(days=80))
    ana.sends("conflicts:keep_notes", status=204, **{**NOTES, "want": "Still the same."})
    clock.travel(timedelta(days=91))
    assert "Still the same." not in ana.sees("conflicts:prepare")
    ana.sends("conflicts:keep_notes", status=204, want="A new sheet.")
    retention.sweep(on=clock.today())
    assert [space.read(row, ana.viewer)["want"] for row in Prep.door.visible_to(ana.viewer)] == ["A new sheet."]


def test_notes_under_a_legal_hold_only_leave_the_screen(riverside: Riverside, ana: Desk) -> None:
    ana.sends("conflicts:prepare", **NOTES)
    notes = notes_of(ana)
    assert notes is not None
    Hold.objects.create(space=notes.space, item_id=notes.pk, placed_by=riverside.dana, confirmed_by=riverside.sam)
    ana.sends("conflicts:let_notes_go")
    assert NOTES["story"] not in ana.sees("conflicts:prepare")
    retention.sweep(on=clock.today() + timedelta(days=500))
    assert Prep.door.visible_to(ana.viewer).count() == 1


def test_notes_about_one_partner_never_open_beside_the_other(riverside: Riverside, desk: Any) -> None:
    west, east = desk(riverside.maya, riverside.six_west), desk(riverside.maya, riverside.seven_east)
    west.sends("conflicts:prepare", **NOTES)
    assert NOTES["story"] not in east.sees("conflicts:prepare")
    east.sends("conflicts:prepare", want="Something else.")
    assert NOTES["want"] in west.sees("conflicts:prepare")


def test_notes_are_in_ones_own_file_and_in_nobody_elses(ana: Desk, riverside: Riverside) -> None:
    ana.sends("conflicts:prepare", **NOTES)
    assert NOTES["story"] in Book(ana.viewer).as_json()
    for person in (riverside.kwame, riverside.sam, riverside.helen, riverside.priya, riverside.dana):
        assert NOTES["story"] not in Book(viewer_of(person)).as_json()


def test_search_finds_what_was_asked_and_never_the_notes(ana: Desk, kwame: Desk) -> None:
    ana.sends("conflicts:prepare", **NOTES)
    invited(ana)
    for desk in (ana, kwame):
        assert [line.title for line in home.find(desk.viewer, desk.pair, "correct each")] == [TOPIC]
        assert home.find(desk.viewer, desk.pair, "midnight") == []


@pytest.mark.parametrize("name", ["helen", "priya", "joan", "maya", "sam", "dana"])
def test_nobody_else_reaches_the_room(name: str, ana: Desk, riverside: Riverside, as_person: SignIn) -> None:
    id = invited(ana)
    client: Client = as_person(getattr(riverside, name))
    for route in ("conflicts:start", "conflicts:prepare", "conflicts:invite", "conflicts:ask_help"):
        assert client.get(ana.url(route)).status_code == 404
    assert client.get(ana.url("conflicts:show", id)).status_code == 404
    assert not Matter.door.visible_to(viewer_of(getattr(riverside, name))).exists()


def test_notes_of_another_person_are_not_even_visible_rows(ana: Desk, kwame: Desk) -> None:
    ana.sends("conflicts:prepare", **NOTES)
    assert not Prep.door.visible_to(kwame.viewer).exists()
    invited(ana)
    assert matter_of(kwame).author_id == ana.person.pk
    assert reverse("conflicts:start", args=[ana.partnership.pk]).endswith("/talk/")


def test_each_kind_of_difference_leads_to_its_talk_in_one_tap(ana: Desk) -> None:
    page = ana.sees("conflicts:start")
    kinds = [entry.key for entry in content.load().entries if entry.key != "crossed_wires"]
    asked = [f"{ana.url('conflicts:invite')}?kind={kind}" for kind in kinds]
    assert len(asked) > 2
    assert [url for url in asked if f'href="{url}"' not in page] == []
