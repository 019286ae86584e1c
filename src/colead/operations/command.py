"""The `colead` command: our own subcommands, and beside them everything that Django knows."""

import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.management import execute_from_command_line

from colead.operations import refusals

OURS = {"administrator", "back-up", "catch-mail", "import", "keys", "serve", "work", "verify", "demo", "register"}
OTHERS_NOTHING = 0o077


def keep_from_others() -> None:
    """The database holds sessions and addresses: the account that runs this reads it, nobody else."""
    os.umask(OTHERS_NOTHING)


def main() -> None:
    keep_from_others()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colead.config.settings")
    try:
        lead(next(iter(sys.argv[1:]), "--help"))
    except refusals.KNOWN as fault:
        sys.stderr.write(f"{refusals.words_for(fault)}\n")
        sys.exit(refusals.CODE)
    except KeyboardInterrupt:
        sys.exit(refusals.STOPPED)


def lead(first: str) -> None:
    if first in OURS or first in ("--help", "-h", "--version"):
        # Loaded only now: a Django command should not wait for the parts of ours.
        import_module("colead.operations.console").app(prog_name="colead")
        return
    settings.INSTALLED_APPS  # noqa: B018 - a setting that is not understood is told now, in its own words
    execute_from_command_line(sys.argv)
    if first == "check":
        import_module("colead.operations.condition").require_well()
