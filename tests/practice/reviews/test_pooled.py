"""The sponsor's count: off unless the site has it so, of all dyads together, and of too few no trace whatever."""

import importlib.util
import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from colead.foundation import clock
from colead.operations import worker
from colead.partnerships import actions as partnerships
from colead.partnerships.models import Partnership
from colead.partnerships.queries import get_pair
from colead.practice.reviews import jobs, pooled
from colead.practice.reviews.actions import following, pointing
from colead.practice.reviews.actions.pointing import Pointer
from colead.practice.reviews.models import Case, OpenCount
from colead.promises import pooling, trail
from colead.rules.pooling import COUNTED_MIN, Counted
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.conftest import Desk
from tests.practice.reviews.conftest import client_of
from tests.programme.pooled.test_publications import a_dyad, follow

pytestmark = pytest.mark.django_db
FORMED = datetime(2026, 1, 12, 9, tzinfo=UTC)
JULY = date(2026, 7, 1)
TITLE = "Events and concerns that are open"


@pytest.fixture(autouse=True)
def switched_on(settings: Any) -> None:
    settings.OPEN_COUNTS = True
    clock.travel(FORMED - timezone.now())


def people_of(dyad: Partnership) -> list[Any]:
    return [seat.person for seat in dyad.seats.filter(until_on=None).order_by("side")]


def a_case(dyad: Partnership, number: str = "1", kind: str = "near_miss", *, is_looked_over: bool = True) -> UUID:
    by = viewer_of(people_of(dyad)[0])
    pointer = Pointer(number=number, kind=kind, system="RL", unit=dyad.unit, happened_on=clock.today())
    case = pointing.point(pair=get_pair(by, dyad.pk), pointer=pointer, by=by)
    assert case is not None
    if is_looked_over:
        pointing.look_over(partnership_id=dyad.pk, id=case.pk, answer="clear", lead="both", by=by)
    return case.pk


def dyads(town: Riverside, n: int = 5, of: int = COUNTED_MIN) -> list[Partnership]:
    """So many of those there are; the others have no case."""
    return [a_dyad(town, number) for number in range(max(n, of))][:n]


def to_july() -> None:
    clock.travel(datetime(2026, 7, 1, 9, tzinfo=UTC) - timezone.now())


def told() -> list[dict[str, Any]]:
    to_july()
    jobs.count_due(on=JULY)
    found: list[dict[str, Any]] = json.loads(OpenCount.objects.get(quarter_on=JULY).figures)["told"]
    return found


def section(person: Any) -> str:
    page = client_of(person).get(reverse("home:sponsor"))
    if page.status_code != 200:
        return ""
    found = re.search(rf"<section[^>]*>(?:(?!<section).)*{TITLE}.*?</section>", page.content.decode(), re.DOTALL)
    return found[0] if found else ""


def test_five_cases_of_five_dyads_are_told_in_one_number(riverside: Riverside) -> None:
    for dyad in dyads(riverside):
        a_case(dyad)
    assert told() == [{"kinds": list(pooled.KINDS), "at_least": 5}]
    said = section(riverside.helen)
    assert "All kinds" in said
    assert "5 or more" in said
    assert "At the beginning of July 2026" in said


def test_kinds_are_told_alone_where_each_holds_and_a_rare_one_never(riverside: Riverside) -> None:
    ten = dyads(riverside, 10)
    for dyad in ten:
        a_case(dyad)
        a_case(dyad, "2", kind="employee_concern")
    a_case(ten[0], "3", kind="conduct")
    whole, *parts = told()
    assert whole == {"kinds": list(pooled.KINDS), "at_least": 20}
    assert [part["at_least"] for part in parts] == [10, 10]
    assert ["near_miss"] in [part["kinds"] for part in parts] or ["employee_concern"] in [
        part["kinds"] for part in parts
    ]
    assert not [part for part in parts if part["kinds"] in (["conduct"], ["practice"])]
    said = section(riverside.helen)
    assert said.count("10 or more") == 2


@pytest.mark.parametrize("n", [0, 1, 4])
def test_under_the_bar_it_is_the_same_text_whatever_lies_there(riverside: Riverside, n: int) -> None:
    for dyad in dyads(riverside, 4):
        for number in range(n):
            a_case(dyad, str(number))
    assert told() == []
    row = OpenCount.objects.get()
    assert row.figures == '{"format":"colead open cases 1","told":[]}'
    said = section(riverside.helen)
    assert "Too few to tell, or none." in said
    assert re.findall(r"\d+", re.sub(r"<[^>]*>", "", said)) == ["2026", "10", "5", "5"]


@pytest.mark.parametrize(("of", "is_told"), [(COUNTED_MIN - 1, False), (COUNTED_MIN, True)])
def test_where_each_of_few_dyads_would_have_to_have_one_nothing_is_told(
    riverside: Riverside, of: int, is_told: bool
) -> None:
    """Whoever reads a number knows that five dyads have a case; there must be as many that may have none."""
    for dyad in dyads(riverside, of=of):
        a_case(dyad)
    assert bool(told()) is is_told


def test_one_dyad_with_many_does_not_speak_for_all(riverside: Riverside) -> None:
    five = dyads(riverside)
    for dyad in five:
        a_case(dyad)
    for number in range(2, 9):
        a_case(five[0], str(number))
    assert told() == []


def test_one_leader_of_two_dyads_is_not_two(riverside: Riverside) -> None:
    five = dyads(riverside)
    for dyad in five:
        a_case(dyad)
    rows = pooled.open_cases(JULY)
    assert len(rows) == 5
    assert all(len(row.people) == 2 and row.value == 1 for row in rows)
    assert len({person for row in rows for person in row.people}) == 10
    follow(five[1], "nurse", people_of(five[0])[0], riverside)
    a_case(five[1])
    assert len(pooled.open_cases(JULY)) == 5
    assert told() == []


