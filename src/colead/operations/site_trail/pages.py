"""Entries of the installation's trail as plain sentences. They name people and roles, and hold no words of anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.foundation.viewer import Viewer
from colead.people.models import Person
from colead.promises import trail
from colead.rules.roles import ROLE_CARDS, Role

PAGE_ROWS = 50

# {who} did it, {person} is whom it concerns, {role} which role.
SENTENCES: Final = {
    "invited": gettext_lazy("{who} invited {person}."),
    "accepted_invitation": gettext_lazy("{person} set a first password."),
    "withdrew_invitation": gettext_lazy("{who} took back the invitation of {person}."),
    "proposed_role": gettext_lazy("{who} proposed {person} as {role}."),
    "confirmed_role": gettext_lazy("{who} confirmed {person} as {role}."),
    "withdrew_role": gettext_lazy("{who} took back the proposal of {person} as {role}."),
    "ended_role": gettext_lazy("{who} ended the role of {person} as {role}."),
    "appointed_from_the_machine": gettext_lazy("{person} was made {role} from the machine that Colead runs on."),
    "closed_account": gettext_lazy("{who} closed the account of {person}."),
    "opened_account": gettext_lazy("{who} opened the account of {person} again."),
    "sent_reset_link": gettext_lazy("{who} sent {person} a link for a new password. The hold began."),
    "reset_password": gettext_lazy("The password of {person} was set anew by a mailed link. The hold began."),
    "asked_factor_reset": gettext_lazy("{who} asked to take away the second steps of {person}."),
    "confirmed_factor_reset": gettext_lazy(
        "{who} confirmed it: the second steps of {person} are gone. The hold began."
    ),
    "withdrew_factor_reset": gettext_lazy("{who} took back the request about the second steps of {person}."),
    "released_hold": gettext_lazy("{person} proved to be the owner. The hold ended."),
    "disputed_reset": gettext_lazy("Somebody said that the reset of {person} was not theirs. The account is shut."),
    "changed_password": gettext_lazy("{person} changed the password."),
    "added_app": gettext_lazy("{person} set up an authenticator app."),
    "removed_app": gettext_lazy("{person} took an authenticator app away."),
    "added_passkey": gettext_lazy("{person} added a passkey."),
    "removed_passkey": gettext_lazy("{person} took a passkey away."),
    "made_recovery_codes": gettext_lazy("{person} made new recovery codes."),
    "formed": gettext_lazy("{who} formed a dyad."),
    "filled_seat": gettext_lazy("{who} filled a seat in a dyad."),
    "set_end_of_seat": gettext_lazy("{who} set the day on which a seat in a dyad ends."),
    "kept_seat": gettext_lazy("{who} took back the end of a seat in a dyad."),
    "ended_seat": gettext_lazy("{who} ended a seat in a dyad."),
    "added_sponsor": gettext_lazy("{who} named {person} as sponsor of a dyad."),
    "ended_sponsor": gettext_lazy("{who} ended a sponsorship of {person}."),
    "set_status": gettext_lazy("{who} changed where a dyad stands."),
    "edited_partnership": gettext_lazy("{who} gave a dyad another name or unit."),
    "added_unit": gettext_lazy("{who} added a unit."),
    "edited_unit": gettext_lazy("{who} changed the words of a unit."),
    "moved_unit": gettext_lazy("{who} moved a unit in the tree."),
    "retired_unit": gettext_lazy("{who} retired a unit."),
    "brought_back_unit": gettext_lazy("{who} brought a unit back."),
    "added_objective": gettext_lazy("{who} added a strategic objective."),
    "edited_objective": gettext_lazy("{who} reworded a strategic objective."),
    "retired_objective": gettext_lazy("{who} retired a strategic objective."),
    "named_unit_sponsor": gettext_lazy("{who} named a sponsor for a unit."),
    "ended_unit_sponsor": gettext_lazy("{who} let a sponsor of a unit go."),
    "added_area": gettext_lazy("{who} added a decision area."),
    "reworded_area": gettext_lazy("{who} reworded a decision area."),
    "rested_area": gettext_lazy("{who} let a decision area rest."),
    "offered_area": gettext_lazy("{who} offered a decision area again."),
    "put_back_area": gettext_lazy("{who} put the first wording of a decision area back."),
    "published_pooled": gettext_lazy("The pooled numbers of a half-year were published."),
    "counted_open": gettext_lazy("The open cases of all dyads together were counted for a quarter."),
    "changed_address": gettext_lazy("{who} changed the e-mail address of {person} by a list. The hold began."),
    "took_in_list": gettext_lazy("{who} took in a list."),
    "placed_hold": gettext_lazy("{who} asked for a legal hold."),
    "confirmed_hold": gettext_lazy("{who} confirmed a legal hold."),
    "lifted_hold": gettext_lazy("{who} lifted a legal hold."),
}


@dataclass(frozen=True)
class TrailRow:
    at: datetime
    sentence: str


@dataclass(frozen=True)
class TrailPage:
    rows: list[TrailRow]
    number: int
    has_more: bool

    @classmethod
    def build(cls, viewer: Viewer, *, number: int) -> "TrailPage":
        start = (number - 1) * PAGE_ROWS
        entries = list(trail.of_site(viewer)[start : start + PAGE_ROWS + 1])
        names = names_in(entries)
        rows = [TrailRow(entry.at, sentence_of(entry, names)) for entry in entries[:PAGE_ROWS]]
        return cls(rows, number, len(entries) > PAGE_ROWS)


def names_in(entries: Iterable[Any]) -> dict[str, str]:
    """One look-up for everybody who stands on the page."""
    wanted = {str(entry.actor_id) for entry in entries if entry.actor_id}
    wanted |= {str(entry.facts["person"]) for entry in entries if "person" in entry.facts}
    rows = Person.objects.filter(pk__in=[UUID(id) for id in wanted]).values_list("pk", "name")
    return {str(id): name for id, name in rows}


def sentence_of(entry: Any, names: dict[str, str]) -> str:
    words = {
        "who": names.get(str(entry.actor_id), _("The system")),
        "person": names.get(str(entry.facts.get("person")), _("somebody")),
        "role": role_words(entry.facts.get("role")),
    }
    known = SENTENCES.get(entry.verb)
    if known is not None:
        return str(known).format(**words)
    verb, kind = entry.verb.replace("_", " "), entry.subject_kind.rpartition(".")[2]
    return _("%(who)s: %(verb)s (%(kind)s).") % {"who": words["who"], "verb": verb, "kind": kind}


def role_words(role: str | None) -> str:
    return _(ROLE_CARDS[Role(role)].title) if role in set(Role) else ""
