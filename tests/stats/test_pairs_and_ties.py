"""What must hold of pairs, panels and ties for any answers, beside the reference numbers."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from colead_stats import common_fate, dyads, panel, silos
from colead_stats.results import UnfitData

RANDOM = np.random.default_rng(21)
X = RANDOM.normal(size=(2, 60))
Y = 0.4 * X + 0.3 * X[::-1] + RANDOM.normal(size=(2, 60)) * 0.5 + RANDOM.normal(size=60) * 0.3
RATINGS = arrays.arrays(np.float64, (12, 3), elements=st.integers(1, 5).map(float))


def test_effects_change_sides_with_the_members() -> None:
    one, other = dyads.apim(X[0], X[1], Y[0], Y[1]), dyads.apim(X[1], X[0], Y[1], Y[0])
    assert one.first_actor.value == pytest.approx(other.second_actor.value)
    assert one.first_partner.se == pytest.approx(other.second_partner.se)
    assert one.equal_actor == pytest.approx(other.equal_actor)


def test_members_alike_do_not_depend_on_who_stands_first() -> None:
    swapped = np.random.default_rng(1).random(60) < 0.5
    x, y = np.where(swapped, X[::-1], X), np.where(swapped, Y[::-1], Y)
    one, other = dyads.alike_apim(*X, *Y), dyads.alike_apim(*x, *y)
    assert one.actor.value == pytest.approx(other.actor.value)
    assert one.rho == pytest.approx(other.rho)


def test_a_pair_with_a_gap_is_left_out() -> None:
    y = Y.copy()
    y[0, 7] = np.nan
    told = dyads.apim(X[0], X[1], y[0], y[1])
    kept = np.arange(60) != 7
    assert told.n == 59
    assert told.first_actor.value == pytest.approx(
        dyads.apim(X[0][kept], X[1][kept], Y[0][kept], Y[1][kept]).first_actor.value
    )


def test_partners_who_differ_more_than_strangers_have_a_negative_icc() -> None:
    told = dyads.togetherness([1, 5, 2, 4, 1], [5, 1, 4, 2, 4])
    assert told.icc < -0.5
    assert 0 < told.p <= 1


def test_who_is_the_nurse_matters_only_where_it_was_made_to() -> None:
    apart = Y.copy()
    apart[0] += 1.5 * X[0] + 1
    assert dyads.distinguishability(*X, *Y).p > 0.05
    assert dyads.distinguishability(*X, *apart).p < 0.001
    assert dyads.saturated_distinguishability(*X, *Y).p > 0.01


def test_a_view_drawn_from_oneself_is_found_as_bias_and_not_as_truth() -> None:
    random = np.random.default_rng(3)
    selves = random.normal(3, 1, (2, 400))
    views = 0.8 * selves + 0.1 * selves[::-1] + random.normal(0, 0.2, (2, 400)) + 0.5
    told = dyads.truth_and_bias(*selves, *views)
    assert told.first_bias.value == pytest.approx(0.8, abs=0.05)
    assert told.first_truth.value == pytest.approx(0.1, abs=0.05)


def test_a_ridge_along_agreement_is_called_congruence_and_a_plain_slope_is_not() -> None:
    random = np.random.default_rng(5)
    a, b = random.uniform(1, 5, (2, 300))
    noise = random.normal(0, 0.2, 300)
    assert dyads.response_surface(a, b, 5 - (a - b) ** 2 + noise, middle=3).is_congruence
    assert not dyads.response_surface(a, b, a + noise, middle=3).is_congruence


def test_a_shared_thing_is_refused_where_partners_do_not_share_it() -> None:
    told = common_fate.common_fate(X[0], X[1], Y[0], Y[1])
    assert any("60 pairs" in reason for reason in told.reasons_against)
    assert any("comes before" in reason for reason in told.reasons_against)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (([1, 2], [1, 2], [1, 2], [1, 2]), "2 complete pairs; 5 or more"),
        (([1, 2, 3], [1, 2], [1, 2, 3], [1, 2, 3]), "each pair needs all"),
        (([1, 2, 3, 4, 5], [2, 4, 6, 8, 10], [1, 2, 3, 4, 9], [1, 3, 3, 4, 5]), "follows from the others"),
    ],
)
def test_pairs_that_cannot_be_answered_are_refused_in_words(columns: tuple, words: str) -> None:
    with pytest.raises(UnfitData, match=words):
        dyads.apim(*columns)


@given(RATINGS.filter(lambda r: r.mean(axis=1).std() > 0))
def test_a_panel_s_mean_is_at_least_as_steady_as_one_judge(ratings: np.ndarray) -> None:
    told = panel.icc(ratings)
    if told.single_consistency.value >= 0:
        assert told.mean_consistency.value >= told.single_consistency.value - 1e-12


@given(RATINGS.filter(lambda r: len(np.unique(r)) > 1), st.permutations(range(3)))
def test_krippendorff_s_alpha_does_not_ask_who_the_judges_are(ratings: np.ndarray, order: list[int]) -> None:
    assert panel.krippendorff_alpha(ratings[:, order]) == pytest.approx(panel.krippendorff_alpha(ratings))


def test_judges_who_never_differ_agree_fully() -> None:
    same = np.repeat([[1.0], [3], [4]], 3, axis=1)
    assert panel.krippendorff_alpha(same, level="ordinal") == pytest.approx(1)
    assert panel.icc(same).single_consistency.value == pytest.approx(1)


@pytest.mark.parametrize(
    ("ratings", "words"),
    [([[1, float("nan")], [2, 3]], "Krippendorff"), ([[1, 2]], "must be 2 or more"), ([[1, 3], [2, 2]], "same mean")],
)
def test_a_panel_that_cannot_be_answered_is_refused_in_words(ratings: list, words: str) -> None:
    with pytest.raises(UnfitData, match=words):
        panel.icc(ratings)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=20))
def test_ties_inside_and_across_are_all_the_ties(pairs: list[tuple[int, int]]) -> None:
    there = {pair for pair in pairs if pair[0] != pair[1]}
    if not there:
        return
    told = silos.ties(pairs, list("NNNPPO"), permutations=0)
    assert told.external + told.internal == len(there) == sum(map(sum, told.mixing))


def test_the_expected_index_is_the_mean_over_every_order_of_the_labels() -> None:
    edges, labels = [[0, 1], [0, 2], [3, 1], [4, 0], [2, 4]], "NNPPP"
    every = [silos.ties(edges, order, permutations=0).ei_index for order in set(permutations(labels))]
    assert silos.ties(edges, list(labels), permutations=0).expected == pytest.approx(np.mean(every))


def test_people_who_share_a_ward_are_no_silo_of_their_profession() -> None:
    """All turn to their own ward, and wards are mostly of one profession: shuffled within the ward nothing is left."""
    ward = np.repeat(["A", "B"], 20)
    profession = np.array((["N"] * 16 + ["P"] * 4) + (["P"] * 16 + ["N"] * 4))
    random = np.random.default_rng(8)
    edges = [(i, j) for i in range(40) for j in range(40) if i != j and ward[i] == ward[j] and random.random() < 0.3]
    plain = silos.ties(edges, profession, permutations=999)
    inside = silos.ties(edges, profession, within=ward, permutations=999)
    assert plain.p_lower is not None
    assert plain.p_lower < 0.01
    assert inside.p_lower is not None
    assert inside.p_lower > 0.05


def test_the_same_seed_gives_the_same_p() -> None:
    edges = [(i, (i * 7 + 3) % 20) for i in range(20)]
    told = [silos.ties(edges, list("NP" * 10), permutations=199, seed=5).p_lower for _ in range(2)]
    assert told[0] == told[1]


def test_small_cells_of_a_matrix_by_role_are_not_shown() -> None:
    ratings = np.full((12, 2), 3.0)
    told = silos.flow(ratings, ["N"] * 9 + ["P"] * 3, ["N", "P"], permutations=0)
    assert [(cell.rater, cell.rated) for cell in told.cells] == [("N", "N"), ("N", "P")]


def test_a_profession_that_rates_its_own_higher_shows_as_a_gap() -> None:
    random = np.random.default_rng(2)
    raters = np.repeat(["N", "P"], 40)
    ratings = random.normal(3, 0.5, (80, 2))
    ratings[np.arange(80), (raters == "P").astype(int)] += 1
    told = silos.flow(ratings, raters, ["N", "P"], permutations=499)
    assert told.gap == pytest.approx(1, abs=0.2)
    assert told.p is not None
    assert told.p < 0.01


@pytest.mark.parametrize(
    ("edges", "groups", "words"),
    [
        ([[0, 1]], list("NN"), "one group"),
        ([[0, 5]], list("NP"), "position 5"),
        ([[0, 0]], list("NP"), "no tie"),
        ([[0, 1, 2]], list("NP"), "two columns"),
    ],
)
def test_ties_that_cannot_be_answered_are_refused_in_words(edges: list, groups: list, words: str) -> None:
    with pytest.raises(UnfitData, match=words):
        silos.ties(edges, groups)
