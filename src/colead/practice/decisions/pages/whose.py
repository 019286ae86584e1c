"""Whose a decision is by the pair's own table, and what that means where words stand when both have agreed."""

from typing import Final

from django.utils.translation import gettext as _

from colead.partnerships.charter import Right
from colead.partnerships.queries import Pair
from colead.rules.rights import Level

SIDES: Final = {
    Level.NURSE: "nurse",
    Level.NURSE_ASKS: "nurse",
    Level.PHYSICIAN: "physician",
    Level.PHYSICIAN_ASKS: "physician",
}
AFTER_ASKING: Final = frozenset({Level.NURSE_ASKS, Level.PHYSICIAN_ASKS})


def is_mine(right: Right, pair: Pair) -> bool:
    return SIDES.get(right.level) == pair.my_side


def words(right: Right, pair: Pair) -> str:
    """What the table says, and what the two find here: a page of two views takes the yes of both, whatever it says."""
    named = {"area": right.label, "name": pair.partner_name or _("your partner")}
    asks = right.level in AFTER_ASKING
    if is_mine(right, pair):
        said = _("%(area)s: you decide, after asking %(name)s.") if asks else _("%(area)s: you decide.")
        then = _(
            "Here it stands once both of you agree. If not, it is still yours: tell it as an own call, and close this."
        )
    elif right.level in SIDES:
        said = _("%(area)s: %(name)s decides, after asking you.") if asks else _("%(area)s: %(name)s decides.")
        then = _("Here it stands once both of you agree. If not, %(name)s can still tell it as an own call.")
    elif right.level == Level.EITHER:
        said = _("%(area)s: either of you decides, and tells the other.")
        then = _("Here it stands once both of you agree.")
    elif right.level == Level.ABOVE:
        said = _("%(area)s: it is decided above you.")
        then = _("Here you settle what the two of you bring there; it stands once both of you agree.")
    else:
        said, then = _("%(area)s: both of you decide."), _("It stands once both of you agree.")
    return _("By your table, %(said)s %(then)s") % {"said": said % named, "then": then % named}
