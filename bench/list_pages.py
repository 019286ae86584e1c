"""The pages that list things: their number of queries may not grow with what they list."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client

from bench.town import Dyad
from colead.people.models import Appointment, Login, Person
from colead.rules.roles import Role

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class ListPage:
    """Its name, its address, who looks, and what is posted if it is asked by POST."""

    name: str
    path: str
    looks: str = "partner"
    posted: dict[str, str] | None = None


PAGES = (
    ListPage("home", "/partnerships/{id}/"),
    ListPage("between us", "/partnerships/{id}/between/"),
    ListPage("kept", "/partnerships/{id}/between/kept/"),
    ListPage("decisions", "/partnerships/{id}/decisions/"),
    ListPage("find a decision", "/partnerships/{id}/decisions/find/", posted={"phrase": "nowhere at all"}),
    ListPage("find", "/partnerships/{id}/find/", posted={"phrase": "nowhere at all"}),
    ListPage("goals", "/partnerships/{id}/goals/"),
    ListPage("wins and lessons", "/partnerships/{id}/notes/"),
    ListPage("when we differ", "/partnerships/{id}/talk/"),
    ListPage("appreciations", "/partnerships/{id}/appreciations/"),
    ListPage("own trail", "/partnerships/{id}/my-trail/"),
    ListPage("launch road", "/partnerships/{id}/launch/"),
    ListPage("decision rights", "/partnerships/{id}/launch/rights/"),
    ListPage("sponsor", "/sponsor/", looks="sponsor"),
    ListPage("published", "/published/"),
    ListPage("dyads", "/dyads/", looks="keeper"),
    ListPage("units", "/units/"),
    ListPage("accounts", "/accounts/", looks="administrator"),
    ListPage("invitations", "/invitations/", looks="keeper"),
    ListPage("site trail", "/trail/", looks="privacy"),
)
ROLES = {
    "keeper": Role.PROGRAMME_OFFICE,
    "administrator": Role.IT_ADMINISTRATOR,
    "privacy": Role.PRIVACY_OFFICER,
}


class Counter:
    """Counts statements without keeping them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, *rest: Any) -> Any:
        self.count += 1
        return execute(*rest)


class Looker:
    """Opens pages as the people whom a dyad's lists concern."""

    def __init__(self) -> None:
        self.staff = {key: staff_member(key, role) for key, role in ROLES.items()}

    def person(self, page: ListPage, dyad: Dyad) -> Person:
        people = {"partner": dyad.nurse, "sponsor": dyad.sponsor, **self.staff}
        return people[page.looks]

    def queries(self, page: ListPage, dyad: Dyad) -> int:
        """How many statements the page takes, once everything that a process keeps is warm."""
        client = Client(SERVER_NAME="localhost")
        client.cookies["session"] = session_of(self.person(page, dyad).login)
        path = page.path.format(id=dyad.partnership.pk)
        for _ in range(2):
            counter = Counter()
            with connection.execute_wrapper(counter):
                response = client.get(path) if page.posted is None else client.post(path, page.posted)
            assert response.status_code == 200, (page.name, response.status_code)
        return counter.count


def staff_member(key: str, role: Role) -> Person:
    person = Person.objects.create(name=f"Staff {key}", email=f"{key}@staff.example")
    Login.objects.create(email=person.email, person=person, password="!")
    Appointment.objects.create(person=person, role=role.value, confirmed_at=person.created_at)
    return person


def session_of(login: Login) -> str:
    """A session as signing in makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(login.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = login.get_session_auth_hash()
    session.create()
    return str(session.session_key)
