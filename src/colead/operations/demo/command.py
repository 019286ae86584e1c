"""`colead demo`: makes Riverside once, then starts it."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

import django

from colead.operations import refusals
from colead.operations.demo import folder, ports

DEFAULT_HOME = ".demo"


def run(words: list[str]) -> int:
    asked = read(words)
    if asked.port is not None:
        ports.named(asked.port)  # before anything is made or, with --fresh, thrown away
    try:
        folder.prepare(Path(asked.home).resolve(), fresh=asked.fresh)
        django.setup()
        # These read the settings, which look at the folder that was prepared a moment ago.
        site = import_module("colead.operations.demo.site")
        history = import_module("colead.operations.demo.history")
        site.build(history.write, say)
    except KeyboardInterrupt:
        say("\nStopped before it was ready. The next start makes what is missing.")
        return refusals.STOPPED
    except folder.NotADemo:
        say("This folder or database holds a real site. The demo makes its own; nothing was changed.")
        return 2
    if asked.build_only:
        return 0
    # Asked once more: the first start takes its time.
    site.serve(ports.first_free() if asked.port is None else ports.named(asked.port))
    say("\nColead has stopped. The next start goes on where this one ended.")
    return 0


def read(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="colead demo", description="Riverside, two years old, here only.")
    parser.add_argument("--home", default=DEFAULT_HOME, help="the demo's folder (default: .demo)")
    parser.add_argument("--port", type=int, help="default: the first free port from 8000")
    parser.add_argument("--fresh", action="store_true", help="begin again from nothing")
    parser.add_argument("--build-only", action="store_true", help="make it and do not serve it")
    return parser.parse_args(words)


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
