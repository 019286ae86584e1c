"""What leaves a pair with a goal: the lines both accepted, for whom they chose; and nothing of how it goes."""

import pytest
from django.urls import reverse

from colead.practice.goals import queries
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of
from tests.practice.goals.conftest import LINES, MORE, Goals

PRIVATE = {
    "line": "Transport is a wall",
    "my_part": "I shouted",
    "whom": "The head of transport",
    "next_move": "Coffee on Monday",
    "does_nurse": "Talks to the bed managers",
    "learned": "We asked too late",
}


def lived(goals: Goals, **changes: str) -> str:
    """A goal with everything in it that is for the two alone; its released id."""
    id = goals.live(**{**MORE, **changes})
    maya = goals.maya
    maya.sends("goals:check_in", id, value="stuck", line=PRIVATE["line"], my_part=PRIVATE["my_part"])
    maya.sends("goals:plan_influence", id, whom=PRIVATE["whom"], lead="nurse", next_move=PRIVATE["next_move"])
    page = maya.sees("goals:show_goal", id)
    seen = page.split('name="does_both"')[1].split('name="seen" value="')[1].split('"')[0]
    maya.sends("goals:share_work", id, seen=seen, does_nurse=PRIVATE["does_nurse"])
    goals.propose_end(id, "partly", PRIVATE["learned"])
    return str(goals.get(id).release_id)


def pages_of(riverside: Riverside, as_person: SignIn, name: str, release_id: str) -> list[str]:
    client = as_person(getattr(riverside, name))
    urls = [
        reverse("goals:show_released", args=[release_id]),
        reverse("goals:of_dyad", args=[riverside.six_west.pk]),
        "/sponsor/",
    ]
    answers = [client.get(url) for url in urls]
    return [answer.content.decode() for answer in answers if answer.status_code == 200]


@pytest.mark.parametrize("name", ["ana", "priya"])
def test_sponsor_and_office_read_the_goal_and_nothing_else(
    goals: Goals, riverside: Riverside, as_person: SignIn, name: str
) -> None:
    pages = "".join(pages_of(riverside, as_person, name, lived(goals)))
    assert all(words in pages for words in [*LINES.values(), "9 hours", "4 hours"])
    assert not [words for words in PRIVATE.values() if words in pages]


@pytest.mark.parametrize("name", ["nia", "lee", "sam", "joan", "dana", "ines", "helen", "rosa"])
def test_nobody_else_reads_it_unless_both_chose_everyone(
    goals: Goals, riverside: Riverside, as_person: SignIn, name: str
) -> None:
    assert LINES["title"] not in "".join(pages_of(riverside, as_person, name, lived(goals)))


def test_everyone_reads_it_when_both_chose_that(goals: Goals, riverside: Riverside, as_person: SignIn) -> None:
    release_id = lived(goals, audience="everyone", incentives="no")
    page = pages_of(riverside, as_person, "nia", release_id)[0]
    assert LINES["patient_line"] in page
    assert "paid for" not in page
    listed = as_person(riverside.nia).get("/published/").content.decode()
    assert LINES["title"] in listed
    assert "It counts in the pay of one of them only" in pages_of(riverside, as_person, "ana", release_id)[0]


def test_only_one_is_paid_stands_on_the_sponsors_page(goals: Goals, riverside: Riverside, as_person: SignIn) -> None:
    goals.live(title="Ours", incentives="no")
    goals.live(title="Fair", incentives="yes")
    page = as_person(riverside.ana).get("/sponsor/").content.decode()
    assert "What they are working on" in page
    assert page.count("it counts in the pay of one of them only") == 1


def test_closed_goal_tells_how_it_ended_and_not_what_was_learned(
    goals: Goals, riverside: Riverside, as_person: SignIn
) -> None:
    id = goals.live()
    goals.propose_end(id, "partly", PRIVATE["learned"])
    goals.both_accept(id)
    sponsor = as_person(riverside.ana)
    assert LINES["title"] not in sponsor.get("/sponsor/").content.decode()
    page = sponsor.get(reverse("goals:of_dyad", args=[riverside.six_west.pk])).content.decode()
    assert "Closed: met in part" in page
    release = goals.get(id).release
    assert release is not None
    assert PRIVATE["learned"] not in str(release.published)


def test_goal_taken_out_of_view_is_closed_between_the_two(goals: Goals, riverside: Riverside) -> None:
    id = goals.live()
    goals.tom.sends("goals:unpublish_goal", id)
    goals.close(id)
    assert goals.get(id).state == "met"
    assert list(queries.released(viewer_of(riverside.ana))) == []


def test_new_sponsor_reads_live_goals_and_a_pair_that_ended_tells_no_more(goals: Goals, riverside: Riverside) -> None:
    goals.live()
    assert queries.released(viewer_of(riverside.priya)).count() == 1
    space = goals.maya.pair.space
    space.closed_at = "2026-01-01T00:00Z"
    space.save(update_fields=["closed_at"])
    assert queries.released(viewer_of(riverside.priya)).count() == 0


def test_goal_shows_the_chain_from_objective_to_mission(goals: Goals, riverside: Riverside, as_person: SignIn) -> None:
    id = goals.live(objective="Home sooner, and ready")
    release_id = str(goals.get(id).release_id)
    page = pages_of(riverside, as_person, "ana", release_id)[0]
    assert "Home sooner, and ready" in page
    assert "Care that a neighbour would trust." in page
