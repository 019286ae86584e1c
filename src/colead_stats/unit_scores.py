"""From answers to one score for each unit: how alike people are inside it, and how far its mean may be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.stats import f as f_distribution

from colead_stats.results import Floats, Ints, UnfitData, floats

NORMAL_95 = 1.959963984540054
LOW_PRECISION = 0.6


@dataclass(frozen=True)
class ClusteringResult:
    """How much of what people say goes with the unit they work in."""

    icc1: float
    icc2: float
    f: float
    p: float
    ms_between: float
    ms_within: float
    mean_size: float
    n: int
    n_units: int


@dataclass(frozen=True)
class VarianceParts:
    """Mean and the two variances of a random-intercept model, by restricted maximum likelihood."""

    mean: float
    between: float
    within: float
    n: int
    n_units: int

    @property
    def icc1(self) -> float:
        """The share of variance that lies between units."""
        return self.between / (self.between + self.within)


@dataclass(frozen=True)
class UnitMean:
    """One unit's score: as answered, and drawn towards all units by as much as its size leaves open."""

    unit: str
    n: int
    raw: float
    shrunken: float
    se: float
    low: float
    high: float
    reliability: float

    @property
    def is_imprecise(self) -> bool:
        """Whether to print 'low precision' beside it."""
        return self.reliability < LOW_PRECISION


def one_way(scores: npt.ArrayLike, units: Sequence[object] | npt.NDArray[np.generic]) -> ClusteringResult:
    """Do people of one unit answer more alike than people of different units? ICC(1), ICC(2) and the F test.

    Parameters: `scores` (people,), one score for each person, nan is left out; `units` (people,), the unit of each.
    Returns ICC(1), the share of variance between units; ICC(2), the reliability of a unit mean at the mean size;
    F with its p. Negative values are reported as they are. Raises UnfitData for one unit or units of one person only.

    Papers: Bliese 2000, in Klein & Kozlowski, Multilevel Theory; Shrout & Fleiss 1979, Psychological Bulletin 86:420.

    >>> result = one_way([1, 2, 4, 5], ["A", "A", "B", "B"])
    >>> round(result.icc1, 3), round(result.icc2, 3)
    (0.895, 0.944)
    """
    values, codes, names = _grouped(scores, units)
    n, n_units = len(values), len(names)
    sizes, means = _sizes_and_means(values, codes, n_units)
    if n == n_units:
        raise UnfitData("Every unit has one answer only; agreement inside units needs 2 or more in some.")
    grand = values.mean()
    ms_between = float((sizes * (means - grand) ** 2).sum() / (n_units - 1))
    ms_within = float(((values - means[codes]) ** 2).sum() / (n - n_units))
    if ms_between + ms_within == 0:
        raise UnfitData("Everybody gave the same answer; there is no variance to share out.")
    size = n / n_units
    ratio = ms_between / ms_within if ms_within else float("inf")
    return ClusteringResult(
        icc1=(ms_between - ms_within) / (ms_between + (size - 1) * ms_within),
        icc2=(ms_between - ms_within) / ms_between if ms_between else float("nan"),
        f=ratio,
        p=float(f_distribution.sf(ratio, n_units - 1, n - n_units)),
        ms_between=ms_between,
        ms_within=ms_within,
        mean_size=size,
        n=n,
        n_units=n_units,
    )


def variance_parts(scores: npt.ArrayLike, units: Sequence[object] | npt.NDArray[np.generic]) -> VarianceParts:
    """How far apart are units really, once the chance of few answers is taken out? REML variances, any unit sizes.

    Parameters as in `one_way`. Returns the mean over units, the variance between and within them, in squared units of
    the score. The variance between is 0 when the units differ less than chance would let them. Raises UnfitData as
    `one_way` does.

    Paper: Searle, Casella & McCulloch 1992, Variance Components, ch. 6.

    >>> parts = variance_parts([1, 2, 4, 5], ["A", "A", "B", "B"])
    >>> round(parts.between, 3), round(parts.within, 3)
    (4.25, 0.5)
    """
    values, codes, names = _grouped(scores, units)
    n, n_units = len(values), len(names)
    if n == n_units:
        raise UnfitData("Every unit has one answer only; the variance inside units needs 2 or more in some.")
    sizes, means = _sizes_and_means(values, codes, n_units)
    within_ss = float(((values - means[codes]) ** 2).sum())

    def parts(ratio: float) -> tuple[float, float, float]:
        weights = sizes / (1 + sizes * ratio)
        mean = float((weights * means).sum() / weights.sum())
        squares = within_ss + float((weights * (means - mean) ** 2).sum())
        within = squares / (n - 1)
        deviance = (n - 1) * np.log(within) + np.log1p(sizes * ratio).sum() + np.log(weights.sum())
        return float(deviance), mean, within

    found = minimize_scalar(lambda root: parts(root**2)[0], bounds=(0, 100), method="bounded", options={"xatol": 1e-12})
    ratio = float(found.x**2)
    _, mean, within = parts(ratio)
    return VarianceParts(mean=mean, between=ratio * within, within=within, n=n, n_units=n_units)


