"""The ten sections of a partnership agreement, and which of them a sponsor may ever see in the summary."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from colead.content.reading import pick, read_file


class Summary(StrEnum):
    WHOLE = "whole"  # goes into the sponsor's summary as written
    PART = "part"  # only the part that `summary_part` names
    NEVER = "never"  # stays between the two


@dataclass(frozen=True)
class Section:
    key: str
    number: int
    title: str
    guidance: str
    starter: str
    in_summary: Summary
    seen_by: str
    summary_part: str = ""
    needed_before_goals: bool = False

    def __post_init__(self) -> None:
        if (self.in_summary is Summary.PART) != bool(self.summary_part):
            raise ValueError(f"{self.key} should name its summary part exactly when only a part is seen")


@dataclass(frozen=True)
class AgreementWords:
    intro: str
    ending: str
    sections: tuple[Section, ...]

    def __post_init__(self) -> None:
        if [section.number for section in self.sections] != list(range(1, len(self.sections) + 1)):
            raise ValueError("sections should be numbered one by one")

    def section(self, key: str) -> Section:
        return pick(self.sections, key)

    @property
    def for_summary(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.in_summary is not Summary.NEVER)

    @property
    def before_goals(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.needed_before_goals)


@cache
def load() -> AgreementWords:
    return read_file("agreement.toml", AgreementWords)
