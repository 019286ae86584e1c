"""An address put together from its pieces is the one that the routes give."""

from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, reverse

from colead.foundation.addresses import address


@pytest.mark.parametrize(
    ("route", "parts"),
    [
        ("home:front", ()),
        ("home:pair", (uuid4(),)),
        ("daily:show_run_it", (uuid4(), uuid4())),
        ("decisions:tap_decision", (uuid4(), uuid4(), "ours")),
        ("launch:write", (uuid4(), "cards")),
    ],
)
def test_address_is_that_of_the_route_each_time(route: str, parts: tuple[object, ...]) -> None:
    again = tuple(part if isinstance(part, str) else uuid4() for part in parts)
    assert address(route, *parts) == reverse(route, args=parts)  # type: ignore[arg-type]
    assert address(route, *again) == reverse(route, args=again)  # type: ignore[arg-type]


def test_address_of_no_route_is_an_error() -> None:
    with pytest.raises(NoReverseMatch):
        address("home:nowhere")
