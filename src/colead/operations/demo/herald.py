"""Runs beside the demo's server and says where it is, once it answers: an address before that looks like a fault."""

import http.client
import os
import sys
import time
from contextlib import closing

from colead.operations.demo.cast import CAST
from colead.operations.demo.ports import LOOPBACK

SECONDS_BETWEEN_LOOKS, SECONDS_TO_ANSWER = 0.2, 10


def welcome(address: str) -> str:
    lines = [f"\nColead is at  {address}/demo/  (Ctrl-C ends it)", "One tap signs you in as:"]
    lines += [f"  {part.name:<16} {part.title}" for part in CAST]
    lines += ["Open a second browser, or a private window, to be two people at once.\n"]
    return "\n".join(lines)


def answers(port: int) -> bool:
    """Whatever is said there, somebody says it."""
    try:
        with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=SECONDS_TO_ANSWER)) as asked:
            asked.request("GET", "/demo/")
            return bool(asked.getresponse().status)
    except (OSError, http.client.HTTPException):
        return False


def main(port: int) -> None:
    """Until it answers, or until nobody is left to wait for."""
    demo = os.getppid()
    while not answers(port):
        if os.getppid() != demo:
            return
        time.sleep(SECONDS_BETWEEN_LOOKS)
    sys.stderr.write(f"{welcome(f'http://{LOOPBACK}:{port}')}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
