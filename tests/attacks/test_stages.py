"""What is there only at one stage of a pair's papers, or during a hold: it answers its own, and nobody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from colead.forming.launch import queries
from colead.foundation import clock
from colead.people.models import Login
from tests.access import matrix
from tests.access.expected import ACTORS
from tests.access.world import fresh_client
from tests.attacks.robot import ask_and_undo
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.forming.launch.conftest import Desk
from tests.forming.launch.test_agreement import lay, sign
from tests.forming.launch.test_papers import put_roles, turn_both

PARTNERS, SPONSOR, OFFICE = {"maya", "tom"}, {"ana"}, {"priya"}
Stage = Callable[[Desk, Desk], dict[str, str]]
pytestmark = pytest.mark.django_db


def with_roles_out(maya: Desk, tom: Desk) -> dict[str, str]:
    put_roles(maya, audience="programme")
    turn_both(maya, tom, "roles", "roles")
    return {}


def with_agreement(maya: Desk, tom: Desk) -> dict[str, str]:
    lay(maya)
    sign(maya)
    sign(tom)
    return {}


def with_summary(maya: Desk, tom: Desk) -> dict[str, str]:
    with_agreement(maya, tom)
    release = queries.in_force(maya.viewer, maya.pair, "agreement")
    assert release is not None
    return {"on_screen": release.text_hash}


def with_one_signature(maya: Desk, tom: Desk) -> dict[str, str]:
    lay(maya)
    sign(tom)
    return {}


def with_a_row_proposed(maya: Desk, tom: Desk) -> dict[str, str]:
    maya.taken("propose_row", "huddle_design", level="N")
    row = queries.proposals(maya.viewer, maya.pair).get()
    return {"row": str(row.pk)}


def with_a_hold(maya: Desk, tom: Desk) -> dict[str, str]:
    Login.objects.filter(person=maya.person).update(held_until=clock.now() + timedelta(hours=72))
    return {}


STAGES: dict[str, tuple[Stage, str, set[str]]] = {
    "accounts:dispute_here": (with_a_hold, "POST", {"maya"}),
    "launch:acknowledge": (with_summary, "POST", SPONSOR),
    "launch:download_released_roles": (with_roles_out, "GET", OFFICE),
    "launch:download_roles": (with_roles_out, "GET", PARTNERS),
    "launch:drop_agreement": (with_one_signature, "POST", PARTNERS),
    "launch:end_agreement": (with_agreement, "POST", PARTNERS),
    "launch:take_signature_back": (with_one_signature, "POST", PARTNERS),
    "launch:withdraw_row": (with_a_row_proposed, "POST", {"maya"}),
}


@pytest.fixture
def desks(riverside: Riverside, as_person: SignIn) -> tuple[Desk, Desk]:
    cache.clear()
    maya, tom = (Desk(as_person(who), who, riverside.six_west) for who in (riverside.maya, riverside.tom))
    return maya, tom


def answers(riverside: Riverside, name: str, method: str, data: dict[str, str]) -> dict[str, int]:
    """What each of the cast is told there; nothing of it stays."""
    of_pair = {"partnership_id": riverside.six_west.pk} if name.startswith("launch:") else {}
    url, found = reverse(name, kwargs=of_pair), {}
    for actor in ACTORS:
        person: Any = getattr(riverside, actor, None)
        if person is not None or actor == "anonymous":
            found[actor] = ask_and_undo(fresh_client(person), method, url, data or None).status_code
    return found


def test_every_route_that_is_excused_has_its_stage_here() -> None:
    assert set(STAGES) == matrix.AT_A_STAGE


@pytest.mark.parametrize("name", sorted(STAGES))
def test_at_its_stage_it_answers_its_own_and_nobody_else(
    name: str, riverside: Riverside, desks: tuple[Desk, Desk]
) -> None:
    stage, method, own = STAGES[name]
    found = answers(riverside, name, method, stage(*desks))
    wanted = {actor: {"anonymous": 302}.get(actor, 404) for actor in found if actor not in own}
    assert {actor: status for actor, status in found.items() if actor not in own} == wanted
    assert {found[actor] for actor in own} <= {200, 303}
