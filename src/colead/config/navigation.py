"""What frames every page: who is looking, and the few places that person can go."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy

from colead.foundation.addresses import address
from colead.foundation.viewer import Viewer
from colead.rules.abilities import Ability


@dataclass(frozen=True)
class Place:
    title: str
    url: str


PLACES = (
    (Ability.LEAD, gettext_lazy("Home"), "home:front"),
    (Ability.SPONSOR, gettext_lazy("As sponsor"), "home:sponsor"),
    (Ability.KEEP_PROGRAMME, gettext_lazy("Dyads"), "partnerships:list"),
    (Ability.KEEP_PROGRAMME, gettext_lazy("Decision areas"), "partnerships:list_areas"),
    (Ability.KEEP_PROGRAMME, gettext_lazy("Requests without an answer"), "supports:list_unanswered"),
    (Ability.READ_POOLED, gettext_lazy("Decisions, taken together"), "pooled:decisions"),
    (Ability.KEEP_UNITS, gettext_lazy("Imports"), "imports:list"),
    (Ability.ADMINISTER, gettext_lazy("People and roles"), "accounts:list_people"),
    (Ability.ADMINISTER, gettext_lazy("Systems that point here"), "reviews:pointing_keys"),
    (Ability.INVITE, gettext_lazy("Invitations"), "accounts:list_invitations"),
    (Ability.READ_SITE_TRAIL, gettext_lazy("Trail of the installation"), "site_trail:trail"),
    (Ability.HOLD_TIME, gettext_lazy("Partner time you hold"), "calendar:holds"),
    (Ability.SIGNED_IN, gettext_lazy("Asked of you"), "conflicts:show_for_you"),
    (Ability.SIGNED_IN, gettext_lazy("From our leaders"), "home:published"),
    (Ability.SIGNED_IN, gettext_lazy("Who leads here"), "visibility:list_pages"),
    (Ability.SIGNED_IN, gettext_lazy("Units"), "units:list"),
    (Ability.SIGNED_IN, gettext_lazy("Your settings"), "people:you"),
)


def places_of(viewer: Viewer | None) -> list[Place]:
    """Only what this person can enter; nothing is shown and then refused."""
    if viewer is None or not viewer.is_signed_in:
        return []
    return [Place(str(title), address(route)) for ability, title, route in PLACES if viewer.has(ability)]


def page_frame(request: HttpRequest) -> dict[str, object]:
    viewer = getattr(request, "viewer", None)
    return {"viewer": viewer, "places": SimpleLazyObject(lambda: places_of(viewer))}
