"""The partner's home page, with five years behind it, against the sign-in page; and what lists cost as they grow."""

import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.figure import Figure
from bench.history import BUSY, ONE, ORDER, USUAL, write_history
from bench.list_pages import PAGES, Looker, session_of
from bench.town import Dyad, Ledger, make_town
from colead.people.models import Login

PEOPLE, DYADS, ROUNDS = 20_000, 500, 60
GOAL = 3.0
SIGN_IN = "/account/login/"


def figures() -> Iterator[Figure]:
    dyads = make_town(PEOPLE, DYADS)
    young, busy, usual = dyads[0], dyads[1], dyads[2]
    write_all(dyads)
    with served() as port:
        yield against_sign_in("home_against_sign_in", port, usual)
        yield against_sign_in("busy_home_against_sign_in", port, busy)
    yield from growth(young, busy)


def write_all(dyads: list[Dyad]) -> None:
    """The first dyad is in its first week, the second had the busiest years of all, the others are as most are."""
    for number, dyad in enumerate(dyads):
        ledger = Ledger()
        write_history(dyad, {0: ONE, 1: BUSY}.get(number, USUAL), ledger)
        ledger.write(ORDER)


@contextmanager
def served() -> Iterator[int]:
    """The product's own server, in a process of its own, until the figures are taken."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    command = [sys.executable, "-m", "colead", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(port: int) -> None:
    for _ in range(240):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError("the server did not open its port")


def against_sign_in(name: str, port: int, dyad: Dyad) -> Figure:
    """Both pages in turn on one connection that stays open, the first of each pair drawn by lot; medians."""
    cookie = {"Cookie": f"session={session_of(Login.objects.get(person=dyad.nurse))}"}
    ways = {"home": (f"/partnerships/{dyad.partnership.pk}/", cookie), "sign_in": (SIGN_IN, {})}
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    taken: dict[str, list[float]] = {key: [] for key in ways}
    for turn in range(ROUNDS + 5):
        for key in random.sample(sorted(ways), 2):
            seconds = got(line, *ways[key])
            if turn >= 5:
                taken[key].append(seconds)
    line.close()
    home, sign_in = (statistics.median(taken[key]) for key in ("home", "sign_in"))
    note = f"{home * 1000:.1f} ms against {sign_in * 1000:.1f} ms, medians of {ROUNDS}"
    return Figure(name, home / sign_in, GOAL, note=note)


def got(line: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> float:
    started = time.perf_counter()
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    answer.read()
    assert answer.status == 200, (path, answer.status)
    return time.perf_counter() - started


def growth(young: Dyad, busy: Dyad) -> Iterator[Figure]:
    """How many more statements each list takes for the busiest pair than for the youngest."""
    looker = Looker()
    for page in PAGES:
        few, many = looker.queries(page, young), looker.queries(page, busy)
        name = f"queries_grow: {page.name}"
        yield Figure(name, float(many - few), 0.0, "queries", f"{few} for a young pair, {many} for a busy one")
