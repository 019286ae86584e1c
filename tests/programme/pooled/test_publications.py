"""A half-year is published once: with too few it says so, and what happens later changes no byte of it."""

import hashlib
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.operations import worker
from colead.partnerships import actions as partnerships
from colead.partnerships import charter
from colead.partnerships.models import Partnership
from colead.people.models import Person
from colead.practice.decisions import pooled
from colead.practice.decisions.models import Decision, LookBack
from colead.programme.pooled import actions, queries
from colead.programme.pooled.models import Publication
from colead.promises import imprints, pooling, space, trail, two_key
from colead.rules.audiences import Audience
from colead.rules.pooling import Window, window_of
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import make_partnership, make_person, make_unit, viewer_of

pytestmark = pytest.mark.django_db
FORMED = datetime(2026, 1, 12, 9, tzinfo=UTC)
SPRING = datetime(2026, 3, 2, 9, tzinfo=UTC)
SUMMER = datetime(2026, 7, 6, 9, tzinfo=UTC)
FIRST_HALF = window_of(SPRING.date())


def travel_to(moment: datetime) -> None:
    clock.travel(moment - timezone.now())


@pytest.fixture
def old_town(db: None) -> None:
    travel_to(FORMED)


def a_dyad(town: Riverside, n: int) -> Partnership:
    nurse = make_person(f"Nurse {n}", profession="nursing")
    physician = make_person(f"Physician {n}", profession="medicine")
    unit = make_unit(f"Ward {n}", parent=town.general)
    dyad = make_partnership(unit=unit, nurse=nurse, physician=physician, sponsor=town.helen, keeper=town.priya)
    sign_agreement(dyad)
    return partnerships.move(partnership=dyad, verb="activate", by=viewer_of(town.priya))


def sign_agreement(dyad: Partnership) -> None:
    one, two = (viewer_of(seat.person) for seat in dyad.seats.filter(until_on=None))
    given = {"kind": charter.AGREEMENT, "audience": Audience.SPONSOR, "text": {"why": "For the ward."}}
    draft = two_key.propose(space=dyad.space, is_signed=True, by=one, **given)
    for by in (one, two):
        two_key.turn(release=draft, seen=draft.text_hash, by=by, method="password")


def follow(dyad: Partnership, side: str, person: Person, town: Riverside) -> None:
    by = viewer_of(town.priya)
    partnerships.end_seat(partnership=dyad, side=side, by=by)
    partnerships.fill_seat(partnership=dyad, side=side, person=person, by=by)
    partnerships.move(partnership=dyad, verb="activate", by=by)
    dyad.refresh_from_db()
    sign_agreement(dyad)


def decide(pair: Partnership, *, days: int = 10, size: str = "standard", state: str = "closed") -> Decision:
    """Framed in spring, in one voice so many days later, and looked back on in May."""
    by = viewer_of(pair.seats.filter(until_on=None).first().person)
    decision = space.write(
        Decision,
        space=pair.space,
        by=by,
        text={"question": "Hallway beds?"},
        kind="operational",
        size=size,
        state=state,
        framed_at=SPRING,
        announced_at=SPRING + timedelta(days=days),
    )
    travel_to(datetime(2026, 5, 4, 9, tzinfo=UTC))
    space.write(LookBack, space=pair.space, by=by, text={}, decision=decision, value="worked")
    return decision


def many_dyads(town: Riverside, n: int = 5, each: int = 4) -> list[Partnership]:
    pairs = [a_dyad(town, number) for number in range(n)]
    for pair in pairs:
        for turn in range(each):
            decide(pair, days=8 + turn)
    return pairs


def figures() -> dict[str, object]:
    found: dict[str, object] = json.loads(Publication.objects.get(first_on=FIRST_HALF.first_on).figures)
    return found


def test_five_dyads_with_twenty_decisions_are_told(old_town: None, riverside: Riverside) -> None:
    many_dyads(riverside)
    travel_to(SUMMER)
    worker.round_of_work(None)
    sizes = ["quick", "standard", "big"]
    assert figures()["days"] == [{"sizes": sizes, "within": 14}]
    assert figures()["worked"] == "more"


