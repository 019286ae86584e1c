"""How often an address may be asked for: counted in this process, by an id that leads to nobody; written nowhere."""

import threading
import time
from collections import OrderedDict, deque
from typing import Final

MOST_KEYS: Final = 10_000


class Pace:
    """At most so many in so many seconds for each key; the key asked for longest ago is forgotten first."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self.asked: OrderedDict[str, deque[float]] = OrderedDict()
        self.lock = threading.Lock()

    def allows(self, key: str, now: float | None = None) -> bool:
        at = time.monotonic() if now is None else now
        with self.lock:
            seen = self.asked.setdefault(key, deque())
            self.asked.move_to_end(key)
            while seen and seen[0] <= at - self.seconds:
                seen.popleft()
            if len(seen) >= self.most:
                return False
            seen.append(at)
            while len(self.asked) > MOST_KEYS:
                self.asked.popitem(last=False)
            return True
