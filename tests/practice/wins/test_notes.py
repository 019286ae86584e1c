"""Wins, lessons and stories: between two until both let them out; we, and nobody recognised; off the list by either."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.practice.wins import note_queries as queries
from colead.practice.wins.models import Note
from colead.promises import retention, space
from colead.promises.models import Hold
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of
from tests.practice.conftest import Desk

WIN = {
    "text": "We moved the going-home talk to the evening before.",
    "helped": "Families who used to hear it at the door.",
    "only_as_two": "Half of it is medicines and half is stairs.",
}
LESSON = {"text": "We told the floors instead of asking them.", "now": "We ask who does it at seven."}


def noted(desk: Desk, kind: str = "win", **changes: str) -> UUID:
    start = WIN if kind == "win" else LESSON
    desk.sends("wins:write_note", kind, **{**start, **changes})
    newest: Note = queries.rows(desk.viewer, desk.pair).order_by("-created_at").first()  # type: ignore[assignment]
    return newest.pk


def get(desk: Desk, id: UUID) -> Note:
    return queries.get(desk.viewer, desk.pair, id)


def proposed(desk: Desk, id: UUID, status: int = 303, **fields: str) -> str:
    seen = space.stamp_of(get(desk, id))
    return desk.sends("wins:propose_note", id, status=status, **{"shelf": "unit", "seen": seen, **fields})


def turns(desk: Desk, id: UUID, status: int = 303) -> str:
    release = get(desk, id).release
    seen = release.text_hash if release is not None else ""
    return desk.sends("wins:turn_note_key", id, status=status, seen=seen)


def published(maya: Desk, tom: Desk, kind: str = "win", **changes: str) -> UUID:
    id = noted(maya, kind, **changes)
    proposed(tom, id)
    turns(tom, id)
    turns(maya, id)
    return id


def everybody_reads(riverside: Riverside, as_person: SignIn) -> str:
    return as_person(riverside.nia).get("/published/").content.decode()


def test_one_line_is_noted_for_the_two_and_no_mail(maya: Desk, tom: Desk, riverside: Riverside) -> None:
    id = noted(maya, helped="", only_as_two="")
    assert WIN["text"] in tom.sees("wins:list_notes")
    assert get(tom, id).state == "noted"
    assert not Note.door.visible_to(viewer_of(riverside.ana)).exists()
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("kind", ["win", "lesson"])
def test_two_keys_publish_it_to_everyone_with_both_names(
    maya: Desk, tom: Desk, riverside: Riverside, as_person: SignIn, kind: str
) -> None:
    id = noted(maya, kind)
    words = (WIN if kind == "win" else LESSON)["text"]
    proposed(tom, id)
    turns(tom, id)
    assert words not in everybody_reads(riverside, as_person)
    assert [line.title for line in queries.waiting_for(maya.viewer, maya.pair)] == [words]
    assert queries.waiting_for(tom.viewer, tom.pair) == []
    turns(maya, id)
    assert words in everybody_reads(riverside, as_person)
    page = as_person(riverside.nia).get(reverse("wins:show_published", args=[get(maya, id).release_id]))
    assert {"Maya Lind", "Dr Tom Becker"} <= set(get(maya, id).release.published["signed_by"])  # type: ignore[union-attr]
    assert words in page.content.decode()


def test_win_that_is_out_leads_on_to_where_everyone_finds_it(maya: Desk, tom: Desk) -> None:
    id = published(maya, tom)
    for desk in (maya, tom):
        page = desk.sees("wins:show_note", id)
        assert f'<a href="{reverse("home:published")}">From our leaders</a>' in page
        assert WIN["text"] in desk.client.get(reverse("home:published")).content.decode()
    assert "Everyone finds it" not in maya.sees("wins:show_note", noted(maya))


def test_win_without_whom_it_helped_is_not_put_before_both(maya: Desk, tom: Desk) -> None:
    id = noted(maya, helped="")
    assert "Before others read it, this is still open" in maya.sees("wins:show_note", id)
    proposed(maya, id, status=409)
    assert get(maya, id).state == "noted"


@pytest.mark.parametrize("text", ["I had the idea", "The night nurse had not asked", "She changed it"])
def test_text_of_one_or_about_somebody_is_read_once_more(maya: Desk, text: str) -> None:
    id = noted(maya, text=text)
    assert "Read it once more" in maya.sees("wins:show_note", id)
    proposed(maya, id, status=422)
    assert get(maya, id).state == "noted"
    proposed(maya, id, is_ours="on")
    assert get(maya, id).state == "proposed"
    assert "is_ours" not in str(get(maya, id).release.publishes)  # type: ignore[union-attr]


def test_we_form_asks_nothing(maya: Desk) -> None:
    page = maya.sees("wins:show_note", noted(maya))
    assert "Read it once more" not in page
    assert 'name="is_ours"' not in page


def test_other_words_void_the_keys_and_it_is_between_them_again(maya: Desk, tom: Desk) -> None:
    id = noted(maya)
    proposed(maya, id)
    turns(maya, id)
    seen = space.stamp_of(get(tom, id))
    tom.sends("wins:edit_note", id, **{**WIN, "text": "We asked first.", "seen": seen})
    assert (get(maya, id).state, get(maya, id).release) == ("noted", None)
    turns(maya, id, status=409)


def test_edit_of_what_changed_meanwhile_keeps_both_texts(maya: Desk, tom: Desk) -> None:
    id = noted(maya)
    stale = space.stamp_of(get(tom, id))
    maya.sends("wins:edit_note", id, **{**WIN, "text": "Hers", "seen": stale})
    page = tom.sends("wins:edit_note", id, status=409, **{**WIN, "text": "His words", "seen": stale})
    assert "His words" in page
    assert "Hers" in tom.sees("wins:show_note", id)


def test_either_keeps_it_between_them(maya: Desk, tom: Desk) -> None:
    id = noted(maya)
    proposed(maya, id)
    turns(maya, id)
    tom.sends("wins:turn_note_key", id, between="yes")
    assert get(maya, id).state == "noted"


@pytest.mark.parametrize(("verb", "state"), [("archive", "archived"), ("withdraw", "withdrawn")])
def test_either_takes_it_off_the_list(
    maya: Desk, tom: Desk, riverside: Riverside, as_person: SignIn, verb: str, state: str
) -> None:
    id = published(maya, tom)
    release_id = get(maya, id).release_id
    tom.sends("wins:retire_note", id, verb)
    assert get(maya, id).state == state
    assert WIN["text"] not in everybody_reads(riverside, as_person)
    assert as_person(riverside.nia).get(reverse("wins:show_published", args=[release_id])).status_code == 404


def test_note_goes_after_a_year_unless_both_published_it(maya: Desk, tom: Desk) -> None:
    kept, out = noted(maya), published(maya, tom, "lesson")
    clock.travel(timedelta(days=366))
    retention.sweep(on=clock.today())
    assert {row.pk for row in queries.rows(maya.viewer, maya.pair)} == {out}
    assert not Note.door.visible_to(maya.viewer).filter(pk=kept).exists()


def test_author_alone_lets_it_go_while_it_is_between_them(maya: Desk, tom: Desk) -> None:
    id = noted(maya)
    tom.sends("wins:remove_note", id, status=404)
    maya.sends("wins:remove_note", id)
    assert not Note.door.visible_to(tom.viewer).exists()


def test_note_under_a_hold_only_leaves_the_screen(maya: Desk, riverside: Riverside) -> None:
    id = noted(maya)
    Hold.objects.create(space=maya.pair.space, placed_by=riverside.dana, confirmed_by=riverside.sam)
    maya.sends("wins:remove_note", id)
    assert WIN["text"] not in maya.sees("wins:list_notes")
    assert Note.door.visible_to(maya.viewer).exists()


def test_second_dyad_of_the_same_nurse_holds_nothing_of_it(maya: Desk, riverside: Riverside) -> None:
    id = noted(maya)
    other = Desk(riverside.maya, riverside.seven_east)
    assert WIN["text"] not in other.sees("wins:list_notes")
    assert other.client.get(other.url("wins:show_note", id)).status_code == 404
    assert queries.find(other.viewer, other.pair, "evening before") == []
    assert [line.kind for line in queries.find(maya.viewer, maya.pair, "EVENING before")] == ["note"]


def test_patient_words_come_back(maya: Desk) -> None:
    page = maya.sends("wins:write_note", "win", status=422, text="pt Smith went home")
    assert "This looks like patient information" in page


def test_unknown_kind_is_not_there(maya: Desk) -> None:
    assert maya.client.get(maya.url("wins:write_note", "boast")).status_code == 404
