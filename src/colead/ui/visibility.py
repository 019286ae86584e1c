"""Plain sentences for what is seen and by whom: the class of a text, the door, the two keys."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from colead.content import visibility as content

SHARED_WITHOUT_END = "C2"
PUBLISHED_TO_SPONSOR = "C3"
CHOSEN_FOR_ALL = "C1-C5"  # between the two as long as one key is missing, then out for everyone where both chose it

DOORS: Final = {
    "open": gettext_noop("Door open"),
    "rounding": gettext_noop("Rounding"),
    "clinic_or": gettext_noop("In clinic or OR"),
    "text_me": gettext_noop("Text me"),
    "only_urgent": gettext_noop("Only if urgent"),
    "off": gettext_noop("Off"),
}


def edge(level: str) -> str:
    """The edge drawn beside the sentence; nothing when no class is given."""
    return str(content.load().of(level.split("-")[0]).edge) if level else ""


def sentence(
    level: str,
    partner: str = "",
    until: str = "",
    org: str = "",
    *,
    is_sponsor: bool = False,
    sponsors: Sequence[str] | None = None,
) -> str:
    """`partner` is the name of the other person: the partner, or the coach a thing is lent to.

    `sponsors` are those who read what goes to the sponsor, each in a few words; None where no pair is at hand.
    `is_sponsor` when the reader is the sponsor, to whom 'your sponsor' would be somebody else.
    """
    if not level:
        return ""
    if level == CHOSEN_FOR_ALL:
        words = _("You and %(partner)s; everyone, if you choose it, once both agree")
        return words % {"partner": partner or _("your partner")}
    if is_sponsor and level == PUBLISHED_TO_SPONSOR:
        return _("The two of them and you, as their sponsor")
    if sponsors is not None and level == PUBLISHED_TO_SPONSOR:
        return read_by(sponsors)
    if level == SHARED_WITHOUT_END and not until:
        return _("Shared with coach %(name)s") % {"name": partner}
    return _(content.load().of(level).label).format(
        partner=partner or _("your partner"), name=partner, until=until, org=org or _("your organisation")
    )


def read_by(sponsors: Sequence[str]) -> str:
    if not sponsors:
        return _("Your sponsor too, once one of you has said who that is")
    return _("Your sponsor too: %(sponsors)s") % {"sponsors": "; ".join(sponsors)}


def door(state: str, until: str = "", words: str = "") -> str:
    """How to reach a person now, as they said it themselves."""
    said = words or _(DOORS.get(state, gettext_noop("As usual")))
    return _("%(door)s until %(until)s") % {"door": said, "until": until} if until else said


def keys(one: str, two: str, one_turned: bool, two_turned: bool, you: str = "") -> str:
    """`you` is "one" or "two" when the reader is that partner."""
    if one_turned and two_turned:
        return _("Both have agreed.")
    if not one_turned and not two_turned:
        return _("Nobody has agreed yet.")
    turned, other = (one, two) if one_turned else (two, one)
    if you == ("one" if one_turned else "two"):
        return _("You have agreed. It waits for %(name)s.") % {"name": other}
    if you:
        return _("%(name)s has agreed. It waits for you.") % {"name": turned}
    return _("%(turned)s has agreed. It waits for %(other)s.") % {"turned": turned, "other": other}
