"""Who can see this: the sentence and the edge for each class of text."""

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
        "clinic": _("In clinic or theatre"),
        "text": _("Text me"),
        "urgent": _("Only if urgent"),
        "off": _("Off"),
    }
    said = words or known.get(state, _("No word left"))
    return _("%(door)s until %(until)s") % {"door": said, "until": until} if until else said
