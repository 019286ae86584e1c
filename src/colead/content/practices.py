"""The practices of a partnership: what each is, when it helps, how long it takes, and where it opens."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from colead.content.reading import pick, read_file


class Availability(StrEnum):
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True)
class Practice:
    """`route` names the page that opens it; a practice of later has none."""

    key: str
    name: str
    sentence: str
    workflow: str
    domain: str
    takes: str
    availability: Availability
    route: str = ""

    def __post_init__(self) -> None:
        if self.route and self.availability is Availability.LATER:
            raise ValueError(f"{self.key} has a route before it is available")

    @property
    def is_available(self) -> bool:
        return self.availability is Availability.NOW


@dataclass(frozen=True)
class Practices:
    practices: tuple[Practice, ...]

    def practice(self, key: str) -> Practice:
        return pick(self.practices, key)

    def in_domain(self, domain: str) -> tuple[Practice, ...]:
        return tuple(practice for practice in self.practices if practice.domain == domain)

    @property
    def available(self) -> tuple[Practice, ...]:
        return tuple(practice for practice in self.practices if practice.is_available)


@cache
def load() -> Practices:
    return read_file("practices.toml", Practices)
