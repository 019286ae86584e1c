"""What things are called in this room."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from colead.rules.visibility import Hint, Level, PageState, VisitState, Who

Words = Any  # translated when they are shown

LEVELS: Final[dict[str, Words]] = {
    Level.UNIT.value: _("Where people work"),
    Level.HOSPITAL.value: _("The hospital"),
    Level.SYSTEM.value: _("The system"),
    Level.BOARD.value: _("The board"),
    Level.OUTSIDE.value: _("Outside the house"),
}
PAGES: Final[dict[str, Words]] = {
    PageState.DRAFT.value: _("Not out yet"),
    PageState.RELEASED.value: _("Everyone can read it"),
    PageState.STALE.value: _("Everyone can read it, and something in it has changed since"),
}
VISITS_HOST: Final[dict[str, Words]] = {
    VisitState.ASKED.value: _("%(names)s, %(unit)s, would like to sit in with you"),
    VisitState.AGREED.value: _("%(names)s, %(unit)s, sit in with you"),
}
VISITS_GUEST: Final[dict[str, Words]] = {
    VisitState.ASKED.value: _("You asked %(names)s, %(unit)s, to sit in with them"),
    VisitState.AGREED.value: _("You sit in with %(names)s, %(unit)s"),
    VisitState.DECLINED.value: _("Not this time: %(names)s, %(unit)s. Another day may fit."),
}
HINTS: Final[dict[str, Words]] = {
    Hint.PLENTY.value: _("That is plenty for a quarter. A few that people remember do more than many."),
    Hint.WHERE_PEOPLE_WORK.value: _("None of these is where people work. Is there one on a unit, at its own hour?"),
    Hint.NOT_BOTH_EVERYWHERE.value: _("Not both at everything: somewhere one of you can speak for both."),
}
# What people ask two leaders about. A page begins with these; money, hiring and how somebody works are not for a wall.
FIRST_SHOWN: Final = (
    "daily_staffing_flow",
    "physician_schedule",
    "protocols_order_sets",
    "rounding_model",
    "huddle_design",
    "visitor_access",
    "safety_event_response",
    "complaint_response",
    "family_crisis",
    "employee_concerns",
    "staff_education",
    "emergency_surge",
)
TOGETHER: Final = _("Together")
ALONE: Final = _("%(name)s for both")
STARTER: Final = _(
    "We lead this place together, a nurse and a physician, because neither of us sees the whole of what happens "
    "to a patient here."
)
ASK: Final = _("Ask either of us. What one of us says, both of us mean.")


def who(named: dict[str, str]) -> dict[str, Words]:
    """`named` holds who sits on each side."""
    alone = {side: ALONE % {"name": name} for side, name in named.items()}
    return {Who.BOTH.value: TOGETHER, **alone}
