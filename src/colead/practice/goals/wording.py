"""The room's words: what each part of a goal is called, and the few choices there are."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from colead.rules.audiences import Audience
from colead.rules.goals import Incentives, State, Word

Words = Any  # translated when they are shown

LABELS: Final[dict[str, Words]] = {
    "title": _("What you two want to reach"),
    "objective": _("The strategic objective it serves"),
    "north_star_line": _("How it serves your North Star"),
    "patient_line": _("What patients and families will notice"),
    "staff_line": _("What the people who care for them will notice"),
    "why_us_together": _("Why it takes the two of you"),
}
# As a sponsor or anybody else reads them.
LABELS_OUTSIDE: Final[dict[str, Words]] = {
    "north_star_line": _("How it serves the North Star"),
    "patient_line": _("What patients and families will notice"),
    "staff_line": _("What the people who care for them will notice"),
    "why_us_together": _("Why it takes the two of them"),
}
CHECK_INS: Final[dict[str, Words]] = {
    Word.ON_WAY.value: _("On its way"),
    Word.NEEDS_US.value: _("Needs us both"),
    Word.STUCK.value: _("Stuck"),
    Word.LEARNT.value: _("Learnt something"),
}
OUTCOMES: Final[dict[str, Words]] = {
    State.MET.value: _("Met"),
    State.PARTLY.value: _("Met in part"),
    State.NOT_MET.value: _("Not met"),
    State.CHANGED.value: _("It changed: another goal takes its place"),
    State.HANDED_OVER.value: _("Handed over to others"),
}
STATES: Final[dict[str, Words]] = {
    State.DRAFT.value: _("A draft, between the two of you"),
    State.ACCEPTED_BY_ONE.value: _("Accepted by one of you"),
    State.LIVE.value: _("Live"),
    State.MET.value: _("Closed: met"),
    State.PARTLY.value: _("Closed: met in part"),
    State.NOT_MET.value: _("Closed: not met"),
    State.CHANGED.value: _("Closed: it changed"),
    State.HANDED_OVER.value: _("Closed: handed over"),
}
INCENTIVES: Final[dict[str, Words]] = {
    Incentives.YES.value: _("Yes, for both of us or for neither"),
    Incentives.NO.value: _("No, for one of us only"),
    Incentives.UNKNOWN.value: _("We do not know"),
}
INCENTIVES_OUTSIDE: Final[dict[str, Words]] = {
    Incentives.YES.value: _("Yes, for both or for neither"),
    Incentives.NO.value: _("No, for one of the two only"),
    Incentives.UNKNOWN.value: _("They do not know"),
}
AUDIENCES: Final[dict[str, Words]] = {
    Audience.PROGRAMME.value: _("Your sponsor and the programme office"),
    Audience.EVERYONE.value: _("Everyone in the organisation"),
}
READERS: Final[dict[str, Words]] = {
    Audience.PAIR.value: _("Only the two of you"),
    Audience.PROGRAMME.value: _("Your sponsor and the programme office read it"),
    Audience.EVERYONE.value: _("Everyone in the organisation reads it"),
}
READERS_THEN: Final[dict[str, Words]] = {
    Audience.PAIR.value: _("It stays between the two of you"),
    Audience.PROGRAMME.value: _("Then your sponsor and the programme office read it"),
    Audience.EVERYONE.value: _("Then everyone in the organisation reads it"),
}
