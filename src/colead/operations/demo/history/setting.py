"""How Riverside begins: its people, their accounts and roles, the tree of units, the pairs and their sponsors."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from colead.content import covenant
from colead.foundation import clock
from colead.operations.accounts import actions as accounts
from colead.operations.demo.cast import CAST, address_of
from colead.operations.demo.history import story
from colead.operations.demo.history.house import Act, House
from colead.operations.demo.history.story import Data
from colead.partnerships import actions as partnerships
from colead.partnerships.queries import sponsorships_of
from colead.people.models import Appointment, Login, Person, QuietBlock
from colead.promises import trail
from colead.rules.roles import Role
from colead.units import actions as units
from colead.units.models import Unit

SAM, ALEX, PRIYA = "sam", "alex", "priya"


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    told = story.read("riverside")
    built: dict[str, Unit] = {}
    yield house.at(told["begins"]), partial(begin, house, told, built)
    for dyad in told["dyads"]:
        house.partners[dyad["key"]] = (dyad["nurse"], dyad["physician"])
        house.sponsors[dyad["key"]] = dyad["sponsor"]
        yield house.at(dyad["formed"]), partial(form, house, dyad, built)
        for change in dyad.get("changes", []):
            yield house.at(change["at"]), partial(follow, house, dyad["key"], change)


def begin(house: House, told: Data, built: dict[str, Unit]) -> None:
    for part in CAST:
        house.people[part.key] = employ(part.name, part.profession, part.title, address_of(part), told["reach_by"])
        open_account(house.people[part.key])
    for person in told["people"]:
        house.people[person["key"]] = employ(person["name"], person["profession"], person["title"], "", {})
    for block in told["quiet_blocks"]:
        person = house.people[block["person"]]
        QuietBlock.objects.create(
            person=person, weekday=block["weekday"], from_hour=block["from"], until_hour=block["until"]
        )
    for key, role in told["roles"].items():
        appoint(house, key, Role(role))
    house.look_again()
    for unit in told["units"]:
        build(house, unit, built)


def employ(name: str, profession: str, title: str, email: str, reach_by: dict[str, str]) -> Person:
    return Person.objects.create(
        name=name, profession=profession, title=title, email=email, reach_by=reach_by.get(name, "")
    )


def open_account(person: Person) -> None:
    """Nobody can sign in with a password: the demo's one tap is the only way in."""
    login = Login.objects.create_user(person.email, None, person=person, covenant_read=covenant.load().version)
    trail.record(verb="opened_account", subject=login, by=None, facts={"person": str(person.pk)})


def appoint(house: House, key: str, role: Role) -> None:
    """The installation begins with two administrators; from then on one proposes and the other confirms."""
    person = house.people[key]
    if role is Role.IT_ADMINISTRATOR:
        appointment = Appointment.objects.create(person=person, role=role.value, confirmed_at=clock.now())
        facts = {"person": str(person.pk), "role": role.value}
        trail.record(verb="confirmed_role", subject=appointment, by=None, facts=facts)
        return
    proposed = accounts.propose_role(person=person, role=role, by=house.viewer(SAM))
    accounts.confirm_role(id=proposed.pk, by=house.viewer(ALEX))


def build(house: House, told: Data, built: dict[str, Unit]) -> None:
    by = house.viewer(PRIYA)
    fields = {name: told[name] for name in ("name", "level", "setting", "mission", "north_star") if name in told}
    unit = units.add(parent=built.get(told.get("parent", "")), by=by, **fields)
    built[told["key"]] = unit
    for text in told.get("objectives", []):
        units.add_objective(unit=unit, text=text, by=by)
    if "sponsor" in told:
        units.add_sponsor(unit=unit, person=house.people[told["sponsor"]], by=by)


def form(house: House, dyad: Data, built: dict[str, Unit]) -> None:
    by = house.viewer(PRIYA)
    house.partnerships[dyad["key"]] = partnerships.form(
        unit=built[dyad["unit"]],
        name=dyad["name"],
        nurse=house.people[dyad["nurse"]],
        physician=house.people[dyad["physician"]],
        sponsor=house.people[dyad["sponsor"]],
        by=by,
        started_on=clock.today(),
        is_temporary="until" in dyad,
        temporary_until=house.day(dyad["until"]) if "until" in dyad else None,
    )
    house.look_again()
    pair, nurse = house.pair(dyad["key"], dyad["nurse"])
    for row in sponsorships_of(pair.partnership):
        partnerships.confirm_sponsor(pair=pair, id=row.pk, by=nurse)


def follow(house: House, key: str, change: Data) -> None:
    """What came later: the pair is active, a seat ends without fault."""
    by, partnership = house.viewer(PRIYA), house.partnerships[key]
    if "ends" in change:
        partnerships.end_seat(partnership=partnership, side=change["ends"], by=by)
    if "verb" in change:
        partnerships.move(partnership=partnership, verb=change["verb"], by=by)
    house.look_again()