def unit_means(
    scores: npt.ArrayLike,
    units: Sequence[object] | npt.NDArray[np.generic],
    *,
    people: dict[str, int] | None = None,
) -> tuple[UnitMean, ...]:
    """What is each unit's score, given that small units swing by chance? Raw and shrunken means with 95 % intervals.

    Parameters as in `one_way`; `people` says how many work in each unit, and narrows the interval by the finite
    population correction. The shrunken mean is mu + rel * (raw - mu), rel = between / (between + within / n).
    Returns one row for each unit in order of its name. Compare or colour units by the shrunken mean only. Raises
    UnfitData as `one_way` does, and for a unit with more answers than people.

    Paper: Raudenbush & Bryk 2002, Hierarchical Linear Models, ch. 3.

    >>> [round(row.shrunken, 2) for row in unit_means([1, 2, 4, 5], ["A", "A", "B", "B"])]
    [1.58, 4.42]
    """
    values, codes, names = _grouped(scores, units)
    parts = variance_parts(scores, units)
    sizes, means = _sizes_and_means(values, codes, len(names))
    reliability = parts.between / (parts.between + parts.within / sizes)
    shrunken = parts.mean + reliability * (means - parts.mean)
    spread = np.sqrt(parts.between * (1 - reliability)) * _finite(names, sizes, people)
    return tuple(
        UnitMean(
            unit=name,
            n=int(sizes[i]),
            raw=float(means[i]),
            shrunken=float(shrunken[i]),
            se=float(spread[i]),
            low=float(shrunken[i] - NORMAL_95 * spread[i]),
            high=float(shrunken[i] + NORMAL_95 * spread[i]),
            reliability=float(reliability[i]),
        )
        for i, name in enumerate(names)
    )


def respondents_needed(icc1: float, *, icc2: float = 0.70) -> float:
    """How many answers does a unit need before its mean can be relied on? n = icc2 (1 - icc1) / ((1 - icc2) icc1).

    Parameters: `icc1` the share of variance between units (above 0, below 1), `icc2` the reliability wanted.
    Returns people for each unit. Raises UnfitData outside these ranges. Paper: Bliese 2000 (Spearman-Brown).

    >>> round(respondents_needed(0.10), 6)
    21.0
    """
    if not 0 < icc1 < 1 or not 0 < icc2 < 1:
        raise UnfitData(
            "ICC(1) and the reliability wanted must lie between 0 and 1; without clustering no n is enough."
        )
    return icc2 * (1 - icc1) / ((1 - icc2) * icc1)


def non_response_bounds(mean: float, *, n: int, people: int, low: float = 1, high: float = 5) -> tuple[float, float]:
    """How far could those who did not answer move a unit's mean? The two ends: all of them at `low`, all at `high`.

    Parameters: `mean` of the `n` answers in a unit of `people`, on a scale from `low` to `high`. Returns both means.
    Raises UnfitData when more answered than work there. Paper: Manski 1989, Journal of Human Resources 24:343.

    >>> non_response_bounds(4.0, n=6, people=8)
    (3.25, 4.25)
    """
    if not 0 < n <= people:
        raise UnfitData(
            f"{n} answers from {people} people: the number of people must be at least the number of answers."
        )
    silent = people - n
    return (mean * n + low * silent) / people, (mean * n + high * silent) / people


def _finite(names: list[str], sizes: Floats, people: dict[str, int] | None) -> Floats:
    if people is None:
        return np.ones(len(names))
    unknown = [name for name in names if name not in people]
    if unknown:
        raise UnfitData(f"How many people work in {', '.join(unknown[:3])}? The count is missing.")
    total = np.array([people[name] for name in names], dtype=np.float64)
    if (total < sizes).any():
        unit = names[int(np.argmax(total < sizes))]
        raise UnfitData(f"{unit} has more answers than people; correct the number of people.")
    return np.sqrt(np.divide(total - sizes, total - 1, out=np.zeros(len(names)), where=total > 1))


def _grouped(
    scores: npt.ArrayLike, units: Sequence[object] | npt.NDArray[np.generic]
) -> tuple[Floats, Ints, list[str]]:
    values = floats(scores, name="scores", ndim=1)
    labels = np.asarray(units).astype(str)
    if labels.shape != values.shape:
        raise UnfitData(f"{len(values)} scores and {len(labels)} units: each score needs its unit.")
    there = ~np.isnan(values)
    names, codes = np.unique(labels[there], return_inverse=True)
    if len(names) < 2:
        raise UnfitData("All answers come from one unit; comparing units needs 2 or more.")
    return values[there], codes.astype(np.int64), [str(name) for name in names]


def _sizes_and_means(values: Floats, codes: Ints, n_units: int) -> tuple[Floats, Floats]:
    sizes = np.bincount(codes, minlength=n_units).astype(np.float64)
    return sizes, np.bincount(codes, weights=values, minlength=n_units) / sizes
