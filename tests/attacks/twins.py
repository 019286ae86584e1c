"""Two worlds that differ only in what one person keeps private: whoever may not see it gets the same answers."""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from unittest import mock

from django.apps import apps
from django.core import signing
from django.db import transaction
from django.utils import timezone

from colead.promises import retention
from colead.promises.models import Entry, Key, Release, Round, TrailEntry
from tests.access.world import World
from tests.attacks import masks
from tests.attacks.reading import Act, acts_of
from tests.attacks.robot import Undo, ask, route_of
from tests.attacks.sweep import PARTIAL, every_address
from tests.attacks.tables import Change, Rows, changes, snapshot


@dataclass(frozen=True)
class Step:
    """One request of the person who looks on."""

    method: str
    url: str
    data: Any = None
    is_partial: bool = False

    def __str__(self) -> str:
        return f"{self.method} {route_of(self.url)}{' in part' if self.is_partial else ''}"


def columns_of(table: str) -> list[str]:
    model = next(model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table)
    return [field.column for field in model._meta.local_concrete_fields]


def private_tables() -> set[str]:
    guarded = [*retention.kinds(), Round, Entry, Release, Key, TrailEntry]
    spaces = {"promises_space", "promises_membership", "promises_spacekey", "foundation_notice"}
    return {model._meta.db_table for model in guarded} | spaces


def is_within_pair(before: Rows, after: Rows) -> bool:
    """Only private rows differ, and nothing was let out: for everybody outside the pair this is no change at all."""
    return all(is_private_change(change) for change in changes(before, after))


def is_private_change(change: Change) -> bool:
    table, _, old, new = change
    if table not in private_tables():
        return False
    if table != Release._meta.db_table:
        return True
    published = columns_of(table).index("published")
    return all(row is None or row[published] is None for row in (old, new))


def is_ones_own(own_space: Any) -> Callable[[Rows, Rows], bool]:
    """Only what lies in one person's own space differs, and that person's unsealed words in a round."""

    def check(before: Rows, after: Rows) -> bool:
        return all(is_own_change(change, plain_id(own_space)) for change in changes(before, after))

    return check


def plain_id(value: Any) -> str:
    return str(value).replace("-", "")


def is_own_change(change: Change, own: str) -> bool:
    table, _, old, new = change
    names = columns_of(table)
    if table == Entry._meta.db_table:
        if old is None or new is None:
            return False
        differing = {name for name, one, two in zip(names, old, new, strict=True) if one != two}
        return differing <= {"own_ciphertext", "private_ciphertext", "own_key_version"}
    carrier = "chain" if table == TrailEntry._meta.db_table else "space_id"
    if table not in private_tables() or carrier not in names:
        return False
    rows = [row for row in (old, new) if row is not None]
    return all(plain_id(row[names.index(carrier)]) == own for row in rows)


def words(length: int) -> str:
    return ("a quiet line of words " * (length // 20 + 1))[: max(length, 1)]


def plant(
    world: World,
    author: tuple[str, str],
    choices: list[int],
    is_kept: Callable[[Rows, Rows], bool],
    *,
    only_drafts: bool = False,
) -> int:
    """Lets the author do these things in their pair, as long as each stays private; says how many were done."""
    robot = world.robots[author]
    forms = [form for form in robot.seen.forms if form.autosave or not only_drafts]
    acts = sorted({act for form in forms for act in acts_of(form, turn=choices[0])}, key=repr)
    done, robot.is_kept = 0, is_kept
    sent = list(robot.sent)
    for choice in choices:
        act = acts[choice % len(acts)]
        data = act.data({name: words(choice % 271) for name in act.words})
        before = snapshot()
        response = robot.send_if_kept(act, data)
        done += response is not None and bool(changes(before, snapshot()))
    robot.is_kept, robot.sent = None, sent
    return done


def script(world: World, actor: str, choices: list[int]) -> list[Step]:
    """Looks at one's own pages and at other people's addresses, and sends one's own forms."""
    mine = sorted(world.urls.get(actor, set()) & set(every_address(world)))
    acts = acts_for(world, actor)
    steps = []
    for choice in choices:
        kind, place = choice % 4, choice // 4
        if kind == 0 and acts:
            act = acts[place % len(acts)]
            steps.append(Step("POST", act.url, act.data({name: words(place % 90) for name in act.words})))
        else:
            pool = mine if kind < 3 and mine else every_address(world)
            steps.append(Step("GET", pool[place % len(pool)], is_partial=choice % 5 == 0))
    return steps


def acts_for(world: World, actor: str) -> list[Act]:
    forms = [form for (_, who), robot in world.robots.items() if who == actor for form in robot.seen.forms]
    return sorted({act for form in forms for act in acts_of(form)}, key=repr)


@contextmanager
def stillness(seed: int, moment: datetime) -> Iterator[None]:
    """The same moment and the same chance in both worlds."""
    chance = random.Random(seed)
    with (
        mock.patch.object(timezone, "now", return_value=moment),
        mock.patch.object(signing.time, "time", return_value=moment.timestamp()),
        mock.patch.object(os, "urandom", chance.randbytes),
    ):
        yield


def answers(
    world: World, actor: str, steps: list[Step], moment: datetime, prepare: Callable[[], Any] | None = None
) -> list[Any]:
    """What the onlooker gets, in a world prepared like this; afterwards nothing of it has happened."""
    found: list[Any] = []
    try:
        with transaction.atomic():
            if prepare is not None:
                prepare()
            with stillness(7, moment):
                for step in steps:
                    headers = PARTIAL if step.is_partial else {}
                    found.append(masks.answer(ask(world.client(actor), step.method, step.url, step.data, **headers)))
            raise Undo
    except Undo:
        return found


def differences(actor: str, steps: list[Step], one: list[Any], two: list[Any]) -> list[str]:
    names = ("status", "headers", "cookies", "length", "body")
    found = []
    for step, left, right in zip(steps, one, two, strict=True):
        parts = [name for name, a, b in zip(names, left, right, strict=True) if a != b]
        if left[0] >= 500 or right[0] >= 500:
            found.append(f"{actor} broke {step}")
        elif parts:
            found.append(f"{actor} can tell the worlds apart at {step}: {', '.join(parts)}{where(left[4], right[4])}")
    return found


def where(one: bytes, two: bytes) -> str:
    """The first place at which two bodies part."""
    place = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), None)
    if place is None:
        return ""
    return f" at ...{one[max(place - 60, 0) : place + 40]!r} against {two[max(place - 60, 0) : place + 40]!r}"


def compare(
    world: World,
    author: tuple[str, str],
    onlooker: str,
    private: list[int],
    looks: list[int],
    is_kept: Callable[[Rows, Rows], bool],
    *,
    only_drafts: bool = False,
) -> tuple[int, list[str]]:
    """The same script in a world without and in a world with the author's private acts."""
    steps = script(world, onlooker, looks)
    planted: list[int] = []
    moment = timezone.now()
    without = answers(world, onlooker, steps, moment)

    def begin() -> None:
        planted.append(plant(world, author, private, is_kept, only_drafts=only_drafts))

    having = answers(world, onlooker, steps, moment, begin)
    return sum(planted), differences(onlooker, steps, without, having)
