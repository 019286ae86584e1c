"""What an operator and a privacy officer read is true: settings, commands, roles, and where content leads."""

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import models
from django.urls import NoReverseMatch, get_resolver, reverse

from colead.operations import console
from colead.rules.abilities import Ability
from colead.rules.roles import ROLE_CARDS, Role
from colead.units.models import Unit
from tests.access.expected import ACTORS, EXPECTED
from tests.access.routes import every_route
from tests.house import roles_table
from tests.house.floors import ROOT

SETTINGS = (ROOT / "docs/operate/settings.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs/operate/commands.md").read_text(encoding="utf-8")
READERS = {"text", "truth", "words", "number", "zone", "patterns", "signatures", "telephones"}
NAMED = {f"test_ps{number:02}_" for number in (1, 2, 3, 4, 5, 6, 10, 13, 14, 16, 19)}


def settings_read() -> set[str]:
    """The names that the code asks the environment for."""
    found = set()
    for path in (ROOT / "src/colead").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = getattr(node.func, "attr", "")
            if name in READERS and isinstance(node.args[0].value, str) and node.args[0].value.isupper():
                found.add(node.args[0].value)
    return found


def settings_told(paper: str) -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", paper, re.MULTILINE))


def test_every_setting_is_told_and_every_told_one_is_read() -> None:
    assert len(settings_read()) > 10
    assert settings_told(SETTINGS) == settings_read()


def commands_known() -> set[str]:
    groups = {group.name: group.typer_instance for group in console.app.registered_groups}
    single = {name_of(command) for command in console.app.registered_commands}
    return single | {
        f"{name} {name_of(inner)}" for name, group in groups.items() for inner in group.registered_commands
    }


def name_of(command: Any) -> str:
    return str(command.name or command.callback.__name__.replace("_", "-"))


def test_every_command_is_told_and_every_told_one_exists() -> None:
    assert set(re.findall(r"^\| `colead ([a-z -]+)` \|", COMMANDS, re.MULTILINE)) == commands_known()


def routes_in_content() -> list[tuple[str, str]]:
    found = []
    for path in sorted((ROOT / "src/colead/content").glob("*.toml")):
        found += [
            (path.name, route) for route in strings_named("route", tomllib.loads(path.read_text("utf-8"))) if route
        ]
    return found


def strings_named(name: str, value: Any) -> list[str]:
    if isinstance(value, list):
        return [found for inner in value for found in strings_named(name, inner)]
    if not isinstance(value, dict):
        return []
    here = [value[name]] if isinstance(value.get(name), str) else []
    return here + [found for inner in value.values() for found in strings_named(name, inner)]


@pytest.mark.parametrize(("file", "route"), routes_in_content())
def test_route_in_content_leads_somewhere(file: str, route: str) -> None:
    assert reverse(route, kwargs={"partnership_id": "00000000-0000-4000-8000-000000000000"}).startswith("/")


def test_content_check_sees_a_route_that_leads_nowhere() -> None:
    assert strings_named("route", {"practice": [{"route": "daily:nowhere"}]}) == ["daily:nowhere"]
    with pytest.raises(NoReverseMatch):
        reverse("daily:nowhere")


def test_role_table_is_current() -> None:
    assert Path(roles_table.FILE).read_text(encoding="utf-8") == roles_table.text(), (
        "run: python -m tests.house.roles_table"
    )


def test_every_role_has_a_card_and_every_gated_ability_a_row() -> None:
    assert set(ROLE_CARDS) == set(Role)
    gated = {route.ability for route in every_route()}
    assert gated <= set(EXPECTED)
    assert all(set(EXPECTED[ability]) == set(ACTORS) for ability in EXPECTED)
    assert Ability.READ_SPACE not in gated, "a space is read through its items, never by a route"


def test_every_route_has_a_name_and_no_two_share_one() -> None:
    names = [route.name for route in every_route()]
    assert len(names) == len(set(names))
    assert not [name for name in names if name.endswith("None")]
    assert get_resolver().url_patterns


def named_promises() -> set[str]:
    """The promises that some test carries in its name."""
    pattern = re.compile(r"def (test_ps\d\d_)")
    return {found for path in (ROOT / "tests").rglob("test_*.py") for found in pattern.findall(path.read_text("utf-8"))}


def test_every_promise_of_safety_has_a_test_of_its_name() -> None:
    assert named_promises() >= NAMED


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_migration_check_sees_a_changed_model() -> None:
    """The control: a field that no migration knows."""
    model: Any = Unit
    field = models.CharField(max_length=5, default="")
    field.contribute_to_class(model, "planted")
    try:
        with pytest.raises(SystemExit):
            call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    finally:
        model._meta.local_fields.remove(field)
        model._meta._expire_cache()
        delattr(model, "planted")
