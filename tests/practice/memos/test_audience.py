"""Who reads a memo that both signed: everyone, or the sponsor and the programme office, or the sponsor; nobody more."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from colead.foundation.viewer import Hidden
from colead.partnerships import actions as partnerships
from colead.partnerships.models import Sponsorship
from colead.practice.memos import queries
from colead.practice.memos.actions import drafting
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules.audiences import Audience
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.conftest import Desk
from tests.practice.memos.conftest import WORDS, Memos, signed_in

pytestmark = pytest.mark.django_db
OUTSIDERS = ("ana", "kwame", "helen", "ines", "priya", "joan", "lee", "sam", "dana", "rosa", "nia")


def readers(memos: Memos, town: Riverside, id: UUID) -> set[str]:
    return {who for who in OUTSIDERS if WORDS["title"] in memos.outside(getattr(town, who), id)}


@pytest.mark.parametrize(
    ("audience", "who"),
    [
        ("", set(OUTSIDERS)),
        ("everyone", set(OUTSIDERS)),
        ("programme", {"ana", "priya"}),
        ("sponsor", {"ana"}),
    ],
)
def test_exactly_those_chosen_read_it(memos: Memos, riverside: Riverside, audience: str, who: set[str]) -> None:
    id = memos.draft(audience=audience)
    assert readers(memos, riverside, id) == set()
    memos.both_sign(id)
    assert readers(memos, riverside, id) == who


@pytest.mark.parametrize("audience", ["sponsor", "programme"])
def test_the_two_read_and_take_along_what_goes_to_few(memos: Memos, audience: str) -> None:
    id = memos.published(audience=audience)
    release = memos.get(id).release_id
    for desk in (memos.maya, memos.tom):
        for route in ("memos:show_released", "memos:download_released"):
            assert desk.client.get(reverse(route, args=[release])).status_code == 200


@pytest.mark.parametrize("audience", ["pair", "board", "nobody", "EVERYONE"])
def test_no_other_audience_is_taken_and_the_words_come_back(memos: Memos, audience: str) -> None:
    page = memos.maya.sends("memos:draft_memo", "news", status=422, **{**WORDS, "audience": audience})
    assert "We heard that many are afraid alone." in page
    assert not queries.list_for(memos.maya.viewer, memos.maya.pair)


@pytest.mark.parametrize("audience", [Audience.PAIR, Audience.BOARD])
def test_an_audience_that_is_none_of_a_memo_passes_no_action(memos: Memos, audience: Audience) -> None:
    said = {"text": {"title": "x"}, "in_person": "", "audience": audience}
    with pytest.raises(Hidden):
        drafting.draft(pair=memos.maya.pair, kind="news", by=memos.maya.viewer, **said)


def test_who_reads_it_is_said_where_it_is_signed(memos: Memos) -> None:
    said = {"everyone": "everyone in the organisation", "programme": "the programme office", "sponsor": "your sponsor"}
    for audience, words in said.items():
        id = memos.draft(audience=audience)
        assert f"{words} can read it" in memos.tom.sees("memos:sign_memo", id)
    assert "Who reads it then: Your sponsor." in memos.tom.sees("memos:show_memo", id)


def test_other_readers_void_every_signature(memos: Memos, riverside: Riverside) -> None:
    id = memos.draft(audience="sponsor")
    memos.signs(memos.maya, id)
    signed = memos.hash(id)
    memos.edit(memos.tom, id, audience="everyone")
    assert (memos.state(id), memos.hash(id) == signed) == ("draft", False)
    memos.signs(memos.tom, id)
    assert readers(memos, riverside, id) == set()
    memos.signs(memos.maya, id, status=409, seen=signed)
    assert memos.state(id) == "one_signed"
    memos.signs(memos.maya, id)
    assert readers(memos, riverside, id) == set(OUTSIDERS)


def test_words_for_other_readers_leave_one_release_that_can_still_be_signed(memos: Memos) -> None:
    id = memos.draft(audience="everyone")
    for audience in ("sponsor", "programme", "sponsor"):
        memos.edit(memos.tom, id, audience=audience)
    rows = Release.door._unguarded().filter(kind="memo", space=memos.maya.pair.space)
    assert [row.audience for row in rows.filter(state=ReleaseState.DRAFT)] == ["sponsor"]
    assert all(row.retain_until is not None for row in rows.filter(state=ReleaseState.DROPPED))


def test_same_readers_kept_again_void_nothing(memos: Memos) -> None:
    id = memos.draft(audience="programme")
    memos.signs(memos.maya, id)
    memos.edit(memos.tom, id, audience="programme")
    assert memos.state(id) == "one_signed"


def test_form_shows_who_was_chosen(memos: Memos) -> None:
    page = memos.tom.sees("memos:edit_memo", memos.draft(audience="sponsor"))
    [chosen] = [part for part in page.split("<input") if "checked" in part and 'name="audience"' in part]
    assert 'value="sponsor"' in chosen


@pytest.mark.parametrize("audience", ["sponsor", "everyone"])
def test_correction_goes_to_those_who_read_the_first(memos: Memos, riverside: Riverside, audience: str) -> None:
    first = memos.published(audience=audience)
    before = readers(memos, riverside, first)
    memos.tom.sends("memos:correct_memo", first)
    second = next(one.pk for one in queries.list_for(memos.maya.viewer, memos.maya.pair) if one.corrects_id == first)
    assert 'name="audience"' not in memos.tom.sees("memos:edit_memo", second)
    other = "everyone" if audience == "sponsor" else "sponsor"
    memos.edit(memos.tom, second, body="From Tuesday on.", audience=other)
    memos.both_sign(second)
    assert readers(memos, riverside, second) == before
    assert "This was corrected" in memos.outside(riverside.ana, first)


@pytest.mark.parametrize(("audience", "who"), [("sponsor", {"ana"}), ("programme", {"ana", "priya"})])
def test_notice_of_a_withdrawn_one_is_for_those_who_read_it(
    memos: Memos, riverside: Riverside, audience: str, who: set[str]
) -> None:
    id = memos.published(audience=audience)
    memos.maya.sends("memos:withdraw_memo", id)
    told = {one for one in OUTSIDERS if "This memo was withdrawn" in memos.outside(getattr(riverside, one), id)}
    assert told == who
    assert readers(memos, riverside, id) == set()
    assert "This memo was withdrawn" in memos.outside(riverside.tom, id)


def test_what_goes_to_few_stands_in_no_list_for_everyone(memos: Memos, riverside: Riverside) -> None:
    memos.published(audience="sponsor")
    for who in OUTSIDERS:
        assert WORDS["title"] not in page(getattr(riverside, who), "home:published")
    assert WORDS["title"] in page(riverside.ana, "memos:list_for_you")
    assert reverse("memos:list_for_you") in page(riverside.ana, "home:published")
    for who in (one for one in OUTSIDERS if one != "ana"):
        assert WORDS["title"] not in page(getattr(riverside, who), "memos:list_for_you")
        assert reverse("memos:list_for_you") not in page(getattr(riverside, who), "home:published")


def page(person: Any, route: str) -> str:
    answer = signed_in(person).get(reverse(route))
    assert answer.status_code == 200
    return answer.content.decode()


def test_sponsor_whom_nobody_confirmed_reads_none(memos: Memos, riverside: Riverside) -> None:
    partnerships.add_sponsor(partnership=riverside.six_west, person=riverside.nia, by=viewer_of(riverside.priya))
    id = memos.published(audience="sponsor")
    assert memos.outside(riverside.nia, id) == ""
    assert WORDS["title"] not in page(riverside.nia, "memos:list_for_you")


def test_taking_prepared_words_over_leaves_the_readers_as_they_were(memos: Memos) -> None:
    id = memos.draft(audience="sponsor")
    memo = memos.get(id)
    drafting.keep(
        pair=memos.tom.pair,
        id=id,
        text={"title": "Other", "to": "You", "body": "Words"},
        in_person="",
        seen=memo.release.text_hash,
        by=memos.tom.viewer,
    )
    assert memos.get(id).release.audience == "sponsor"


def test_memo_for_the_sponsor_is_not_the_other_dyads(memos: Memos, riverside: Riverside) -> None:
    """Ana sponsors both; Ines and Maya's other pair read nothing of it."""
    id = memos.published(audience="sponsor")
    elsewhere = Desk(riverside.maya, riverside.seven_east)
    assert WORDS["title"] not in elsewhere.sees("memos:list_memos")
    assert memos.outside(riverside.ines, id) == ""


