"""`colead serve`: Granian with threads, one process, so that SQLite keeps its one writer."""

from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server


def run(
    host: str, port: int, threads: int, certificate: Path | None, key: Path | None, *, is_quiet: bool = False
) -> None:
    """`is_quiet` leaves the terminal to what the demo says."""
    Server(
        "colead.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        workers=1,
        ssl_cert=certificate,
        ssl_key=key,
        websockets=False,
        log_access=False,
        log_level=LogLevels.error if is_quiet else LogLevels.info,
        workers_kill_timeout=3 if is_quiet else 30,  # a stop that was asked for comes, whatever a thread waits for
    ).serve()
