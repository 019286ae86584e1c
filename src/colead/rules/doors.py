"""The door: set by hand, gone by itself, without a history; and what it lets through."""

from datetime import datetime, timedelta
from enum import StrEnum


class Door(StrEnum):
    OPEN = "open"
    ROUNDING = "rounding"
    CLINIC_OR = "clinic_or"
    TEXT_ME = "text_me"
    ONLY_URGENT = "only_urgent"
    OFF = "off"


DEFAULT_HOURS: dict[Door, int] = {
    Door.OPEN: 2,
    Door.ROUNDING: 2,
    Door.CLINIC_OR: 4,
    Door.TEXT_ME: 2,
    Door.ONLY_URGENT: 2,
    Door.OFF: 12,
}
HOURS_MAX = 24


def expires_at(door: Door, *, set_at: datetime, hours: int | None = None) -> datetime:
    """When the door forgets what it said; never later than a day, however long was asked for."""
    wanted = DEFAULT_HOURS[door] if hours is None else hours
    return set_at + timedelta(hours=min(max(wanted, 1), HOURS_MAX))


def showing(door: str, until: datetime | None, *, now: datetime) -> Door | None:
    """What the door says now; nothing once its time is over."""
    if not door or until is None or now >= until:
        return None
    return Door(door)


def lets_push_through(door: Door | None) -> bool:
    """Only 'off' holds back 'need you today'; that is what the words on the door promise."""
    return door is not Door.OFF
