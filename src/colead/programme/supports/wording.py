"""The room's words: what is asked for, what a sponsor says, how long ago that was."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from colead.foundation import clock
from colead.rules import requests as rules
from colead.rules.requests import Kind, State, Value
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


def promised(asked_on: date) -> str:
    """To the sponsor: the promise of the covenant, the day it is, and who else sees that one waits."""
    days = {"promised": rules.TOLD_AFTER, "days": rules.age(asked_on, clock.today())}
    if not days["days"]:
        return _("Asked today. An answer is promised within %(promised)d days.") % days
    if not rules.is_told(State.ASKED, asked_on, clock.today()):
        return _("An answer is promised within %(promised)d days; it is day %(days)d.") % days
    late = _("An answer was promised within %(promised)d days; it is day %(days)d.") % days
    return f"{late} {_('The programme office sees that one waits.')}"


def said(value: str, by_on: date | None) -> str:
    """'Yes, by Mon 7 Dec'."""
    words = str(VALUES[value])
    return _("%(answer)s, by %(day)s") % {"answer": words, "day": plain_date(by_on)} if by_on else words


def named(names: Iterable[str]) -> str:
    return str(_(" and ").join(names))
