"""Fetching is the check: a case as one of its named people, beside the pair it belongs to; and the home's lines."""

from colead.practice.reviews.queries.fetching import (
    Desk,
    actions_of,
    as_helper,
    cases,
    enter,
    get_sponsored,
    is_ended_today,
    line_text,
    may_help,
    named_on,
    other_side,
    seats_today,
    stand_in_for,
    stand_ins,
    support_for,
    units_of,
)
from colead.practice.reviews.queries.home import first_page, open_in, support_in

__all__ = [
    "Desk",
    "actions_of",
    "as_helper",
    "cases",
    "enter",
    "first_page",
    "get_sponsored",
    "is_ended_today",
    "line_text",
    "may_help",
    "named_on",
    "open_in",
    "other_side",
    "seats_today",
    "stand_in_for",
    "stand_ins",
    "support_for",
    "support_in",
    "units_of",
]
