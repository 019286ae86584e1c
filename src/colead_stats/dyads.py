"""Two people as a pair: how alike they answer, how each matters to the other, and how truly they see each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2
from scipy.stats import f as f_distribution

from colead_stats._linear import LeastSquares, PairFit, least_squares, pair_gls
from colead_stats.results import Estimate, Floats, UnfitData, estimate, floats

# From so many pairs on a figure is told (measured pairs, both members answered).
PAIRS_MIN = {"means": 10, "regression": 30, "structure": 100}


@dataclass(frozen=True)
class TogethernessResult:
    """How alike the two members of a pair answer, with and without telling the members apart."""

    r: float
    icc: float
    double_entry: float
    ms_between: float
    ms_within: float
    p: float
    n: int


@dataclass(frozen=True)
class ApimResult:
    """Actor and partner effects for two members who are told apart, for example nurse and physician."""

    first_intercept: Estimate
    first_actor: Estimate
    first_partner: Estimate
    second_intercept: Estimate
    second_actor: Estimate
    second_partner: Estimate
    first_ratio: Estimate
    second_ratio: Estimate
    first_r2: float
    second_r2: float
    residual_covariance: Floats
    rho: float
    equal_actor: float
    equal_partner: float
    log_likelihood: float
    n: int


@dataclass(frozen=True)
class AlikeApimResult:
    """Actor and partner effects for members who cannot be told apart."""

    intercept: Estimate
    actor: Estimate
    partner: Estimate
    rho: float
    n: int


@dataclass(frozen=True)
class ChiSquare:
    """A chi-square test: its value, degrees of freedom and p."""

    chi2: float
    df: int
    p: float


@dataclass(frozen=True)
class PerceptionResult:
    """How each sees the other, against how the other sees themself: correlations across pairs, and bias in points."""

    first_accuracy: float
    second_accuracy: float
    first_assumed_similarity: float
    second_assumed_similarity: float
    actual_similarity: float
    reciprocity: float
    first_bias: Estimate
    second_bias: Estimate
    n: int


@dataclass(frozen=True)
class TruthAndBiasResult:
    """What a view of the other is made of: direction, truth and one's own view of oneself, for each member."""

    first_direction: Estimate
    first_truth: Estimate
    first_bias: Estimate
    second_direction: Estimate
    second_truth: Estimate
    second_bias: Estimate
    rho: float
    n: int


@dataclass(frozen=True)
class SurfaceResult:
    """A response surface: along agreement (a1 slope, a2 curve) and along disagreement (a3 slope, a4 curve)."""

    coefficients: Floats
    a1: Estimate
    a2: Estimate
    a3: Estimate
    a4: Estimate
    n: int

    @property
    def is_congruence(self) -> bool:
        """Whether being alike goes with a better outcome: the ridge bends down and does not lean."""
        return bool(self.a4.high is not None and self.a4.high < 0 and not self.a3.is_clear)


def togetherness(first: npt.ArrayLike, second: npt.ArrayLike) -> TogethernessResult:
    """Do the two members of a pair answer more alike than two people of different pairs?

    Parameters: `first`, `second` (pairs,), one score of each member; pairs with a gap are left out. Returns r for
    members told apart, the pairwise ICC (negative is allowed: they differ more than strangers) with its two-sided p,
    the double-entry correlation and both mean squares. Raises UnfitData for fewer than 3 complete pairs.

    Paper: Kenny, Kashy & Cook 2006, Dyadic Data Analysis, ch. 2.

    >>> round(togetherness([1, 2, 3, 4], [2, 2, 4, 4]).icc, 3)
    0.838
    """
    a, b = _complete(first, second)
    n = len(a)
    means, gaps = (a + b) / 2, a - b
    between = 2 * float(((means - means.mean()) ** 2).sum()) / (n - 1)
    within = float((gaps**2).sum()) / (2 * n)
    if between + within == 0:
        raise UnfitData("All pairs gave the same answer; there is nothing to compare.")
    both, other = np.concatenate([a, b]), np.concatenate([b, a])
    return TogethernessResult(
        r=_r(a, b),
        icc=(between - within) / (between + within),
        double_entry=_r(both, other),
        ms_between=between,
        ms_within=within,
        p=_two_sided(between, within, n),
        n=n,
    )


