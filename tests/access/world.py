"""A world in which every form was sent by those who are shown it, so that each address exists as own and as foreign."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.test import Client
from django.urls import resolve, reverse

from colead.foundation import clock
from colead.partnerships import actions as partnership_actions
from colead.partnerships import ending_actions
from colead.partnerships.models import Ally, TimeHold
from colead.partnerships.queries import get_pair, sponsorships_of
from colead.people.models import FactorReset, Invitation, Person, QuietBlock
from colead.practice.calendar import actions as calendar
from colead.practice.calendar.models import Role
from colead.practice.reviews.actions import allying
from colead.practice.reviews.models import PointingKey
from colead.units.models import UnitSponsor
from tests.access.routes import Route, every_route
from tests.attacks.robot import Robot, Writer, crawl, route_of
from tests.cast import Riverside, make_riverside
from tests.makers import make_login, make_partnership, make_person, make_unit, viewer_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PARTNERS = {
    "exec": ("ana", "kwame"),
    "six_west": ("maya", "tom"),
    "seven_east": ("maya", "ines"),
    "former": ("maya", "gone_partner"),
}
KEEPERS = ("priya", "sam", "helen", "dana", "rosa")


@dataclass(repr=False)
class World:
    """`shown` holds, for each route and pair ('' outside of pairs), the words of the addresses people were shown."""

    town: Riverside
    partnerships: dict[str, Any]
    people: dict[str, Person]
    clients: dict[str, Client]
    robots: dict[tuple[str, str], Robot] = field(default_factory=dict)
    urls: dict[str, set[str]] = field(default_factory=dict)
    story_faults: list[str] = field(default_factory=list)
    unseen: dict[str, dict[str, Any]] = field(default_factory=dict)
    resolved: list[Any] = field(default_factory=list)
    readable: list[str] = field(default_factory=list)
    missing: UUID = field(default_factory=uuid4)

    def __repr__(self) -> str:
        return "the furnished world"

    def client(self, actor: str) -> Client:
        return self.clients[actor]

    def root(self, pair: str) -> str:
        return f"/partnerships/{self.partnerships[pair].pk}/"

    def matches(self) -> list[Any]:
        """Every address that somebody was shown, resolved once."""
        if not self.resolved:
            urls = sorted({url for urls in self.urls.values() for url in urls})
            self.resolved = [match for match in map(resolve_or_none, urls) if match is not None]
        return self.resolved

    @property
    def faults(self) -> list[str]:
        return sorted({*self.story_faults, *(fault for robot in self.robots.values() for fault in robot.faults)})


def fresh_client(person: Person | None) -> Client:
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person.login, backend=BACKEND)
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
    clients = {actor: fresh_client(person) for actor, person in people.items()} | {"anonymous": fresh_client(None)}
    return World(town, partnerships, people, clients)


def plain_words(act: Any, name: str) -> str:
    return "A few words"


# How often each kind of form is sent by each partner, and how often they look; the last two use the day's tools only.
DEPTH = {"exec": (2, 2), "six_west": (1, 1), "seven_east": (1, 1), "former": (1, 1)}
DAILY = {"daily", "wins"}
LIGHT = {"seven_east", "former"}


def furnish(
    world: World,
    writer: Writer = plain_words,
    *,
    pairs: tuple[str, ...] = tuple(PARTNERS),
    note: Callable[[str, str, Any], None] | None = None,
    after_each: Callable[[], None] = lambda: None,
) -> None:
    """Partners, in turn, send every form of their pair that they are shown, until nothing new appears."""
    for pair in pairs:
        times, rounds = DEPTH[pair]
        for actor in PARTNERS[pair]:
            own_writer = writer_for(writer, pair, actor)
            robot = Robot(world.client(actor), doors_of(world, pair), world.root(pair), own_writer, times=times)
            robot.follows = pair not in LIGHT
            robot.note = partial(note, actor) if note else None
            world.robots[pair, actor] = robot
        for turn in range(rounds):
            for actor in PARTNERS[pair]:
                world.robots[pair, actor].round(turn)
                after_each()


def doors_of(world: World, pair: str) -> tuple[str, ...]:
    """The pages of a pair that need no thing in their address."""
    kwargs = {"partnership_id": world.partnerships[pair].pk}
    routes = [route for route in every_route() if route.kwargs == ("partnership_id",) and "GET" in route.methods]
    if pair in LIGHT:
        return tuple(reverse(route.name, kwargs=kwargs) for route in routes if route.name.split(":")[0] in DAILY)
    return (world.root(pair), *(reverse(route.name, kwargs=kwargs) for route in routes))


def writer_for(writer: Writer, pair: str, actor: str) -> Writer:
    def write(act: Any, name: str) -> str:
        return writer(act, f"{actor} {pair} {name}")

    return write


def look_around(world: World) -> None:
    """What everybody was shown: the union of all links and of all addresses that forms are sent to."""
    for (_, actor), robot in world.robots.items():
        world.urls.setdefault(actor, set()).update(robot.shown)
    routes = [route for route in every_route() if not route.kwargs and "GET" in route.methods]
    for actor in KEEPERS:
        seen = crawl(world.client(actor), ["/", *(reverse(route.name) for route in routes)])
        found = {url for url, status in seen.statuses.items() if status < 400}
        found |= {place for form in seen.forms for place in (form.action, form.autosave) if place}
        world.urls[actor] = found


def look_closely(world: World, pairs: tuple[str, ...] = ("exec", "six_west", "seven_east")) -> None:
    """Every page of every thing that a pair was shown, linked at this stage or not."""
    routes = [route for route in every_route() if len(route.kwargs) == 2 and "GET" in route.methods]
    for match in list(world.matches()):
        pair = next((pair for pair in pairs if match.kwargs.get("partnership_id") == world.partnerships[pair].pk), None)
        if pair is None or len(match.kwargs) != 2:
            continue
        for route in routes:
            if set(route.kwargs) == set(match.kwargs) and beginning(route.path) == beginning(match.route):
                for actor in PARTNERS[pair]:
                    world.urls[actor].add(reverse(route.name, kwargs=match.kwargs))
    world.resolved = []


def end_former(world: World) -> None:
    """The partners leave and an account is closed, after everybody had written something."""
    keeper = viewer_of(world.town.priya)
    partnership_actions.end_seat(partnership=world.partnerships["former"], side="physician", by=keeper)
    partnership_actions.end_seat(partnership=world.partnerships["former"], side="nurse", by=keeper)
    on = clock.today() + timedelta(days=60)
    ending_actions.set_end(partnership=world.partnerships["seven_east"], side="physician", on=on, by=keeper)
    login = world.people["closed_account"].login
    login.is_active = False
    login.save(update_fields=["is_active"])


def addresses(world: World, route: Route, pair: str, *, most: int = 4) -> list[dict[str, Any]]:
    """The words for this route's path in this pair: as somebody was shown them, or of a neighbour that begins alike."""
    exact: list[dict[str, Any]] = []
    near: list[dict[str, Any]] = []
    for match in world.matches():
        if pair and match.kwargs.get("partnership_id") != world.partnerships[pair].pk:
            continue
        if match.view_name == route.name and match.kwargs not in exact:
            exact.append(match.kwargs)
        elif set(match.kwargs) == set(route.kwargs) and beginning(match.route) == beginning(route.path):
            near.append(match.kwargs)
    found = exact[:most] + [kwargs for kwargs in near if kwargs not in exact]
    return found[:most] or [kwargs for kwargs in [given(world, route, pair)] if kwargs is not None]


