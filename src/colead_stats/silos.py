"""Whether work flows across professions and units: ties across boundaries against what sizes alone would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from colead_stats.results import Floats, Ints, UnfitData, floats


@dataclass(frozen=True)
class TieResult:
    """Ties within and across groups, with the share that group sizes alone would lead to."""

    external: int
    internal: int
    ei_index: float
    expected: float
    permuted_mean: float | None
    permuted_sd: float | None
    p_lower: float | None
    p_upper: float | None
    cross_share: float
    assortativity: float
    modularity: float
    reciprocity: float
    density: float
    n: int
    groups: tuple[str, ...]
    mixing: tuple[tuple[int, ...], ...]

    @property
    def beyond_chance(self) -> float:
        """Observed minus expected: below 0 people keep to their own more than sizes alone explain."""
        return self.ei_index - self.expected


@dataclass(frozen=True)
class FlowCell:
    """How one profession says work goes with another."""

    rater: str
    rated: str
    n: int
    mean: float
    sd: float


@dataclass(frozen=True)
class FlowResult:
    """The matrix of professions by professions, and whether people rate their own higher than the others."""

    cells: tuple[FlowCell, ...]
    own: float
    others: float
    p: float | None

    @property
    def gap(self) -> float:
        """Own profession minus the others, in points of the scale."""
        return self.own - self.others


def ties(
    edges: npt.ArrayLike,
    groups: Sequence[object] | npt.NDArray[np.generic],
    *,
    within: Sequence[object] | npt.NDArray[np.generic] | None = None,
    directed: bool = True,
    permutations: int = 9999,
    seed: int = 0,
) -> TieResult:
    """Do people turn to their own group more than its size explains? The E-I index beside its expected value.

    Parameters: `edges` (ties x 2), positions (from 0) of who names whom; `groups` (people,), profession or unit of
    each; `within` (people,), if given, labels change places only inside it - permute professions within unit, or
    people who share a ward look like a silo; `directed` whether a tie has a direction; `permutations` of the labels
    for p (0: none), with `seed`. Returns the counts, E-I from -1 (all inside) to 1 (all across), its exact mean under
    random labels (without `within`; else the mean of the permutations), p in both directions, assortativity,
    modularity (undirected), reciprocity, density and the mixing matrix. Ties of a person to themselves are left out.
    Raises UnfitData for a tie to nobody, a single group, or no tie at all.

    Papers: Krackhardt & Stern 1988, Social Psychology Quarterly 51:123; Newman 2003, Physical Review E 67:026126.

    >>> net = ties([[0, 1], [0, 2], [1, 2], [2, 3], [3, 4], [3, 5], [4, 5]], list("NNNPPP"), directed=False)
    >>> round(net.ei_index, 3), net.expected
    (-0.714, 0.2)
    """
    labels, codes, pairs = _network(edges, groups, directed)
    n, m = len(codes), len(pairs)
    mixing = _mixing(codes, pairs, len(labels))
    external = int(m - np.trace(mixing))
    shuffled = _shuffled_ei(codes, pairs, _blocks(within, n), permutations, seed) if permutations else None
    ei = (2 * external - m) / m
    expected = _expected(codes, n) if within is None or shuffled is None else float(shuffled.mean())
    possible = n * (n - 1)
    return TieResult(
        external=external,
        internal=m - external,
        ei_index=ei,
        expected=expected,
        permuted_mean=None if shuffled is None else float(shuffled.mean()),
        permuted_sd=None if shuffled is None else float(shuffled.std(ddof=1)),
        p_lower=None if shuffled is None else _share(shuffled <= ei + 1e-12),
        p_upper=None if shuffled is None else _share(shuffled >= ei - 1e-12),
        cross_share=external / m,
        assortativity=_assortativity(mixing if directed else mixing + mixing.T),
        modularity=_modularity(codes, pairs, n),
        reciprocity=_reciprocity(pairs) if directed else 1.0,
        density=m / (possible if directed else possible / 2),
        n=n,
        groups=labels,
        mixing=tuple(tuple(int(cell) for cell in row) for row in mixing),
    )


def flow(
    ratings: npt.ArrayLike,
    raters: Sequence[object] | npt.NDArray[np.generic],
    rated: Sequence[str],
    *,
    within: Sequence[object] | npt.NDArray[np.generic] | None = None,
    cell_min: int = 7,
    permutations: int = 9999,
    seed: int = 0,
) -> FlowResult:
    """How does work go between the professions, as each of them sees it? A matrix of means, from answers by role.

    Parameters: `ratings` (people x professions), how work goes with each profession, nan where not answered; `raters`
    (people,), everybody's own profession; `rated`, the professions of the columns; `within` (people,), as in `ties`;
    cells of fewer than `cell_min` people are left out. Returns the cells, the mean given to one's own and to the
    others in points of the scale, and p of their gap under shuffled professions. No list of names is needed.
    Raises UnfitData when shapes differ or nobody rated their own and another profession.

    Paper: the permutation test of Good 2005, Permutation, Parametric and Bootstrap Tests, ch. 3.

    >>> result = flow([[5, 3], [5, 3], [3, 4], [3, 4]], list("NNPP"), ["N", "P"], cell_min=2, permutations=0)
    >>> result.own, result.others
    (4.5, 3.0)
    """
    matrix = floats(ratings, name="ratings", ndim=2)
    names = np.asarray(raters).astype(str)
    if matrix.shape != (len(names), len(rated)):
        raise UnfitData(f"ratings is {matrix.shape}; it must be {len(names)} people x {len(rated)} professions.")
    column = {name: position for position, name in enumerate(rated)}
    codes = np.array([column.get(name, -1) for name in names])
    gap = _own_and_others(matrix, codes)
    p = None
    if permutations:
        draws = _shuffled(codes, _blocks(within, len(codes)), permutations, seed)
        gaps = np.array([np.subtract(*_own_and_others(matrix, draw)) for draw in draws])
        p = _share(np.abs(gaps - gaps.mean()) >= abs(gap[0] - gap[1] - gaps.mean()) - 1e-12)
    return FlowResult(_cells(matrix, names, rated, cell_min), gap[0], gap[1], p)


def _network(
    edges: npt.ArrayLike, groups: Sequence[object] | npt.NDArray[np.generic], directed: bool
) -> tuple[tuple[str, ...], Ints, Ints]:
    names, codes = np.unique(np.asarray(groups).astype(str), return_inverse=True)
    if len(names) < 2:
        raise UnfitData("Everybody is in one group; a boundary needs two.")
    table = floats(edges, name="edges", ndim=2)
    if table.shape[1] != 2 or np.isnan(table).any() or (table % 1).any():
        raise UnfitData("edges must have two columns of positions: who names whom.")
    pairs = table.astype(np.int64)
    if pairs.size and (pairs.min() < 0 or pairs.max() >= len(codes)):
        raise UnfitData(f"A tie leads to position {pairs.max()}; people have positions 0 to {len(codes) - 1}.")
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    pairs = np.unique(pairs if directed else np.sort(pairs, axis=1), axis=0)
    if not len(pairs):
        raise UnfitData("There is no tie between two people.")
    return tuple(str(name) for name in names), codes.astype(np.int64), pairs


def _mixing(codes: Ints, pairs: Ints, n_groups: int) -> Ints:
    cells = codes[pairs[:, 0]] * n_groups + codes[pairs[:, 1]]
    return np.bincount(cells, minlength=n_groups**2).reshape(n_groups, n_groups)


def _expected(codes: Ints, n: int) -> float:
    sizes = np.bincount(codes)
    inside = float((sizes * (sizes - 1)).sum())
    across = n * (n - 1) - inside
    return (across - inside) / (across + inside)


def _assortativity(mixing: Ints) -> float:
    share = mixing / mixing.sum()
    by_chance = float((share.sum(axis=1) * share.sum(axis=0)).sum())
    return float((np.trace(share) - by_chance) / (1 - by_chance)) if by_chance < 1 else float("nan")


def _modularity(codes: Ints, pairs: Ints, n: int) -> float:
    single = np.unique(np.sort(pairs, axis=1), axis=0)
    degrees = np.bincount(single.ravel(), minlength=n)
    inside = (codes[single[:, 0]] == codes[single[:, 1]]).sum() / len(single)
    weights = np.bincount(codes, weights=degrees) / (2 * len(single))
    return float(inside - (weights**2).sum())


def _reciprocity(pairs: Ints) -> float:
    there = {(int(a), int(b)) for a, b in pairs}
    return sum((b, a) in there for a, b in there) / len(there)


def _blocks(within: Sequence[object] | npt.NDArray[np.generic] | None, n: int) -> list[Ints]:
    if within is None:
        return [np.arange(n)]
    labels = np.asarray(within).astype(str)
    if len(labels) != n:
        raise UnfitData(f"within has {len(labels)} labels for {n} people.")
    return [np.flatnonzero(labels == label) for label in np.unique(labels)]


def _shuffled(codes: Ints, blocks: list[Ints], times: int, seed: int) -> Ints:
    random = np.random.default_rng(seed)
    draws = np.tile(codes, (times, 1))
    for block in blocks:
        draws[:, block] = random.permuted(draws[:, block], axis=1)
    return draws


def _shuffled_ei(codes: Ints, pairs: Ints, blocks: list[Ints], times: int, seed: int) -> Floats:
    draws = _shuffled(codes, blocks, times, seed)
    internal = np.zeros(times)
    for some in np.array_split(pairs, 1 + len(pairs) * times // 20_000_000):
        internal += (draws[:, some[:, 0]] == draws[:, some[:, 1]]).sum(axis=1)
    return np.asarray(1 - 2 * internal / len(pairs))


def _share(extreme: npt.NDArray[np.bool_]) -> float:
    return float((1 + extreme.sum()) / (1 + len(extreme)))


def _own_and_others(matrix: Floats, codes: npt.NDArray[np.integer]) -> tuple[float, float]:
    there = ~np.isnan(matrix)
    own = np.zeros_like(there)
    known = codes >= 0
    own[np.flatnonzero(known), codes[known]] = True
    mine, theirs = there & own, there & ~own
    if not mine.any() or not theirs.any():
        raise UnfitData("Nobody rated both their own profession and another; there is no gap to look at.")
    return float(matrix[mine].mean()), float(matrix[theirs].mean())


def _cells(matrix: Floats, raters: npt.NDArray[np.str_], rated: Sequence[str], cell_min: int) -> tuple[FlowCell, ...]:
    cells = []
    for rater in np.unique(raters):
        for position, name in enumerate(rated):
            column = matrix[raters == rater, position]
            column = column[~np.isnan(column)]
            if len(column) >= max(cell_min, 2):
                cells.append(FlowCell(str(rater), name, len(column), float(column.mean()), float(column.std(ddof=1))))
    return tuple(cells)
