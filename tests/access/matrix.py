"""Goes through every cell of the matrix and says which of them answered otherwise than the table says."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse

from colead.rules.abilities import Ability
from tests.access.expected import ACTORS, EXPECTED, PAIRS, may_enter
from tests.access.routes import Route, every_route
from tests.access.world import KEEPERS, PARTNERS, World, addresses
from tests.attacks import masks
from tests.attacks.robot import ask_and_undo, why

METHODS = ("GET", "POST", "PUT")
NOT_SIGNED_IN = {"anonymous", "closed_account"}
NOWHERE = "/there-never-was-such-a-page/"
NEAR = {"own", "former"}
ALLOWED_NEVER = {403, 404, 500, 501}
# A page that only exists once its owner has made the thing on it; for everybody else it is as if it were not.
NEEDS_ONES_OWN = {"mfa_view_recovery_codes", "mfa_remove_webauthn", "mfa_deactivate_totp"}
# What a sponsor does once one of the present two has confirmed them: of a pair that is over nobody is left to do so.
NEEDS_A_PAIR = {"reviews:name_stand_ins"}
# What is only there at one stage of a pair's papers, or during a hold; `test_stages` asks for each at its own.
AT_A_STAGE = {
    "accounts:dispute_here",
    "launch:acknowledge",
    "launch:download_released_roles",
    "launch:download_roles",
    "launch:drop_agreement",
    "launch:end_agreement",
    "launch:take_signature_back",
    "launch:withdraw_row",
}


@dataclass(frozen=True)
class Cell:
    route: Route
    method: str
    actor: str
    pair: str
    relation: str

    def __str__(self) -> str:
        return f"{self.method} {self.route.name} as {self.actor} ({self.relation} {self.pair or 'site'})"


@dataclass
class Report:
    cells: int = 0
    faults: list[str] = field(default_factory=list)
    entered: set[tuple[str, str]] = field(default_factory=set)
    missing: dict[tuple[str, str, str], Any] = field(default_factory=dict)

    def fault(self, cell: Cell, what: str) -> None:
        self.faults.append(f"{cell}: {what}")


def whole(route: Route) -> bool:
    return "partnership_id" not in route.kwargs


def incomplete(routes: list[Route]) -> list[str]:
    """Routes without an ability, with one that the table does not know, or with an actor that has no row in it."""
    found = []
    for route in routes:
        if route.ability is None or not route.methods:
            found.append(f"{route.name} has no gate")
        elif route.ability not in EXPECTED:
            found.append(f"{route.name} asks for {route.ability}, which has no rows")
        elif set(EXPECTED[route.ability]) != set(ACTORS):
            found.append(f"{route.ability} lacks rows")
    return found


def relation_of(actor: str, pair: str) -> str:
    if not pair:
        return "site"
    if pair == "former" and actor in PARTNERS["former"]:
        return "former"
    if actor in PARTNERS.get(pair, ()):
        return "own"
    return "other pair" if any(actor in partners for partners in PARTNERS.values()) else "unrelated"


def check(
    world: World, routes: list[Route] | None = None, *, actors: tuple[str, ...] = ACTORS, is_whole: bool = True
) -> Report:
    """With `is_whole` every pair for everybody; else those who are strangers to a pair ask at every fifth."""
    report = Report()
    for turn, route in enumerate(routes if routes is not None else every_route()):
        if route.ability is None or route.ability not in EXPECTED:
            report.faults.append(f"{route.name}: no gate, or no rows for its ability")
            continue
        for place, pair in enumerate(("",) if whole(route) else PAIRS):
            near = tuple(
                actor
                for count, actor in enumerate(actors)
                if is_whole
                or (turn + place + count) % (5 if pair else 3) == 0
                or relation_of(actor, pair) in NEAR
                or (not pair and actor in KEEPERS)
            )
            has_put = pair in {"", "exec"} and (is_whole or turn % 4 == 0)
            check_route(world, route, pair, report, near, METHODS if has_put else METHODS[:2])
    return report


def check_route(
    world: World, route: Route, pair: str, report: Report, actors: tuple[str, ...], methods: tuple[str, ...]
) -> None:
    known = addresses(world, route, pair) or borrowed(world, route, pair)
    if not known:
        report.faults.append(f"{route.name}: nobody was shown an address of it ({pair or 'site'})")
        return
    for method in methods:
        for actor in actors:
            cell = Cell(route, method, actor, pair, relation_of(actor, pair))
            check_cell(world, cell, known, report)


def borrowed(world: World, route: Route, pair: str) -> list[dict[str, Any]]:
    """A pair that has nothing of the kind is asked with another pair's thing: that too must not exist there."""
    found = [kwargs for other in PAIRS if pair for kwargs in addresses(world, route, other)[:1]]
    return [{**kwargs, "partnership_id": world.partnerships[pair].pk} for kwargs in found][:1]


