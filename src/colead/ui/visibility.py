"""Plain sentences for what is seen and by whom: the class of a text, the door, the two keys."""

from django.utils.translation import gettext as _

EDGES = {
    "C0": "me",
    "C1": "pair",
    "C1s": "sealed",
    "C2": "lent",
    "C3": "sponsor",
    "C4": "programme",
    "C5": "all",
    "C6": "board",
    "CR": "named",
    "CS": "panel",
}


def edge(level: str) -> str:
    return EDGES.get(level, "")


def sentence(level: str, partner: str = "", until: str = "", org: str = "") -> str:
    """`partner` is the name of the other person: the partner, or the coach a thing is lent to."""
    words = {
        "C0": _("Only you"),
        "C1": _("You and %(name)s") % {"name": partner or _("your partner")},
        "C1s": _("Sealed until you both have"),
        "C2": shared_with(partner or _("your coach"), until),
        "C3": _("Your sponsor too"),
        "C4": _("The programme office too"),
        "C5": _("Everyone at %(org)s") % {"org": org} if org else _("Everyone here"),
        "C6": _("The board, in its pack"),
        "CR": _("Only the named reviewers"),
        "CS": _("Only the panel"),
    }
    return words.get(level, "")


def shared_with(name: str, until: str) -> str:
    if until:
        return _("Shared with %(name)s until %(until)s") % {"name": name, "until": until}
    return _("Shared with %(name)s") % {"name": name}


def door(state: str, until: str = "", words: str = "") -> str:
    """How to reach a person now, as they said it themselves."""
    known = {
        "open": _("Door open"),
        "rounding": _("Rounding"),
        "clinic": _("In clinic or OR"),
        "text": _("Text me"),
        "urgent": _("Only if urgent"),
        "off": _("Off"),
    }
    said = words or known.get(state, _("As usual"))
    return _("%(door)s until %(until)s") % {"door": said, "until": until} if until else said


def keys(one: str, two: str, one_turned: bool, two_turned: bool, you: str = "") -> str:
    """`you` is "one" or "two" when the reader is that partner."""
    if one_turned and two_turned:
        return _("Both keys are turned.")
    if not one_turned and not two_turned:
        return _("No key is turned yet.")
    turned, other = (one, two) if one_turned else (two, one)
    if you == ("one" if one_turned else "two"):
        return _("Your key is turned. It opens when %(name)s turns theirs.") % {"name": other}
    if you:
        return _("%(name)s has turned a key. Yours is the other.") % {"name": turned}
    return _("%(turned)s has turned a key; %(other)s has the other.") % {"turned": turned, "other": other}