def apim(
    first_x: npt.ArrayLike,
    second_x: npt.ArrayLike,
    first_y: npt.ArrayLike,
    second_y: npt.ArrayLike,
    *,
    likelihood: bool = False,
) -> ApimResult:
    """Does my trust go with my own energy for the work (actor), and with my partner's (partner)? Members told apart.

    Parameters: `first_x`, `second_x`, `first_y`, `second_y` (pairs,), what goes before and what comes after for the
    two members; pairs with a gap are left out. `likelihood` divides variances by n as structural equation programs
    do, else by n - 3. Returns both regressions in units of y for a unit of x, k = partner / actor for each member
    (1 couple, 0 own only, -1 contrast; delta-method interval, wide when the actor effect is small), the covariance of
    the residuals, and the Wald tests that both actor (partner) effects are the same. Raises UnfitData under 5 pairs.

    Paper: Kenny, Kashy & Cook 2006, ch. 7; Kenny & Ledermann 2010, Journal of Family Psychology 24:359 (k).

    >>> x = np.random.default_rng(3).normal(size=(2, 500))
    >>> e = np.random.default_rng(4).normal(size=(2, 500)) / 10
    >>> result = apim(x[0], x[1], 0.5 * x[0] + 0.2 * x[1] + e[0], 0.4 * x[1] + e[1])
    >>> round(result.first_actor.value, 1), round(result.first_partner.value, 1)
    (0.5, 0.2)
    """
    a, b, ya, yb = _complete(first_x, second_x, first_y, second_y, least=5)
    n = len(a)
    x = np.column_stack([np.ones(n), a, b])
    one, two = least_squares(x, ya), least_squares(x, yb)
    divisor = n if likelihood else n - 3
    residuals = np.column_stack([one.residuals, two.residuals])
    spread: Floats = residuals.T @ residuals / divisor
    inverse = np.linalg.inv(x.T @ x)
    joint: Floats = np.asarray(np.kron(spread, inverse), dtype=np.float64)
    se = np.sqrt(np.diag(joint))
    method = f"APIM, {'ML' if likelihood else 'least squares'}, members told apart"

    def of(value: float, position: int) -> Estimate:
        return estimate(value, se[position], n=n, method=method)

    return ApimResult(
        first_intercept=of(one.b[0], 0),
        first_actor=of(one.b[1], 1),
        first_partner=of(one.b[2], 2),
        second_intercept=of(two.b[0], 3),
        second_actor=of(two.b[2], 5),
        second_partner=of(two.b[1], 4),
        first_ratio=_ratio(one.b[2], one.b[1], joint[np.ix_([2, 1], [2, 1])], n),
        second_ratio=_ratio(two.b[1], two.b[2], joint[np.ix_([4, 5], [4, 5])], n),
        first_r2=_r2(one, ya),
        second_r2=_r2(two, yb),
        residual_covariance=spread,
        rho=float(spread[0, 1] / np.sqrt(spread[0, 0] * spread[1, 1])),
        equal_actor=_wald(one.b[1] - two.b[2], joint, 1, 5),
        equal_partner=_wald(one.b[2] - two.b[1], joint, 2, 4),
        log_likelihood=_normal_likelihood(residuals) + _normal_likelihood(np.column_stack([a, b]), centred=True),
        n=n,
    )


def alike_apim(
    first_x: npt.ArrayLike, second_x: npt.ArrayLike, first_y: npt.ArrayLike, second_y: npt.ArrayLike
) -> AlikeApimResult:
    """How much does one's own and how much the partner's matter, when the two cannot be told apart?

    Parameters as in `apim`, for example of two physicians who lead together. Exact without iteration: sums on sums give
    actor + partner, differences on differences actor - partner. Returns one actor and one partner effect for both.
    Raises UnfitData under 5 pairs.

    Paper: Kenny, Kashy & Cook 2006, ch. 7 (pooled regression).

    >>> x = np.random.default_rng(3).normal(size=(2, 500))
    >>> e = np.random.default_rng(4).normal(size=(2, 500)) / 10
    >>> result = alike_apim(x[0], x[1], 0.5 * x[0] + 0.2 * x[1] + e[0], 0.5 * x[1] + 0.2 * x[0] + e[1])
    >>> round(result.actor.value, 1), round(result.partner.value, 1)
    (0.5, 0.2)
    """
    a, b, ya, yb = _complete(first_x, second_x, first_y, second_y, least=5)
    n = len(a)
    sums = least_squares(np.column_stack([np.ones(n), a + b]), ya + yb)
    gaps = least_squares((a - b)[:, None], ya - yb)
    se = float(np.hypot(sums.se[1], gaps.se[0])) / 2
    method = "APIM, members alike"
    return AlikeApimResult(
        intercept=estimate(sums.b[0] / 2, sums.se[0] / 2, n=n, method=method),
        actor=estimate((sums.b[1] + gaps.b[0]) / 2, se, n=n, method=method),
        partner=estimate((sums.b[1] - gaps.b[0]) / 2, se, n=n, method=method),
        rho=(sums.sigma2 - gaps.sigma2) / (sums.sigma2 + gaps.sigma2),
        n=n,
    )


