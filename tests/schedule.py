"""Which tests share one process: those of a file, and all that ask the furnished world, for it is dear to build."""

from typing import Any

from xdist.scheduler import LoadFileScheduling

WORLD = "tests/access/"


class OneWorld(LoadFileScheduling):
    """By file; the folder of the world is one piece, the first that is handed out, and the world is built once."""

    def _split_scope(self, nodeid: str) -> str:
        return WORLD if nodeid.startswith(WORLD) else super()._split_scope(nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        if WORLD in self.workqueue:
            self.workqueue.move_to_end(WORLD, last=False)
        super()._assign_work_unit(node)
