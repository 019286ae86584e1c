"""Reliability and agreement of 100,000 respondents, against the same numbers from plain numpy formulas."""

import numpy as np

from bench.figure import Figure, seconds
from colead_stats import agreement, reliability

PEOPLE, ITEMS, UNITS = 100_000, 10, 2_000


def figures() -> list[Figure]:
    random = np.random.default_rng(20240917)
    units = np.sort(random.integers(0, UNITS, PEOPLE))
    lean = random.normal(0, 0.3, UNITS)[units] + random.normal(0, 0.7, PEOPLE)
    answers = np.clip(np.round(3.4 + lean[:, None] + random.normal(0, 0.8, (PEOPLE, ITEMS))), 1, 5)
    names = units.astype(str)
    assert np.isclose(reliability.alpha(answers).alpha, plain_alpha(answers))
    found = {unit.unit: unit.rwg_j for unit in agreement.agreement(answers, names).units}
    assert np.allclose([found[name] for name in np.unique(names)], plain_agreement(answers, names))
    return [
        compared("alpha_100000", lambda: reliability.alpha(answers), lambda: plain_alpha(answers)),
        compared(
            "agreement_100000", lambda: agreement.agreement(answers, names), lambda: plain_agreement(answers, names)
        ),
    ]


def compared(name: str, ours: object, plain: object) -> Figure:
    mine, other = seconds(ours), seconds(plain)  # type: ignore[arg-type]
    return Figure(name, mine / other, goal=1, note=f"{mine * 1000:.0f} ms against {other * 1000:.0f} ms")


def plain_alpha(answers: np.ndarray) -> float:
    """Alpha as textbooks write it, with what the engine tells besides: each item's correlation and alpha without it."""
    items, total = answers.var(axis=0, ddof=1), answers.sum(axis=1)
    k = answers.shape[1]
    for i in range(k):
        rest = total - answers[:, i]
        np.corrcoef(answers[:, i], rest)
        _without = (k - 1) / (k - 2) * (1 - np.delete(items, i).sum() / rest.var(ddof=1))
    return float(k / (k - 1) * (1 - items.sum() / total.var(ddof=1)))


def plain_agreement(answers: np.ndarray, names: np.ndarray) -> np.ndarray:
    """rwg(j) unit by unit: sort by unit, split, variance of each item."""
    order = np.argsort(names, kind="stable")
    _units, starts = np.unique(names[order], return_index=True)
    told = []
    for rows in np.split(answers[order], starts[1:]):
        kept = 1 - min(rows.var(axis=0, ddof=1).mean(), 2.0) / 2.0
        np.abs(rows - rows.mean(axis=0)).mean()
        told.append(answers.shape[1] * kept / (answers.shape[1] * kept + 1 - kept))
    return np.array(told)