def check_cell(world: World, cell: Cell, known: list[dict[str, Any]], report: Report) -> None:
    assert cell.route.ability is not None
    allowed = may_enter(cell.route.ability, cell.actor, cell.pair)
    if cell.method in cell.route.methods and allowed and cell.actor not in NOT_SIGNED_IN:
        return check_allowed(world, cell, known, report)
    if cell.method in cell.route.methods and cell.route.ability is Ability.PUBLIC:
        return check_allowed(world, cell, known, report)
    report.cells += 1
    response = request(world, cell, known[0])
    if cell.actor in NOT_SIGNED_IN and cell.route.ability is not Ability.PUBLIC:
        if not leads_to_sign_in(response):
            report.fault(cell, f"answered {response.status_code} instead of leading to the sign-in")
        return None
    if cell.method not in cell.route.methods:
        return check_outside(world, cell, known, response, report)
    if response.status_code != 404:
        return report.fault(cell, f"let in with {response.status_code}")
    return check_like_missing(world, cell, known, response, report)


def check_allowed(world: World, cell: Cell, known: list[dict[str, Any]], report: Report) -> None:
    """Of the things people were shown at least one opens; one that is not theirs to act on may still be hidden."""
    statuses = []
    for kwargs in known:
        report.cells += 1
        response = request(world, cell, kwargs)
        status = response.status_code
        statuses.append(status)
        if status in ALLOWED_NEVER - {404}:
            return report.fault(cell, f"may enter, answered {why(response)}")
        if status != 404:
            report.entered.add((cell.route.name, cell.method))
            return None
    has_thing = len(cell.route.kwargs) > (0 if whole(cell.route) else 1)
    is_nobodys = cell.pair == "former" and cell.route.name in NEEDS_A_PAIR
    if not has_thing and not is_nobodys and cell.route.name not in NEEDS_ONES_OWN | AT_A_STAGE:
        report.fault(cell, f"may enter, answered {statuses}")
    return None


def check_outside(world: World, cell: Cell, known: list[dict[str, Any]], response: Any, report: Report) -> None:
    """A method that the route does not have: 405 for who may enter anything by it, 404 for everybody else."""
    assert cell.route.ability is not None
    wanted = 405 if EXPECTED[cell.route.ability][cell.actor] else 404
    if response.status_code != wanted:
        return report.fault(cell, f"answered {response.status_code} instead of {wanted}")
    return check_like_missing(world, cell, known, response, report)


def check_like_missing(world: World, cell: Cell, known: list[dict[str, Any]], response: Any, report: Report) -> None:
    is_refused = response.status_code == 404
    key = ("nowhere" if is_refused else cell.route.name, cell.method, cell.actor)
    if key not in report.missing:
        report.cells += 1
        client, data = world.client(cell.actor), {} if cell.method == "POST" else None
        missing = address(cell.route, as_missing(world, known[0]))
        report.missing[key] = masks.answer(ask_and_undo(client, cell.method, NOWHERE if is_refused else missing, data))
    if report.missing[key] != masks.answer(response):
        report.fault(cell, f"differs from the answer to what never was ({report.missing[key][0]})")


def as_missing(world: World, kwargs: dict[str, Any]) -> dict[str, Any]:
    if "partnership_id" in kwargs:
        return {**kwargs, "partnership_id": world.missing}
    return {name: world.missing if isinstance(value, UUID) else value for name, value in kwargs.items()}


def crossed(world: World, routes: list[Route] | None = None) -> Report:
    """One's own pair in the address with a thing of another pair, also when one leads both."""
    report = Report()
    for route in routes if routes is not None else every_route():
        if whole(route) or len(route.kwargs) < 2 or route.name in OF_ANOTHER_BY_NATURE:
            continue
        for actor, own, other in CROSSINGS:
            for kwargs in addresses(world, route, other)[:1]:
                things = {name: value for name, value in kwargs.items() if name != "partnership_id"}
                if any(isinstance(value, UUID) for value in things.values()):
                    cross(world, route, actor, own, other, things, report)
    return report


# What is asked for there is the released page of another pair, which everybody reads.
OF_ANOTHER_BY_NATURE = {"visibility:ask_visit"}

# Who leads one pair, and asks there for a thing of another: also of one that the same person leads.
CROSSINGS = (
    ("maya", "six_west", "seven_east"),
    ("maya", "seven_east", "six_west"),
    ("ana", "exec", "six_west"),
    ("tom", "six_west", "exec"),
    ("ines", "seven_east", "exec"),
    ("maya", "six_west", "former"),
)


def cross(world: World, route: Route, actor: str, own: str, other: str, things: dict[str, Any], report: Report) -> None:
    kwargs = {**things, "partnership_id": world.partnerships[own].pk}
    gone = {name: world.missing if isinstance(value, UUID) else value for name, value in things.items()}
    for method in ("GET", "POST"):
        if method not in route.methods:
            continue
        cell = Cell(route, method, actor, own, f"own address with a thing of {other},")
        report.cells += 2
        response = request(world, cell, kwargs)
        if response.status_code != 404:
            report.fault(cell, f"answered {response.status_code}")
        elif masks.answer(request(world, cell, {**kwargs, **gone})) != masks.answer(response):
            report.fault(cell, "differs from the answer to what never was")


def address(route: Route, kwargs: dict[str, Any]) -> str:
    return reverse(route.name, kwargs=kwargs)


def request(world: World, cell: Cell, kwargs: dict[str, Any]) -> Any:
    data = {} if cell.method == "POST" else None
    return ask_and_undo(world.client(cell.actor), cell.method, address(cell.route, kwargs), data)


def leads_to_sign_in(response: Any) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith("/account/login/")
