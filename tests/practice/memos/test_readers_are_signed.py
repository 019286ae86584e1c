"""To whom a memo goes is signed with its words: it stands where one signs, and no form changes it unsaid (P12)."""

from datetime import timedelta

import pytest

from colead.foundation import clock
from colead.operations import worker
from tests.cast import Riverside
from tests.practice.memos.conftest import WORDS, Memos

pytestmark = pytest.mark.django_db
READERS = {"everyone": "everyone in the organisation", "programme": "the programme office", "sponsor": "your sponsor"}


def hour(days: int = 3) -> dict[str, str]:
    return {"publish_on": (clock.today() + timedelta(days=days)).isoformat(), "publish_time": "08:00"}


@pytest.mark.parametrize("route", ["memos:sign_memo", "memos:show_memo"])
@pytest.mark.parametrize("audience", list(READERS))
def test_who_reads_it_and_from_when_is_said_where_it_is_signed(memos: Memos, audience: str, route: str) -> None:
    at_once = memos.tom.sees(route, memos.draft(audience=audience)).casefold()
    assert "with the second signature" in at_once
    assert f"{READERS[audience]} can read it" in at_once
    at_its_hour = memos.tom.sees(route, memos.draft(audience=audience, **hour())).casefold()
    assert "it goes out by itself: " in at_its_hour
    assert f"{READERS[audience]} can read it" in at_its_hour
    assert "with the second signature" not in at_its_hour


def test_hour_that_went_by_is_not_said_to_come(memos: Memos) -> None:
    id = memos.draft(**hour(1))
    clock.travel(timedelta(days=2))
    page = memos.tom.sees("memos:sign_memo", id)
    assert "goes out by itself" not in page
    assert "With the second signature everyone" in page


@pytest.mark.parametrize("audience", list(READERS))
def test_edit_that_names_no_readers_leaves_them_as_they_were(memos: Memos, audience: str) -> None:
    """A tab from before, a form that came back: no word that was left out sends it to others."""
    id = memos.draft(audience=audience)
    release = memos.get(id).release_id
    memos.edit(memos.tom, id, body="From Tuesday on.")
    assert (memos.get(id).release.audience, memos.get(id).release_id) == (audience, release)


def test_page_of_a_new_memo_has_the_choice_made_that_holds_without_one(memos: Memos) -> None:
    page = memos.maya.sees("memos:draft_memo", "news")
    [chosen] = [part for part in page.split("<input") if "checked" in part and 'name="audience"' in part]
    assert 'value="everyone"' in chosen
    assert memos.get(memos.draft()).release.audience == "everyone"


def test_memo_to_the_sponsor_becomes_one_to_everyone_only_before_the_eyes_of_both(
    memos: Memos, riverside: Riverside
) -> None:
    """Tom keeps another word from a form that does not name the readers; Maya signs what her page shows her."""
    id = memos.draft(audience="sponsor", **hour())
    memos.edit(memos.tom, id, body="From Tuesday on.", **hour())
    assert READERS["sponsor"] in memos.maya.sees("memos:sign_memo", id).casefold()
    memos.both_sign(id)
    clock.travel(timedelta(days=4))
    worker.round_of_work(None)
    assert memos.state(id) == "published"
    assert WORDS["title"] in memos.outside(riverside.ana, id)
    assert memos.outside(riverside.nia, id) == ""


def test_who_overtakes_other_readers_is_shown_them(memos: Memos) -> None:
    """Tom made it for the sponsor; Maya's older tab says everyone. What stands now says for whom, and from when."""
    id = memos.draft(audience="everyone")
    before = memos.hash(id)
    memos.edit(memos.tom, id, audience="sponsor", **hour())
    page = memos.edit(memos.maya, id, status=409, audience="everyone", seen=before)
    stands = page.partition("What stands now")[2].partition('name="in_person"')[0]
    assert "your sponsor can read it" in stands
    assert "it goes out by itself" in stands
    assert memos.get(id).release.audience == "sponsor"


def test_who_overtakes_without_naming_readers_has_those_that_stand_chosen(memos: Memos) -> None:
    id = memos.draft(audience="everyone")
    before = memos.hash(id)
    memos.edit(memos.tom, id, audience="sponsor")
    page = memos.edit(memos.maya, id, status=409, seen=before)
    [chosen] = [part for part in page.split("<input") if "checked" in part and 'name="audience"' in part]
    assert 'value="sponsor"' in chosen
