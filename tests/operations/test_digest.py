"""One mail on a weekday, at the person's hour, always the same; exactly once, whatever stops and whoever is at it."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail

from colead.foundation import clock, notices
from colead.foundation.models import Notice
from colead.foundation.notices import ALLOWED_SENTENCES, DIGESTS, GATHERED
from colead.operations import digest, outbox, worker
from colead.people import actions
from colead.people.models import Digest, Person, QuietBlock
from tests.cast import Riverside
from tests.mailing import it_is
from tests.makers import make_person, viewer_of
from tests.operations.test_worker import smtp_sink
from tests.promises.test_crashes import Act, half_states
from tests.promises.test_races import at_once

__all__ = ["smtp_sink"]
MONDAY, TUESDAY, FRIDAY, SATURDAY, NEXT_MONDAY = 1, 2, 5, 6, 8
# What a mail may never say of a partner, of a delay, of how much there is.
NEVER = ("overdue", "has not", "hasn't", "late", "missed", "still", "reminder", "remind", "urgent", "waiting for days")


def waits(person: Person, *, n: int = 1, sentence: str = "waiting") -> None:
    for _one in range(n):
        notices.put(key=str(uuid4()), person_id=person.pk, sentence=sentence)


def sent() -> list[tuple[str, str]]:
    """What goes out now: to whom, and its words without the address of the site."""
    before = len(mail.outbox)
    outbox.deliver([*outbox.steps(), *digest.steps()])
    return [(one.to[0], one.body.split("\n")[0]) for one in mail.outbox[before:]]


def test_one_thing_and_nine_of_every_kind_make_the_same_mail(riverside: Riverside) -> None:
    it_is(MONDAY, 6)
    waits(riverside.tom)
    for sentence in sorted(GATHERED):
        waits(riverside.maya, n=1, sentence=sentence)
    it_is(MONDAY, 7, 1)
    assert sorted(sent()) == sorted(
        (person.email, "Something is waiting for you.") for person in (riverside.tom, riverside.maya)
    )
    one, nine = (str(message.body + message.subject) for message in mail.outbox)
    assert one == nine
    assert not Notice.objects.filter(sent_at=None).exists()


def test_digest_over_a_real_line_has_one_sentence_and_no_header_that_tells(
    riverside: Riverside, smtp_sink: list[str]
) -> None:
    it_is(MONDAY, 6)
    waits(riverside.tom, n=9, sentence="signature_waits")
    it_is(MONDAY, 7, 1)
    assert digest.deliver_due() == 1
    [message] = smtp_sink
    head, _blank, body = message.partition("\r\n\r\n")
    assert " ".join(body.split()) == "Something is waiting for you. http://localhost:8000/"
    assert "Subject: Colead\r\n" in head
    assert "signature" not in message


def test_nothing_goes_before_the_hour_long_after_it_or_twice_a_day(riverside: Riverside) -> None:
    it_is(MONDAY, 6)
    waits(riverside.tom)
    assert sent() == []
    it_is(MONDAY, 9, 30)
    assert sent() == [], "two hours after it the day is over"
    it_is(TUESDAY, 7)
    assert len(sent()) == 1
    waits(riverside.tom)
    assert sent() == []
    assert not digest.deliver_one(riverside.tom.pk), "whoever began before the day was written down looks once more"
    it_is(TUESDAY + 1, 7)
    assert len(sent()) == 1


def test_weekend_and_quiet_hours_hold_it_back(riverside: Riverside) -> None:
    QuietBlock.objects.create(person=riverside.tom, weekday=0, from_hour=0, until_hour=24)
    it_is(SATURDAY, 7, 1)
    waits(riverside.tom)
    assert sent() == []
    it_is(NEXT_MONDAY, 7, 1)
    assert sent() == []
    it_is(NEXT_MONDAY + 1, 7, 1)
    assert len(sent()) == 1


def test_hour_is_that_of_the_persons_own_clock(riverside: Riverside) -> None:
    actions.set_hour(hour=7, time_zone="America/Los_Angeles", by=viewer_of(riverside.tom))
    it_is(MONDAY, 7, 1)
    waits(riverside.tom)
    assert sent() == []
    it_is(MONDAY, 15, 1)  # the site's clock is UTC
    assert len(sent()) == 1


def test_weekend_is_that_of_the_persons_own_clock(riverside: Riverside) -> None:
    actions.set_hour(hour=7, time_zone="Pacific/Auckland", by=viewer_of(riverside.tom))
    it_is(FRIDAY, 18, 1)  # there it is Saturday, seven in the morning
    waits(riverside.tom)
    assert sent() == []
    it_is(SATURDAY + 1, 18, 1)
    assert len(sent()) == 1


def test_need_you_today_crosses_quiet_hours_and_word_of_a_sign_in_waits_for_no_hour(riverside: Riverside) -> None:
    it_is(SATURDAY, 22)
    waits(riverside.tom, sentence="need_you_today")
    waits(riverside.tom, sentence="sign_in_changed")
    waits(riverside.tom, sentence="receipt")
    assert len(sent()) == 3


def test_what_is_withdrawn_before_the_hour_is_not_sent(riverside: Riverside) -> None:
    it_is(MONDAY, 6)
    notices.put(key="thing 1", person_id=riverside.tom.pk, sentence="waiting")
    notices.withdraw(prefix="thing 1")
    it_is(MONDAY, 7, 1)
    assert sent() == []


def test_only_the_person_who_can_act_hears(riverside: Riverside) -> None:
    it_is(MONDAY, 6)
    waits(riverside.tom)
    it_is(MONDAY, 7, 1)
    sent()
    assert [(message.to, message.cc, message.bcc) for message in mail.outbox] == [([riverside.tom.email], [], [])]


def test_who_paused_hears_nothing_and_no_pile_comes_afterwards(riverside: Riverside) -> None:
    actions.pause(is_paused=True, by=viewer_of(riverside.tom))
    it_is(MONDAY, 6)
    waits(riverside.tom, n=4)
    it_is(MONDAY, 7, 1)
    assert sent() == []
    actions.pause(is_paused=False, by=viewer_of(riverside.tom))
    it_is(TUESDAY, 7, 1)
    assert sent() == []
    waits(riverside.tom)
    it_is(TUESDAY + 1, 7, 1)
    assert len(sent()) == 1


def weeks_of_silence(person: Person, *, after: int = 0) -> list[str]:
    """What a person who never comes hears, when something new waits each weekday for five weeks."""
    heard = []
    for day in range(after, after + 35):
        it_is(MONDAY, 7, 1)
        clock.travel(clock._offset + timedelta(days=day))
        waits(person)
        heard += [words for _to, words in sent()]
    return heard


def test_third_silent_week_asks_once_whether_to_pause_and_then_is_quiet(riverside: Riverside) -> None:
    heard = weeks_of_silence(riverside.tom)
    assert heard == ["Something is waiting for you."] * 10 + [ALLOWED_SENTENCES["digest_pause"]]
    assert "/you/reminders/" in mail.outbox[-1].body


def test_who_comes_is_written_to_again_and_the_question_is_not_asked_twice(riverside: Riverside) -> None:
    weeks_of_silence(riverside.tom)
    actions.came(riverside.tom.pk)
    assert Digest.objects.get(person=riverside.tom).silent_since is None
    assert weeks_of_silence(riverside.tom, after=42) == ["Something is waiting for you."] * 10


def test_whatever_is_answered_the_question_is_answered(riverside: Riverside) -> None:
    weeks_of_silence(riverside.tom)
    actions.pause(is_paused=False, by=viewer_of(riverside.tom))
    state = Digest.objects.get(person=riverside.tom)
    assert (state.asked_on, state.silent_since) == (None, None)


def test_person_without_an_address_or_who_left_is_passed_over(riverside: Riverside) -> None:
    it_is(MONDAY, 6)
    nobody = make_person("Eve Null")
    Person.objects.filter(pk=nobody.pk).update(email="")
    Person.objects.filter(pk=riverside.tom.pk).update(left_on=date(2027, 3, 1))
    for person in (nobody, riverside.tom, riverside.maya):
        waits(person)
    it_is(MONDAY, 7, 1)
    assert [to for to, _words in sent()] == [riverside.maya.email]
    assert not Notice.objects.filter(sent_at=None).exists()


def test_no_sentence_of_the_list_says_what_a_partner_did_or_did_not(riverside: Riverside) -> None:
    """0.4 to the letter: 'your partner is ready when you are' is the only thing said of anybody's doing."""
    for key, sentence in ALLOWED_SENTENCES.items():
        assert not [word for word in NEVER if word in sentence.lower()], key
        assert not any(letter.isdigit() for letter in sentence), key
        assert sentence.count("!") == 0, key
    assert DIGESTS.isdisjoint(GATHERED)
    assert ALLOWED_SENTENCES.keys() >= GATHERED
    with pytest.raises(ValueError, match="not on the list"):
        notices.put(key="x", person_id=riverside.tom.pk, sentence="digest")


