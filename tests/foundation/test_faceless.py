"""A log line keeps the route and loses what a person typed or could be signed in with."""

import logging

import pytest

from colead.foundation.faceless import FacelessFilter


def told(message: str, *args: object, exc_info: object = None) -> str:
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, message, args, exc_info)  # type: ignore[arg-type]
    assert FacelessFilter().filter(record)
    return logging.Formatter("{message}", style="{").format(record)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Not Found: /find/?phrase=night", "Not Found: /find/"),
        ("Gone: /invitation/s3cret-token/", "Gone: /invitation/-/"),
        ("Gone: /not-me/s3cret-token/", "Gone: /not-me/-/"),
        ("Bad: /account/password/reset/key/3-s3cret/", "Bad: /account/password/reset/key/-/"),
    ],
)
def test_line_keeps_the_route_and_loses_the_rest(said: str, kept: str) -> None:
    assert told("%s", said) == kept


def test_exception_is_told_by_its_kind_and_place_only() -> None:
    try:
        raise ValueError("the night nurses are afraid")
    except ValueError as fault:
        line = told("Internal Server Error: %s", "/x/", exc_info=(type(fault), fault, fault.__traceback__))
    assert "ValueError" in line
    assert "night nurses" not in line