def test_memo_that_never_was_is_hidden(memos: Memos) -> None:
    assert memos.maya.client.get(reverse("memos:show_released", args=[uuid4()])).status_code == 404


def test_notice_of_a_withdrawn_one_says_who_can_see_it(memos: Memos, riverside: Riverside) -> None:
    """What stood for few is not said to be seen by everyone, nor to have come from our leaders to all."""
    said = {
        "everyone": "Everyone at your organisation",
        "programme": "sponsor",
        "sponsor": "The two of them and you, as their sponsor",
    }
    for audience, words in said.items():
        id = memos.published(audience=audience)
        memos.tom.sends("memos:withdraw_memo", id)
        page = memos.outside(riverside.ana, id).partition("<main")[2]
        assert "This memo was withdrawn" in page
        assert words in page
        assert ("Everyone" in page, "From our leaders" in page) == (audience == "everyone", audience == "everyone")


# Nobody is confirmed as their sponsor


def without_sponsor(town: Riverside) -> None:
    Sponsorship.objects.filter(partnership=town.six_west).update(confirmed_in=None, confirmed_at=None)


def confirmed(desk: Desk, town: Riverside) -> None:
    ana = Sponsorship.objects.get(partnership=town.six_west, person=town.ana)
    partnerships.confirm_sponsor(pair=desk.pair, id=ana.pk, by=desk.viewer)


