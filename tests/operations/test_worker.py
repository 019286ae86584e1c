"""The worker's round, against a real SMTP server where mail is asked about."""

import logging
import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from colead.foundation import clock, notices
from colead.foundation.models import Notice
from colead.operations import outbox, worker
from colead.partnerships.queries import get_pair
from colead.practice.daily.actions import run_its
from colead.promises import trail
from colead.promises.models import TrailEntry
from tests.cast import Riverside
from tests.makers import viewer_of


class Sink(socketserver.StreamRequestHandler):
    """Just enough of SMTP to take a message in and keep it."""

    taken: list[str] = []

    def handle(self) -> None:
        self.say("220 sink")
        for raw in self.rfile:
            word = raw.decode().strip().upper()
            if word == "DATA":
                self.say("354 go on")
                self.taken.append("".join(iter(lambda: self.rfile.readline().decode(), ".\r\n")))
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 sink")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def smtp_sink(settings: object) -> Iterator[list[str]]:
    Sink.taken = []
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address  # type: ignore[attr-defined]
        yield Sink.taken
        server.shutdown()


def test_notice_goes_out_once_and_says_nothing(riverside: Riverside, smtp_sink: list[str]) -> None:
    notices.put(key="a", person_id=riverside.tom.pk, sentence="need_you_today")
    notices.put(key="a", person_id=riverside.tom.pk, sentence="need_you_today")
    assert [outbox.deliver_due(), outbox.deliver_due()] == [1, 0]
    (message,) = smtp_sink
    body = message.split("\r\n\r\n", 1)[1].split()
    assert " ".join(body) == "Your partner would like to reach you today. http://localhost:8000/"


def test_end_of_the_trail_is_not_cut_unseen_until_the_next_day(riverside: Riverside) -> None:
    today = worker.round_of_work(None)
    trail.record(verb="wrote", subject=riverside.maya, by=None)
    worker.round_of_work(today)
    assert trail.faults() == []
    TrailEntry.objects.filter(verb="wrote").delete()
    assert [(fault.chain, fault.what) for fault in trail.faults()] == [("site", "cut off before its anchor")]


def test_notice_waits_when_the_mail_server_is_away(riverside: Riverside, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    notices.put(key="a", person_id=riverside.tom.pk, sentence="need_you_today")
    assert outbox.deliver_due() == 0
    assert Notice.objects.get(key="a").sent_at is None


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """What the worker has said of mail since it was last asked, as its log has it."""
    monkeypatch.setattr(outbox, "_told", set())
    caplog.set_level(logging.INFO, "colead.operations.outbox")

    def said() -> list[str]:
        found = [record.getMessage() for record in caplog.records if record.name == "colead.operations.outbox"]
        caplog.clear()
        return found

    return said


def put_three(town: Riverside) -> None:
    for key, person in (("a", town.tom), ("b", town.ana), ("c", town.kwame)):
        notices.put(key=key, person_id=person.pk, sentence="password_reset", extra="https://x.test/key/k-canary")


def test_mail_server_that_is_away_is_told_once_and_once_when_it_is_back(
    riverside: Riverside, smtp_sink: list[str], settings: Any, told: Callable[[], list[str]]
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    put_three(riverside)
    assert [outbox.deliver_due(), outbox.deliver_due()] == [0, 0]
    [line] = told()
    assert "ConnectionRefusedError at 127.0.0.1:1" in line
    assert "COLEAD_SMTP_" in line
    assert not [word for word in ("canary", "@", "password", "Open the link") if word in line]
    settings.EMAIL_PORT = port
    assert outbox.deliver_due() == 3
    [line] = told()
    assert line == "Mail is sent again; this is over: ConnectionRefusedError at 127.0.0.1:1."
    settings.EMAIL_PORT = 1
    notices.put(key="d", person_id=riverside.tom.pk, sentence="need_you_today")
    outbox.deliver_due()
    assert len(told()) == 1, "what comes back is told again"


def test_one_address_that_is_refused_holds_nobody_up_and_is_told_once(
    riverside: Riverside, smtp_sink: list[str], told: Callable[[], list[str]]
) -> None:
    riverside.tom.login.email = "two lines\n@riverside.test"
    riverside.tom.login.save(update_fields=["email"])
    put_three(riverside)
    assert outbox.deliver_due() == 2
    [line] = told()
    assert "riverside.test" not in line
    notices.put(key="d", person_id=riverside.ana.pk, sentence="need_you_today")
    assert outbox.deliver_due() == 1
    assert told() == [], "neither told again nor said to be over while it goes on"


def test_server_that_is_away_is_asked_once_in_a_round(
    riverside: Riverside, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each asking may take seconds, during which nobody else writes in an SQLite site."""
    asked: list[str] = []

    def refusing(*given: Any, **more: Any) -> None:
        asked.append("asked")
        raise TimeoutError

    monkeypatch.setattr(outbox.EmailMessage, "send", refusing)
    put_three(riverside)
    outbox.deliver_due()
    assert asked == ["asked"]
    assert settings.EMAIL_TIMEOUT < 20


def test_worker_without_its_keys_says_what_to_do(
    riverside: Riverside, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.KEYSTORE = tmp_path
    stop = threading.Event()

    def one_round(_last: object) -> None:
        stop.set()
        trail.record(verb="noted", subject=riverside.tom, by=None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "round_of_work", one_round)
        patch.setattr(worker, "close_old_connections", lambda: None)
        worker.run(stop)
    assert f"The key store at {tmp_path} lacks the key of the trail" in caplog.text


def test_notice_is_not_sent_before_its_time_nor_to_one_who_left(riverside: Riverside) -> None:
    notices.put(
        key="later", person_id=riverside.tom.pk, sentence="need_you_today", due_at=clock.now() + timedelta(hours=1)
    )
    riverside.ines.left_on = clock.today()
    riverside.ines.save(update_fields=["left_on"])
    notices.put(key="left", person_id=riverside.ines.pk, sentence="need_you_today")
    assert outbox.deliver_due() == 0
    assert mail.outbox == []


def test_sentence_outside_the_list_is_refused(riverside: Riverside) -> None:
    with pytest.raises(ValueError, match="not on the list"):
        notices.put(key="x", person_id=riverside.tom.pk, sentence="Tom wrote that the beds are full")


def test_round_sweeps_once_a_day(riverside: Riverside) -> None:
    first = worker.round_of_work(None)
    assert worker.round_of_work(first) == first == clock.today()


def test_mail_that_fails_does_not_keep_words_beyond_their_day(
    riverside: Riverside, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer = viewer_of(riverside.maya)
    pair = get_pair(viewer, riverside.six_west.pk)
    run_its.ask(pair=pair, kind="gut_check", line="A float nurse for the evening?", by=viewer)
    clock.travel(timedelta(days=400))
    monkeypatch.setattr(worker.outbox, "deliver", lambda _steps: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        worker.round_of_work(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM daily_runit")
        assert cursor.fetchone() == (0,)