def given(world: World, route: Route, pair: str) -> dict[str, Any] | None:
    """For a path without a thing in it; and for the few that stand in mail only."""
    if not route.kwargs:
        return {}
    if route.kwargs == ("partnership_id",) and pair:
        return {"partnership_id": world.partnerships[pair].pk}
    known = world.unseen.get(f"{route.name} {pair}") or {**world.unseen, **IN_MAIL_ONLY}.get(route.name)
    within = {"partnership_id": world.partnerships[pair].pk} if pair else {}
    return kwargs_named(route, {**known, **within}) if known else None


IN_MAIL_ONLY: dict[str, dict[str, Any]] = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "mfa_remove_webauthn": {"pk": 1},
    "accounts:accept_invitation": {"token": "stands-in-mail-only"},
    "accounts:dispute_reset": {"token": "stands-in-mail-only"},
}


def lay_out(world: World) -> None:
    """Rows that nobody made while others went about: an invitation, a lost phone, quiet hours, a unit's sponsor."""
    town, week = world.town, clock.now() + timedelta(days=7)
    invitation = Invitation.objects.create(
        login=town.nia.login, token_hash="0" * 64, invited_by=town.priya, expires_at=week
    )
    reset = FactorReset.objects.create(login=town.rosa.login, asked_by=town.sam)
    block = QuietBlock.objects.create(person=town.nia, weekday=1)
    backing = UnitSponsor.objects.create(unit=town.west_unit, person=town.helen)
    system = PointingKey.objects.create(system="RL", key_hash="0" * 64, issued_by=town.sam, issued_on=clock.today())
    person = {"person_id": town.rosa.pk, "id": reset.pk}
    world.unseen = {
        "accounts:invite_again": {"id": invitation.pk},
        "accounts:withdraw_invitation": {"id": invitation.pk},
        "accounts:confirm_factor_reset": person,
        "accounts:withdraw_factor_reset": person,
        "partnerships:offer_area": {"area": "visitor_access"},
        "partnerships:put_area_back": {"area": "visitor_access"},
        "people:remove_quiet_block": {"id": block.pk},
        "reviews:end_key": {"id": system.pk},
        "units:end_sponsor": {"sponsor_id": backing.pk},
    }
    ally = {"ally_id": ally_of(world).pk}
    world.unseen |= in_a_calendar(world) | {"reviews:point_as_ally": ally, "reviews:end_ally exec": ally}
    for pair, partnership in world.partnerships.items():
        sponsorship = sponsorships_of(partnership)[0]
        world.unseen[f"partnerships:confirm_sponsor {pair}"] = {"sponsorship_id": sponsorship.pk}
        host = "six_west" if pair == "exec" else "exec"
        world.unseen[f"visibility:ask_visit {pair}"] = {"dyad_id": world.partnerships[host].pk}


