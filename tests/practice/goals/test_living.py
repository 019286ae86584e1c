"""Between the first key and the last: one tap a month, one line a month, who does what, whom to move, how it ended."""

from datetime import timedelta

import pytest

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.practice.goals import jobs, queries
from colead.practice.goals.models import CheckIn, Goal, Influence
from colead.practice.goals.pages import home
from colead.promises import retention, space
from colead.promises.models import Hold
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.conftest import Desk
from tests.practice.goals.conftest import LINES, Goals

WORK = {"does_nurse": "Talks to the bed managers", "does_physician": "Rounds at eight", "does_both": "Asks porters"}
WHOM = "The head of transport"


def waiting(desk: Desk) -> list[str]:
    return [line.note for line in home.first_page(desk.viewer, desk.pair)[0]]


def doing(desk: Desk) -> list[str]:
    return [line.title for line in home.first_page(desk.viewer, desk.pair)[1]]


def share(desk: Desk, id: object, **changes: str) -> None:
    goal = queries.get(desk.viewer, desk.pair, id)  # type: ignore[arg-type]
    desk.sends("goals:share_work", id, seen=space.stamp_of(goal), **{**WORK, **changes})


def unsent() -> list[Notice]:
    return list(Notice.objects.filter(key__startswith="goals ", sent_at=None).order_by("due_at"))


def test_check_in_waits_after_a_month_and_one_tap_on_the_first_page_answers(goals: Goals) -> None:
    id = goals.live()
    assert waiting(goals.maya) == []
    clock.travel(timedelta(days=28))
    assert waiting(goals.maya) == waiting(goals.tom) == ["How does it go?"]
    goals.tom.taps("Stuck", on="home:pair")
    assert waiting(goals.maya) == []
    assert "Dr Tom Becker: Stuck" in goals.maya.sees("goals:show_goal", id)


def test_check_in_needs_one_choice_and_nothing_else(goals: Goals) -> None:
    id = goals.live()
    assert "Choose one, please" in goals.maya.sends("goals:check_in", id, line="Well", status=422)
    goals.maya.sends("goals:check_in", id, value="on_way")
    goals.maya.sends("goals:check_in", id, value="learnt", line="Ask the porters", my_part="I had not asked")
    page = goals.tom.sees("goals:show_goal", id)
    assert "Ask the porters" in page
    assert "I had not asked" in page


def said_last(desk: Desk, id: object) -> CheckIn:
    found = queries.check_ins(desk.viewer, queries.get(desk.viewer, desk.pair, id))  # type: ignore[arg-type]
    return found[0][0]


def test_what_was_said_of_a_goal_is_taken_back_the_same_day_as_if_nothing_had_been_said(goals: Goals) -> None:
    id = goals.live()
    clock.travel(timedelta(days=28))
    goals.tom.sends("goals:check_in", id, value="on_way")
    clock.travel(timedelta(days=56))
    before = {notice.due_at.date() for notice in unsent()}
    goals.maya.sends("goals:check_in", id, value="stuck", line="The porters are gone")
    assert waiting(goals.tom) == []
    assert "Take it back" in goals.maya.sees("goals:show_goal", id)
    goals.maya.sends("goals:take_check_in_back", id, said_last(goals.maya, id).pk)
    page = goals.tom.sees("goals:show_goal", id)
    assert "The porters are gone" not in page
    assert "On its way" in page
    assert waiting(goals.maya) == waiting(goals.tom) == ["How does it go?"]
    assert {notice.due_at.date() for notice in unsent()} <= before


def test_first_word_on_a_goal_that_is_taken_back_leaves_none(goals: Goals) -> None:
    id = goals.live()
    goals.maya.sends("goals:check_in", id, value="on_way")
    goals.maya.sends("goals:take_check_in_back", id, said_last(goals.maya, id).pk)
    assert goals.get(id).checked_on is None
    assert len(unsent()) == 6


def test_only_who_said_it_takes_it_back_and_only_that_day(goals: Goals) -> None:
    id = goals.live()
    goals.maya.sends("goals:check_in", id, value="on_way")
    said = said_last(goals.maya, id).pk
    assert "Take it back" not in goals.tom.sees("goals:show_goal", id)
    goals.tom.sends("goals:take_check_in_back", id, said, status=404)
    clock.travel(timedelta(days=1))
    assert "Take it back" not in goals.maya.sees("goals:show_goal", id)
    goals.maya.sends("goals:take_check_in_back", id, said, status=404)
    assert goals.get(id).checked_on is not None