def distinguishability(
    first_x: npt.ArrayLike, second_x: npt.ArrayLike, first_y: npt.ArrayLike, second_y: npt.ArrayLike
) -> ChiSquare:
    """Does it matter who is the nurse and who the physician? A small p says: fit them apart.

    Parameters as in `apim`. Compares, given x, the model with its own intercept, actor, partner and variance for each
    member to the one without. Returns the likelihood ratio on 4 degrees of freedom. Raises UnfitData under 5 pairs.

    Paper: Kenny, Kashy & Cook 2006, ch. 7.

    >>> x = np.random.default_rng(3).normal(size=(2, 200))
    >>> e = np.random.default_rng(4).normal(size=(2, 200)) / 10
    >>> distinguishability(x[0], x[1], 0.5 * x[0] + e[0], 0.1 * x[1] + e[1]).p < 0.001
    True
    """
    a, b, ya, yb = _complete(first_x, second_x, first_y, second_y, least=5)
    apart = pair_gls(np.column_stack([ya, yb]), _apart(a, b), variances="by_member", restricted=False)
    alike = pair_gls(np.column_stack([ya, yb]), _alike(a, b), restricted=False)
    return _chi2(2 * (apart.log_likelihood - alike.log_likelihood), 4)


def saturated_distinguishability(
    first_x: npt.ArrayLike, second_x: npt.ArrayLike, first_y: npt.ArrayLike, second_y: npt.ArrayLike
) -> ChiSquare:
    """Are the two members alike in every mean, variance and covariance? The I-SAT test on 6 degrees of freedom.

    Parameters as in `apim`. Returns the chi-square; read it from 100 pairs on. Raises UnfitData under 5 pairs.

    Paper: Olsen & Kenny 2006, Psychological Methods 11:127.

    >>> x = np.random.default_rng(3).normal(size=(4, 200))
    >>> saturated_distinguishability(*x).df, saturated_distinguishability(x[0] + 1, *x[1:]).p < 0.001
    (6, True)
    """
    table = np.column_stack(_complete(first_x, second_x, first_y, second_y, least=5))
    n = len(table)
    swap = [1, 0, 3, 2]
    means = table.mean(axis=0)
    free = np.cov(table, rowvar=False, bias=True)
    shift = means - (means + means[swap]) / 2
    about = free + np.outer(shift, shift)
    alike = (about + about[np.ix_(swap, swap)]) / 2
    log_ratio = np.linalg.slogdet(alike)[1] - np.linalg.slogdet(free)[1]
    return _chi2(n * float(log_ratio), 6)


def perception(
    first_self: npt.ArrayLike, second_self: npt.ArrayLike, first_view: npt.ArrayLike, second_view: npt.ArrayLike
) -> PerceptionResult:
    """How truly do partners see each other, and do they see the other as themselves?

    Parameters (pairs,): `first_self`, `second_self`, what each says of themself; `first_view`, `second_view`, what
    each says of the other; gaps are left out. Returns accuracy (my view with your self), assumed similarity (my view
    with my self), actual similarity, reciprocity, and the mean bias of each view in points of the scale. These are
    correlations across pairs; they say nothing of one pair. Raises UnfitData for fewer than 3 complete pairs.

    Paper: Kenny & Acitelli 2001, Journal of Personality and Social Psychology 80:439.

    >>> result = perception([1, 2, 3, 4], [2, 1, 4, 3], [2, 1, 4, 4], [1, 2, 3, 3])
    >>> round(result.first_accuracy, 2), result.first_bias.value
    (0.95, 0.25)
    """
    s1, s2, v1, v2 = _complete(first_self, second_self, first_view, second_view)
    return PerceptionResult(
        first_accuracy=_r(v1, s2),
        second_accuracy=_r(v2, s1),
        first_assumed_similarity=_r(v1, s1),
        second_assumed_similarity=_r(v2, s2),
        actual_similarity=_r(s1, s2),
        reciprocity=_r(v1, v2),
        first_bias=_mean(v1 - s2),
        second_bias=_mean(v2 - s1),
        n=len(s1),
    )


