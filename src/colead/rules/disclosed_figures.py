"""What is told of a group that may be told: bands for few, one decimal for many, and never that all said the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

BANDS_BELOW: Final = 20
BAND_ENDS: Final = (2.5, 3.25, 4.0)
N_BANDS: Final = ((7, 9), (10, 14), (15, 19))
MEAN_ENDS: Final = (1.2, 4.8)
STEP: Final = 5
RATE_ENDS: Final = (40, 60, 80)
COMMENTS_FROM: Final = 10  # answers in the group
COMMENTS_MIN: Final = 5  # comments in it
UNFAVOURABLE_MAX: Final = 2
FAVOURABLE_MIN: Final = 4


@dataclass(frozen=True)
class Split:
    """How answers to one question fall, in steps of five per cent, none of them none or all."""

    unfavourable: int
    neutral: int
    favourable: int


@dataclass(frozen=True)
class Told:
    """A group's figures: its size and its composite as bands, and for many answers the mean and each question."""

    n: str
    band: int
    mean: str = ""
    splits: tuple[Split, ...] = ()


def told(n: int, composite_sum: float, histograms: Sequence[Mapping[int, int]]) -> Told:
    """`composite_sum` adds up everybody's mean over the questions; a histogram counts the answers to one question."""
    mean = composite_sum / n
    if n < BANDS_BELOW:
        return Told(n=n_band(n), band=band(mean))
    return Told(
        n=str(STEP * round(n / STEP)),
        band=band(mean),
        mean=mean_words(mean),
        splits=tuple(split(histogram) for histogram in histograms),
    )


def band(mean: float) -> int:
    """Which of the four fixed bands, from 1 (lowest) to 4."""
    return 1 + sum(mean >= end for end in BAND_ENDS)


def n_band(n: int) -> str:
    """So many answers, as a span; a K below the usual one begins its own."""
    low, high = next(((low, high) for low, high in N_BANDS if n <= high), N_BANDS[-1])
    return f"{min(low, 5) if n < low else low}-{high}"


def mean_words(mean: float) -> str:
    low, high = MEAN_ENDS
    if mean <= low:
        return f"{low} or less"
    return f"{high} or more" if mean >= high else f"{mean:.1f}"


def split(histogram: Mapping[int, int]) -> Split:
    n = sum(histogram.values())
    parts = [
        sum(count for value, count in histogram.items() if value <= UNFAVOURABLE_MAX),
        sum(count for value, count in histogram.items() if UNFAVOURABLE_MAX < value < FAVOURABLE_MIN),
        sum(count for value, count in histogram.items() if value >= FAVOURABLE_MIN),
    ]
    return Split(*(share(part, n) for part in parts)) if n else Split(STEP, STEP, STEP)


def share(part: int, n: int) -> int:
    return min(100 - STEP, max(STEP, STEP * round(100 * part / n / STEP)))


def rate_band(answered: int, invited: int) -> tuple[int, int]:
    """The share of those invited who answered, as a span of per cent."""
    percent = 100 * answered / invited
    ends = (0, *RATE_ENDS, 100)
    position = sum(percent >= end for end in RATE_ENDS)
    return ends[position], ends[position + 1]


def tells_comments(n: int, n_comments: int) -> bool:
    """Whether comments of this group may be read at all."""
    return n >= COMMENTS_FROM and n_comments >= COMMENTS_MIN
