"""A figure: what was measured, its goal, and whether it was met."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`goal` is the most the value may be; a figure without a goal only informs."""

    name: str
    value: float
    goal: float | None = None
    unit: str = "times"
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return "-"
        return "met" if self.value <= self.goal else "missed"

    def line(self) -> str:
        goal = "-" if self.goal is None else f"{self.goal:g}"
        return f"{self.name:<34} {self.value:>10.2f} {self.unit:<8} goal {goal:>6}  {self.verdict:<7} {self.note}"


def seconds(work: Callable[[], object], *, rounds: int = 7) -> float:
    """The median of some rounds, after one that warms up."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
