"""The `colead` command: our own subcommands, and beside them everything that Django knows."""

import os
import sys
from importlib import import_module

from django.core.management import execute_from_command_line

OURS = {"administrator", "import", "serve", "work", "verify", "demo", "register"}
OTHERS_NOTHING = 0o077


def keep_from_others() -> None:
    """The database holds sessions and addresses: the account that runs this reads it, nobody else."""
    os.umask(OTHERS_NOTHING)


def main() -> None:
    keep_from_others()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colead.config.settings")
    first = next(iter(sys.argv[1:]), "--help")
    if first in OURS or first in ("--help", "-h"):
        # Loaded only now: a Django command should not wait for the parts of ours.
        import_module("colead.operations.console").app(prog_name="colead")
    else:
        execute_from_command_line(sys.argv)
