"""One furnished world for all suites of this folder; every test is taken back."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.access.world import World, end_former, furnish, look_around, make_world


@pytest.fixture(scope="package", autouse=True)
def keystore_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keys live as long as the world."""
    with override_settings(KEYSTORE=tmp_path_factory.mktemp("keys")):
        yield


@pytest.fixture(scope="package", autouse=True)
def quiet_log() -> Iterator[None]:
    """Thousands of refusals are what is asked for here."""
    logger = logging.getLogger("django.request")
    before, logger.level = logger.level, logging.CRITICAL
    yield
    logger.level = before


@pytest.fixture(scope="package")
def blank_world(django_db_setup: None, django_db_blocker: Any, keystore_of_its_own: None) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def world(blank_world: World) -> World:
    furnish(blank_world)
    look_around(blank_world)
    end_former(blank_world)
    return blank_world
