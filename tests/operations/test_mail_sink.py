"""What a developer sees of the mail: all of it, as it would have gone out, and none of it goes on."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from colead.foundation import notices
from colead.operations import outbox
from colead.operations.mail_sink import LOOPBACK, Sink
from tests.cast import Riverside


@pytest.fixture
def sink(settings: Any, tmp_path: Path) -> Iterator[Sink]:
    with Sink(0, tmp_path) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = LOOPBACK, server.port
        yield server
        server.shutdown()


def test_mail_is_shown_and_kept_as_it_would_have_gone_out(
    riverside: Riverside, sink: Sink, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for person in (riverside.tom, riverside.maya):
        notices.put(key=str(person.pk), person_id=person.pk, sentence="need_you_today")
    assert outbox.deliver_due() == 2
    seen = capsys.readouterr().out
    assert f"To: {riverside.tom.email}" in seen
    assert seen.count("Your partner would like to reach you today.") == 2
    assert sorted(path.name for path in tmp_path.glob("*.eml")) == ["0001.eml", "0002.eml"]


def test_sink_listens_to_this_machine_alone(sink: Sink) -> None:
    assert sink.server_address[0] == "127.0.0.1"
