"""Whether several people who judge the same things judge alike: intraclass correlations, Krippendorff's alpha."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
from scipy.stats import f as f_distribution

from colead_stats.results import Estimate, Floats, UnfitData, floats

Level = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True)
class IccResult:
    """The six intraclass correlations of Shrout and Fleiss, each with its 95 % interval."""

    single_one_way: Estimate
    single_agreement: Estimate
    single_consistency: Estimate
    mean_one_way: Estimate
    mean_agreement: Estimate
    mean_consistency: Estimate
    n_targets: int
    n_judges: int


@dataclass(frozen=True)
class _Squares:
    """The mean squares of targets x judges."""

    targets: float
    judges: float
    rest: float
    within: float
    n: int
    k: int


def icc(ratings: npt.ArrayLike, *, level: float = 0.95) -> IccResult:
    """Would another panel have given these people the same ratings? ICC(1), ICC(A,1), ICC(C,1) and those of means.

    Parameters: `ratings` (targets x judges), every judge rated every target; `level` of the intervals. Returns the
    six forms; for scores that count by their height read `single_agreement` (one judge) or `mean_agreement` (the
    panel). Raises UnfitData for gaps (use `krippendorff_alpha`), fewer than 2 targets or judges.

    Papers: Shrout & Fleiss 1979, Psychological Bulletin 86:420; McGraw & Wong 1996, Psychological Methods 1:30.

    >>> round(icc([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
    ...       .single_agreement.value, 3)
    0.29
    """
    matrix = floats(ratings, name="ratings", ndim=2)
    if np.isnan(matrix).any():
        raise UnfitData("A rating is missing; intraclass correlations need all of them. Use Krippendorff's alpha.")
    if min(matrix.shape) < 2:
        raise UnfitData(f"{matrix.shape[0]} target(s) and {matrix.shape[1]} judge(s): both must be 2 or more.")
    squares = _mean_squares(matrix)
    if squares.targets == 0:
        raise UnfitData("All targets have the same mean; there is nothing that judges could agree to tell apart.")
    return _six(squares, level)


def krippendorff_alpha(ratings: npt.ArrayLike, *, level: Level = "interval") -> float:
    """Do judges agree beyond chance, even if not everyone judged everything? Krippendorff's alpha.

    Parameters: `ratings` (targets x judges), nan where a judge did not judge; `level` of measurement. Returns alpha:
    1 full agreement, 0 what chance gives, negative below it. Raises UnfitData when no target has two ratings or
    when only one value occurs (agreement beyond chance is then undefined).

    Paper: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.

    >>> round(krippendorff_alpha([[1, 1], [2, 2], [3, 3], [1, 2]], level="nominal"), 3)
    0.667
    """
    if level not in get_args(Level):
        raise UnfitData(f'Unknown level "{level}"; choose one of {", ".join(get_args(Level))}.')
    matrix = floats(ratings, name="ratings", ndim=2)
    matrix = matrix[(~np.isnan(matrix)).sum(axis=1) >= 2]
    if not len(matrix):
        raise UnfitData("No target has two ratings; agreement needs at least two for one of them.")
    values = np.unique(matrix[~np.isnan(matrix)])
    if len(values) < 2:
        raise UnfitData("Everybody gave the same rating everywhere; agreement beyond chance cannot be told.")
    together = _coincidences(matrix, values)
    totals = together.sum(axis=1)
    distance = _distance(values, totals, level)
    chance = np.outer(totals, totals) - np.diag(totals)
    return float(1 - (totals.sum() - 1) * (together * distance).sum() / (chance * distance).sum())


def _mean_squares(matrix: Floats) -> _Squares:
    n, k = matrix.shape
    grand = matrix.mean()
    between = k * float(((matrix.mean(axis=1) - grand) ** 2).sum())
    judges = n * float(((matrix.mean(axis=0) - grand) ** 2).sum())
    total = float(((matrix - grand) ** 2).sum())
    rest = max(total - between - judges, 0.0)
    return _Squares(
        targets=between / (n - 1),
        judges=judges / (k - 1),
        rest=rest / ((n - 1) * (k - 1)),
        within=(total - between) / (n * (k - 1)),
        n=n,
        k=k,
    )


def _six(ms: _Squares, level: float) -> IccResult:
    tail = 1 - (1 - level) / 2
    n, k = ms.n, ms.k
    one_way = _by_f(ms.targets, ms.within, n - 1, n * (k - 1), k, tail)
    consistency = _by_f(ms.targets, ms.rest, n - 1, (n - 1) * (k - 1), k, tail)
    agreed = _agreement(ms, tail)

    def single(parts: tuple[float, float, float], form: str) -> Estimate:
        return Estimate(parts[0], None, parts[1], parts[2], n, f"ICC({form},1), {k} judges")

    def of_mean(parts: tuple[float, float, float], form: str) -> Estimate:
        value, low, high = (k * part / (1 + (k - 1) * part) for part in parts)
        return Estimate(value, None, low, high, n, f"ICC({form},{k}), mean of {k} judges")

    return IccResult(
        single_one_way=single(one_way, "1"),
        single_agreement=single(agreed, "A"),
        single_consistency=single(consistency, "C"),
        mean_one_way=of_mean(one_way, "1"),
        mean_agreement=of_mean(agreed, "A"),
        mean_consistency=of_mean(consistency, "C"),
        n_targets=n,
        n_judges=k,
    )


def _by_f(between: float, error: float, df1: int, df2: int, k: int, tail: float) -> tuple[float, float, float]:
    if error == 0:
        return 1.0, 1.0, 1.0
    ratio = between / error
    low, high = ratio / f_distribution.ppf(tail, df1, df2), ratio * f_distribution.ppf(tail, df2, df1)
    value, least, most = ((x - 1) / (x + k - 1) for x in (ratio, low, high))
    return float(value), float(least), float(most)


def _agreement(ms: _Squares, tail: float) -> tuple[float, float, float]:
    n, k = ms.n, ms.k
    value = (ms.targets - ms.rest) / (ms.targets + (k - 1) * ms.rest + k * (ms.judges - ms.rest) / n)
    if ms.rest == 0:
        return value, float("nan"), float("nan")
    ratio = ms.judges / ms.rest
    top = (k - 1) * (n - 1) * (k * value * ratio + n * (1 + (k - 1) * value) - k * value) ** 2
    bottom = (n - 1) * k**2 * value**2 * ratio**2 + (n * (1 + (k - 1) * value) - k * value) ** 2
    df = top / bottom
    above, below = f_distribution.ppf(tail, n - 1, df), f_distribution.ppf(tail, df, n - 1)
    mixed = k * ms.judges + (k * n - k - n) * ms.rest
    low = n * (ms.targets - above * ms.rest) / (above * mixed + n * ms.targets)
    high = n * (below * ms.targets - ms.rest) / (mixed + n * below * ms.targets)
    return value, float(low), float(high)


def _coincidences(matrix: Floats, values: Floats) -> Floats:
    counts = np.stack([(matrix == value).sum(axis=1) for value in values], axis=1).astype(np.float64)
    weights = 1 / (counts.sum(axis=1) - 1)
    together = (counts * weights[:, None]).T @ counts
    return np.asarray(together - np.diag((counts * weights[:, None]).sum(axis=0)))


def _distance(values: Floats, totals: Floats, level: Level) -> Floats:
    first, second = values[:, None], values[None, :]
    if level == "nominal":
        return np.asarray((first != second).astype(np.float64))
    if level == "interval":
        return np.asarray((first - second) ** 2)
    if level == "ratio":
        if (values < 0).any():
            raise UnfitData("The ratio level needs values of 0 or more; use interval.")
        return np.asarray(((first - second) / np.where(first + second == 0, 1, first + second)) ** 2)
    upto = np.cumsum(totals)
    middle = upto - totals / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)
