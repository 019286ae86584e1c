"""A site of its own for a benchmark: a temporary folder, a real database file, real keys."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.core.management import call_command


def make_site() -> Path:
    os.umask(0o077)  # a database that others can read is refused at the start
    home = Path(tempfile.mkdtemp(prefix="colead-bench-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ.update(
        COLEAD_HOME=str(home),
        COLEAD_SECRET_KEY="a secret of the benchmark only, forty characters",
        COLEAD_HTTPS="no",
        DJANGO_SETTINGS_MODULE="colead.config.settings",
    )
    (home / "this-is-a-demo").write_text("bench")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return home