def test_four_dyads_are_too_few_however_many_decisions(old_town: None, riverside: Riverside, as_person: SignIn) -> None:
    many_dyads(riverside, n=4, each=8)
    travel_to(SUMMER)
    actions.publish_due(on=clock.today())
    assert (figures()["days"], figures()["worked"]) == ([], None)
    page = as_person(riverside.priya).get(reverse("pooled:decisions")).content.decode()
    assert page.count("Too few to tell") == 1
    assert page.count("too few to tell") == 0
    assert re.search(r"How long decisions took, and how they went</dt><dd>January to June 2026", page)


def test_page_says_too_few_once_whatever_is_missing(old_town: None, riverside: Riverside, as_person: SignIn) -> None:
    days = [{"sizes": ["quick"], "within": 14}]
    for year, told, worked in ((2023, [], None), (2024, [], "more"), (2025, days, None), (2026, days, "about")):
        words = json.dumps({"days": told, "worked": worked})
        Publication.objects.create(first_on=date(year, 1, 1), last_on=date(year, 6, 30), figures=words, digest="")
    page = as_person(riverside.priya).get(reverse("pooled:decisions")).content.decode()
    assert page.casefold().count("too few to tell") == 1
    told, _heading, untold = page.partition("Too few to tell")
    assert [f"June {year}" in told for year in (2023, 2024, 2025, 2026)] == [False, True, True, True]
    assert [f"June {year}" in untold for year in (2023, 2024, 2025, 2026)] == [True, True, True, False]


def test_three_dyads_whose_seats_changed_are_still_three(old_town: None, riverside: Riverside) -> None:
    """Six spaces and ten people, of which nobody stands behind too many."""
    pairs = many_dyads(riverside, n=3)
    travel_to(SPRING)
    for n, dyad in enumerate(pairs):
        follow(dyad, "nurse", make_person(f"Next nurse {n}", profession="nursing"), riverside)
    follow(pairs[0], "physician", make_person("Next physician", profession="medicine"), riverside)
    for dyad in pairs:
        for _turn in range(4):
            decide(dyad)
    assert len({record.dyad for record in pooled.speeds(FIRST_HALF)}) == 3
    travel_to(SUMMER)
    actions.publish_due(on=clock.today())
    assert (figures()["days"], figures()["worked"]) == ([], None)


def test_temporary_and_resting_dyads_are_not_counted(old_town: None, riverside: Riverside) -> None:
    one, other, active = many_dyads(riverside, n=3, each=1)
    Partnership.objects.filter(pk=one.pk).update(is_temporary=True)
    partnerships.move(partnership=other, verb="pause", by=viewer_of(riverside.priya))
    counted = [*pooled.speeds(FIRST_HALF), *pooled.look_backs(FIRST_HALF)]
    assert {record.dyad for record in counted} == {active.pk}


def test_dyads_made_up_late_or_without_an_agreement_are_not_counted(old_town: None, riverside: Riverside) -> None:
    first = a_dyad(riverside, 1)
    travel_to(datetime(2026, 4, 1, 9, tzinfo=UTC))
    late = a_dyad(riverside, 2)
    unsigned = riverside.six_west
    for dyad in (first, late, unsigned):
        decide(dyad)
    assert {record.dyad for record in pooled.look_backs(FIRST_HALF)} == {first.pk}


def test_running_half_year_is_not_counted(old_town: None, riverside: Riverside) -> None:
    many_dyads(riverside)
    assert actions.publish_due(on=SPRING.date()) == []
    assert not Publication.objects.exists()


def test_what_is_published_never_changes_a_byte(old_town: None, riverside: Riverside) -> None:
    """A dyad's decisions go, another dyad's come: the published half-year stands, and its digest is on the trail."""
    pairs = many_dyads(riverside)
    travel_to(SUMMER)
    (published,) = actions.publish_due(on=clock.today())
    before = Publication.objects.values().get()
    LookBack._door_for_keeper().all().delete()
    Decision._door_for_keeper().filter(space=pairs[0].space).delete()
    many_more = [a_dyad(riverside, number) for number in range(10, 13)]
    for pair in many_more:
        decide(pair, days=40)
    for days in (0, 1, 100):
        travel_to(SUMMER + timedelta(days=days))
        assert actions.publish_due(on=clock.today()) == []
    assert Publication.objects.values().get() == before
    entry = trail.of_site(viewer_of(riverside.dana)).get(verb="published_pooled")
    assert entry.facts["digest"] == published.digest


