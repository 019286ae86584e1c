"""Are there three reminders and no more: before the date, when the partner is ready, when it is time to look back?"""

from datetime import date, timedelta
from uuid import UUID

from django.core import mail
from django.utils import timezone

from colead.foundation.models import Notice
from colead.people.models import QuietBlock
from tests.cast import Riverside
from tests.mailing import next_digest
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.steps import ANAS, KWAMES

QUICK = ("view", "imagine")


def notices(two: Two, sentence: str) -> list[Notice]:
    return list(Notice.objects.filter(sentence=sentence).order_by("person_id"))


def writing(two: Two) -> UUID:
    id = two.ana.frame("quick")
    two.kwame.agree(id)
    return id


def test_writer_hears_once_two_days_before_the_date(two: Two) -> None:
    id = writing(two)
    due = notices(two, "next_step")
    assert {notice.person_id for notice in due} == {two.ana.person.pk, two.kwame.person.pk}
    assert {timezone.localtime(notice.due_at).date() for notice in due} == {
        date.fromisoformat(steps.DECIDE_BY) - timedelta(days=2)
    }
    two.kwame.seal(id, {name: KWAMES[name] for name in QUICK})
    assert [notice.person_id for notice in notices(two, "next_step")] == [two.ana.person.pk]


def test_partner_is_told_once_that_the_other_is_ready(two: Two) -> None:
    id = writing(two)
    words = {name: KWAMES[name] for name in QUICK}
    two.kwame.seal(id, words)
    assert [notice.person_id for notice in notices(two, "partner_ready")] == [two.ana.person.pk]
    assert next_digest(days=4) == [two.ana.person.email]
    two.kwame.sign_in_again()
    two.kwame.tap(id, "unseal")
    two.kwame.seal(id, words)
    assert next_digest(days=4) == []


def test_seal_taken_back_in_time_is_not_told(two: Two) -> None:
    id = writing(two)
    two.kwame.seal(id, {name: KWAMES[name] for name in QUICK})
    two.kwame.tap(id, "unseal")
    assert notices(two, "partner_ready") == []


def test_nothing_is_sent_into_quiet_hours(two: Two, riverside: Riverside) -> None:
    for weekday in range(5):
        QuietBlock.objects.create(person=riverside.ana, weekday=weekday, from_hour=0, until_hour=13)
    id = writing(two)
    two.kwame.seal(id, {name: KWAMES[name] for name in QUICK})
    due = timezone.localtime(notices(two, "partner_ready")[0].due_at)
    assert due.hour >= 13
    assert due.weekday() < 5


def test_withdrawn_decision_reminds_nobody(two: Two) -> None:
    id = writing(two)
    two.ana.tap(id, "withdraw")
    assert Notice.objects.filter(sent_at=None).count() == 0


def test_look_back_reminds_both_alike_on_the_day(two: Two) -> None:
    steps.decide(two.ana, two.kwame)
    due = notices(two, "look_back")
    assert {notice.person_id for notice in due} == {two.ana.person.pk, two.kwame.person.pk}
    assert {timezone.localtime(notice.due_at).date() for notice in due} == {date.fromisoformat(steps.LOOK_BACK_ON)}


def test_mail_of_a_whole_decision_holds_no_word_of_it(two: Two) -> None:
    steps.decide(two.ana, two.kwame)
    next_digest(days=600)
    bodies = "\n".join(message.body for message in mail.outbox)
    assert bodies
    for words in (steps.QUESTION, ANAS["view"], KWAMES["view"], steps.TOGETHER["sentence"], "hallway"):
        assert words not in bodies