def truth_and_bias(
    first_self: npt.ArrayLike,
    second_self: npt.ArrayLike,
    first_view: npt.ArrayLike,
    second_view: npt.ArrayLike,
    *,
    centre: str = "by_member",
) -> TruthAndBiasResult:
    """What is a view of one's partner drawn by: by how the partner is, or by how one is oneself?

    Parameters as in `perception`; `centre` "by_member" centres on the mean truth about each member, "together" on the
    mean over both. Returns direction (points above or below the truth), truth force and bias force for each member.
    Raises UnfitData under 5 complete pairs.

    Paper: West & Kenny 2011, Psychological Review 118:357.

    >>> selves = np.random.default_rng(3).normal(3, 1, (2, 300))
    >>> noise = np.random.default_rng(4).normal(0, 0.1, (2, 300))
    >>> result = truth_and_bias(*selves, *(0.6 * selves[::-1] + 0.2 * selves + noise))
    >>> round(result.first_truth.value, 1), round(result.first_bias.value, 1)
    (0.6, 0.2)
    """
    s1, s2, v1, v2 = _complete(first_self, second_self, first_view, second_view, least=5)
    if centre not in ("by_member", "together"):
        raise UnfitData(f'centre must be "by_member" or "together"; it is "{centre}".')
    both = float(np.concatenate([s1, s2]).mean())
    m1, m2 = (float(s2.mean()), float(s1.mean())) if centre == "by_member" else (both, both)
    ones, none = np.ones(len(s1)), np.zeros((len(s1), 3))
    # A view is set against the mean truth about whom it is of; one's own self against the mean of one's kind.
    own1 = np.column_stack([ones, s2 - m1, s1 - m2])
    own2 = np.column_stack([ones, s1 - m2, s2 - m1])
    x = np.stack([np.hstack([own1, none]), np.hstack([none, own2])], axis=1)
    fit = pair_gls(np.column_stack([v1 - m1, v2 - m2]), x, variances="by_member")
    of = [estimate(b, se, n=fit.n, method="truth and bias, REML") for b, se in zip(fit.b, fit.se, strict=True)]
    return TruthAndBiasResult(of[0], of[1], of[2], of[3], of[4], of[5], rho=fit.rho, n=fit.n)


def response_surface(
    first: npt.ArrayLike, second: npt.ArrayLike, outcome: npt.ArrayLike, *, middle: float
) -> SurfaceResult:
    """Does it go better where the two are alike? A second-degree surface in place of a difference score.

    Parameters: `first`, `second`, `outcome` (pairs,), gaps left out; `middle` of the scale on which both are centred.
    Returns the six coefficients and a1 to a4 in units of the outcome. Never use the plain difference instead: with
    reliabilities of .8 and a correlation of .5 its own reliability is .60. Raises UnfitData under 10 pairs.

    Paper: Edwards & Parry 1993, Academy of Management Journal 36:1577.

    >>> a, b = np.random.default_rng(3).uniform(1, 5, (2, 100))
    >>> round(response_surface(a, b, 4 - (a - b) ** 2, middle=3).a4.value, 6)
    -4.0
    """
    a, b, y = _complete(first, second, outcome, least=10)
    u, v = a - middle, b - middle
    fit = least_squares(np.column_stack([np.ones(len(u)), u, v, u**2, u * v, v**2]), y)
    rows = np.array([[0, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1], [0, 1, -1, 0, 0, 0], [0, 0, 0, 1, -1, 1]], float)
    values, spread = rows @ fit.b, np.sqrt(np.diag(rows @ fit.covariance @ rows.T))
    told = [estimate(x, se, n=len(u), method="response surface") for x, se in zip(values, spread, strict=True)]
    return SurfaceResult(fit.b, told[0], told[1], told[2], told[3], n=len(u))


def reliable_change(before: float, after: float, *, sd: float, reliability: float) -> float:
    """Is this change more than the scale's own shaking? Above 1.96 in size it is, at 95 %.

    Parameters: two scores of one person or pair, `sd` of the scale and its `reliability` (0 to 1). Returns the index.
    Raises UnfitData for an sd of 0 or a reliability outside its range.

    Paper: Jacobson & Truax 1991, Journal of Consulting and Clinical Psychology 59:12.

    >>> round(reliable_change(3.2, 4.0, sd=0.6, reliability=0.82), 4)
    2.2222
    """
    if sd <= 0 or not 0 <= reliability < 1:
        raise UnfitData("sd must be above 0 and the reliability from 0 to below 1.")
    return (after - before) / (sd * float(np.sqrt(2 * (1 - reliability))))


def difference_reliability(first: float, second: float, correlation: float) -> float:
    """How reliable is a difference of two scores of equal spread?

    Parameters: the reliabilities of the two scores and their correlation. Returns a reliability, below 0 when the
    scores share more than they measure. Raises UnfitData for a correlation of 1.

    Paper: Lord & Novick 1968, Statistical Theories of Mental Test Scores, ch. 3.

    >>> round(difference_reliability(0.8, 0.8, 0.5), 6)
    0.6
    """
    if correlation >= 1:
        raise UnfitData("Two scores that correlate perfectly have no difference to speak of.")
    return ((first + second) / 2 - correlation) / (1 - correlation)


