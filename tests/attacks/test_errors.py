"""A page that breaks in the middle of private words tells nothing of them: not on screen, in the log, in a report."""

import io
import logging
import sys
from typing import Any

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import reverse
from django.views.debug import ExceptionReporter, get_default_exception_reporter_filter

from colead.foundation.faceless import FacelessFilter
from colead.practice.daily.actions import run_its
from tests.attacks.sinks import real_handler
from tests.cast import Riverside
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db
WORD = "wzrtpkqmnbvxcdfg"


def break_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The action quotes what was written in the words of its fault, as careless code would."""

    def broken(**given: Any) -> None:
        raise ValueError(f"cannot take {WORD} {given}")

    monkeypatch.setattr(run_its, "ask", broken)


def log_of_a_broken_page(town: Riverside, as_person: SignIn) -> tuple[str, str]:
    stream = io.StringIO()
    handler = real_handler(stream)
    loggers = [logging.getLogger(), logging.getLogger("django")]
    kept = {logger: logger.handlers for logger in loggers}
    for logger in loggers:
        logger.handlers = [handler]
    try:
        client = as_person(town.ana)
        client.raise_request_exception = False
        url = reverse("daily:ask_run_it", kwargs={"partnership_id": town.exec.pk})
        response = client.post(url, {"line": WORD, "kind": "gut_check"})
    finally:
        for logger, handlers in kept.items():
            logger.handlers = handlers
    assert response.status_code == 500
    return response.content.decode(), stream.getvalue()


def test_ps13_a_broken_page_tells_nothing_on_screen_or_in_the_log(
    riverside: Riverside, as_person: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_in(monkeypatch)
    page, log = log_of_a_broken_page(riverside, as_person)
    assert WORD not in page
    assert WORD not in log
    assert "ValueError at" in log


def report() -> str:
    """What would be mailed about the fault, if a site sent such mail."""
    request = RequestFactory().post("/somewhere/", {"line": WORD})
    diary = WORD
    try:
        raise RuntimeError(len(diary))
    except RuntimeError:
        reporter = ExceptionReporter(request, *sys.exc_info())
        return reporter.get_traceback_text() + reporter.get_traceback_html()


def test_ps13_a_report_of_a_fault_shows_no_variable_and_no_posted_field() -> None:
    assert WORD not in report()
    assert "RuntimeError" in report()


def test_log_check_sees_a_log_with_faces(
    riverside: Riverside, as_person: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without its filter the log quotes the fault."""
    break_in(monkeypatch)
    monkeypatch.setattr(FacelessFilter, "filter", lambda self, record: True)
    _, log = log_of_a_broken_page(riverside, as_person)
    assert WORD in log


def test_report_check_sees_a_report_with_variables(settings: Any) -> None:
    settings.DEFAULT_EXCEPTION_REPORTER_FILTER = "django.views.debug.SafeExceptionReporterFilter"
    settings.DEBUG = True
    get_default_exception_reporter_filter.cache_clear()
    try:
        assert WORD in report()
    finally:
        get_default_exception_reporter_filter.cache_clear()


def test_nobody_is_mailed_about_faults() -> None:
    """There is no such mail to begin with."""
    assert settings.ADMINS == []
    assert not [each for each in settings.LOGGING["handlers"].values() if "Mail" in each["class"]]
