"""Looking changes nothing, and nothing is changed from another site."""

import pytest
from django.test import Client

from tests.access import matrix
from tests.access.routes import every_route
from tests.access.world import BACKEND, World, addresses
from tests.attacks.robot import ask_and_undo
from tests.attacks.sweep import readable
from tests.attacks.tables import changes, snapshot, tables_of

pytestmark = pytest.mark.django_db
UNSAFE = [route for route in every_route() if "POST" in route.methods]
REFUSED = (403, 401)  # the second by a route that takes the key of a system, and neither cookie nor form
LOOKERS = ("ana", "kwame", "priya", "sam", "helen", "dana", "anonymous")


def unprotected(world: World) -> list[str]:
    """Unsafe routes that take a form without its token."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(world.people["ana"].login, backend=BACKEND)
    found = []
    for route in UNSAFE:
        pair = "exec" if "partnership_id" in route.kwargs else ""
        known = addresses(world, route, pair) or matrix.borrowed(world, route, pair)
        if not known:
            continue  # the matrix reports a route that nobody was shown
        response = ask_and_undo(client, "POST", matrix.address(route, known[0]), {"line": "from another site"})
        if response.status_code not in REFUSED:
            found.append(f"{route.name} answered {response.status_code}")
    return found


def test_every_unsafe_route_refuses_a_form_without_its_token(world: World) -> None:
    assert unprotected(world) == []


def changed_by_looking(world: World, lookers: tuple[str, ...] = LOOKERS) -> list[str]:
    found = []
    before = snapshot()
    for actor in lookers:
        for url in sorted(filter(readable, world.urls.get(actor, {"/", "/model/"}))):
            world.client(actor).get(url)
        after = snapshot()
        found += [f"{actor} changed {table} by looking" for table in sorted(tables_of(changes(before, after)))]
        before = after
    return found


def test_no_look_changes_a_row(world: World) -> None:
    assert changed_by_looking(world) == []