def pair_regression(
    first_y: npt.ArrayLike, second_y: npt.ArrayLike, first_x: npt.ArrayLike, second_x: npt.ArrayLike
) -> PairFit:
    """What goes with an answer, over both members of pairs who cannot be told apart, on any predictors?

    Parameters: `first_y`, `second_y` (pairs,); `first_x`, `second_x` (pairs x predictors), an intercept is added.
    Returns coefficients with standard errors from the generalised least squares solution (REML), rho and sigma; the
    residuals of a pair belong together. Raises UnfitData when shapes differ or fewer than 5 pairs are complete.

    Paper: Pinheiro & Bates 2000, Mixed-Effects Models in S and S-PLUS, ch. 5.

    >>> x = np.random.default_rng(3).normal(size=(2, 200, 1))
    >>> e = np.random.default_rng(4).normal(size=(2, 200)) / 10
    >>> pair_regression(*(0.5 * x[:, :, 0] + e), *x).b.round(1).tolist()
    [0.0, 0.5]
    """
    x1, x2 = floats(first_x, name="first_x", ndim=2), floats(second_x, name="second_x", ndim=2)
    columns = _complete(first_y, second_y, *x1.T, *x2.T, least=5)
    p = x1.shape[1]
    ones = np.ones(len(columns[0]))
    x = np.stack([np.column_stack([ones, *columns[2 : 2 + p]]), np.column_stack([ones, *columns[2 + p :]])], axis=1)
    return pair_gls(np.column_stack(columns[:2]), x)


def _apart(a: Floats, b: Floats) -> Floats:
    ones, none = np.ones(len(a)), np.zeros((len(a), 3))
    first = np.hstack([np.column_stack([ones, a, b]), none])
    second = np.hstack([none, np.column_stack([ones, b, a])])
    return np.stack([first, second], axis=1)


def _alike(a: Floats, b: Floats) -> Floats:
    ones = np.ones(len(a))
    return np.stack([np.column_stack([ones, a, b]), np.column_stack([ones, b, a])], axis=1)


def _complete(*columns: npt.ArrayLike, least: int = 3) -> list[Floats]:
    arrays = [floats(column, name=f"column {i + 1}", ndim=1) for i, column in enumerate(columns)]
    if len({len(array) for array in arrays}) != 1:
        raise UnfitData(f"The columns have {[len(array) for array in arrays]} rows; each pair needs all of them.")
    there = ~np.isnan(np.column_stack(arrays)).any(axis=1)
    if there.sum() < least:
        raise UnfitData(f"{int(there.sum())} complete pairs; {least} or more are needed.")
    return [array[there] for array in arrays]


def _r(a: Floats, b: Floats) -> float:
    a, b = a - a.mean(), b - b.mean()
    spread = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / spread if spread else float("nan")


def _r2(fit: LeastSquares, y: Floats) -> float:
    return 1 - float(fit.residuals @ fit.residuals) / float(((y - y.mean()) ** 2).sum())


def _mean(values: Floats) -> Estimate:
    return estimate(values.mean(), values.std(ddof=1) / np.sqrt(len(values)), n=len(values), method="mean difference")


def _two_sided(between: float, within: float, n: int) -> float:
    if within == 0 or between == 0:
        return 0.0
    ratio, df = between / within, (n - 1, n)
    if ratio < 1:
        ratio, df = 1 / ratio, (n, n - 1)
    return min(1.0, 2 * float(f_distribution.sf(ratio, *df)))


def _ratio(partner: float, actor: float, covariance: Floats, n: int) -> Estimate:
    k = partner / actor
    slope = np.array([1 / actor, -partner / actor**2])
    return estimate(k, np.sqrt(slope @ covariance @ slope), n=n, method="k = partner / actor, delta method")


def _wald(gap: float, joint: Floats, i: int, j: int) -> float:
    return float(gap**2 / (joint[i, i] + joint[j, j] - 2 * joint[i, j]))


def _chi2(value: float, df: int) -> ChiSquare:
    return ChiSquare(value, df, float(chi2.sf(value, df)))


def _normal_likelihood(rows: Floats, *, centred: bool = False) -> float:
    n, k = rows.shape
    gap = rows - rows.mean(axis=0) if centred else rows
    return float(-n / 2 * (k * (np.log(2 * np.pi) + 1) + np.linalg.slogdet(gap.T @ gap / n)[1]))