@pytest.mark.parametrize("what", ["pointed", "closed", "left", "ended", "unsigned", "temporary", "paused"])
def test_what_is_not_open_between_two_of_today_is_not_counted(riverside: Riverside, what: str) -> None:
    five = dyads(riverside)
    for dyad in five[:4]:
        a_case(dyad)
    last, by = five[4], viewer_of(people_of(five[4])[0])
    if what == "unsigned":
        clock.travel(FORMED + timedelta(days=100) - timezone.now())
        last = a_dyad(riverside, 9)
    id = a_case(last, is_looked_over=what not in ("pointed", "left"))
    if what == "closed":
        following.carry(partnership_id=last.pk, id=id, outcome="returned", by=by)
    if what == "left":
        pointing.look_over(partnership_id=last.pk, id=id, answer="mandatory", by=by)
    if what == "ended":
        partnerships.end_seat(partnership=last, side="nurse", by=viewer_of(riverside.priya))
    if what == "temporary":
        Partnership.objects.filter(pk=last.pk).update(is_temporary=True)
    if what == "paused":
        partnerships.move(partnership=last, verb="pause", by=viewer_of(riverside.priya))
    assert told() == []


def test_it_is_counted_once_a_quarter_and_what_comes_later_changes_no_byte(riverside: Riverside) -> None:
    five = dyads(riverside)
    for dyad in five:
        a_case(dyad)
    told()
    before = OpenCount.objects.values_list().get()
    for dyad in five:
        a_case(dyad, "2")
    for days in range(1, 92, 6):
        jobs.count_due(on=JULY + timedelta(days=days))
    worker.round_of_work(None)
    assert OpenCount.objects.values_list().get() == before
    jobs.count_due(on=date(2026, 10, 1))
    assert [json.loads(row.figures)["told"][0]["at_least"] for row in OpenCount.objects.all()] == [10, 5]


@pytest.mark.parametrize(("day", "is_counted"), [(1, True), (7, True), (8, False), (31, False)])
def test_nobody_chooses_the_day_by_switching_it_on(riverside: Riverside, day: int, is_counted: bool) -> None:
    assert (jobs.count_due(on=date(2026, 7, day)) is not None) is is_counted


def test_worker_counts_in_the_first_days(riverside: Riverside) -> None:
    to_july()
    worker.round_of_work(None)
    assert OpenCount.objects.get().quarter_on == JULY


def test_where_it_is_off_nothing_is_counted_and_nothing_is_shown(riverside: Riverside, settings: Any) -> None:
    for dyad in dyads(riverside):
        a_case(dyad)
    told()
    assert TITLE in section(riverside.helen)
    settings.OPEN_COUNTS = False
    assert section(riverside.helen) == ""
    assert "Your site tells sponsors" not in Desk(riverside.maya, riverside.six_west).sees("reviews:list_cases")
    OpenCount.objects.all().delete()
    worker.round_of_work(None)
    assert not OpenCount.objects.exists()


def test_off_is_what_a_site_begins_with() -> None:
    from_file = importlib.util.find_spec("colead.config.settings")
    assert from_file is not None
    assert from_file.origin is not None
    with open(from_file.origin, encoding="utf-8") as written:
        assert 'OPEN_COUNTS = environment.truth("COLEAD_OPEN_COUNTS", default=False)' in written.read()


def test_a_sponsor_whom_somebody_confirmed_reads_it_and_nobody_else(riverside: Riverside) -> None:
    for dyad in dyads(riverside):
        a_case(dyad)
    partnerships.add_sponsor(partnership=riverside.six_west, person=riverside.nia, by=viewer_of(riverside.priya))
    told()
    reads = {who for who in vars(riverside) if hasattr(getattr(riverside, who), "login") and told_to(riverside, who)}
    assert reads == {"ana", "helen"}


def told_to(town: Riverside, who: str) -> bool:
    """On any of the pages that people begin with."""
    client = client_of(getattr(town, who))
    pages = [client.get(reverse(f"home:{name}")) for name in ("sponsor", "published")]
    pages += [client.get(reverse(name)) for name in ("pooled:decisions", "site_trail:trail", "units:list")]
    return any("5 or more" in page.content.decode() or TITLE in page.content.decode() for page in pages)


def test_the_two_are_told_that_it_is_so(riverside: Riverside) -> None:
    page = Desk(riverside.maya, riverside.six_west).sees("reviews:list_cases")
    assert "Your site tells sponsors once a quarter" in page


def test_trail_says_that_it_was_counted_and_no_number(riverside: Riverside) -> None:
    for dyad in dyads(riverside):
        a_case(dyad)
    told()
    entry = trail.of_site(viewer_of(riverside.dana)).get(verb="counted_open")
    assert set(entry.facts) == {"quarter", "digest"}
    assert len(entry.facts["digest"]) == 64


def test_no_word_of_a_case_can_be_pooled_and_conflicts_have_no_such_module() -> None:
    for name in ("ciphertext", "number", "lead"):
        with pytest.raises(pooling.NotAState):
            list(pooling.states_beside(Case, name))
    assert importlib.util.find_spec("colead.practice.conflicts.pooled") is None


def test_what_is_counted_knows_a_dyad_its_two_a_kind_and_nothing_more(riverside: Riverside) -> None:
    [dyad] = dyads(riverside, 1)
    a_case(dyad, kind="practice")
    [row] = pooled.open_cases(JULY)
    assert row == Counted(dyad.pk, frozenset(person.pk for person in people_of(dyad)), "practice", 1)
