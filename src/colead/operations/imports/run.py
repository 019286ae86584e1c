"""`colead import`: says what would happen, or takes the list in; 0 for done, 1 for a wrong list, 2 for a wrong call."""

import sys
from collections.abc import Sequence
from pathlib import Path

from django.db import DatabaseError
from django.utils.translation import gettext as _

from colead.operations.imports import actions, intake, mapping
from colead.operations.imports.limits import FILE_BYTES_MAX
from colead.operations.imports.messages import Refused

DONE, WRONG_LIST, WRONG_COMMAND = 0, 1, 2


def run(kind: str, file: Path, maps: Sequence[str], commit: bool, retire_missing: bool) -> int:
    try:
        listing = intake.Listing(intake.Kind(kind), read(file), read_maps(maps), retire_missing)
        if commit:
            found = actions.take_in(listing=listing, by=None, progress=say)
        else:
            found = intake.prepare(listing, progress=say)
    except OSError as fault:
        say(_("%(file)s cannot be read: %(why)s.") % {"file": file, "why": fault.strerror or type(fault).__name__})
        return WRONG_COMMAND
    except DatabaseError:
        say(_("The database cannot be opened, or 'colead migrate' has not been run. Nothing was changed."))
        return WRONG_COMMAND
    except mapping.Unclear as fault:
        say(str(fault))
        return WRONG_COMMAND
    except Refused as fault:
        for line in fault.lines:
            print(line)
        print(_("Nothing was changed."))
        return WRONG_LIST
    tell(found, commit)
    return DONE


def read(file: Path) -> bytes:
    """One byte more than may be, so that a longer file is refused and never held."""
    if str(file) == "-":
        return sys.stdin.buffer.read(FILE_BYTES_MAX + 1)
    if not file.is_file():
        raise OSError(2, _("there is no such file"))
    with file.open("rb") as opened:
        return opened.read(FILE_BYTES_MAX + 1)


def read_maps(maps: Sequence[str]) -> mapping.Mapping:
    """Each is a pair or the name of a TOML file; later ones rule."""
    parts = []
    for said in maps:
        if "=" not in said and said.endswith(".toml"):
            parts.append(mapping.from_toml(Path(said).read_text(encoding="utf-8")))
        else:
            parts.append(mapping.from_lines([said]))
    return mapping.joined(parts)


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def show(found: intake.Intake) -> None:
    """The first rows, each field with the column it was read from."""
    for sample in found.samples:
        print(_("%(place)s, as it would be read:") % {"place": sample.place})
        for cell in sample.cells:
            print(f"  {cell.name}: {cell.value}")
    if found.unread:
        print(_("Not read: %(columns)s.") % {"columns": found.unread})


def tell(found: intake.Intake, commit: bool) -> None:
    if not commit:
        show(found)
    for note in found.notes:
        print(note)
    for name, plan in found.plans:
        counts = plan.counts
        print(f"{name}: " + ", ".join(f"{count} {word}" for word, count in counts.items()))
    if found.is_idle:
        print(_("Everything is here already. Nothing was changed."))
    elif commit:
        print(_("Taken in."))
    else:
        print(_("This was a look. Nothing was changed; add --commit to take it in."))
