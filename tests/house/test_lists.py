"""Every list asks the database as often for twenty rows as for one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from colead.foundation import clock
from colead.partnerships import area_actions
from colead.partnerships.models import Partnership
from colead.partnerships.queries import get_pair, open_seats
from colead.people.models import Person
from colead.practice.memos import queries as memos
from colead.practice.memos.actions import lending
from colead.practice.reviews.actions import recusing
from colead.practice.reviews.models import Case
from colead.practice.visibility.queries import PAGE
from colead.programme.supports.actions import answering, asking
from colead.programme.supports.models import Request
from colead.programme.supports.queries import asked as requests
from colead.promises import two_key, vault
from colead.promises.models import Release
from colead.rules.audiences import Audience
from tests.access.routes import every_route
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import make_login, make_partnership, make_person, make_unit, viewer_of
from tests.practice.decisions.steps import Screen

pytestmark = pytest.mark.django_db
MANY = 20
Adder = Callable[[Riverside, Client, int], Any]


def posted(town: Riverside, client: Client, route: str, data: dict[str, str]) -> None:
    assert client.post(reverse(route, kwargs={"partnership_id": town.exec.pk}), data).status_code == 303


def a_question(town: Riverside, client: Client, n: int) -> None:
    posted(town, client, "daily:ask_run_it", {"line": f"Question {n}", "kind": "gut_check"})


def an_appreciation(town: Riverside, client: Client, n: int) -> None:
    posted(town, client, "wins:list_appreciations", {"line": f"Thank you {n}"})


def a_decision(town: Riverside, client: Client, n: int) -> None:
    Screen(client, town.ana, town.exec).frame("big", question=f"Question {n}")


def a_goal(town: Riverside, client: Client, n: int) -> None:
    posted(town, client, "goals:draft_goal", {"title": f"Goal {n}"})


def a_note(town: Riverside, client: Client, n: int) -> None:
    url = reverse("wins:write_note", kwargs={"partnership_id": town.exec.pk, "kind": "win"})
    assert client.post(url, {"text": f"Win {n}"}).status_code == 303


def a_walk(town: Riverside, client: Client, n: int) -> None:
    posted(town, client, "meetings:list_walks", {"place": f"Ward {n}", "on_day": clock.today().isoformat()})


def a_table(town: Riverside, client: Client, n: int) -> None:
    posted(town, client, "meetings:list_seats", {"name": f"Table {n}", "mode": "both", "level": "board"})


def a_huddle(town: Riverside, client: Client, n: int) -> None:
    day = clock.today().isoformat()
    posted(town, client, "meetings:list_huddles", {"which": f"Huddle {n}", "on_day": day, "opens": "nurse"})


def a_point(town: Riverside, client: Client, n: int) -> None:
    if n == 0:
        posted(town, client, "meetings:choose_rhythm", {"rhythm": "weekly", "weekday": "1", "minutes": "30"})
    posted(town, client, "meetings:raise_point", {"line": f"Point {n}"})


def a_memo(town: Riverside, client: Client, n: int) -> None:
    """Both lists of the page: memos and presentations."""
    url = reverse("memos:draft_memo", kwargs={"partnership_id": town.exec.pk, "kind": "news"})
    assert client.post(url, {"title": f"Memo {n}"}).status_code == 303
    posted(town, client, "memos:plan_presentation", {"title": f"Show {n}"})


def an_appearance(town: Riverside, client: Client, n: int) -> None:
    day = clock.today().isoformat()
    url = reverse("visibility:note_appearance", kwargs={"partnership_id": town.exec.pk})
    assert client.post(url, {"forum": f"Forum {n}", "goes": "both", "level": "unit", "on_day": day}).status_code == 303


def a_page(town: Riverside, client: Client, n: int) -> None:
    a_dyad(town, client, n)
    dyad = Partnership.objects.latest("created_at")
    viewers = [viewer_of(seat.person) for seat in open_seats(dyad)]
    people = [{"id": str(v.person_id), "name": v.person.name, "title": "", "side": "nurse"} for v in viewers]
    text = {"people": people, "unit": dyad.unit.name, "name": dyad.name, "rights": [], "welcome": "Ours."}
    assert dyad.space is not None
    release = two_key.propose(space=dyad.space, kind=PAGE, audience=Audience.EVERYONE, text=text, by=viewers[0])
    for viewer in viewers:
        two_key.turn(release=release, seen=release.text_hash, by=viewer)


def a_request(town: Riverside, client: Client, n: int) -> None:
    """Both ask, and long ago; every second one is answered."""
    posted(town, client, "supports:write_request", {"kind": "seat", "text": f"A seat {n}"})
    kwame, row = viewer_of(town.kwame), Release.door._unguarded().get(kind=requests.KIND, state="draft")
    asking.turn(pair=get_pair(kwame, town.exec.pk), id=row.pk, seen=row.text_hash, by=kwame)
    if n % 2:
        said = {"value": "no", "by_on": None, "words": f"Because {n}", "n_seen": 0}
        answering.answer(release=requests.get_released(viewer_of(town.helen), row.pk), by=viewer_of(town.helen), **said)
    Request.objects.filter(release=row).update(asked_on=clock.today() - timedelta(days=20))


def a_loan(town: Riverside, client: Client, n: int) -> None:
    a_memo(town, client, n)
    ana, kwame = viewer_of(town.ana), viewer_of(town.kwame)
    pair = get_pair(ana, town.exec.pk)
    memo = memos.list_for(ana, pair)[0]
    loan = lending.lend(pair=pair, id=memo.pk, person=town.rosa, by=ana)
    lending.agree(pair=get_pair(kwame, town.exec.pk), id=memo.pk, grant_id=loan.pk, by=kwame)


def a_unit(town: Riverside, client: Client, n: int) -> None:
    make_unit(f"Ward {n}", parent=town.general)


def a_person(town: Riverside, client: Client, n: int) -> None:
    make_login(make_person(f"Person {n}"))


def a_dyad(town: Riverside, client: Client, n: int) -> None:
    two = [make_person(f"Partner {n} {side}", profession=side) for side in ("nursing", "medicine")]
    unit = make_unit(f"Ward {n}", parent=town.general)
    make_partnership(unit=unit, nurse=two[0], physician=two[1], sponsor=town.helen, keeper=town.priya)


def a_message(town: Riverside, client: Client, n: int) -> None:
    let_out(town, "message", Audience.EVERYONE, {"message": f"We decided {n}"})


def a_memo_to_the_sponsor(town: Riverside, client: Client, n: int) -> None:
    let_out(town, "memo", Audience.SPONSOR, {"title": f"Memo {n}"})


def let_out(town: Riverside, kind: str, audience: Audience, text: dict[str, str]) -> None:
    ana, kwame = viewer_of(town.ana), viewer_of(town.kwame)
    release = two_key.propose(space=town.exec.space, kind=kind, audience=audience, text=text, by=ana)
    for viewer in (ana, kwame):
        two_key.turn(release=release, seen=release.text_hash, by=viewer)


def a_case(town: Riverside, client: Client, n: int, answer: str = "clear") -> None:
    given = {"kind": "near_miss", "number": f"{n}", "system": "RL", "unit": str(town.exec.unit_id)}
    address = reverse("reviews:point", args=[town.exec.pk])
    assert client.post(address, {**given, "happened_on": "2026-01-05"}).status_code == 303
    case = Case.door.visible_to(viewer_of(town.ana)).latest("created_at")
    there = reverse("reviews:look_over", args=[town.exec.pk, case.pk])
    assert client.post(there, {"answer": answer, "lead": "both"}).status_code == 303


def a_place_taken(town: Riverside, client: Client, n: int) -> None:
    recusing.name_stand_in(partnership_id=town.exec.pk, side="physician", person=town.nia, by=viewer_of(town.helen))
    a_case(town, client, n, "partner_was_involved")


def an_area(town: Riverside, client: Client, n: int) -> None:
    area_actions.add(group="care", label=f"Area {n}", by=viewer_of(town.priya))


# Which thing makes each list longer, and who looks at it.
LISTS: dict[str, tuple[Adder, str]] = {
    "daily:list_between": (a_question, "kwame"),
    "wins:list_appreciations": (an_appreciation, "kwame"),
    "decisions:list_decisions": (a_decision, "kwame"),
    "wins:list_notes": (a_note, "kwame"),
    "goals:list_goals": (a_goal, "kwame"),
    "meetings:partner_time": (a_point, "kwame"),
    "meetings:list_walks": (a_walk, "kwame"),
    "meetings:list_seats": (a_table, "kwame"),
    "meetings:list_huddles": (a_huddle, "kwame"),
    "memos:list_memos": (a_memo, "kwame"),
    "reviews:list_cases": (a_case, "kwame"),
    "reviews:list_standing_in": (a_place_taken, "nia"),
    "visibility:list_appearances": (an_appearance, "kwame"),
    "visibility:list_pages": (a_page, "nia"),
    "supports:list_requests": (a_request, "kwame"),
    "supports:list_unanswered": (a_request, "priya"),
    "memos:list_lent": (a_loan, "rosa"),
    "memos:list_for_you": (a_memo_to_the_sponsor, "helen"),
    "home:pair": (a_question, "kwame"),
    "home:published": (a_message, "nia"),
    "home:sponsor": (a_dyad, "helen"),
    "units:list": (a_unit, "nia"),
    "accounts:list_people": (a_person, "sam"),
    "partnerships:list": (a_dyad, "priya"),
    "partnerships:list_areas": (an_area, "priya"),
}
# Lists of files, of one's own keys, and of what was kept or invited: a handful, or the same rows as a list above.
OTHER_LISTS = {
    "imports:list",
    "mfa_list_webauthn",
    "daily:list_kept",
    "accounts:list_invitations",
    "launch:talks",
    "memos:list_signed",
}


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def growth(route: str, town: Riverside, as_person: SignIn) -> tuple[int, int]:
    add, looker = LISTS[route]
    needs_pair = any(each.name == route and each.kwargs for each in every_route())
    url = reverse(route, kwargs={"partnership_id": town.exec.pk} if needs_pair else {})
    client, writer = as_person(getattr(town, looker)), as_person(town.ana)
    add(town, writer, 0)
    one = queries_of(client, url)
    for n in range(1, MANY):
        add(town, writer, n)
    return one, queries_of(client, url)


@pytest.mark.parametrize("route", LISTS)
def test_list_costs_the_same_for_one_row_and_for_twenty(route: str, riverside: Riverside, as_person: SignIn) -> None:
    one, twenty = growth(route, riverside, as_person)
    assert twenty <= one + 1, f"{route}: {one} queries for one row, {twenty} for twenty"


def test_every_list_is_counted() -> None:
    lists = {route.name for route in every_route() if "list" in route.name.split(":")[-1] and "GET" in route.methods}
    assert lists <= set(LISTS) | OTHER_LISTS


def test_list_check_sees_a_query_for_each_row(
    riverside: Riverside, as_person: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: each thing that is read asks the database again."""
    opened = vault.open_item

    def asking(item: Any, viewer: Any) -> Any:
        Person.objects.count()
        return opened(item, viewer)

    monkeypatch.setattr(vault, "open_item", asking)
    one, twenty = growth("wins:list_appreciations", riverside, as_person)
    assert twenty > one + 1