def test_mail_server_that_is_away_keeps_everything_for_the_next_round(riverside: Riverside, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    it_is(MONDAY, 6)
    waits(riverside.tom)
    it_is(MONDAY, 7, 1)
    worker.send()
    assert Notice.objects.filter(sent_at=None).count() == 1
    assert not Digest.objects.exclude(last_on=None).exists()


@pytest.mark.django_db(transaction=True)
def test_crash_at_any_statement_leaves_mail_and_record_together(riverside: Riverside) -> None:
    """Before each statement and after it, on both sides of the commit; every copy has the same Message-ID."""
    it_is(MONDAY, 6)
    waits(riverside.tom, n=3)
    it_is(MONDAY, 7, 1)

    def is_done() -> bool:
        told = Digest.objects.filter(person=riverside.tom, last_on=date(2027, 3, 1)).exists()
        return told and not Notice.objects.filter(sent_at=None).exists()

    found, tried = half_states(Act(lambda: digest.deliver_one(riverside.tom.pk), is_done))
    assert found == []
    assert tried >= 20
    assert len({str(message.extra_headers["Message-ID"]) for message in mail.outbox}) == 1
    assert digest.deliver_due() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_first", [True, False])
def test_two_workers_at_once_send_one_mail(riverside: Riverside, is_first: bool) -> None:
    """On PostgreSQL they truly meet, the first day and every later one; SQLite lets one write at a time."""
    if not is_first:
        Digest.objects.create(person=riverside.tom, last_on=date(2027, 2, 26))
    it_is(MONDAY, 6)
    waits(riverside.tom, n=3)
    it_is(MONDAY, 7, 1)
    results = at_once([lambda: digest.deliver_one(riverside.tom.pk)] * 6)
    assert [one for one in results if isinstance(one, Exception)] == []
    assert results.count(True) == 1
    assert len(mail.outbox) == 1
    assert not Notice.objects.filter(sent_at=None).exists()


def test_round_costs_the_same_for_one_person_and_for_all(
    riverside: Riverside, django_assert_max_num_queries: Any
) -> None:
    """Whoever is not at their hour costs nothing but a line in one answer."""
    it_is(MONDAY, 12)
    for name in ("ana", "kwame", "maya", "tom", "ines", "helen"):
        waits(getattr(riverside, name), n=3)
    with django_assert_max_num_queries(2):
        assert digest.steps() == []
