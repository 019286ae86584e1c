"""The `colead` command: Django's own commands today, ours beside them."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colead.config.settings")
    execute_from_command_line(sys.argv)
