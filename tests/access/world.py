"""A world with one thing of every kind in every pair, so that each address can be asked for as own and as foreign."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from colead.partnerships import actions as partnership_actions
from colead.people.models import Person
from tests.cast import Riverside, make_riverside
from tests.makers import make_login, make_partnership, make_person, make_unit, viewer_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Maker = Callable[["World", str], Any]


@dataclass
class World:
    """`things[name][pair]` is the id that stands for the name in an address within that pair ('' outside of pairs)."""

    town: Riverside
    partnerships: dict[str, Any]
    people: dict[str, Person]
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing: UUID = field(default_factory=uuid4)

    def client(self, actor: str) -> Client:
        client = Client(raise_request_exception=True)
        if actor != "anonymous":
            client.force_login(self.people[actor].login, backend=BACKEND)
        return client


def make_world() -> World:
    town = make_riverside()
    gone = make_person("Dr Otto Frei", profession="medicine")
    closed = make_person("Vera Holt", profession="nursing")
    for person in (gone, closed):
        make_login(person)
    former = make_partnership(
        unit=make_unit("5 North", parent=town.general),
        nurse=town.maya,
        physician=gone,
        sponsor=town.ana,
        keeper=town.priya,
    )
    people = {key: value for key, value in vars(town).items() if isinstance(value, Person)}
    people |= {"gone_partner": gone, "closed_account": closed}
    partnerships = {"exec": town.exec, "six_west": town.six_west, "seven_east": town.seven_east, "former": former}
    world = World(town, partnerships, people)
    return world


def end_former(world: World) -> None:
    """The partner leaves and an account is closed, after everybody had written something."""
    keeper = viewer_of(world.town.priya)
    partnership_actions.end_seat(partnership=world.partnerships["former"], side="physician", by=keeper)
    partnership_actions.end_seat(partnership=world.partnerships["former"], side="nurse", by=keeper)
    login = world.people["closed_account"].login
    login.is_active = False
    login.save(update_fields=["is_active"])
