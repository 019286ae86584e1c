"""What a list may not do quietly: send what is for somebody elsewhere, or let somebody go who still holds something."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from colead.foundation import clock, notices
from colead.foundation.viewer import Viewer
from colead.operations.accounts.queries import partner_ids
from colead.operations.imports.plan import Plan
from colead.partnerships.models import Seat, Sponsorship
from colead.people.models import Appointment, Login, Person
from colead.promises import trail
from colead.rules.reset_holds import end_of_hold


def hold_changed(plan: Plan[Person], by: Viewer | None) -> None:
    """Before it is written: for three days nobody is invited there, and the address before and partners hear of it.

    Of everybody alike who had an address. Two leaders name people in private, who need no seat, role or account for it;
    were they alone held, a list would tell who was named.
    """
    if "email" not in plan.changed_fields:
        return
    rows = Person.objects.exclude(email="") | Person.objects.filter(pk__in=people_with_something_to_lose())
    before = dict(rows.values_list("pk", "email"))
    for person in plan.changed:
        if person.pk in before and person.email.lower() != before[person.pk].lower():
            hold(person, before[person.pk], by)
    plan.changed_fields |= {"address_before", "address_held_until"}


def people_with_something_to_lose() -> set[UUID]:
    seats = Seat.objects.filter(until_on=None).values_list("person_id", flat=True)
    sponsorships = Sponsorship.objects.filter(ended_on=None).values_list("person_id", flat=True)
    appointments = Appointment.objects.filter(ended_at=None).values_list("person_id", flat=True)
    return {*seats, *sponsorships, *appointments, *Login.objects.values_list("person_id", flat=True)}


def reason_to_stay(person_ids: Collection[UUID]) -> dict[UUID, str]:
    """Who of these is not let go by a list, since what they are told would fall silent; and what is to be done."""
    seats = Seat.objects.filter(until_on=None).values_list("person_id", flat=True)
    sponsorships = Sponsorship.objects.filter(ended_on=None).values_list("person_id", flat=True)
    appointments = Appointment.objects.filter(ended_at=None).values_list("person_id", flat=True)
    logins = Login.objects.filter(is_active=True).values_list("person_id", flat=True)
    dyad = _("%(name)s holds a seat or sponsors a dyad. End that first, on the page of the dyad.")
    account = _("%(name)s has a role or an open account. An IT administrator ends that first.")
    found = dict.fromkeys([*appointments, *logins], account) | dict.fromkeys([*seats, *sponsorships], dyad)
    return {id: sentence for id, sentence in found.items() if id in person_ids}


def pairs_sponsored_by(person: Person) -> set[UUID]:
    """Those who said yes to this person with the address before in view."""
    sponsored = Sponsorship.objects.filter(person=person, ended_on=None).values("partnership")
    return set(Seat.objects.filter(partnership__in=sponsored, until_on=None).values_list("person_id", flat=True))


def hold(person: Person, before: str, by: Viewer | None) -> None:
    """A second change within the three days does not make the first one's address the known one."""
    if not person.is_address_held:
        person.address_before = before
    person.address_held_until = end_of_hold(clock.now())
    entry = trail.record(verb="changed_address", subject=person, by=by, facts={"person": str(person.pk)})
    key = f"address_changed {entry.pk}"
    notices.put(key=f"{key} owner", person_id=person.pk, sentence="address_changed")
    for partner_id in partner_ids(person) | pairs_sponsored_by(person):
        notices.put(key=f"{key} {partner_id}", person_id=partner_id, sentence="address_changed")
