"""What the engine answers with: an estimate with interval, n and method, or a refusal that says what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass, is_dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]


class UnfitData(ValueError):
    """The question cannot be answered from these data; the message says why and what would help."""


@dataclass(frozen=True)
class Estimate:
    """One number with what is needed to read it: its uncertainty, the n behind it and how it was made."""

    value: float
    se: float | None
    low: float | None
    high: float | None
    n: int
    method: str

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def estimate(value: float, se: float, *, n: int, method: str, critical: float = 1.959963984540054) -> Estimate:
    """An estimate with a symmetric interval; `critical` is the quantile that `se` is multiplied with."""
    value, se = float(value), float(se)
    return Estimate(value=value, se=se, low=value - critical * se, high=value + critical * se, n=n, method=method)


def plain(result: Any) -> Any:
    """A result as numbers, words, lists and mappings only, for JSON; what is not a number becomes null."""
    if is_dataclass(result) and not isinstance(result, type):
        return plain(asdict(result))
    if isinstance(result, dict):
        return {str(key): plain(value) for key, value in result.items()}
    if isinstance(result, list | tuple | np.ndarray):
        return [plain(value) for value in result]
    if isinstance(result, np.generic):
        return plain(result.item())
    if isinstance(result, float) and not np.isfinite(result):
        return None
    return result


def complete_rows(matrix: Floats, codes: npt.NDArray[np.integer[Any]]) -> tuple[Floats, Ints]:
    """The rows (rows x columns) without a gap, and what belongs to each of them; cheap where nothing is missing."""
    whole = ~np.isnan(matrix @ np.ones(matrix.shape[1]))
    if whole.all():
        return matrix, codes.astype(np.int64)
    return matrix[whole], codes[whole].astype(np.int64)


def floats(values: npt.ArrayLike, *, name: str, ndim: int) -> Floats:
    """Values as an array of floats of this many dimensions; text and other shapes are refused by name."""
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as fault:
        raise UnfitData(f"{name} must hold numbers only; leave a cell empty (nan) where there is no answer.") from fault
    if array.ndim != ndim:
        raise UnfitData(f"{name} must have {ndim} dimension(s); it has {array.ndim}, of shape {array.shape}.")
    if not np.isfinite(array.sum()) and np.isinf(array).any():
        raise UnfitData(f"{name} holds an infinite number; write an empty cell (nan) where there is no answer.")
    return array
