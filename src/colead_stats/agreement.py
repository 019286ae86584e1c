"""Whether the people of one unit say the same: agreement inside a unit, before its mean is called the unit's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from colead_stats.results import Floats, Ints, UnfitData, complete_rows, floats

Null = Literal["uniform", "slight_skew", "moderate_skew", "heavy_skew"]

# The variance that answers would have if nobody meant anything by them, on 5 points: no lean, and three leans
# towards the friendly end. LeBreton & Senter 2008, Organizational Research Methods 11:815, table 2.
SKEWED_NULLS: dict[str, float] = {"slight_skew": 1.34, "moderate_skew": 0.90, "heavy_skew": 0.44}

MEDIAN_RWG_MIN = 0.5
SD_MAX = 1.2


@dataclass(frozen=True)
class UnitAgreement:
    """How far the people of one unit agree, on every item together."""

    unit: str
    n: int
    rwg_j: float
    r_star_wg_j: float
    average_deviation: float
    sd: float

    @property
    def is_divided(self) -> bool:
        """Whether to say 'people in this unit disagree' instead of a mean alone."""
        return self.rwg_j < MEDIAN_RWG_MIN or self.sd > SD_MAX


@dataclass(frozen=True)
class AgreementResult:
    """Agreement unit by unit under one named null, and its middle over all units."""

    null: str
    null_variance: float
    n_items: int
    units: tuple[UnitAgreement, ...]
    left_out: tuple[str, ...]

    @property
    def median(self) -> float:
        """The middle rwg(j) over the units."""
        return float(np.median([unit.rwg_j for unit in self.units]))

    @property
    def mean(self) -> float:
        """The mean rwg(j) over the units."""
        return float(np.mean([unit.rwg_j for unit in self.units]))


def null_variance(null: Null, *, points: int = 5) -> float:
    """How widely would answers spread if they meant nothing? Uniform (A^2 - 1) / 12, or leaning (5 points only).

    Parameters: `null` by name, `points` is A, the number of answer options. Returns a variance in squared points.
    Raises UnfitData for an unknown name or a lean on other scales.

    Papers: James, Demaree & Wolf 1984; LeBreton & Senter 2008, Organizational Research Methods 11:815.

    >>> null_variance("uniform"), null_variance("slight_skew")
    (2.0, 1.34)
    """
    if null not in get_args(Null):
        raise UnfitData(f'Unknown null "{null}"; choose one of {", ".join(get_args(Null))}.')
    if null == "uniform":
        return (points**2 - 1) / 12
    if points != 5:
        raise UnfitData(f"The leaning nulls are known for 5 points only, not {points}; use the uniform one.")
    return SKEWED_NULLS[null]


def agreement(
    answers: npt.ArrayLike,
    units: Sequence[object] | npt.NDArray[np.generic],
    *,
    null: Null = "uniform",
    points: int = 5,
) -> AgreementResult:
    """Do the people of a unit see it alike, so that its mean says something? rwg(j), r*wg(j) and AD for each unit.

    Parameters: `answers` (people x items), keyed, on a scale of `points` options; rows with a gap are left out;
    `units` (people,), the unit of each; `null` names what 'no agreement' is taken to be - say it with every figure,
    since it moves rwg(j) more than the data do. Returns a row for each unit with two or more complete answers:
    rwg(j) and r*wg(j) (1 is full agreement), AD and sd in points of the scale; the others by name in `left_out`.
    Raises UnfitData when shapes differ or no unit has two complete answers.

    Papers: James, Demaree & Wolf 1984, Journal of Applied Psychology 69:85 (rwg(j)); Lindell, Brandt & Whitney 1999,
    Applied Psychological Measurement 23:127 (r*wg(j)); Burke, Finkelstein & Dusig 1999, Organizational Research
    Methods 2:49 (AD).

    >>> result = agreement([[4, 4], [4, 5], [1, 5], [5, 1]], ["A", "A", "B", "B"])
    >>> [(unit.unit, round(unit.rwg_j, 2)) for unit in result.units]
    [('A', 0.93), ('B', 0.0)]
    """
    matrix = floats(answers, name="answers", ndim=2)
    labels = np.asarray(units)
    names, codes = np.unique(labels.astype(str) if labels.dtype == object else labels, return_inverse=True)
    if len(codes) != len(matrix):
        raise UnfitData(f"{len(matrix)} rows of answers and {len(codes)} units: each row needs its unit.")
    null_var = null_variance(null, points=points)
    matrix, codes = complete_rows(matrix, codes)
    sizes = np.bincount(codes, minlength=len(names))
    told = np.flatnonzero(sizes >= 2)
    if not told.size:
        raise UnfitData("No unit has two complete answers; agreement needs at least two people in one place.")
    variances, deviations = _spread(matrix, codes, sizes)
    rows = tuple(
        _unit(str(names[i]), int(sizes[i]), variances[i], float(deviations[i]), null_var) for i in told.tolist()
    )
    left_out = tuple(str(name) for name in names[sizes < 2])
    return AgreementResult(null, null_var, matrix.shape[1], rows, left_out)


def rwg(scores: npt.ArrayLike, *, null: Null = "uniform", points: int = 5) -> float:
    """Do these people agree on one question? rwg = 1 - variance / null variance, not below 0.

    Parameters: `scores` (people,), at least two, and the null as in `agreement`. Returns 0 (none) to 1 (full).
    Raises UnfitData for fewer than two answers. Paper: James, Demaree & Wolf 1984.

    >>> rwg([4, 4, 5, 4])
    0.875
    """
    values = floats(scores, name="scores", ndim=1)
    values = values[~np.isnan(values)]
    if len(values) < 2:
        raise UnfitData("Agreement needs at least two answers.")
    return max(0.0, 1 - float(values.var(ddof=1)) / null_variance(null, points=points))


def _spread(matrix: Floats, codes: Ints, sizes: npt.NDArray[np.integer]) -> tuple[Floats, Floats]:
    """Variance of each item in each unit (units x items), and each unit's mean absolute deviation."""
    n_units, n_items = len(sizes), matrix.shape[1]
    variances, deviations, there = np.zeros((n_units, n_items)), np.zeros(n_units), np.maximum(sizes, 1)
    for j in range(n_items):
        column = matrix[:, j]
        gap = column - (np.bincount(codes, weights=column, minlength=n_units) / there)[codes]
        variances[:, j] = np.bincount(codes, weights=gap**2, minlength=n_units) / np.maximum(sizes - 1, 1)
        deviations += np.bincount(codes, weights=np.abs(gap), minlength=n_units) / there
    return variances, deviations / n_items


def _unit(name: str, n: int, variances: Floats, deviation: float, null_var: float) -> UnitAgreement:
    mean = float(variances.mean())
    kept = 1 - min(mean, null_var) / null_var
    j = len(variances)
    return UnitAgreement(
        unit=name,
        n=n,
        rwg_j=j * kept / (j * kept + 1 - kept),
        r_star_wg_j=1 - mean / null_var,
        average_deviation=deviation,
        sd=float(np.sqrt(mean)),
    )
