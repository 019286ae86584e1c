"""What must hold of scales and units for any answers, beside the reference numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from colead_stats import agreement, reliability, unit_scores
from colead_stats.results import UnfitData

ANSWERS = arrays.arrays(np.float64, (40, 4), elements=st.integers(1, 5).map(float))
UNITS = [f"U{i % 5}" for i in range(40)]


def lively(answers: np.ndarray) -> bool:
    return bool((answers.std(axis=0) > 0).all())


@given(ANSWERS.filter(lively), st.floats(-3, 3), st.floats(0.5, 4))
def test_alpha_does_not_depend_on_where_the_scale_begins_or_how_wide_it_is(
    answers: np.ndarray, shift: float, width: float
) -> None:
    if abs(np.cov(answers, rowvar=False).sum()) < 1e-6:
        return
    told, moved = reliability.alpha(answers), reliability.alpha(answers * width + shift)
    assert moved.alpha == pytest.approx(told.alpha, abs=1e-6)


def test_alpha_falls_and_names_the_item_when_a_reverse_key_is_missing() -> None:
    people = np.random.default_rng(5).normal(size=(300, 1))
    answers = np.clip(np.round(3 + people + np.random.default_rng(6).normal(size=(300, 5))), 1, 5)
    unkeyed = answers.copy()
    unkeyed[:, 2] = 6 - unkeyed[:, 2]
    told = reliability.alpha(unkeyed)
    assert told.alpha < reliability.alpha(answers).alpha - 0.2
    assert [warning[:6] for warning in told.warnings] == ["Item 3"]
    assert reliability.alpha(reliability.keyed(unkeyed, reverse=[2])).warnings == ()


def test_alpha_pairwise_and_listwise_agree_where_nothing_is_missing() -> None:
    answers = np.random.default_rng(1).integers(1, 6, (60, 4)) + np.arange(60)[:, None] / 20
    assert reliability.alpha(answers).alpha == pytest.approx(reliability.alpha(answers, missing="listwise").alpha)


def test_omega_is_the_share_that_one_factor_was_built_with() -> None:
    loadings = np.array([0.8, 0.7, 0.6, 0.5])
    random = np.random.default_rng(7)
    factor, unique = random.normal(size=(200_000, 1)), random.normal(size=(200_000, 4))
    built = loadings.sum() ** 2 / (loadings.sum() ** 2 + (1 - loadings**2).sum())
    assert reliability.omega(factor * loadings + unique * np.sqrt(1 - loadings**2)) == pytest.approx(built, abs=0.005)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([[1], [2], [3]], "2 items or more"),
        ([[1, 2], [2, 3]], "2 people answered"),
        ([[1, 2], [1, 3], [1, 5]], "Item 1 has the same answer"),
        ([[1, float("inf")], [2, 2], [3, 3]], "infinite"),
        ([["a", 1], [2, 2], [3, 3]], "numbers only"),
        ([[1, float("nan")], [2, float("nan")], [3, 1], [float("nan"), 4]], "Fewer than 3 people answered both"),
    ],
)
def test_a_scale_that_cannot_be_answered_is_refused_in_words(answers: list, words: str) -> None:
    with pytest.raises(UnfitData, match=words):
        reliability.alpha(answers)


def test_an_answer_outside_the_scale_is_named_by_row_and_item() -> None:
    with pytest.raises(UnfitData, match=r"Row 2, item 1 holds 9, outside the scale 1 to 5"):
        reliability.keyed([[1, 2], [9, 3]])


@given(ANSWERS)
def test_agreement_lies_between_none_and_full(answers: np.ndarray) -> None:
    for unit in agreement.agreement(answers, UNITS).units:
        assert 0 <= unit.rwg_j <= 1
        assert unit.average_deviation >= 0


@given(ANSWERS)
def test_a_leaning_null_never_shows_more_agreement(answers: np.ndarray) -> None:
    """With less variance taken to be 'no agreement', the same answers agree less."""
    plain, leaning = (agreement.agreement(answers, UNITS, null=null).units for null in ("uniform", "slight_skew"))
    assert all(b.rwg_j <= a.rwg_j + 1e-12 for a, b in zip(plain, leaning, strict=True))


def test_a_unit_that_speaks_with_one_mind_agrees_fully_and_one_that_is_split_not_at_all() -> None:
    told = agreement.agreement([[4, 4]] * 3 + [[1, 5], [5, 1], [1, 5], [5, 1]], ["A"] * 3 + ["B"] * 4)
    assert [(unit.rwg_j, unit.is_divided) for unit in told.units] == [(1.0, False), (0.0, True)]


def test_units_with_one_answer_are_named_and_not_counted() -> None:
    told = agreement.agreement([[4, 4], [5, 4], [3, 3]], ["A", "A", "B"])
    assert [unit.unit for unit in told.units] == ["A"]
    assert told.left_out == ("B",)


@given(arrays.arrays(np.float64, 40, elements=st.integers(1, 50).map(float)).filter(lambda s: s.std() > 0))
def test_mean_squares_add_up_to_the_whole(scores: np.ndarray) -> None:
    told = unit_scores.one_way(scores, UNITS)
    total = ((scores - scores.mean()) ** 2).sum()
    assert told.ms_between * 4 + told.ms_within * 35 == pytest.approx(total, abs=1e-8)


@given(arrays.arrays(np.float64, 40, elements=st.integers(1, 50).map(float)).filter(lambda s: s.std() > 0))
def test_a_shrunken_mean_lies_between_its_unit_and_all_units(scores: np.ndarray) -> None:
    parts = unit_scores.variance_parts(scores, UNITS)
    for row in unit_scores.unit_means(scores, UNITS):
        low, high = sorted((row.raw, parts.mean))
        assert low - 1e-6 <= row.shrunken <= high + 1e-6


def test_variances_come_back_from_data_made_with_them() -> None:
    random = np.random.default_rng(11)
    sizes = random.integers(3, 40, 600)
    units = np.repeat(np.arange(600), sizes)
    scores = 3 + random.normal(scale=0.5, size=600)[units] + random.normal(scale=1.0, size=sizes.sum())
    parts = unit_scores.variance_parts(scores, units)
    assert parts.between == pytest.approx(0.25, abs=0.03)
    assert parts.within == pytest.approx(1.0, abs=0.03)


def test_an_interval_narrows_when_nearly_everybody_answered() -> None:
    scores, units = [1, 2, 4, 5, 2, 3], ["A", "A", "B", "B", "C", "C"]
    wide = unit_scores.unit_means(scores, units, people={"A": 200, "B": 200, "C": 200})
    narrow = unit_scores.unit_means(scores, units, people={"A": 3, "B": 3, "C": 3})
    assert narrow[0].se < 0.75 * wide[0].se


def test_more_answers_than_people_are_refused_by_name() -> None:
    with pytest.raises(UnfitData, match="B has more answers than people"):
        unit_scores.unit_means([1, 2, 4, 5], ["A", "A", "B", "B"], people={"A": 2, "B": 1})


@pytest.mark.parametrize(
    ("scores", "units", "words"),
    [
        ([1, 2, 3], ["A", "A", "A"], "one unit"),
        ([1, 2], ["A", "B"], "one answer only"),
        ([2, 2, 2, 2], ["A", "A", "B", "B"], "same answer"),
        ([1, 2, 3], ["A", "B"], "each score needs its unit"),
    ],
)
def test_units_that_cannot_be_compared_are_refused_in_words(scores: list, units: list, words: str) -> None:
    with pytest.raises(UnfitData, match=words):
        unit_scores.one_way(scores, units)
