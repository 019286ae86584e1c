"""To whom something goes when it leaves its space."""

from enum import StrEnum


class Audience(StrEnum):
    PAIR = "pair"  # C1: signed by both and kept between them
    SPONSOR = "sponsor"  # C3
    PROGRAMME = "programme"  # C4
    EVERYONE = "everyone"  # C5
    BOARD = "board"  # C6