def test_live_goals_stand_on_the_first_page_in_a_line_each(goals: Goals) -> None:
    goals.live(title="First")
    goals.draft(title="Not yet")
    goals.live(title="Second")
    assert doing(goals.tom) == ["First", "Second"]
    page = goals.tom.sees("home:pair")
    assert "What we are doing" in page
    assert "Not yet" not in page


def test_key_that_waits_is_told_only_to_the_one_who_has_not_turned_it(goals: Goals) -> None:
    id = goals.draft()
    goals.accepts(goals.maya, id)
    assert waiting(goals.tom) == ["A goal waits for your key"]
    assert waiting(goals.maya) == []


def test_one_line_a_month_to_both_without_content(goals: Goals, riverside: Riverside) -> None:
    goals.live(title="First")
    goals.live(title="Second")
    for person in (riverside.maya, riverside.tom):
        mine = [notice for notice in unsent() if notice.person_id == person.pk]
        assert [notice.sentence for notice in mine] == ["look_back"] * 3
        assert all((later.due_at - earlier.due_at).days >= 25 for earlier, later in zip(mine, mine[1:], strict=False))
    assert not any("First" in notice.key + notice.extra for notice in unsent())


def test_check_in_begins_the_month_anew(goals: Goals) -> None:
    id = goals.live()
    before = unsent()[0].due_at
    clock.travel(timedelta(days=10))
    goals.maya.sends("goals:check_in", id, value="on_way")
    assert (unsent()[0].due_at - before).days >= 7
    assert len(unsent()) == 6


def test_nobody_is_reminded_of_goals_that_are_closed_or_of_a_pair_that_ended(goals: Goals) -> None:
    first, second = goals.live(title="First"), goals.live(title="Second")
    goals.close(first)
    assert unsent()
    goals.close(second)
    assert unsent() == []
    goals.live(title="Third")
    present = goals.maya.pair.space
    space.close(space=present, by=goals.maya.viewer)
    jobs.remind(on=clock.today())
    assert unsent() == []


def test_who_does_what_is_shown_to_both_and_gone_when_it_is_closed(goals: Goals) -> None:
    id = goals.live()
    share(goals.maya, id)
    assert WORK["does_nurse"] in goals.tom.sees("goals:show_goal", id)
    goals.close(id, "not_met")
    assert WORK["does_nurse"] not in goals.tom.sees("goals:show_goal", id)
    assert space.read(goals.get(id), goals.maya.viewer) == dict.fromkeys(Goal.TEXT, "")
    assert home.find(goals.maya.viewer, goals.maya.pair, "bed managers") == []


def test_who_does_what_under_a_hold_only_leaves_the_screen(goals: Goals, riverside: Riverside) -> None:
    id = goals.live()
    share(goals.maya, id)
    Hold.objects.create(space=goals.maya.pair.space, placed_by=riverside.dana, confirmed_by=riverside.sam)
    goals.close(id)
    assert WORK["does_nurse"] not in goals.tom.sees("goals:show_goal", id)
    assert space.read(goals.get(id), goals.maya.viewer)["does_nurse"] == WORK["does_nurse"]
    assert home.find(goals.maya.viewer, goals.maya.pair, "bed managers") == []


def test_who_does_what_written_over_meanwhile_is_kept_for_both(goals: Goals) -> None:
    id = goals.live()
    stale = space.stamp_of(goals.get(id))
    share(goals.maya, id)
    page = goals.tom.sends("goals:share_work", id, seen=stale, status=409, does_both="Mine instead")
    assert "Mine instead" in page
    assert WORK["does_both"] in goals.tom.sees("goals:show_goal", id)


def test_influence_plan_is_for_the_two_and_either_takes_a_line_out(goals: Goals) -> None:
    id = goals.live()
    goals.maya.sends("goals:plan_influence", id, whom=WHOM, lead="physician", next_move="Coffee on Monday")
    page = goals.tom.sees("goals:show_goal", id)
    assert WHOM in page
    assert "Dr Tom Becker leads" in page
    line = Influence.door.visible_to(goals.tom.viewer).get()
    goals.tom.sends("goals:remove_influence", id, line.pk)
    assert WHOM not in goals.maya.sees("goals:show_goal", id)


