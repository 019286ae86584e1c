"""How well the items of one scale hang together: alpha, omega and what each item adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from colead_stats.results import Floats, UnfitData, complete_rows, floats

NORMAL_95 = 1.959963984540054


@dataclass(frozen=True)
class ItemStatistics:
    """One item of a scale: how it goes with the rest, and alpha without it."""

    item: int
    n: int
    mean: float
    sd: float
    rest_correlation: float
    alpha_without: float

    @property
    def runs_against(self) -> bool:
        """Whether the item runs against the rest of its scale: most likely its reverse key is missing."""
        return self.rest_correlation < 0


@dataclass(frozen=True)
class ReliabilityResult:
    """Internal consistency of one scale with everything a reader needs to judge it."""

    alpha: float
    se: float
    low: float
    high: float
    standardized: float
    lambda_6: float
    average_r: float
    n: int
    n_complete: int
    items: tuple[ItemStatistics, ...]
    warnings: tuple[str, ...]


def keyed(answers: npt.ArrayLike, *, reverse: Sequence[int] = (), low: float = 1, high: float = 5) -> Floats:
    """What do answers say once reverse-keyed items are turned round, so that more always means more?

    Parameters: `answers` (people x items), `reverse` the positions of the items to turn (from 0), `low` and `high`
    the ends of the answer scale. Returns the turned copy. Raises UnfitData for an answer outside the scale.

    Paper: Likert 1932, Archives of Psychology 22:140 (scoring both directions alike).

    >>> keyed([[1, 5], [2, 4]], reverse=[1]).tolist()
    [[1.0, 1.0], [2.0, 2.0]]
    """
    matrix = floats(answers, name="answers", ndim=2).copy()
    wild = (matrix < low) | (matrix > high)
    if wild.any():
        row, column = map(int, np.argwhere(wild)[0])
        raise UnfitData(
            f"Row {row + 1}, item {column + 1} holds {matrix[row, column]:g}, outside the scale {low:g} to {high:g}."
        )
    turned = list(reverse)
    matrix[:, turned] = low + high - matrix[:, turned]
    return matrix


def alpha(answers: npt.ArrayLike, *, missing: str = "pairwise") -> ReliabilityResult:
    """Do the items of a scale go together well enough to be added up? Cronbach's alpha, with its interval.

    Parameters: `answers` (people x items) with reverse items already turned (`keyed`), nan where not answered;
    `missing` either "pairwise" (each covariance from whoever answered both) or "listwise" (complete answers only).
    Returns alpha (0 to 1, no unit; negative when items contradict each other), its standard error and 95 %
    interval, the standardised alpha, Guttman's lambda 6, the mean inter-item correlation and a row for each item.
    Raises UnfitData for fewer than 2 items, fewer than 3 people, or an item that everybody answered alike.

    Papers: Cronbach 1951, Psychometrika 16:297; Guttman 1945, Psychometrika 10:255; Duhachek & Iacobucci 2004,
    Journal of Applied Psychology 89:792 (standard error).

    >>> round(alpha([[1, 2], [2, 3], [3, 3], [5, 4]]).alpha, 3)
    0.853
    """
    matrix = _scale(answers)
    complete = _complete(matrix)
    if missing not in ("pairwise", "listwise"):
        raise UnfitData(f'missing must be "pairwise" or "listwise"; it is "{missing}".')
    if missing == "listwise":
        matrix = complete
    covariance = _covariance(matrix)
    correlation = _as_correlation(covariance)
    n, k = matrix.shape
    value = _alpha_of(covariance)
    se = _alpha_se(covariance, n)
    items = tuple(_item(matrix, covariance, position) for position in range(k))
    return ReliabilityResult(
        alpha=value,
        se=se,
        low=value - NORMAL_95 * se,
        high=value + NORMAL_95 * se,
        standardized=_alpha_of(correlation),
        lambda_6=_lambda_6(correlation),
        average_r=float((correlation.sum() - k) / (k * (k - 1))),
        n=n,
        n_complete=len(complete),
        items=items,
        warnings=_warnings(items),
    )


def omega(answers: npt.ArrayLike) -> float:
    """Which share of a sum score's variance comes from the one thing that its items share? McDonald's omega total.

    Parameters: `answers` (people x items), keyed; rows with a missing answer are left out. One factor is fitted by
    maximum likelihood to the correlations; omega = (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses).
    Returns a share from 0 to 1. Raises UnfitData for fewer than 3 items (one factor is not identified by two).

    Papers: McDonald 1999, Test Theory; Joereskog 1967, Psychometrika 32:443 (the maximum likelihood solution).

    >>> shared = np.random.default_rng(1).normal(size=(4000, 1))
    >>> round(omega(shared + np.random.default_rng(2).normal(size=(4000, 4))), 1)
    0.8
    """
    matrix = _scale(answers)
    matrix = _complete(matrix)
    if matrix.shape[1] < 3:
        raise UnfitData(
            "Omega needs 3 items or more; with two, one shared factor cannot be told from chance. Use alpha."
        )
    _enough(matrix)
    correlation = _as_correlation(np.atleast_2d(np.cov(matrix, rowvar=False)))
    loadings = one_factor(correlation)
    shared = float(loadings.sum() ** 2)
    return shared / (shared + float((1 - loadings**2).sum()))


def one_factor(correlation: Floats) -> Floats:
    """How strongly does each item go with the one thing that all share? One factor by maximum likelihood.

    Parameters: `correlation` (items x items). Returns the loadings (items,), from -1 to 1, most of them positive.
    Raises UnfitData for fewer than 3 items. Paper: Joereskog 1967, Psychometrika 32:443.

    >>> one_factor(np.full((3, 3), 0.49) + 0.51 * np.eye(3)).round(3).tolist()
    [0.7, 0.7, 0.7]
    """
    if len(correlation) < 3:
        raise UnfitData("One factor needs 3 items or more; two do not show what they share.")
    k = len(correlation)

    def misfit(unique: Floats) -> tuple[float, Floats]:
        scaled = correlation / np.sqrt(np.outer(unique, unique))
        values, vectors = np.linalg.eigh(scaled)
        rest = values[:-1]
        loading = vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0)) * np.sqrt(unique)
        gap = np.outer(loading, loading) + np.diag(unique) - correlation
        return float(-(np.log(rest) - rest).sum() - (k - 1)), np.diag(gap) / unique**2

    begin = (1 - 0.5 / k) / np.diag(np.linalg.pinv(correlation))
    found = minimize(
        misfit, begin, jac=True, method="L-BFGS-B", bounds=[(0.005, 1.0)] * k, options={"ftol": 1e-15, "gtol": 1e-10}
    )
    unique = found.x
    values, vectors = np.linalg.eigh(correlation / np.sqrt(np.outer(unique, unique)))
    loadings = vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0)) * np.sqrt(unique)
    return np.asarray(loadings * (1 if loadings.sum() >= 0 else -1))


def _scale(answers: npt.ArrayLike) -> Floats:
    matrix = floats(answers, name="answers", ndim=2)
    if matrix.shape[1] < 2:
        raise UnfitData("A scale needs 2 items or more; one item has no consistency with itself.")
    if len(_complete(matrix)) < len(matrix):
        matrix = matrix[~np.isnan(matrix).all(axis=1)]
    _enough(matrix)
    return matrix


def _complete(matrix: Floats) -> Floats:
    return complete_rows(matrix, np.zeros(len(matrix), dtype=np.int64))[0]


def _enough(matrix: Floats) -> None:
    if len(matrix) < 3:
        raise UnfitData(f"{len(matrix)} people answered; 3 or more are needed to say anything of the items.")


def _covariance(matrix: Floats) -> Floats:
    if len(_complete(matrix)) == len(matrix):
        centred = matrix - matrix.mean(axis=0)
        covariance = centred.T @ centred / (len(matrix) - 1)
    else:
        covariance = _pairwise_covariance(matrix, (~np.isnan(matrix)).astype(float))
    still = np.flatnonzero(~(np.diag(covariance) > 0))
    if still.size:
        raise UnfitData(f"Item {still[0] + 1} has the same answer from everybody; leave it out of the scale.")
    return np.asarray(covariance)


def _pairwise_covariance(matrix: Floats, there: Floats) -> Floats:
    centred = np.where(there > 0, matrix - np.nanmean(matrix, axis=0), 0.0)
    pairs = there.T @ there
    if (pairs < 3).any():
        first, second = map(int, np.argwhere(pairs < 3)[0])
        raise UnfitData(f"Fewer than 3 people answered both item {first + 1} and item {second + 1}.")
    sums = centred.T @ there
    return np.asarray((centred.T @ centred - sums * sums.T / pairs) / (pairs - 1))


def _as_correlation(covariance: Floats) -> Floats:
    sd = np.sqrt(np.diag(covariance))
    return np.asarray(covariance / np.outer(sd, sd))


def _alpha_of(covariance: Floats) -> float:
    k = len(covariance)
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))


def _alpha_se(covariance: Floats, n: int) -> float:
    k, total, trace = len(covariance), covariance.sum(), np.trace(covariance)
    squared = covariance @ covariance
    inner = total * (np.trace(squared) + trace**2) - 2 * trace * squared.sum()
    return float(np.sqrt(2 * k**2 / ((k - 1) ** 2 * total**3) * inner / n))


def _lambda_6(correlation: Floats) -> float:
    explained = 1 - 1 / np.diag(np.linalg.pinv(correlation))
    return float(1 - (len(correlation) - explained.sum()) / correlation.sum())


def _item(matrix: Floats, covariance: Floats, position: int) -> ItemStatistics:
    rest = np.delete(np.arange(len(covariance)), position)
    others = covariance[np.ix_(rest, rest)]
    with_rest = covariance[position, rest].sum() / np.sqrt(covariance[position, position] * others.sum())
    column = matrix[:, position]
    return ItemStatistics(
        item=position,
        n=int((~np.isnan(column)).sum()),
        mean=float(np.nanmean(column)),
        sd=float(np.sqrt(covariance[position, position])),
        rest_correlation=float(with_rest),
        alpha_without=_alpha_of(others) if len(others) > 1 else float("nan"),
    )


def _warnings(items: tuple[ItemStatistics, ...]) -> tuple[str, ...]:
    return tuple(
        f"Item {item.item + 1} runs against the others (correlation with the rest {item.rest_correlation:.2f}); "
        "is its reverse key missing?"
        for item in items
        if item.runs_against
    )
