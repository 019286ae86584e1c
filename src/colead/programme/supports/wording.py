"""The room's words: what is asked for, what a sponsor says, how long ago that was."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from colead.foundation import clock
from colead.rules import requests as rules
from colead.rules.requests import Kind, Value
from colead.ui.templatetags.colead import plain_date

Words = Any  # translated when they are shown

KINDS: Final[dict[str, Words]] = {
    Kind.TIME.value: gettext_lazy("Time"),
    Kind.SPACE.value: gettext_lazy("Space"),
    Kind.SEAT.value: gettext_lazy("A seat"),
    Kind.COACH.value: gettext_lazy("A coach"),
    Kind.TRAINING.value: gettext_lazy("Training"),
    Kind.DATA.value: gettext_lazy("Data"),
    Kind.ROLE.value: gettext_lazy("Role clarity"),
    Kind.OTHER.value: gettext_lazy("Something else"),
}
VALUES: Final[dict[str, Words]] = {
    Value.YES.value: gettext_lazy("Yes"),
    Value.PART.value: gettext_lazy("In part"),
    Value.NO.value: gettext_lazy("No"),
}


def asked_ago(asked_on: date) -> str:
    """In plain days, whatever their number."""
    days = rules.age(asked_on, clock.today())
    if days == 0:
        return _("asked today")
    return ngettext("asked %(days)d day ago", "asked %(days)d days ago", days) % {"days": days}


def said(value: str, by_on: date | None) -> str:
    """'Yes, by Mon 7 Dec'."""
    words = str(VALUES[value])
    return _("%(answer)s, by %(day)s") % {"answer": words, "day": plain_date(by_on)} if by_on else words


def named(names: Iterable[str]) -> str:
    return str(_(" and ").join(names))
