"""What the programme office reads: to whom and since when, after the fourteenth day; never what, nor by whom."""

from datetime import timedelta

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships import actions as partnership_actions
from colead.programme.supports import jobs
from colead.programme.supports.queries import asked as queries
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of
from tests.partnerships.test_sponsors import name_sponsor
from tests.programme.supports.conftest import SEAT, YES, Asking, Sponsor, of_office
from tests.programme.supports.test_asking import replace

SAYS = "A request to <strong>Helen Park</strong> has no answer since"
NOTHING = "Nothing waits longer than a fortnight."


@pytest.mark.parametrize(("days", "is_told"), [(0, False), (13, False), (14, False), (15, True), (60, True)])
def test_office_is_told_after_the_fourteenth_day(
    asking: Asking, riverside: Riverside, days: int, is_told: bool
) -> None:
    asking.sent()
    clock.travel(timedelta(days=days))
    page = of_office(riverside.priya)
    assert (SAYS in page) is is_told
    assert (NOTHING in page) is not is_told


def test_office_reads_to_whom_and_since_when_and_nothing_else(asking: Asking, riverside: Riverside) -> None:
    id = asking.sent()
    clock.travel(timedelta(days=15))
    page = of_office(riverside.priya)
    main = page.split("<main", 1)[1].split("</main")[0]
    for hidden in (SEAT, "Board", "eat", "Ana Ruiz", "Osei", "Riverside General", str(id), str(riverside.exec.pk)):
        assert hidden not in main
    [row] = queries.list_unanswered(viewer_of(riverside.priya))
    assert row._fields == ("asked_on", "names")


def test_answered_settled_and_taken_back_are_not_told(asking: Asking, helen: Sponsor, riverside: Riverside) -> None:
    answered, back = asking.sent(), asking.sent(text="Another")
    clock.travel(timedelta(days=20))
    assert of_office(riverside.priya).count(SAYS) == 2
    helen.answers(answered, **YES)
    asking.ana.sends("supports:take_back", back)
    assert NOTHING in of_office(riverside.priya)


def test_draft_is_not_told(asking: Asking, riverside: Riverside) -> None:
    asking.ask()
    clock.travel(timedelta(days=60))
    assert NOTHING in of_office(riverside.priya)


def test_both_sponsors_stand_in_one_line(asking: Asking, nia: Sponsor, riverside: Riverside) -> None:
    asking.sent()
    clock.travel(timedelta(days=15))
    assert "A request to <strong>Helen Park and Nia Grant</strong>" in of_office(riverside.priya)


def test_sponsor_who_reads_nothing_is_not_named(asking: Asking, riverside: Riverside) -> None:
    name_sponsor(riverside, riverside.nia)
    asking.sent()
    clock.travel(timedelta(days=15))
    assert "Nia Grant" not in of_office(riverside.priya)


def test_replaced_sponsor_is_no_longer_named(asking: Asking, riverside: Riverside) -> None:
    asking.sent()
    clock.travel(timedelta(days=15))
    replace(riverside, riverside.helen, riverside.nia)
    assert NOTHING in of_office(riverside.priya)


def test_ended_pair_is_not_told(asking: Asking, riverside: Riverside) -> None:
    asking.sent()
    clock.travel(timedelta(days=15))
    partnership_actions.end_seat(partnership=riverside.exec, side="nurse", by=viewer_of(riverside.priya))
    assert NOTHING in of_office(riverside.priya)


@pytest.mark.parametrize("who", ["ana", "kwame", "helen", "maya", "sam", "dana", "joan", "lee", "nia"])
def test_only_the_office_reads_it(asking: Asking, riverside: Riverside, as_person: SignIn, who: str) -> None:
    asking.sent()
    clock.travel(timedelta(days=15))
    assert as_person(getattr(riverside, who)).get(reverse("supports:list_unanswered")).status_code == 404


def sponsor_notices(asking: Asking) -> list[str]:
    found = Notice.objects.filter(sentence="sponsor_waiting").order_by("due_at")
    return [notice.key.rpartition(" ")[2] for notice in found]


def live_to(days: int) -> None:
    clock.travel(timedelta(days=days))
    jobs.remind(on=clock.today())


def test_sponsor_hears_at_once_after_a_week_and_after_a_fortnight_and_no_more(asking: Asking) -> None:
    asking.sent()
    for days in (*range(1, 30), 60, 200):
        live_to(days)
    assert sponsor_notices(asking) == ["0", "7", "14"]


def test_worker_that_slept_for_days_makes_it_up(asking: Asking) -> None:
    asking.sent()
    live_to(10)
    live_to(18)
    assert sponsor_notices(asking) == ["0", "7", "14"]


def test_answer_stills_every_reminder(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    live_to(7)
    helen.answers(id, **YES)
    live_to(14)
    assert not Notice.objects.filter(sentence="sponsor_waiting", sent_at=None).exists()


def test_reminder_waits_for_the_sponsors_own_hour_and_never_falls_in_a_quiet_block(
    asking: Asking, riverside: Riverside
) -> None:
    for weekday in range(4):
        riverside.helen.quiet_blocks.create(weekday=weekday, from_hour=0, until_hour=24)
    asking.sent()
    live_to(7)
    found = Notice.objects.filter(person_id=riverside.helen.pk, sentence="sponsor_waiting")
    assert {notice.due_at.weekday() for notice in found} == {4}


def test_replaced_sponsor_hears_nothing_more_and_the_new_one_nothing_of_it(
    asking: Asking, riverside: Riverside
) -> None:
    asking.sent()
    clock.travel(timedelta(days=1))
    replace(riverside, riverside.helen, riverside.nia)
    live_to(7)
    assert not Notice.objects.filter(sentence="sponsor_waiting", person_id=riverside.nia.pk).exists()
    assert sponsor_notices(asking) == []


def test_ended_pair_reminds_nobody(asking: Asking, riverside: Riverside) -> None:
    asking.sent()
    partnership_actions.end_seat(partnership=riverside.exec, side="nurse", by=viewer_of(riverside.priya))
    live_to(7)
    assert sponsor_notices(asking) == []


def test_reminders_hold_no_word_of_the_request(asking: Asking) -> None:
    asking.sent()
    live_to(7)
    for notice in Notice.objects.filter(sentence="sponsor_waiting"):
        assert notice.extra == ""
        assert "seat" not in notice.key
        assert len(notice.key) <= 120


def test_sponsor_hears_no_more_of_a_pair_that_is_over(asking: Asking, riverside: Riverside) -> None:
    """What waits to be said goes with the pair at once, not with the next round."""
    asking.sent()
    told = Notice.objects.filter(sentence="sponsor_waiting", sent_at=None)
    assert told.exists()
    partnership_actions.end_seat(partnership=riverside.exec, side="nurse", by=viewer_of(riverside.priya))
    assert not told.all().exists()
