"""Somebody who takes all that is published of a pulse and tries to learn what fewer than K people said.

The attacker is stronger than anybody on a site: they know the roster, who answered where, and the exact number of
answers in every published group; against `by_subtraction` and `by_row_space` they even hold exact sums.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from colead.rules import disclosed_figures
from colead.rules.disclosure import DISCIPLINES, K, Node, Place, Places, leaves, parents

LOWEST, HIGHEST = 1.0, 5.0
# What fewer than K people said in sum is as good as determined when less than one point of one answer is left open. Of
# K people whose exact sum is known, as block-closed publication allows, the sum of any K - 1 is open by a whole scale.
NARROW = 1.0
Sums = Mapping[Place, float]


@dataclass(frozen=True)
class Row:
    """One published figure: whose answers it holds, how many, and where their mean must lie given what is shown."""

    places: Places
    n: int
    low: float
    high: float


def shown(places: Places, answered: Mapping[Place, int], sums: Sums) -> Row:
    """What the page of one group lets its reader say of the mean."""
    n = sum(answered[place] for place in places)
    told = disclosed_figures.told(n, sum(sums[place] for place in places), ())
    low, high = edges_of_band(told.band)
    if told.mean.endswith("or less"):
        return Row(places, n, LOWEST, float(told.mean.split()[0]) + 0.05)
    if told.mean.endswith("or more"):
        return Row(places, n, float(told.mean.split()[0]) - 0.05, HIGHEST)
    if told.mean:
        low, high = max(low, float(told.mean) - 0.05), min(high, float(told.mean) + 0.05)
    return Row(places, n, low, high)


def edges_of_band(band: int) -> tuple[float, float]:
    ends = (LOWEST, *disclosed_figures.BAND_ENDS, HIGHEST)
    return ends[band - 1], ends[band]


def by_subtraction(groups: Sequence[Places], answered: Mapping[Place, int], k: int = K) -> Places | None:
    """A group within another, with fewer than K people (and some) between them."""
    sets = set(groups)
    for inner, outer in itertools.permutations(sets, 2):
        if inner < outer and 0 < size(outer - inner, answered) < k:
            return outer - inner
    return next((group for group in sets if 0 < size(group, answered) < k), None)


def by_row_space(groups: Sequence[Places], answered: Mapping[Place, int], k: int = K) -> Places | None:
    """Any sum of fewer than K people that follows from adding and subtracting any number of published sums."""
    classes = told_apart(groups, answered)
    if not classes:
        return None
    table = np.array([[float(part <= group) for part in classes] for group in groups])
    _, values, basis = np.linalg.svd(table, full_matrices=False)
    basis = basis[values > 1e-9]
    for some in small_sets(classes, answered, k):
        wanted = np.array([float(part in some) for part in classes])
        if np.abs(wanted - basis.T @ (basis @ wanted)).max() < 1e-9:
            return frozenset().union(*some)
    return None


def by_bounds(rows: Sequence[Row], answered: Mapping[Place, int], k: int = K) -> Places | None:
    """A place of fewer than K people, or one person, whose sum is held within less than one point of the scale.

    The sums of the finest parts that can be told apart are bounded by linear programs; whoever lies inside a part is
    bounded by what is left when all the others of it answer at one end.
    """
    parts = told_apart([row.places for row in rows], answered)
    if not parts:
        return None
    n = np.array([size(part, answered) for part in parts], dtype=float)
    member = np.array([[float(part <= row.places) for part in parts] for row in rows])
    limits = np.concatenate([[row.high * row.n for row in rows], [-row.low * row.n for row in rows]])
    table = np.vstack([member, -member])
    for i, part in enumerate(parts):
        low, high = (sign * solved(sign * np.eye(len(parts))[i], table, limits, n) for sign in (1, -1))
        few = [answered[place] for place in part if 0 < answered[place] < k]
        for m in {1, *few}:
            span = min(high - LOWEST * (n[i] - m), HIGHEST * m) - max(low - HIGHEST * (n[i] - m), LOWEST * m)
            if span < NARROW:
                return part
    return None


def solved(goal: np.ndarray, table: np.ndarray, limits: np.ndarray, n: np.ndarray) -> float:
    bounds = np.column_stack([LOWEST * n, HIGHEST * n])
    found = linprog(goal, A_ub=table, b_ub=limits + 1e-9, bounds=bounds, method="highs")
    assert found.success, "what is published contradicts itself"
    return float(found.fun)


def by_unanimity(rows: Sequence[Row]) -> Row | None:
    """A figure from which everybody's answer follows within less than a point."""
    return next((row for row in rows if row.high < LOWEST + 1 / row.n or row.low > HIGHEST - 1 / row.n), None)


