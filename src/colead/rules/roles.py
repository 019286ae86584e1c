"""Roles as readable data: title, what the person is for, and the abilities; and which roles exclude each other.

Being a partner, a sponsor, an ally or a delegate follows from a relation to one partnership, not from a role here.
"""

from dataclasses import dataclass
from enum import StrEnum

from colead.rules.abilities import Ability


class Role(StrEnum):
    PROGRAMME_OFFICE = "programme_office"
    COACH = "coach"
    MENTOR = "mentor"
    ANALYST = "analyst"
    IT_ADMINISTRATOR = "it_administrator"
    PRIVACY_OFFICER = "privacy_officer"
    COUNSEL = "counsel"


@dataclass(frozen=True)
class RoleCard:
    title: str
    purpose: str
    abilities: frozenset[Ability]


ROLE_CARDS: dict[Role, RoleCard] = {
    Role.PROGRAMME_OFFICE: RoleCard(
        "Programme office",
        "Sets up partnerships, seats and sponsors. Sees which milestones a pair has ticked "
        "and the goals that both released, and nothing else they write.",
        frozenset(
            {
                Ability.SEE_PARTNERSHIP,
                Ability.KEEP_PROGRAMME,
                Ability.KEEP_UNITS,
                Ability.INVITE,
                Ability.READ_POOLED,
            }
        ),
    ),
    Role.COACH: RoleCard("Coach", "Sees single items that were granted, until a date.", frozenset()),
    Role.MENTOR: RoleCard("Mentor", "Sees what the mentees tell in person; nothing here.", frozenset()),
    Role.ANALYST: RoleCard("Analyst", "Works with measures of units, never with people.", frozenset()),
    Role.IT_ADMINISTRATOR: RoleCard(
        "IT administrator",
        "Accounts, roles and the health of the installation. No content.",
        frozenset({Ability.ADMINISTER, Ability.KEEP_UNITS, Ability.INVITE}),
    ),
    Role.PRIVACY_OFFICER: RoleCard(
        "Privacy officer",
        "Reads the trail of the installation. Nothing that partners write.",
        frozenset({Ability.READ_SITE_TRAIL}),
    ),
    Role.COUNSEL: RoleCard("Counsel", "Nothing, until two persons break the glass.", frozenset()),
}

ADMINISTRATORS_MIN = 2

# Content roles: an IT administrator may not take one without a second administrator.
CONTENT_ROLES = frozenset(
    {Role.PROGRAMME_OFFICE, Role.COACH, Role.MENTOR, Role.ANALYST, Role.PRIVACY_OFFICER, Role.COUNSEL}
)


def abilities_of(roles: frozenset[Role]) -> frozenset[Ability]:
    return frozenset(ability for role in roles for ability in ROLE_CARDS[role].abilities)


def needs_second_administrator(role: Role, *, by_id: object, for_id: object) -> bool:
    """A second administrator confirms an appointment that serves the proposer or opens content."""
    return by_id == for_id or role in CONTENT_ROLES or role is Role.IT_ADMINISTRATOR


def confirm_conflict(*, by_id: object, proposed_by_id: object, for_id: object) -> str:
    """Why this administrator cannot confirm what another set going; empty when nothing stands against it."""
    if by_id == proposed_by_id:
        return "You proposed this, so another administrator confirms it."
    if by_id == for_id:
        return "This is for you, so another administrator confirms it."
    return ""


def end_conflict(role: Role, *, n_others: int) -> str:
    """Why this appointment cannot end now. Two administrators always remain, since each change takes two."""
    if role is Role.IT_ADMINISTRATOR and n_others < ADMINISTRATORS_MIN:
        return "It takes two administrators to change a role. Appoint another one first."
    return ""


def coach_conflict(*, is_sponsor: bool, is_programme_office: bool, both_accepted: bool) -> str:
    """Why this person cannot coach this partnership; empty when nothing stands against it."""
    if is_sponsor:
        return "The sponsor of a dyad cannot be its coach."
    if is_programme_office and not both_accepted:
        return "A member of the programme office can coach this dyad only when both partners accept it in writing."
    return ""


def seat_conflict(*, is_sponsor: bool, is_it_administrator: bool) -> str:
    """Why this person cannot take a seat in this partnership; empty when nothing stands against it."""
    if is_sponsor:
        return "The sponsor of a dyad cannot hold one of its seats."
    if is_it_administrator:
        return "An IT administrator cannot hold a seat in a dyad."
    return ""


def own_hand_conflict(*, by_id: object, for_id: object) -> str:
    """Why this keeper cannot name this person: a seat and a sponsorship open words, so nobody takes one alone."""
    if by_id == for_id:
        return "This is for you, so somebody else of the programme office does it."
    return ""
