"""What is told of a group never says what everybody, or one person, answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import disclosed_figures as figures

ANSWERS = st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=5, max_size=60)


def told_of(answers: list[list[int]]) -> figures.Told:
    histograms = [{value: [row[q] for row in answers].count(value) for value in range(1, 6)} for q in range(3)]
    return figures.told(len(answers), sum(sum(row) / 3 for row in answers), histograms)


@given(st.integers(7, 19), st.integers(1, 5))
def test_few_answers_are_told_as_bands_and_nothing_by_question(n: int, value: int) -> None:
    told = told_of([[value] * 3] * n)
    assert (told.mean, told.splits) == ("", ())
    assert told.n in ("7-9", "10-14", "15-19")


@given(st.integers(20, 200), st.integers(1, 5))
def test_a_group_of_one_mind_does_not_show_as_one(n: int, value: int) -> None:
    told = told_of([[value] * 3] * n)
    assert told.mean in ("1.2 or less", "2.0", "3.0", "4.0", "4.8 or more")
    assert all(
        5 <= part <= 95 for split in told.splits for part in (split.unfavourable, split.neutral, split.favourable)
    )


@given(ANSWERS)
def test_one_answer_more_or_less_is_rarely_seen(answers: list[list[int]]) -> None:
    """Two groups that differ in one person's answers are told alike, or one step apart."""
    changed = [[5, 5, 5], *answers[1:]]
    before, after = told_of(answers), told_of(changed)
    assert abs(before.band - after.band) <= 1
    for a, b in zip(before.splits, after.splits, strict=True):
        assert abs(a.favourable - b.favourable) <= 5
        assert abs(a.unfavourable - b.unfavourable) <= 5


@pytest.mark.parametrize(
    ("mean", "band"), [(1, 1), (2.49, 1), (2.5, 2), (3.24, 2), (3.25, 3), (3.99, 3), (4.0, 4), (5, 4)]
)
def test_the_four_bands_have_fixed_ends(mean: float, band: int) -> None:
    assert figures.band(mean) == band


@pytest.mark.parametrize(("n", "words"), [(5, "5-9"), (7, "7-9"), (9, "7-9"), (10, "10-14"), (19, "15-19")])
def test_few_answers_are_counted_in_spans(n: int, words: str) -> None:
    assert figures.n_band(n) == words


@pytest.mark.parametrize(
    ("answered", "span"), [(0, (0, 40)), (39, (0, 40)), (40, (40, 60)), (85, (80, 100)), (100, (80, 100))]
)
def test_how_many_answered_is_told_as_a_span(answered: int, span: tuple[int, int]) -> None:
    assert figures.rate_band(answered, 100) == span


@pytest.mark.parametrize(("n", "comments", "read"), [(9, 9, False), (10, 4, False), (10, 5, True), (40, 12, True)])
def test_comments_are_read_from_ten_answers_and_five_comments(n: int, comments: int, read: bool) -> None:
    assert figures.tells_comments(n, comments) is read
