"""The demo's two years: true to every promise, and worth looking at for each of the cast."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from colead.forming.launch.look import Look
from colead.foundation import clock
from colead.home.pages import PairHome
from colead.operations.demo.cast import CAST
from colead.partnerships.queries import Pair, get_pair, led_by
from colead.people.models import Person
from colead.practice.daily.models import RunIt
from colead.practice.decisions import queries as decisions
from colead.practice.meetings.pages import home as meetings
from colead.practice.meetings.queries import partner_time, seats, walks
from colead.promises import signatures, trail
from colead.rules.abilities import Ability
from colead.rules.decisions import State
from colead.rules.launch import Step, StepState
from tests.makers import viewer_of
from tests.operations.demo.conftest import Told

pytestmark = pytest.mark.django_db
PAIRS = (
    ("Ana Ruiz", "Riverside General executive"),
    ("Dr Kwame Osei", "Riverside General executive"),
    ("Maya Lind", "6 West"),
    ("Dr Tom Becker", "6 West"),
    ("Maya Lind", "7 East"),
    ("Dr Ines Vogel", "7 East"),
)
LINK = re.compile(r'(?:href|action)="(/[^"#?]*)"')
NOT_YET = {"launch:download_roles"}  # both keys have not turned on them
NOT_WALKED = ("/static/", "/account/logout", "/account/2fa")


@pytest.fixture(autouse=True)
def keystore_of_its_own() -> None:
    """These tests share one town and its keys."""


def pair_of(told: Told, name: str, dyad: str) -> Pair:
    return get_pair(viewer_of(told.person(name)), told.partnership(dyad).pk)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.login, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def pair_routes(patterns: list[Any] | None = None, before: str = "") -> list[str]:
    """Every named address that a pair and nothing else leads to, and that can be looked at."""
    found: list[str] = []
    for one in patterns if patterns is not None else get_resolver("colead.config.urls").url_patterns:
        if isinstance(one, URLResolver):
            found += pair_routes(one.url_patterns, f"{one.namespace}:" if one.namespace else before)
        elif isinstance(one, URLPattern) and is_of_a_pair(one):
            found.append(f"{before}{one.name}")
    return found


def is_of_a_pair(one: URLPattern) -> bool:
    is_for_partners = getattr(one.callback, "ability", None) is Ability.LEAD
    return is_for_partners and list(one.pattern.converters) == ["partnership_id"] and "GET" in one.callback.methods


def test_telling_ends_in_the_present(told: Told) -> None:
    assert abs(clock.now() - timezone.now()) < timedelta(seconds=5)


def test_every_chain_holds(told: Told) -> None:
    assert trail.faults() == []
    assert signatures.verify(signatures.public_key(), every_seal=True) == []
    assert signatures.unmatched() == []


def test_what_was_asked_long_ago_is_gone_and_what_was_kept_is_there(told: Told) -> None:
    pair, viewer = pair_of(told, "Ana Ruiz", "Riverside General executive"), viewer_of(told.person("Ana Ruiz"))
    asked = list(RunIt.door.visible_to(viewer).filter(space=pair.space))
    month_ago = clock.now() - timedelta(days=31)
    assert [row for row in asked if row.created_at < month_ago and row.kept_by_id is None] == []
    assert any(row.created_at < month_ago for row in asked)


def test_old_views_are_gone_and_what_was_decided_stays(told: Told) -> None:
    viewer = viewer_of(told.person("Dr Kwame Osei"))
    pair = pair_of(told, "Dr Kwame Osei", "Riverside General executive")
    rows = [one for one in decisions.list_for(viewer, pair) if one.decided_at is not None]
    old = [one for one in rows if one.decided_at and one.decided_at < clock.now() - timedelta(days=92)]
    assert len(old) >= 5
    assert all(decisions.views(one, viewer) == {} for one in old)
    with_paper = [one for one in old if one.integration is not None]
    assert all(decisions.paper_text(one, "integration", viewer)["sentence"] for one in with_paper)
    young = [one for one in rows if one not in old and one.round is not None]
    assert all(len(decisions.views(one, viewer)) == 2 for one in young)


def test_history_has_every_size_and_many_endings(told: Told) -> None:
    viewer = viewer_of(told.person("Ana Ruiz"))
    rows = decisions.list_for(viewer, pair_of(told, "Ana Ruiz", "Riverside General executive"))
    assert {row.size for row in rows} == {"own_call", "quick", "standard", "big", "rapid"}
    assert {State.FRAMED, State.WRITING, State.ESCALATED_JOINTLY, State.CLOSED} <= {row.state for row in rows}


@pytest.mark.parametrize("name", ["Maya Lind", "Dr Tom Becker"])
def test_road_of_six_west_remembers_what_was_held(told: Told, name: str) -> None:
    states = Look(viewer_of(told.person(name)), pair_of(told, name, "6 West")).states
    held = (Step.CONVERSATIONS, Step.DAY_IN_YOUR_WORLD, Step.SPONSOR_MEETING, Step.FIRST_GOALS)
    assert {step: states[step] for step in held} == dict.fromkeys(held, StepState.DONE)


@pytest.mark.parametrize(("name", "dyad"), PAIRS)
def test_something_waits_for_each_partner(told: Told, name: str, dyad: str) -> None:
    lines = PairHome(viewer_of(told.person(name)), pair_of(told, name, dyad)).waiting
    assert 1 <= len(lines) <= 5


def test_kwame_is_told_that_ana_is_ready_and_nothing_of_her_view(told: Told) -> None:
    kwame = told.person("Dr Kwame Osei")
    address = reverse("home:pair", args=[told.partnership("Riverside General executive").pk])
    page = client_of(kwame).get(address).content.decode()
    assert "Ana Ruiz is ready when you are" in page
    assert "People float better" not in page


def test_two_homes_of_maya_share_no_words(told: Told) -> None:
    client = client_of(told.person("Maya Lind"))
    west, east = (
        client.get(reverse("home:pair", args=[told.partnership(dyad).pk])).content.decode()
        for dyad in ("6 West", "7 East")
    )
    assert "Becker" in west
    assert "Vogel" not in west
    assert "Vogel" in east
    assert "Becker" not in east


def test_sponsor_reads_the_joint_brief_and_no_word_from_behind_it(told: Told) -> None:
    client = client_of(told.person("Helen Park"))
    page = client.get("/", follow=True).content.decode()
    assert "When we must divert ambulances" in page
    walked = walk(client)
    assert not any("the stairs" in page for page in walked.values())
    assert any("Both, always." in page for page in walked.values())


def test_programme_office_sees_who_is_between_partners_and_who_leads_for_a_time(told: Told) -> None:
    page = client_of(told.person("Priya Shah")).get("/", follow=True).content.decode()
    assert "Winter surge desk" in page
    assert "Ruth Abel" in page
    assert "Simon Kerr" not in page


@pytest.mark.skipif(connection.vendor != "sqlite", reason="no database server holds a demo")
@pytest.mark.parametrize("part", CAST, ids=lambda part: part.key)
def test_one_tap_signs_in_each_of_the_cast(told: Told, part: Any) -> None:
    client = Client()
    assert client.get("/demo/").status_code == 200
    answer = client.post(f"/demo/sign-in/{part.key}/", follow=True)
    assert answer.status_code == 200
    assert "/covenant" not in answer.redirect_chain[-1][0]
    assert client.session["_auth_user_id"] == str(told.person(part.name).login.pk)


@pytest.mark.parametrize(("name", "dyad"), PAIRS)
def test_every_page_of_a_pair_opens(told: Told, name: str, dyad: str) -> None:
    client, id = client_of(told.person(name)), told.partnership(dyad).pk
    routes = set(pair_routes()) - (NOT_YET if dyad == "7 East" else set())
    assert len(routes) > 15
    for route in routes:
        answer = client.get(reverse(route, args=[id]), follow=True)
        assert answer.status_code == 200, route


@pytest.mark.parametrize("name", ["Dr Kwame Osei", "Maya Lind", "Priya Shah"])
def test_every_link_opens(told: Told, name: str) -> None:
    assert len(walk(client_of(told.person(name)))) > 5


def walk(client: Client, at_most: int = 120) -> dict[str, str]:
    """Follows every link from the first page; what only takes a form answers that, and nothing fails."""
    seen: dict[str, str] = {}
    ahead = ["/"]
    while ahead and len(seen) < at_most:
        path = ahead.pop(0)
        if path in seen or path.startswith(NOT_WALKED):
            continue
        answer = client.get(path, follow=True)
        assert answer.status_code in {200, 405}, (path, answer.status_code)
        is_page = not answer.streaming and answer.get("Content-Type", "").startswith("text/html")
        seen[path] = answer.content.decode() if is_page else ""
        ahead += LINK.findall(seen[path])
    return seen


def test_every_pair_of_the_cast_was_found(told: Told) -> None:
    maya = viewer_of(told.person("Maya Lind"))
    assert {row.name for row in led_by(maya)} == {"6 West", "7 East"}


def test_sponsors_read_goals_that_are_live_and_nothing_of_how_they_go(told: Told) -> None:
    page = client_of(told.person("Helen Park")).get("/sponsor/").content.decode()
    assert "No patient nursed in a corridor this winter" in page
    assert "it counts in the pay of one of them only" in page
    assert "Every admitted patient seen by both professions" not in page
    walked = walk(client_of(told.person("Helen Park")))
    assert any("Closed: met in part" in page for page in walked.values())
    assert not [page for page in walked.values() if "A porter at noon" in page or "head of transport" in page]


def test_everybody_reads_what_two_leaders_were_glad_of_and_not_what_lies_between_them(told: Told) -> None:
    page = client_of(told.person("Helen Park")).get("/published/").content.decode()
    assert "The talk about going home now happens the evening before." in page
    assert "We moved the hour of rounds on a chart" in page
    assert "The evening huddle ran for a week" not in page
    latest = ["Finance had asked each of us", "The board in the waiting room", "The talk about going home now"]
    assert [page.index(said) for said in latest] == sorted(page.index(said) for said in latest)


def test_pairs_meet_walk_and_sit_at_tables(told: Told) -> None:
    for name, dyad in PAIRS:
        viewer, pair = viewer_of(told.person(name)), pair_of(told, name, dyad)
        assert partner_time.ahead(viewer, pair) is not None
        assert partner_time.past(viewer, pair)
        assert walks.list_for(viewer, pair)
        assert seats.list_for(viewer, pair)


def test_sponsor_reads_the_map_and_everyone_what_was_done_about_what_people_told(told: Told) -> None:
    [line] = meetings.for_sponsor(viewer_of(told.person("Helen Park"))).values()
    assert "Board quality committee" in line.note
    assert len(meetings.published(viewer_of(told.person("Helen Park")))) == 2