def by_moving(before: Sequence[Row], after: Sequence[Row]) -> float:
    """The narrowest span left to one person who came or went, if everybody else answers as the last time."""
    spans = [HIGHEST - LOWEST]
    for old, new in itertools.product(before, after):
        if abs(new.n - old.n) == 1:
            low, high = new.low * new.n - old.high * old.n, new.high * new.n - old.low * old.n
            low, high = sorted((low, high)) if new.n > old.n else sorted((-high, -low))
            spans.append(min(high, HIGHEST) - max(low, LOWEST))
    return min(spans)


def size(places: Places, answered: Mapping[Place, int]) -> int:
    return sum(answered[place] for place in places)


def told_apart(groups: Sequence[Places], answered: Mapping[Place, int]) -> list[Places]:
    """The finest parts that what is published can tell apart: places that lie in the same groups are one part."""
    signs: dict[tuple[bool, ...], set[Place]] = {}
    for place, n in answered.items():
        sign = tuple(place in group for group in groups)
        if n > 0 and any(sign):
            signs.setdefault(sign, set()).add(place)
    return [frozenset(part) for part in signs.values()]


def small_sets(classes: Sequence[Places], answered: Mapping[Place, int], k: int) -> Iterator[tuple[Places, ...]]:
    small = [part for part in classes if size(part, answered) < k]
    for count in (1, 2, 3):
        for some in itertools.combinations(small, count):
            if sum(size(part, answered) for part in some) < k:
                yield some


def organisation(seed: int) -> tuple[Node, dict[Place, int], dict[Place, float]]:
    """A health system with its answers: two or three hospitals, lines, units of a few to forty, three disciplines."""
    chance = random.Random(seed)
    hospitals, answered, sums, number = [], {}, {}, 0
    for h in range(chance.randint(1, 3)):
        lines = []
        for line in range(chance.randint(2, 4)):
            units = []
            for _ in range(chance.randint(2, 7)):
                number += 1
                units.append(Node(f"u{number}"))
                fill(chance, f"u{number}", answered, sums)
            lines.append(Node(f"h{h}l{line}", tuple(units)))
        hospitals.append(Node(f"h{h}", tuple(lines)))
    return Node("root", tuple(hospitals)), answered, sums


def fill(chance: random.Random, unit: str, answered: dict[Place, int], sums: dict[Place, float]) -> None:
    people, mood = chance.randint(4, 40), chance.choice([2.4, 3.3, 3.8, 4.3, 4.7])
    for discipline, share in zip(DISCIPLINES, (0.65, 0.2, 0.15), strict=True):
        n = sum(chance.random() < 0.6 for _ in range(round(people * share)))
        answered[unit, discipline] = n
        sums[unit, discipline] = sum(min(5.0, max(1.0, round(chance.gauss(mood, 0.8), 2))) for _ in range(n))


def over_a_plain_threshold(root: Node, answered: Mapping[Place, int], k: int = K) -> list[Places]:
    """The rule that others use, as a control: whatever has K answers is told, cut by unit and by discipline."""
    nodes = {root, *(child for node in parents(root) for child in node.children)}
    groups = []
    for node in sorted(nodes, key=lambda node: node.id):
        inside = set(leaves(node))
        for discipline in ("", *DISCIPLINES):
            places = frozenset(p for p in answered if p[0] in inside and discipline in ("", p[1]))
            if size(places, answered) >= k:
                groups.append(places)
    return groups
