"""Which tests share one process, and in what order they are handed out, so that no process is left alone at the end."""

import os
from collections import OrderedDict
from typing import Any

from xdist.scheduler import LoadFileScheduling

WORLD = "tests/access/"
# Few tests that each wait for a browser or for another process: last in a queue that goes by the number of tests.
LONG = ("tests/journeys/", "in_the_browser", "tests/operations/", "tests/promises/test_crashes", "tests/attacks/")
STEP_BACK = 5


def rank(scope: str) -> int:
    """The world first, for it is one long piece; then what is long for few tests; the many short ones fill the gaps."""
    if scope == WORLD:
        return 0
    return 1 if any(part in scope for part in LONG) else 2


class OneWorld(LoadFileScheduling):
    """By file; all that ask the furnished world are one piece, so that it is built once."""

    is_in_order = False

    def _split_scope(self, nodeid: str) -> str:
        return WORLD if nodeid.startswith(WORLD) else super()._split_scope(nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        if not self.is_in_order:
            self.workqueue = OrderedDict(sorted(self.workqueue.items(), key=lambda unit: rank(unit[0])))
            self.is_in_order = True
        super()._assign_work_unit(node)


def step_back_for_the_world(nodeid: str) -> None:
    """Of more processes than cores, the one with the world is never the one that waits: all end when it ends."""
    if "PYTEST_XDIST_WORKER" in os.environ and not nodeid.startswith(WORLD) and os.nice(0) == 0:
        os.nice(STEP_BACK)
