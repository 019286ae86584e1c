"""`colead check` of a site: keys, a lost database, a worker that is gone, mail that waits."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from colead.foundation import clock, notices
from colead.operations import condition, worker
from colead.operations.models import WorkerRound
from colead.promises import trail
from tests.cast import Riverside


@pytest.fixture
def site(riverside: Riverside) -> Riverside:
    """In use, and its worker beside it."""
    trail.record(verb="noted", subject=riverside.ana, by=None)
    worker.round_of_work(None)
    return riverside


def test_site_in_order_is_told_nothing(site: Riverside) -> None:
    assert condition.faults() == []
    condition.require_well()


def test_database_without_a_site_is_told_nothing(db: None) -> None:
    assert condition.faults() == []


def test_keys_that_are_gone_are_told_with_what_to_do(site: Riverside, settings: Any, tmp_path: Path) -> None:
    settings.KEYSTORE = tmp_path
    with pytest.raises(ImproperlyConfigured, match=rf"(?s)Not all is well.*{tmp_path} lacks.*from its backup"):
        condition.require_well()


def test_worker_that_is_gone_is_told_from_a_quarter_of_an_hour_on(site: Riverside) -> None:
    clock.travel(timedelta(minutes=14))
    assert condition.faults() == []
    clock.travel(timedelta(minutes=16))
    [said] = condition.faults()
    assert "The worker has not come to the end of a round since" in said
    assert "colead work" in said
    worker.round_of_work(None)
    assert condition.faults() == []


def test_worker_that_never_ran_is_told_once_the_site_is_in_use(riverside: Riverside) -> None:
    assert condition.faults() == []
    clock.travel(timedelta(hours=1))
    assert ["round yet" in said for said in condition.faults()] == [True]


def test_round_that_fails_every_time_is_not_a_round(site: Riverside, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that runs and gets nowhere is as good as none."""
    clock.travel(timedelta(hours=1))
    monkeypatch.setattr(worker.retention, "sweep", lambda **given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        worker.round_of_work(None)
    assert condition.faults() != []


def test_rounds_leave_one_row(site: Riverside) -> None:
    worker.round_of_work(None)
    assert WorkerRound.objects.count() == 1


def test_mail_that_waits_is_told_and_names_nobody(site: Riverside, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    notices.put(key="a", person_id=site.tom.pk, sentence="need_you_today")
    worker.round_of_work(None)
    assert condition.faults() == []
    clock.travel(timedelta(minutes=61))
    worker.round_of_work(clock.today())
    [said] = condition.faults()
    assert "Mail has been waiting since" in said
    assert site.tom.email not in said


def test_copy_of_the_code_without_a_database_makes_none(settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a server's database is asked for by its name")
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "none.sqlite3")
    assert condition.faults() == []
    assert list(tmp_path.iterdir()) == []
