"""One furnished world for all suites of this folder, written in canaries; every test is taken back."""

import logging
import os
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.access.world import World, end_former, furnish, lay_out, look_around, look_closely, make_world
from tests.attacks import canaries, stories, sweep
from tests.attacks.sinks import Sinks, listening


@pytest.fixture(scope="package", autouse=True)
def keystore_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keys live as long as the world."""
    with override_settings(KEYSTORE=tmp_path_factory.mktemp("keys")):
        yield


@pytest.fixture(scope="package", autouse=True)
def quiet_log() -> Iterator[None]:
    """Thousands of refusals are what is asked for here."""
    root = logging.getLogger()
    django = logging.getLogger("django")
    kept = [(handler, handler.level) for logger in (root, django) for handler in logger.handlers]
    for handler, _ in kept:
        handler.setLevel(logging.CRITICAL)
    yield
    for handler, level in kept:
        handler.setLevel(level)


@pytest.fixture(scope="package")
def same_ids_each_time() -> Iterator[None]:
    """The robots go by address: with other ids in each run, every run would be another walk."""
    drawn, dice = os.urandom, random.Random(23)
    os.urandom = dice.randbytes
    yield
    os.urandom = drawn


@pytest.fixture(scope="package")
def sinks(tmp_path_factory: pytest.TempPathFactory, quiet_log: None) -> Iterator[Sinks]:
    with listening(tmp_path_factory.mktemp("laid-aside")) as found:
        yield found


@pytest.fixture(scope="package")
def blank_world(
    django_db_setup: None,
    django_db_blocker: Any,
    keystore_of_its_own: None,
    sinks: Sinks,
    same_ids_each_time: None,
) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def aviary() -> canaries.Aviary:
    return canaries.Aviary()


@pytest.fixture(scope="package")
def world(blank_world: World, aviary: canaries.Aviary) -> World:
    """Everything is written by those whose it is, then the former pair parts."""
    for pair in ("exec", "six_west"):
        blank_world.story_faults += stories.tell(blank_world, aviary.writer, pair)
    canaries.settle(aviary)  # a form sent later may write over what a story wrote, which was read until then

    def note(actor: str, where: str, answer: Any) -> None:
        sweep.note(aviary, actor, canaries.WHILE_WRITING + where, answer)

    furnish(blank_world, aviary.writer, note=note, after_each=lambda: canaries.settle(aviary))
    # Each form was sent by now, 'take it out' and 'seal' too: one of each that lies there still.
    blank_world.story_faults += stories.tell(blank_world, aviary.writer, "exec", stories.LYING)
    for (pair, _), robot in blank_world.robots.items():
        if pair != "former":
            robot.look_again(each=40)
    lay_out(blank_world)
    look_around(blank_world)
    look_closely(blank_world)
    end_former(blank_world)
    canaries.settle(aviary)
    return blank_world
