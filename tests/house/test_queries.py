"""Every list costs the same number of queries for one row and for twenty."""

from bench.history import ONE, Amount, write_history
from bench.list_pages import PAGES, Looker
from bench.town import Dyad, make_town

from colead.foundation import clock
from colead.people.models import Appointment, Invitation, Login, Person
from colead.promises import trail
from colead.rules.roles import Role

TWENTY = Amount(closed=20, open=20, daily=20, appreciations=20, goals=20, trail=20)


def costs(looker: Looker, dyad: Dyad) -> dict[str, int]:
    return {page.name: looker.queries(page, dyad) for page in PAGES}


def newcomers(count: int, first: int) -> None:
    """Somebody invited, proposed for a role and written down in the trail of the installation, so many times."""
    for number in range(first, first + count):
        person = Person.objects.create(name=f"New {number}", email=f"new{number}@town.example")
        login = Login.objects.create(email=person.email, person=person, password="!", is_active=False)
        Invitation.objects.create(login=login, token_hash=str(number), expires_at=clock.now())
        Appointment.objects.create(person=person, role=Role.COACH)
        trail.record(verb="invited", subject=person, by=None, facts={"person": str(person.pk)})


def test_every_list_costs_the_same_for_one_row_and_for_twenty(db: None) -> None:
    looker = Looker()
    young = make_town(people=5, dyads=1)[0]
    write_history(young, ONE)
    newcomers(1, first=0)
    few = costs(looker, young)

    grown = make_town(people=60, dyads=20, first=100)
    for dyad in grown:
        write_history(dyad, TWENTY if dyad is grown[0] else ONE)
    newcomers(20, first=1)
    many = costs(looker, grown[0])

    assert {name: (few[name], many[name]) for name in few if many[name] != few[name]} == {}


def test_the_home_page_keeps_its_budget_of_queries(db: None) -> None:
    """Each query is a small wait on every visit; whoever adds one to this page takes it up here first."""
    home = next(page for page in PAGES if page.name == "home")
    dyad = make_town(people=5, dyads=1)[0]
    write_history(dyad, TWENTY)
    assert Looker().queries(home, dyad) <= 22