def test_memo_to_a_sponsor_nobody_confirmed_is_not_signed_and_says_so_first(memos: Memos, riverside: Riverside) -> None:
    """Whoever is confirmed after a signature reads nothing of it: it would go out to nobody, for good."""
    without_sponsor(riverside)
    id = memos.draft(audience="sponsor")
    for route in ("memos:show_memo", "memos:sign_memo"):
        page = memos.maya.sees(route, id)
        assert "Nobody reads it yet" in page
        assert "your sponsor can read it" not in page
        assert memos.maya.url("partnerships:own_sponsors") in page
    assert 'name="on_screen"' not in page
    refused = memos.signs(memos.maya, id, status=409)
    assert "says first who your sponsor is" in refused.content.decode()
    assert memos.state(id) == "draft"
    confirmed(memos.tom, riverside)
    assert "Nobody reads it yet" not in memos.maya.sees("memos:sign_memo", id)
    memos.both_sign(id)
    assert readers(memos, riverside, id) == {"ana"}


def test_memo_to_the_programme_office_says_that_no_sponsor_reads_it_yet(memos: Memos, riverside: Riverside) -> None:
    without_sponsor(riverside)
    id = memos.draft(audience="programme")
    assert "Only the programme office reads it yet" in memos.maya.sees("memos:sign_memo", id)
    memos.both_sign(id)
    assert readers(memos, riverside, id) == {"priya"}
    confirmed(memos.tom, riverside)
    assert readers(memos, riverside, id) == {"ana", "priya"}


def test_memo_to_everyone_needs_no_sponsor(memos: Memos, riverside: Riverside) -> None:
    without_sponsor(riverside)
    id = memos.draft()
    assert "reads it yet" not in memos.maya.sees("memos:sign_memo", id)
    memos.both_sign(id)
    assert memos.state(id) == "published"
