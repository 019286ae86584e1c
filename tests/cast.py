"""The named people of every test: Riverside Health, as the acceptance scenarios have it."""

from dataclasses import dataclass

from colead.partnerships.models import Partnership
from colead.people.models import Person
from colead.rules.roles import Role
from colead.units.models import Objective, Unit
from tests.makers import make_login, make_partnership, make_person, make_role, make_unit

NORTH_STAR = "What is best for the patients and those who care for them"
PEOPLE = {
    "ana": ("Ana Ruiz", "nursing", "Chief Nursing Officer"),
    "kwame": ("Dr Kwame Osei", "medicine", "Chief Medical Officer"),
    "helen": ("Helen Park", "other", "Chief Executive"),
    "maya": ("Maya Lind", "nursing", "Nurse manager, 6 West"),
    "tom": ("Dr Tom Becker", "medicine", "Medical director, 6 West"),
    "ines": ("Dr Ines Vogel", "medicine", "Medical director, 7 East"),
    "priya": ("Priya Shah", "other", "Programme office"),
    "joan": ("Joan Reed", "other", "Coach"),
    "lee": ("Lee Wong", "other", "Analyst"),
    "sam": ("Sam Field", "other", "IT administrator"),
    "alex": ("Alex Moor", "other", "IT administrator"),
    "dana": ("Dana Cole", "other", "Privacy officer"),
    "rosa": ("Rosa Diaz", "other", "Assistant to Ana Ruiz"),
    "nia": ("Nia Grant", "nursing", "Nurse, 6 West"),
}
ROLES = {
    "priya": Role.PROGRAMME_OFFICE,
    "joan": Role.COACH,
    "lee": Role.ANALYST,
    "sam": Role.IT_ADMINISTRATOR,
    "alex": Role.IT_ADMINISTRATOR,
    "dana": Role.PRIVACY_OFFICER,
}


@dataclass
class Riverside:
    """Everybody and everything a test may need; `exec`, `six_west` and `seven_east` are the three dyads."""

    system: Unit
    general: Unit
    childrens: Unit
    west_unit: Unit
    east_unit: Unit
    ana: Person
    kwame: Person
    helen: Person
    maya: Person
    tom: Person
    ines: Person
    priya: Person
    joan: Person
    lee: Person
    sam: Person
    alex: Person
    dana: Person
    rosa: Person
    nia: Person
    exec: Partnership
    six_west: Partnership
    seven_east: Partnership


def make_riverside() -> Riverside:
    mission = "Care that a neighbour would trust."
    system = make_unit("Riverside Health", level="system", mission=mission, north_star=NORTH_STAR)
    general = make_unit("Riverside General", parent=system, level="hospital")
    childrens = make_unit("Riverside Children's", parent=system, level="hospital", setting="paediatric")
    west = make_unit("6 West", parent=general)
    east = make_unit("7 East", parent=general)
    for order, text in enumerate(("Safe on every shift", "Home sooner, and ready", "A place where people stay")):
        Objective.objects.create(unit=system, text=text, order=order)
    people = {key: make_person(name, profession=side, title=title) for key, (name, side, title) in PEOPLE.items()}
    for person in people.values():
        make_login(person)
    for key, role in ROLES.items():
        make_role(people[key], role)
    pairs = {
        "exec": (general, "Riverside General executive", "ana", "kwame", "helen"),
        "six_west": (west, "6 West", "maya", "tom", "ana"),
        "seven_east": (east, "7 East", "maya", "ines", "ana"),
    }
    dyads = {
        key: make_partnership(
            unit=unit,
            name=name,
            nurse=people[nurse],
            physician=people[physician],
            sponsor=people[sponsor],
            keeper=people["priya"],
        )
        for key, (unit, name, nurse, physician, sponsor) in pairs.items()
    }
    return Riverside(
        system=system, general=general, childrens=childrens, west_unit=west, east_unit=east, **people, **dyads
    )
