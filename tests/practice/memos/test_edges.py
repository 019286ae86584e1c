"""What the forms of a memo and of a presentation refuse comes back as it was typed, and a day ages away is no fault."""

import pytest

from colead.practice.memos import queries
from tests.practice.memos.conftest import WORDS, Memos

pytestmark = pytest.mark.django_db
PLAN = {"title": "Nights with families", "forum": "Board quality committee", "topic_1": "Staffing", "minutes_1": "5"}


@pytest.mark.parametrize(
    "words",
    [
        {"publish_on": "9999-12-31"},
        {"publish_on": "2199-01-01"},
        {"publish_on": "0001-01-01"},
        {"publish_on": "soon"},
        {"publish_on": "2031-02-03", "publish_time": "25:00"},
        {"title": ""},
        {"title": "T" * 141},
        {"to": "T" * 141},
        {"north_star": "N" * 281},
        {"in_person": "P" * 281},
        {"body": "B" * 6001},
    ],
)
def test_memo_that_is_refused_comes_back_as_it_was_typed(memos: Memos, words: dict[str, str]) -> None:
    given = {**WORDS, **words}
    page = memos.maya.sends("memos:draft_memo", "news", status=422, **given)
    assert "has-errors" in page
    for name, typed in given.items():
        assert all(part in page for part in typed.split("\n\n")), name
    assert not queries.list_for(memos.maya.viewer, memos.maya.pair)


@pytest.mark.parametrize(
    "words",
    [
        {"held_on": "9999-12-31"},
        {"held_on": "0001-01-01"},
        {"held_on": "next week"},
        {"title": ""},
        {"forum": "F" * 141},
        {"dry_line": "D" * 601},
        {"question_2": "Q" * 281},
        {"minutes_1": "0"},
        {"minutes_1": "181"},
        {"speaker_1": "somebody"},
    ],
)
def test_plan_that_is_refused_comes_back_as_it_was_typed(memos: Memos, words: dict[str, str]) -> None:
    given = {**PLAN, **words}
    page = memos.tom.sends("memos:plan_presentation", status=422, **given)
    assert "has-errors" in page
    assert all(typed in page for name, typed in given.items() if not name.startswith("speaker"))
    assert not queries.list_presentations(memos.maya.viewer, memos.maya.pair)


@pytest.mark.parametrize("kind", ["gossip", "NEWS", "draft"])
def test_kind_that_is_none_is_hidden(memos: Memos, kind: str) -> None:
    memos.maya.sends("memos:draft_memo", kind, status=404, **WORDS)


@pytest.mark.parametrize("route", ["sign_memo", "drop_memo", "edit_memo", "take_signature_back"])
def test_what_is_withdrawn_takes_no_further_step(memos: Memos, route: str) -> None:
    id = memos.published()
    memos.maya.sends("memos:withdraw_memo", id)
    before = memos.state(id)
    sent = {**WORDS, "seen": memos.hash(id), "on_screen": memos.hash(id)}
    answer = memos.tom.client.post(memos.tom.url(f"memos:{route}", id), sent)
    assert answer.status_code in (302, 303, 409)
    assert memos.state(id) == before == "withdrawn"
