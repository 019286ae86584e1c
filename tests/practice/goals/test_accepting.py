"""Drafted by either, live when both have accepted the same words; after the agreement, and never more than five."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from colead.practice.goals import queries
from colead.practice.goals.actions import versions
from colead.promises import two_key
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.goals.conftest import LINES, MORE, Goals, sign_agreement


def outside(riverside: Riverside, name: str) -> list[str]:
    return [str((row.published or {}).get("title")) for row in queries.released(viewer_of(getattr(riverside, name)))]


def test_goal_goes_from_draft_to_live_with_the_second_key(goals: Goals, riverside: Riverside) -> None:
    id = goals.draft()
    states = [goals.get(id).state]
    goals.accepts(goals.tom, id)
    states.append(goals.get(id).state)
    assert outside(riverside, "ana") == []
    goals.accepts(goals.maya, id)
    assert [*states, goals.get(id).state] == ["draft", "accepted_by_one", "live"]
    assert outside(riverside, "ana") == outside(riverside, "priya") == [LINES["title"]]


def test_same_person_twice_is_one_key(goals: Goals) -> None:
    id = goals.draft()
    for _again in range(2):
        goals.accepts(goals.maya, id)
    assert goals.get(id).state == "accepted_by_one"


def test_other_words_by_either_open_both_keys_again(goals: Goals) -> None:
    id = goals.draft()
    goals.accepts(goals.maya, id)
    seen = goals.get(id).draft.text_hash  # type: ignore[union-attr]
    goals.tom.sends("goals:edit_goal", id, seen=seen, **{**LINES, "staff_line": "Nobody is nursed in a corridor"})
    assert goals.get(id).state == "draft"
    goals.accepts(goals.tom, id)
    assert goals.get(id).state == "accepted_by_one"


def test_same_words_kept_again_void_nothing(goals: Goals) -> None:
    id = goals.draft(**MORE)
    goals.accepts(goals.maya, id)
    seen = goals.get(id).draft.text_hash  # type: ignore[union-attr]
    goals.tom.sends("goals:edit_goal", id, seen=seen, incentives="unknown", **LINES, **MORE)
    assert goals.get(id).state == "accepted_by_one"


def test_key_is_taken_back(goals: Goals) -> None:
    id = goals.draft()
    goals.accepts(goals.maya, id)
    goals.maya.sends("goals:accept_goal", id, back="yes")
    assert goals.get(id).state == "draft"


def test_key_turns_only_on_the_words_that_were_on_the_screen(goals: Goals) -> None:
    id = goals.draft()
    page = goals.maya.sends("goals:accept_goal", id, seen="0" * 64, status=409)
    assert "The words have changed" in page
    assert goals.get(id).state == "draft"


def test_edit_of_what_the_partner_changed_meanwhile_loses_no_word(goals: Goals) -> None:
    id = goals.draft()
    stale = goals.get(id).draft.text_hash  # type: ignore[union-attr]
    goals.tom.sends("goals:edit_goal", id, seen=stale, **{**LINES, "title": "Nobody sleeps in a corridor"})
    page = goals.maya.sends("goals:edit_goal", id, seen=stale, **{**LINES, "title": "Mine"}, status=409)
    assert "Nobody sleeps in a corridor" in page
    assert re.search(r"\sMine</textarea>", page)


@pytest.mark.parametrize("missing", ["north_star_line", "patient_line", "staff_line", "why_us_together"])
def test_half_a_goal_is_kept_and_not_accepted(goals: Goals, missing: str) -> None:
    id = goals.draft(**{missing: ""})
    assert "Before a key turns, this is still open" in goals.maya.sees("goals:show_goal", id)
    goals.accepts(goals.maya, id, status=409)
    assert goals.get(id).state == "draft"


@pytest.mark.parametrize("sections", [(), ("why", "guideposts"), ("why", "guideposts", "time", "goals")])
def test_goals_wait_for_the_first_three_sections(early: Goals, sections: tuple[str, ...]) -> None:
    if sections:
        sign_agreement(early.maya, early.tom, *sections)
    id = early.draft()
    page = early.accepts(early.maya, id, status=409)
    assert "Going slow first" in page
    assert "Going slow first" in early.tom.sees("goals:show_goal", id)
    assert early.get(id).state == "draft"


def test_sponsors_waiver_opens_the_way_and_both_see_it(early: Goals, waive: Callable[[], None]) -> None:
    id = early.draft()
    waive()
    early.both_accept(id)
    assert early.get(id).state == "live"
    for desk in (early.maya, early.tom):
        assert "Ana Ruiz has said that your goals need not wait" in desk.sees("goals:list_goals")


def test_sixth_goal_waits_until_one_is_closed(goals: Goals) -> None:
    ids = [goals.live(title=f"Goal {n}") for n in range(5)]
    sixth = goals.draft(title="One more")
    assert "Five goals are live" in goals.accepts(goals.maya, sixth, status=409)
    assert "when one of them is closed" in goals.tom.sees("goals:show_goal", sixth)
    goals.close(ids[0])
    goals.both_accept(sixth)
    assert goals.get(sixth).state == "live"


def test_five_is_asked_of_the_second_key_too(goals: Goals) -> None:
    last = [goals.draft(title=f"Late {n}") for n in range(2)]
    for n in range(4):
        goals.live(title=f"Goal {n}")
    for id in last:
        goals.accepts(goals.maya, id)
    goals.accepts(goals.tom, last[0])
    goals.accepts(goals.tom, last[1], status=409)
    assert [goals.get(id).state for id in last] == ["live", "accepted_by_one"]


@pytest.mark.django_db(transaction=True)
def test_two_second_keys_at_once_never_make_six(goals: Goals) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer")
    late = [goals.draft(title=f"Late {n}") for n in range(2)]
    for n in range(4):
        goals.live(title=f"Goal {n}")
    for id in late:
        goals.accepts(goals.maya, id)
    seen = {id: goals.get(id).draft.text_hash for id in late}  # type: ignore[union-attr]

    def turn(id: object) -> None:
        try:
            versions.accept(pair=goals.tom.pair, id=id, seen=seen[id], by=goals.tom.viewer)  # type: ignore[arg-type,index]
        except Exception:  # noqa: BLE001, S110 - one of them is refused
            pass
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(turn, late))
    assert queries.n_live(goals.maya.viewer, goals.maya.pair) == 5


def test_draft_is_let_go_by_either_and_gone_from_the_list(goals: Goals) -> None:
    id = goals.draft()
    goals.tom.sends("goals:drop_draft", id)
    assert LINES["title"] not in goals.maya.sees("goals:list_goals")
    goals.maya.sends("goals:accept_goal", id, seen="0" * 64, status=409)


def test_live_goal_is_worded_anew_by_both_and_stands_until_then(goals: Goals, riverside: Riverside) -> None:
    id = goals.live()
    goals.tom.sends("goals:edit_goal", id, **{**LINES, "title": "Nobody sleeps in a corridor"})
    goals.accepts(goals.tom, id)
    assert outside(riverside, "ana") == [LINES["title"]]
    goals.accepts(goals.maya, id)
    assert outside(riverside, "ana") == ["Nobody sleeps in a corridor"]
    goal = goals.get(id)
    assert (goal.state, goal.draft, goal.release.version) == ("live", None, 2)  # type: ignore[union-attr]


def test_new_words_let_go_leave_the_goal_as_it_was(goals: Goals, riverside: Riverside) -> None:
    id = goals.live()
    goals.tom.sends("goals:edit_goal", id, **{**LINES, "title": "Other words"})
    goals.maya.sends("goals:drop_draft", id)
    assert goals.get(id).state == "live"
    assert outside(riverside, "ana") == [LINES["title"]]


def test_either_takes_it_out_of_view_and_both_put_it_back(goals: Goals, riverside: Riverside) -> None:
    id = goals.live()
    goals.tom.sends("goals:unpublish_goal", id)
    assert outside(riverside, "ana") == []
    assert goals.get(id).state == "live"
    assert "Only the two of you read it now" in goals.maya.sees("goals:show_goal", id)
    goals.tom.sends("goals:edit_goal", id, **LINES)
    goals.both_accept(id)
    assert outside(riverside, "ana") == [LINES["title"]]


def test_patient_words_come_back(goals: Goals) -> None:
    page = goals.maya.sends("goals:draft_goal", status=422, **{**LINES, "patient_line": "pt Smith gets a bed"})
    assert "This looks like patient information" in page
    assert not queries.list_for(goals.maya.viewer, goals.maya.pair)


def test_closed_space_takes_no_goal_and_keeps_the_words(goals: Goals) -> None:
    space = goals.maya.pair.space
    space.closed_at = "2026-01-01T00:00Z"
    space.save(update_fields=["closed_at"])
    page = goals.maya.sends("goals:draft_goal", status=409, **LINES)
    assert LINES["staff_line"] in page


def test_version_that_stands_is_the_one_both_turned_on(goals: Goals) -> None:
    id = goals.live(**MORE)
    release = goals.get(id).release
    assert release is not None
    text = two_key.text_of(release, goals.tom.viewer)
    assert text["measures"] == [{"measure": MORE["measure_1"], "baseline": "9 hours", "target": "4 hours"}]
    assert text["incentives"] == "unknown"
    assert set(text["signed_by"]) == {"Maya Lind", "Dr Tom Becker"}
