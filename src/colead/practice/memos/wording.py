"""The room's words: what a memo is made of, where it stands, and how a signature was given."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from colead.rules.audiences import Audience
from colead.rules.memos import State

Words = Any  # translated when they are shown

LABELS: Final[dict[str, Words]] = {
    "title": _("Title"),
    "to": _("To"),
    "body": _("The text of the memo"),
    "north_star": _("What it serves, in a line"),
    "in_person": _("Who should hear it from us in person first?"),
    "publish_at": _("When it goes out"),
}
AUDIENCES: Final[dict[str, Words]] = {
    Audience.EVERYONE.value: _("Everyone in the organisation"),
    Audience.PROGRAMME.value: _("Your sponsor and the programme office"),
    Audience.SPONSOR.value: _("Your sponsor"),
}
READS_THEN: Final[dict[str, Words]] = {
    Audience.EVERYONE.value: _("With the second signature everyone in the organisation can read it."),
    Audience.PROGRAMME.value: _("With the second signature your sponsor and the programme office can read it."),
    Audience.SPONSOR.value: _("With the second signature your sponsor can read it."),
}
READS_AT_ITS_HOUR: Final[dict[str, Words]] = {
    Audience.EVERYONE.value: _(
        "Signed by both, it goes out by itself: %(moment)s. From then on everyone in the organisation can read it."
    ),
    Audience.PROGRAMME.value: _(
        "Signed by both, it goes out by itself: %(moment)s. "
        "From then on your sponsor and the programme office can read it."
    ),
    Audience.SPONSOR.value: _(
        "Signed by both, it goes out by itself: %(moment)s. From then on your sponsor can read it."
    ),
}
# The class of what is out, as it stands beside it.
LEVELS: Final[dict[str, str]] = {
    Audience.EVERYONE.value: "C5",
    Audience.PROGRAMME.value: "C4",
    Audience.SPONSOR.value: "C3",
}
STATES: Final[dict[str, Words]] = {
    State.DRAFT.value: _("A draft, between the two of you"),
    State.ONE_SIGNED.value: _("Signed by one of you"),
    State.SCHEDULED.value: _("Signed by both, goes out at its hour"),
    State.PUBLISHED.value: _("Published"),
    State.CORRECTED.value: _("Corrected"),
    State.WITHDRAWN.value: _("Withdrawn"),
    State.DROPPED.value: _("Let go"),
}
