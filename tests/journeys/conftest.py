"""Browsers for the journeys: one each for every person, at a phone's width and at a desk's."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.cast import Riverside, make_riverside
from tests.journeys.visitor import Visitor

PHONE, DESK = 360, 1280


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def town(transactional_db: None) -> Riverside:
    return make_riverside()


@pytest.fixture
def visit(browser: Browser, live_server: Any, width: int) -> Iterator[Callable[..., Visitor]]:
    """Gives a visitor: a person in a browser of their own, already signed in."""
    visitors: list[Visitor] = []

    def start(person: Any) -> Visitor:
        visitors.append(Visitor(browser, live_server.url, person, width))
        return visitors[-1]

    yield start
    for visitor in visitors:
        visitor.leave()
