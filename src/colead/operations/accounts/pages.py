"""What the pages of the accounts room show: a row for each person, a page for one, the words for where each stands."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.operations.accounts import queries
from colead.people.models import Appointment, FactorReset, Login, Person
from colead.rules.roles import ROLE_CARDS, Role


def role_title(role: str) -> str:
    return _(ROLE_CARDS[Role(role)].title)


@dataclass(frozen=True)
class PersonRow:
    person: Person

    @property
    def login(self) -> Login | None:
        return getattr(self.person, "login", None)

    @property
    def account(self) -> str:
        return account_words(
            self.login, has_invitation=bool(self.login and getattr(self.login, "open_invitations", []))
        )

    @property
    def unusual(self) -> str:
        """Where the account stands, unless it is simply open."""
        is_open = self.login is not None and self.login.is_active and not self.login.held_until
        return "" if is_open else self.account

    @property
    def roles(self) -> str:
        return ", ".join(appointment_words(one) for one in getattr(self.person, "open_appointments", []))


@dataclass(frozen=True)
class AppointmentRow:
    """One role of one person, and what the administrator who looks may do about it."""

    appointment: Appointment
    may_confirm: bool

    @property
    def title(self) -> str:
        return role_title(self.appointment.role)

    @property
    def is_waiting(self) -> bool:
        return self.appointment.confirmed_at is None

    @property
    def standing(self) -> str:
        proposer = self.appointment.proposed_by
        if self.is_waiting:
            return _("Proposed by %(name)s. It waits for another administrator.") % {"name": proposer or _("somebody")}
        return _("In force")


@dataclass(frozen=True)
class ResetRow:
    reset: FactorReset
    may_confirm: bool


@dataclass(frozen=True)
class PeoplePage:
    rows: list[PersonRow]
    number: int
    has_more: bool
    waiting: list[AppointmentRow]
    resets: list[ResetRow]

    @classmethod
    def build(cls, viewer: Viewer, *, words: str, number: int) -> "PeoplePage":
        found = queries.people_for(viewer, words=words, number=number)
        return cls(
            rows=[PersonRow(person) for person in found.people],
            number=found.number,
            has_more=found.has_more,
            waiting=[appointment_row(one, viewer) for one in queries.waiting_appointments(viewer)],
            resets=[reset_row(one, viewer) for one in queries.waiting_factor_resets(viewer)],
        )


@dataclass(frozen=True)
class PersonPage:
    person: Person
    login: Login | None
    account: str
    appointments: list[AppointmentRow]
    reset: ResetRow | None
    is_me: bool

    @classmethod
    def build(cls, viewer: Viewer, person: Person) -> "PersonPage":
        login = queries.login_of(person)
        reset = queries.factor_reset_of(viewer, person)
        return cls(
            person=person,
            login=login,
            account=account_words(login, has_invitation=login is not None and has_invitation(login)),
            appointments=[appointment_row(one, viewer) for one in queries.appointments_of(viewer, person)],
            reset=reset_row(reset, viewer) if reset else None,
            is_me=person.pk == viewer.person_id,
        )


def has_invitation(login: Login) -> bool:
    return queries.open_invitations().filter(login=login).exists()


def appointment_row(appointment: Appointment, viewer: Viewer) -> AppointmentRow:
    mine = viewer.person_id in (appointment.proposed_by_id, appointment.person_id)
    return AppointmentRow(appointment, may_confirm=appointment.confirmed_at is None and not mine)


def reset_row(reset: FactorReset, viewer: Viewer) -> ResetRow:
    return ResetRow(reset, may_confirm=viewer.person_id not in (reset.asked_by_id, reset.login.person_id))


def appointment_words(appointment: Appointment) -> str:
    title = role_title(appointment.role)
    return title if appointment.confirmed_at else _("%(role)s (proposed)") % {"role": title}


def account_words(login: Login | None, *, has_invitation: bool) -> str:
    if login is None:
        return _("No account yet")
    if not login.is_active:
        return _("Invited") if has_invitation else _("Account closed")
    if login.held_until is not None and login.held_until > clock.now():
        return _("Account open, held after a reset")
    return _("Account open")
