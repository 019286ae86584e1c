"""The moves of a memo and the prompts of a presentation, asked for themselves."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import memos, presentations
from colead.rules.memos import MACHINE, State
from colead.rules.moves import IllegalMove
from colead.rules.presentations import Segment, Side

NOW = datetime(2031, 2, 3, 8, 0, tzinfo=UTC)
VERBS = sorted({verb for _state, verb in MACHINE.moves})
SIDES = st.sampled_from([side.value for side in Side])
SEGMENTS = st.lists(st.builds(Segment, st.just("x"), st.integers(0, 60), SIDES, SIDES), max_size=8)


@given(st.lists(st.sampled_from(VERBS), max_size=30))
def test_memo_is_out_only_after_two_signatures_with_no_change_between(verbs: list[str]) -> None:
    state, signatures, was_out = State.DRAFT, 0, False
    for verb in verbs:
        try:
            new = MACHINE.next_state(state, verb)
        except IllegalMove:
            continue
        if verb == "edit":
            signatures = 0
        elif verb in ("sign", "schedule") or (verb == "publish" and state == State.ONE_SIGNED):
            signatures += 1
        elif verb == "take_back":
            signatures -= 1
        assert not was_out or new in {State.CORRECTED, State.WITHDRAWN}, "what was out never becomes a draft again"
        state, was_out = new, was_out or new == State.PUBLISHED
        assert signatures == {State.ONE_SIGNED: 1, State.SCHEDULED: 2, State.PUBLISHED: 2}.get(
            state, signatures if state not in memos.UNSIGNED else 0
        )


@pytest.mark.parametrize("state", sorted(memos.OVER))
def test_what_is_over_goes_nowhere(state: State) -> None:
    assert MACHINE.verbs_from(state) == ()


@pytest.mark.parametrize(
    ("minutes", "waits"), [(None, False), (-1, False), (0, False), (1, True)], ids=["at once", "passed", "now", "later"]
)
def test_hour_that_has_come_is_now(minutes: int | None, waits: bool) -> None:
    at = NOW + timedelta(minutes=minutes) if minutes is not None else None
    assert memos.waits_for_its_hour(at, NOW) is waits


@given(st.permutations(["Ana", "Kwame"]), st.integers(1, 20))
def test_names_take_turns_however_they_come(first: list[str], n: int) -> None:
    before: list[str] = []
    for _memo in range(n):
        now = memos.in_turn(list(first), before)
        assert sorted(now) == sorted(first)
        assert not before or now == before[::-1]
        before = now


def test_memo_needs_a_title_a_reader_and_words() -> None:
    assert memos.lacks([]) == ("title", "to", "body")
    assert memos.lacks(["body", "title", "to", "north_star"]) == ()


@given(SEGMENTS)
def test_prompt_names_exactly_who_never_speaks_of_the_other(segments: list[Segment]) -> None:
    asked = set(presentations.not_yet_crossing(segments))
    for side, other in ((Side.NURSE, Side.PHYSICIAN), (Side.PHYSICIAN, Side.NURSE)):
        crosses = any(one.speaker == side and one.area == other for one in segments)
        assert (side in asked) is not crosses
    assert presentations.total(segments) == sum(one.minutes for one in segments)


@pytest.mark.parametrize(("words", "is_long"), [(0, False), (75, False), (76, True)])
def test_half_a_minute_is_seventy_five_words(words: int, is_long: bool) -> None:
    assert presentations.is_longer_than_half_a_minute("word " * words) is is_long
