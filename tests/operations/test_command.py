"""The `colead` command: what it answers, what it exits with, and that Django's own commands pass."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from colead.operations import command, console
from colead.people.models import Person
from colead.units.models import Unit
from tests.cast import Riverside
from tests.operations.imports.files import (
    GOOD_PERSON,
    GOOD_UNIT,
    bundle,
    organization,
    people_csv,
    person_with,
    units_csv,
)


def call(*words: str, sent: bytes | None = None) -> Any:
    return CliRunner().invoke(console.app, list(words), input=sent)


def kept(folder: Path, content: bytes) -> str:
    file = folder / "list.csv"
    file.write_bytes(content)
    return str(file)


def test_look_changes_nothing_and_commit_takes_in(db: None, tmp_path: Path) -> None:
    file = kept(tmp_path, people_csv(GOOD_PERSON))
    looked = call("import", "people", file)
    assert (looked.exit_code, Person.objects.count()) == (0, 0)
    assert "people: 1 new, 0 changed, 0 unchanged, 0 retired" in looked.stdout
    assert "Nothing was changed" in looked.stdout
    assert call("import", "people", file, "--commit").exit_code == 0
    assert Person.objects.count() == 1
    again = call("import", "people", file, "--commit")
    assert "Everything is here already" in again.stdout


def test_wrong_list_exits_with_one_and_names_the_place(db: None, tmp_path: Path) -> None:
    answer = call("import", "people", kept(tmp_path, person_with(email="no")), "--commit")
    assert answer.exit_code == 1
    assert 'row 3, column "email": "no" is not an e-mail address.' in answer.stdout
    assert "Nothing was changed." in answer.stdout
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "words", [("/nowhere.csv",), ("/",), ("FILE", "--map", "nam=x"), ("FILE", "--map", "/no.toml")]
)
def test_wrong_call_exits_with_two(db: None, tmp_path: Path, words: tuple[str, ...]) -> None:
    file = kept(tmp_path, units_csv(GOOD_UNIT))
    assert call("import", "units", *[file if word == "FILE" else word for word in words]).exit_code == 2


def test_map_comes_from_pairs_and_from_a_file(db: None, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text('parent_level = "division"\n[columns]\nname = "Ward"\ngroup = "House"\n')
    file = kept(tmp_path, units_csv(["1", "6 West", "A"], ["2", "7 East", "A"], head=["No", "Ward", "House"]))
    maps = ("--map", str(tmp_path / "map.toml"), "--map", "external_id=No", "--map", "level:unit")
    assert call("import", "units", file, *maps, "--commit").exit_code == 0
    assert Unit.objects.get(name="A").level == "division"
    assert Unit.objects.filter(parent__name="A").count() == 2


def test_bundle_comes_from_the_standard_input(db: None) -> None:
    assert call("import", "fhir", "-", "--commit", sent=bundle(organization())).exit_code == 0
    assert Unit.objects.count() == 1


def test_progress_goes_to_the_other_stream(db: None, tmp_path: Path) -> None:
    answer = call("import", "people", kept(tmp_path, people_csv(GOOD_PERSON)), "--commit")
    assert "Comparing 1 rows" in answer.stderr
    assert "Writing 1 people" in answer.stderr
    assert "Comparing" not in answer.stdout


def test_retire_missing_is_said_and_done(db: None, tmp_path: Path) -> None:
    call("import", "people", kept(tmp_path, people_csv(GOOD_PERSON)), "--commit")
    other = kept(tmp_path, people_csv(["E5", "Omar", "", "", ""]))
    assert "0 retired" in call("import", "people", other).stdout
    assert "1 retired" in call("import", "people", other, "--retire-missing").stdout


def test_every_subcommand_is_listed(db: None) -> None:
    said = call("--help").stdout
    assert all(name in said for name in ("import", "serve", "work", "verify", "demo"))


def test_django_commands_pass_through(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["colead", "check"])
    command.main()
    assert "no issues" in capsys.readouterr().out


def test_key_that_may_not_be_read_is_left_to_the_server_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parser would call it missing, or say nothing of how to mend it."""
    (tmp_path / "key.pem").touch()
    asked: list[Any] = []
    monkeypatch.setattr(console, "started", lambda module: SimpleNamespace(run=lambda *given: asked.append(given[4])))
    monkeypatch.setattr(os, "access", lambda *given, **more: False)
    assert call("serve", "--key", str(tmp_path / "key.pem")).exit_code == 0
    assert asked == [tmp_path / "key.pem"]


def test_check_of_a_site_without_its_keys_ends_with_two(
    riverside: Riverside, monkeypatch: pytest.MonkeyPatch, capsys: Any, settings: Any, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["colead", "check"])
    # Django's own check lets go of the database in the end, and a test's rows with it.
    monkeypatch.setattr(command, "execute_from_command_line", lambda words: None)
    settings.KEYSTORE = tmp_path
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 2
    assert f"The key store at {tmp_path} lacks" in capsys.readouterr().err


def test_every_command_that_help_lists_is_led_to() -> None:
    listed = {found.name or found.callback.__name__ for found in console.app.registered_commands if found.callback}
    assert listed | {found.name for found in console.app.registered_groups} == command.OURS


def test_version_is_our_own() -> None:
    said = subprocess.run([sys.executable, "-m", "colead", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == f"Colead {version('colead')}"


@pytest.mark.parametrize(
    ("name", "meant"), [("COLEAD_HOST", "COLEAD_HOSTS"), ("COLEAD_SMTP_PASWORD_FILE", "PASSWORD_FILE")]
)
def test_setting_that_nothing_reads_stops_the_start(name: str, meant: str, tmp_path: Path) -> None:
    told = {**os.environ, "DJANGO_SETTINGS_MODULE": "colead.config.settings", "COLEAD_HOME": str(tmp_path), name: "x"}
    done = subprocess.run(
        [sys.executable, "-m", "colead", "check"], env=told, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert f"{name} is not a setting. Did you mean" in done.stderr
    assert meant in done.stderr
    assert "Traceback" not in done.stderr
