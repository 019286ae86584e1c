"""What every test may ask for."""

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import hypothesis
import pytest
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from colead.foundation import clock, prepared
from colead.people.models import Person
from tests import kept_cast
from tests.cast import Riverside
from tests.journeys.visitor import find_chromium
from tests.schedule import OneWorld, step_back_for_the_world

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


# How long an example takes says something of the machine and nothing of the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneWorld | None:
    return OneWorld(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_runtest_setup(item: pytest.Item) -> None:
    step_back_for_the_world(item.nodeid)


@pytest.fixture(autouse=True)
def keystore_of_its_own(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.KEYSTORE = tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def present_time() -> Iterator[None]:
    yield
    clock.travel(timedelta(0))


@pytest.fixture
def riverside(db: None) -> Riverside:
    return kept_cast.riverside()


class SignIn:
    """Gives a client signed in as somebody."""

    def __call__(self, person: Person) -> Client:
        client = Client()
        client.force_login(person.login, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


@pytest.fixture
def as_person() -> SignIn:
    return SignIn()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def no_statement_is_kept() -> Iterator[None]:
    """What is bent stands in statements that are built once: none from before, and none for afterwards."""
    prepared.KEPT.clear()
    yield
    prepared.KEPT.clear()
