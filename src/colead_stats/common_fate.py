"""The partnership as one thing that both members report on: the common fate model, shown only where it stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2

from colead_stats.dyads import PAIRS_MIN, togetherness
from colead_stats.results import Estimate, Floats, UnfitData, estimate, floats

ICC_MIN = 0.3
# The order of the moments: first_x, second_x, first_y, second_y.
FREE = [(0, 0), (1, 1), (2, 2), (3, 3), (0, 1), (2, 3), (0, 2), (1, 3)]


@dataclass(frozen=True)
class CommonFateResult:
    """The path from one shared thing to another, with the fit of the model and whether it may be shown."""

    path: Estimate
    x_variance: Estimate
    y_rest: Estimate
    first_within: Estimate
    second_within: Estimate
    first_x_error: Estimate
    second_x_error: Estimate
    first_y_error: Estimate
    second_y_error: Estimate
    chi2: float
    df: int
    p: float
    cfi: float
    rmsea: float
    srmr: float
    n: int
    reasons_against: tuple[str, ...]


def common_fate(
    first_x: npt.ArrayLike, second_x: npt.ArrayLike, first_y: npt.ArrayLike, second_y: npt.ArrayLike
) -> CommonFateResult:
    """Does one thing that both share go with another that both share? Both reports of each are taken as one factor.

    Parameters (pairs,): two reports of what goes before and two of what comes after; pairs with a gap are left out.
    Maximum likelihood with one restriction: how the first's x goes with the second's y equals its mirror. Returns the
    path in units of y for a unit of x, all variances, and in `reasons_against` why it should not be shown: fewer than
    100 pairs, an ICC of x or y of .3 or less, a negative variance. Use the pair's mean and gap instead. Raises
    UnfitData under 10 pairs or when the members' x are not alike at all.

    Paper: Ledermann & Kenny 2012, Journal of Family Psychology 26:140.

    >>> random = np.random.default_rng(3)
    >>> shared, noise = random.normal(size=400), random.normal(size=(4, 400)) / 2
    >>> reports = (shared + noise[0], shared + noise[1], shared / 2 + noise[2], shared / 2 + noise[3])
    >>> round(common_fate(*reports).path.value, 1)
    0.5
    """
    table = np.column_stack([floats(c, name="column", ndim=1) for c in (first_x, second_x, first_y, second_y)])
    table = table[~np.isnan(table).any(axis=1)]
    n = len(table)
    if n < 10:
        raise UnfitData(f"{n} complete pairs; 10 or more are needed.")
    sample = np.cov(table, rowvar=False, bias=True)
    theta, spread = _fit(sample, n)
    if abs(theta[4]) < 1e-12:
        raise UnfitData("The two reports of x do not go together at all; there is no shared thing to speak of.")
    value = n * _misfit(sample, _sigma(theta))
    return _told(theta, spread, sample, value, n, _reasons(table))


def _basis() -> Floats:
    rows = []
    for i, j in FREE:
        part = np.zeros((4, 4))
        part[i, j] = part[j, i] = 1
        rows.append(part)
    cross = np.zeros((4, 4))
    cross[0, 3] = cross[3, 0] = cross[1, 2] = cross[2, 1] = 1
    return np.stack([*rows, cross])


BASIS = _basis()


def _sigma(theta: Floats) -> Floats:
    return np.tensordot(theta, BASIS, axes=1)


def _misfit(sample: Floats, sigma: Floats) -> float:
    inverse = np.linalg.inv(sigma)
    log_det = np.linalg.slogdet(sigma)[1] - np.linalg.slogdet(sample)[1]
    return float(log_det + np.trace(sample @ inverse) - len(sample))


def _fit(sample: Floats, n: int) -> tuple[Floats, Floats]:
    """Fisher scoring for covariances that are linear in their parameters (9,); returns them and their covariance."""
    theta = np.array([sample[i, j] for i, j in FREE] + [(sample[0, 3] + sample[1, 2]) / 2])
    for _ in range(200):
        inverse = np.linalg.inv(_sigma(theta))
        turned = np.einsum("ij,ajk->aik", inverse, BASIS)
        information = np.einsum("aij,bji->ab", turned, turned) / 2
        aim = np.einsum("aij,jk,ki->a", turned, inverse, sample) / 2
        new = np.linalg.solve(information, aim)
        if np.abs(new - theta).max() < 1e-13:
            break
        theta = new
    return theta, np.linalg.inv(information) / n


def _told(
    theta: Floats, spread: Floats, sample: Floats, value: float, n: int, reasons: tuple[str, ...]
) -> CommonFateResult:
    v1, v2, w1, w2, shared_x, shared_y, c1, c2, cross = theta
    path = cross / shared_x
    slopes = np.zeros((9, 9))
    slopes[0, [8, 4]] = 1 / shared_x, -path / shared_x
    slopes[1, 4] = 1
    slopes[2, [5, 8, 4]] = 1, -2 * path, path**2
    slopes[3, [6, 8]] = slopes[4, [7, 8]] = 1, -1
    slopes[5, [0, 4]] = slopes[6, [1, 4]] = 1, -1
    slopes[7, [2, 5]] = slopes[8, [3, 5]] = 1, -1
    se = np.sqrt(np.diag(slopes @ spread @ slopes.T))
    rest = shared_y - path * cross
    values = [path, shared_x, rest, c1 - cross, c2 - cross, v1 - shared_x, v2 - shared_x, w1 - shared_y, w2 - shared_y]
    parts = [estimate(x, s, n=n, method="common fate, ML") for x, s in zip(values, se, strict=True)]
    if any(part.value < 0 for part in (parts[1], parts[2], *parts[5:])):
        reasons += ("A variance came out below 0; the model does not fit these pairs.",)
    sd = np.sqrt(np.diag(sample))
    gap = ((sample - _sigma(theta)) / np.outer(sd, sd))[np.tril_indices(4)]
    base = n * float(np.log(np.diag(sample)).sum() - np.linalg.slogdet(sample)[1]) - 6
    excess = max(value - 1, 0)
    return CommonFateResult(
        path=parts[0],
        x_variance=parts[1],
        y_rest=parts[2],
        first_within=parts[3],
        second_within=parts[4],
        first_x_error=parts[5],
        second_x_error=parts[6],
        first_y_error=parts[7],
        second_y_error=parts[8],
        chi2=value,
        df=1,
        p=float(chi2.sf(value, 1)),
        cfi=1 - excess / max(base, excess) if excess else 1.0,
        rmsea=float(np.sqrt(excess / n)),
        srmr=float(np.sqrt((gap**2).mean())),
        n=n,
        reasons_against=reasons,
    )


def _reasons(table: Floats) -> tuple[str, ...]:
    reasons = []
    if len(table) < PAIRS_MIN["structure"]:
        reasons.append(f"{len(table)} pairs; {PAIRS_MIN['structure']} are needed.")
    for name, first, second in (("before", 0, 1), ("after", 2, 3)):
        icc = togetherness(table[:, first], table[:, second]).icc
        if icc <= ICC_MIN:
            reasons.append(f"What the two say of what comes {name} goes together too little (ICC {icc:.2f}).")
    return tuple(reasons)
