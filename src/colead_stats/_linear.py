"""Least squares, and generalised least squares for pairs, written once for every method that needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import minimize

from colead_stats.results import Floats, UnfitData


@dataclass(frozen=True)
class LeastSquares:
    """Coefficients (p,), their covariance (p x p), the residuals (n,) and the residual degrees of freedom."""

    b: Floats
    covariance: Floats
    residuals: Floats
    df: int

    @property
    def se(self) -> Floats:
        """Standard errors (p,)."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def sigma2(self) -> float:
        """The residual variance, on its degrees of freedom."""
        return float(self.residuals @ self.residuals) / self.df


def least_squares(x: Floats, y: Floats) -> LeastSquares:
    """Ordinary least squares of y (n,) on x (n x p); refuses columns that say the same."""
    n, p = x.shape
    if n <= p:
        raise UnfitData(f"{n} complete rows for {p} coefficients; more rows than coefficients are needed.")
    q, r = np.linalg.qr(x)
    if np.abs(np.diag(r)).min() < 1e-10 * np.abs(np.diag(r)).max():
        raise UnfitData("One column follows from the others (or never changes); leave one of them out.")
    b = np.linalg.solve(r, q.T @ y)
    residuals = y - x @ b
    inverse = np.linalg.inv(r)
    return LeastSquares(b, (inverse @ inverse.T) * float(residuals @ residuals) / (n - p), residuals, n - p)


@dataclass(frozen=True)
class PairFit:
    """A regression over both members of n pairs whose residuals belong together."""

    b: Floats
    se: Floats
    covariance: Floats
    rho: float
    sigma: float
    ratio: float
    log_likelihood: float
    n: int


def pair_gls(
    y: Floats, x: Floats, *, variances: Literal["equal", "by_member"] = "equal", restricted: bool = True
) -> PairFit:
    """Regression of y (n x 2) on x (n x 2 x p) with residuals correlated inside a pair.

    `variances` says whether both members share one residual variance; `restricted` chooses REML over ML. `sigma` is
    the residual sd of the first member, `ratio` the second's divided by it. Standard errors rest on n * 2 - p.
    """
    n, _, p = x.shape
    total = 2 * n
    # What the likelihood needs of the data, summed over pairs once: members x members x (p x p), (p,) and (,).
    xx, xy, yy = np.einsum("nip,njq->ijpq", x, x), np.einsum("nip,nj->ijp", x, y), y.T @ y

    def solve(rho: float, ratio: float) -> tuple[float, Floats, Floats, float]:
        inner = np.array([[1, rho * ratio], [rho * ratio, ratio**2]])
        weight = np.linalg.inv(inner)
        gram, aim = np.tensordot(weight, xx), np.tensordot(weight, xy)
        b = np.linalg.solve(gram, aim)
        squares = float(np.tensordot(weight, yy) - b @ aim)
        free = total - p if restricted else total
        log_det = n * float(np.log(np.linalg.det(inner)))
        value = free * (np.log(2 * np.pi * squares / free) + 1) + log_det
        if restricted:
            value += float(np.linalg.slogdet(gram)[1])
        return -0.5 * value, b, np.linalg.inv(gram), squares

    def loss(theta: Floats) -> float:
        ratio = float(np.exp(theta[1])) if variances == "by_member" else 1.0
        return -solve(float(np.tanh(theta[0])), ratio)[0]

    begin = np.zeros(2 if variances == "by_member" else 1)
    found = minimize(loss, begin, method="BFGS", options={"gtol": 1e-9})
    found = minimize(loss, found.x, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 2000})
    rho = float(np.tanh(found.x[0]))
    ratio = float(np.exp(found.x[1])) if variances == "by_member" else 1.0
    likelihood, b, inverse, squares = solve(rho, ratio)
    covariance = inverse * squares / (total - p)
    sigma2 = squares / (total - p) if restricted else squares / total
    return PairFit(b, np.sqrt(np.diag(covariance)), covariance, rho, float(np.sqrt(sigma2)), ratio, likelihood, n)