def test_trail_tells_the_figures_to_nobody_who_tries_each(old_town: None, riverside: Riverside) -> None:
    many_dyads(riverside)
    travel_to(SUMMER)
    (published,) = actions.publish_due(on=clock.today())
    entry = trail.of_site(viewer_of(riverside.dana)).get(verb="published_pooled")
    assert entry.facts["digest"] == imprints.keyed({"pooled": published.figures})
    assert entry.facts["digest"] != hashlib.sha256(published.figures.encode()).hexdigest()


def test_half_year_published_in_finer_figures_is_not_shown_in_them(riverside: Riverside, as_person: SignIn) -> None:
    finer = {"days": [{"sizes": ["big"], "median": 10}], "look_backs": [{"sizes": ["big"], "shares": {"not": 35}}]}
    span = {"first_on": FIRST_HALF.first_on, "last_on": FIRST_HALF.last_on}
    Publication.objects.create(figures=json.dumps(finer), digest="", **span)
    page = as_person(riverside.priya).get(reverse("pooled:decisions"))
    assert page.status_code == 200
    assert "35" not in page.content.decode().split("How this is counted")[0].split("January to June 2026")[1]


def test_too_few_stays_too_few(old_town: None, riverside: Riverside) -> None:
    """Otherwise the day on which numbers appear would tell of the dyad that came last."""
    many_dyads(riverside, n=4)
    travel_to(SUMMER)
    actions.publish_due(on=clock.today())
    before = Publication.objects.values().get()
    for _turn in range(4):
        decide(a_dyad(riverside, 20 + _turn))
    travel_to(SUMMER)
    actions.publish_due(on=clock.today())
    assert Publication.objects.values().get() == before


def test_rapid_own_calls_and_conflicts_are_not_counted(old_town: None, riverside: Riverside) -> None:
    pair = a_dyad(riverside, 1)
    decide(pair, size="rapid")
    decide(pair, size="own_call")
    decide(pair, state="conflict")
    decide(pair, state="withdrawn")
    assert pooled.speeds(FIRST_HALF) == pooled.look_backs(FIRST_HALF) == []
    decide(pair)
    assert len(pooled.speeds(FIRST_HALF)) == len(pooled.look_backs(FIRST_HALF)) == 1


def test_decision_is_counted_in_one_half_year_only(old_town: None, riverside: Riverside) -> None:
    """Said anew after a look back, it does not come up a second time with a long wait."""
    decision = decide(a_dyad(riverside, 1))
    Decision._door_for_keeper().filter(pk=decision.pk).update(announced_at=SUMMER)
    second_half = window_of(SUMMER.date())
    assert pooled.speeds(second_half) == []


@pytest.mark.parametrize("who", ["ana", "kwame", "helen", "lee", "sam", "dana", "nia", "joan"])
def test_pooled_numbers_are_for_the_programme_office_alone(who: str, riverside: Riverside, as_person: SignIn) -> None:
    assert as_person(getattr(riverside, who)).get(reverse("pooled:decisions")).status_code == 404
    with pytest.raises(Hidden):
        queries.list_for(viewer_of(getattr(riverside, who)))


def test_page_and_publication_name_nobody(old_town: None, riverside: Riverside, as_person: SignIn) -> None:
    pairs = many_dyads(riverside)
    travel_to(SUMMER)
    actions.publish_due(on=clock.today())
    page = as_person(riverside.priya).get(reverse("pooled:decisions")).content.decode()
    said = page + Publication.objects.get().figures
    assert "one to two weeks" in page
    assert "In more than half of the dyads, at least half of the decisions had worked" in page
    for pair in pairs:
        assert pair.name not in said
        assert str(pair.pk) not in said
        assert str(pair.space_id) not in said


@pytest.mark.parametrize("name", ["ciphertext", "question", "round"])
def test_words_and_unknown_names_are_never_pooled(name: str, riverside: Riverside) -> None:
    if name == "round":
        assert list(pooling.states(Decision, name)) == []
        return
    with pytest.raises(pooling.NotAState):
        list(pooling.states(Decision, name))


def test_new_installation_publishes_nothing(riverside: Riverside) -> None:
    assert actions.publish_due(on=clock.today()) == []
    assert Window(FIRST_HALF.first_on, FIRST_HALF.last_on) == FIRST_HALF
