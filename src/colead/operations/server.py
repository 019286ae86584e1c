"""`colead serve`: Granian with threads, one process, so that SQLite keeps its one writer."""

from pathlib import Path

from granian.constants import Interfaces
from granian.server import Server


def run(host: str, port: int, threads: int, certificate: Path | None, key: Path | None) -> None:
    Server(
        "colead.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        workers=1,
        ssl_cert=certificate,
        ssl_key=key,
        log_access=False,
    ).serve()