def ally_of(world: World) -> Ally:
    """Nia points for the executive pair."""
    by = viewer_of(world.town.ana)
    return allying.name_ally(pair=get_pair(by, world.town.exec.pk), person=world.town.nia, by=by)


def in_a_calendar(world: World) -> dict[str, dict[str, Any]]:
    """Rosa keeps Ana's calendar, in which their partner time stands; and Ana's own calendar has its address."""
    by = viewer_of(world.town.ana)
    calendar.name_delegate(pair=get_pair(by, world.town.exec.pk), words="Rosa Diaz", by=by)
    token = calendar.make_address(partnership=world.town.exec, role=Role.PARTNER, by=by)
    held = TimeHold.objects.filter(partnership=world.town.exec, lifted_on=None).first()
    if held is None:  # whoever walked last wanted no time for now
        rosa, on_day = viewer_of(world.town.rosa), clock.today() + timedelta(days=9)
        held = calendar.place(id=world.town.exec.pk, on_day=on_day, starts_at=time(15), minutes=30, by=rosa)
    hold = {"hold_id": held.pk}
    routes = ("calendar:move exec", "calendar:take_away exec", "meetings:take_hold exec")
    return {"calendar:feed": {"token": token}, **dict.fromkeys(routes, hold)}


def kwargs_named(route: Route, known: dict[str, Any]) -> dict[str, Any]:
    """The same words under the names that this path gives them."""
    return {name: known.get(name, next(iter(known.values()))) for name in route.kwargs}


def beginning(path: str) -> str:
    """Up to the last word in the path."""
    return path[: path.rfind(">") + 1]


def resolve_or_none(url: str) -> Any:
    return resolve(urlsplit(url).path) if route_of(url) else None