@pytest.mark.parametrize("outcome", ["met", "partly", "not_met", "changed", "handed_over"])
def test_goal_is_closed_by_both_on_the_same_words(goals: Goals, outcome: str) -> None:
    id = goals.live()
    goals.propose_end(id, outcome)
    goals.accepts(goals.maya, id)
    assert goals.get(id).state == "live"
    assert waiting(goals.tom) == ["New words for a goal wait for you"]
    goals.accepts(goals.tom, id)
    assert goals.get(id).state == outcome
    assert "We asked the porters first." in goals.tom.sees("goals:show_goal", id)
    goals.maya.sends("goals:check_in", id, value="on_way", status=409)


def test_end_asks_what_was_learned(goals: Goals) -> None:
    id = goals.live()
    page = goals.maya.sends("goals:end_goal", id, outcome="met", status=422)
    assert "Write a line, please" in page


def test_end_that_is_let_go_leaves_the_goal_live(goals: Goals) -> None:
    id = goals.live()
    goals.propose_end(id)
    goals.tom.sends("goals:drop_draft", id)
    assert goals.get(id).state == "live"
    assert doing(goals.maya) == [LINES["title"]]


def test_goal_that_changed_begins_the_next_with_its_words(goals: Goals) -> None:
    id = goals.live()
    goals.close(id, "changed")
    assert "Draft the goal that takes its place" in goals.maya.sees("goals:show_goal", id)
    page = goals.maya.client.get(goals.maya.url("goals:draft_goal") + "?again").content.decode()
    assert LINES["why_us_together"] in page
    assert "We asked the porters first." not in page


def test_check_ins_and_plan_go_ninety_days_after_the_end_and_the_goal_stays(goals: Goals) -> None:
    id = goals.live()
    goals.maya.sends("goals:check_in", id, value="on_way", line="Well")
    goals.maya.sends("goals:plan_influence", id, whom=WHOM, lead="both")
    clock.travel(timedelta(days=200))
    retention.sweep(on=clock.today())
    assert CheckIn.door.visible_to(goals.maya.viewer).exists()
    goals.close(id)
    clock.travel(timedelta(days=291))
    retention.sweep(on=clock.today())
    for model in (CheckIn, Influence):
        assert not model.door.visible_to(goals.maya.viewer).exists()
    assert LINES["title"] in goals.maya.sees("goals:show_goal", id)


def test_look_with_the_sponsor_is_asked_for_once_a_year(goals: Goals) -> None:
    goals.live()
    clock.travel(timedelta(days=366))
    assert "Look at them with your sponsor" in waiting(goals.tom)
    goals.tom.sends("goals:look_with_sponsor", looked_on=str(clock.today()), note="She will ask for a second porter")
    assert "Look at them with your sponsor" not in waiting(goals.maya)
    assert "She will ask for a second porter" in goals.maya.sees("goals:list_goals")
    later = str(clock.today() + timedelta(days=3))
    goals.tom.sends("goals:look_with_sponsor", looked_on=later, status=422)


def test_goals_are_found_in_the_words_of_the_pair(goals: Goals) -> None:
    id = goals.live()
    goals.maya.sends("goals:plan_influence", id, whom=WHOM, lead="both")
    for phrase in ("CORRIDOR", "head of transport"):
        assert [line.title for line in home.find(goals.tom.viewer, goals.tom.pair, phrase)] == [LINES["title"]]


def test_second_dyad_of_the_same_nurse_holds_nothing_of_it(goals: Goals, riverside: Riverside) -> None:
    id = goals.live()
    other = Desk(riverside.maya, riverside.seven_east)
    assert LINES["title"] not in other.sees("goals:list_goals")
    assert doing(other) == []
    for route in ("goals:show_goal", "goals:edit_goal", "goals:end_goal"):
        assert other.client.get(other.url(route, id)).status_code == 404
    other.sends("goals:check_in", id, value="stuck", status=404)
    assert home.find(other.viewer, other.pair, "corridor") == []
    ines = viewer_of(riverside.ines)
    assert not Goal.door.visible_to(ines).exists()
