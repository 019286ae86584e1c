"""The worker's round, against a real SMTP server where mail is asked about."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail

from colead.foundation import clock, notices
from colead.foundation.models import Notice
from colead.operations import outbox, worker
from colead.promises import trail
from colead.promises.models import TrailEntry
from tests.cast import Riverside


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
    notices.put(key="a", person_id=riverside.tom.pk, sentence="waiting")
    notices.put(key="a", person_id=riverside.tom.pk, sentence="waiting")
    assert [outbox.deliver_due(), outbox.deliver_due()] == [1, 0]
    (message,) = smtp_sink
    body = message.split("\r\n\r\n", 1)[1].split()
    assert " ".join(body) == "Something from your partner is waiting. http://localhost:8000/"


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
    notices.put(key="a", person_id=riverside.tom.pk, sentence="waiting")
    assert outbox.deliver_due() == 0
    assert Notice.objects.get(key="a").sent_at is None


def test_notice_is_not_sent_before_its_time_nor_to_one_who_left(riverside: Riverside) -> None:
    notices.put(key="later", person_id=riverside.tom.pk, sentence="waiting", due_at=clock.now() + timedelta(hours=1))
    riverside.ines.left_on = clock.today()
    riverside.ines.save(update_fields=["left_on"])
    notices.put(key="left", person_id=riverside.ines.pk, sentence="waiting")
    assert outbox.deliver_due() == 0
    assert mail.outbox == []


def test_sentence_outside_the_list_is_refused(riverside: Riverside) -> None:
    with pytest.raises(ValueError, match="not on the list"):
        notices.put(key="x", person_id=riverside.tom.pk, sentence="Tom wrote that the beds are full")


def test_round_sweeps_once_a_day(riverside: Riverside) -> None:
    first = worker.round_of_work(None)
    assert worker.round_of_work(first) == first == clock.today()
