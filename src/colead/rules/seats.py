"""The seat map: at which tables both sit, one or neither; which seat to ask for; who takes the chair in turn."""

from enum import StrEnum
from typing import Final


class Mode(StrEnum):
    BOTH = "both"
    NURSE = "nurse"
    PHYSICIAN = "physician"
    NONE = "none"


class Level(StrEnum):
    UNIT = "unit"
    HOSPITAL = "hospital"
    SYSTEM = "system"
    BOARD = "board"


ORDER: Final = {level: at for at, level in enumerate((Level.BOARD, Level.SYSTEM, Level.HOSPITAL, Level.UNIT))}


def may_wish(mode: str) -> bool:
    """A seat is asked for where one of the two, or neither, sits."""
    return mode != Mode.BOTH


def may_alternate(mode: str, *, is_co_led: bool) -> bool:
    """The chair is taken in turn where both sit and both lead."""
    return mode == Mode.BOTH and is_co_led
