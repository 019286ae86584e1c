"""One maker for each thing a test needs; each makes the smallest true one."""

from datetime import date
from typing import Any

from colead.access.viewer import SignedInViewer
from colead.foundation import clock
from colead.partnerships import actions as partnership_actions
from colead.partnerships.models import Partnership
from colead.partnerships.queries import get_pair, sponsorships_of
from colead.people.models import Appointment, Login, Person
from colead.rules.roles import Role
from colead.units.models import Unit

PASSWORD = "a quiet room with two good chairs"


def make_person(name: str = "Sam Field", *, profession: str = "other", title: str = "", **fields: Any) -> Person:
    email = name.lower().replace("dr ", "").replace(" ", ".") + "@riverside.example"
    return Person.objects.create(name=name, profession=profession, title=title, email=email, **fields)


def make_login(person: Person) -> Login:
    return Login.objects.create_user(person.email, PASSWORD, person=person)


def viewer_of(person: Person) -> SignedInViewer:
    """Look at the product as this person; a new viewer each time, as each request has."""
    return SignedInViewer(Person.objects.get(pk=person.pk))


def make_role(person: Person, role: Role) -> Appointment:
    return Appointment.objects.create(person=person, role=role.value, confirmed_at=clock.now())


def make_unit(name: str = "6 West", *, parent: Unit | None = None, level: str = "unit", **fields: Any) -> Unit:
    return Unit.objects.create(name=name, parent=parent, level=level, **fields)


def make_partnership(
    *,
    unit: Unit,
    nurse: Person,
    physician: Person,
    sponsor: Person,
    keeper: Person,
    name: str = "",
    started_on: date | None = None,
) -> Partnership:
    made = partnership_actions.form(
        unit=unit,
        name=name or unit.name,
        nurse=nurse,
        physician=physician,
        sponsor=sponsor,
        by=viewer_of(keeper),
        started_on=started_on,
    )
    confirm_sponsors(made, nurse)
    return made


def confirm_sponsors(partnership: Partnership, partner: Person) -> None:
    """One of the two says yes to whoever sponsors them now."""
    by = viewer_of(partner)
    pair = get_pair(by, partnership.pk)
    for row in sponsorships_of(partnership):
        partnership_actions.confirm_sponsor(pair=pair, id=row.pk, by=by)
