"""`colead serve`: Granian with threads, one process, so that SQLite keeps its one writer."""

import signal
import socket
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from colead.operations import entry, tls_files

LAST_PORT = 65535
SECONDS_TO_STOP = 30
SECONDS_TO_STOP_A_DEMO = 3


def run(
    host: str, port: int, threads: int, certificate: Path | None, key: Path | None, *, is_demo: bool = False
) -> None:
    """Looks at everything that could forbid a start before a process is started for it, and then answers."""
    if (certificate is None) != (key is None):
        raise ImproperlyConfigured("A certificate needs its key, and a key its certificate: give both, or neither.")
    require_port(port)
    if certificate is not None and key is not None:
        tls_files.require_pair(certificate, key)
    entry.require_ready()
    require_free(host, port)
    server = Server(
        ":".join(settings.WSGI_APPLICATION.rsplit(".", 1)),
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        workers=1,
        ssl_cert=certificate,
        ssl_key=key,
        websockets=False,
        log_access=False,
        log_level=LogLevels.error,  # what it would say below that is said here, in our words
        # A stop that was asked for comes, whatever a thread waits for.
        workers_kill_timeout=SECONDS_TO_STOP_A_DEMO if is_demo else SECONDS_TO_STOP,
    )
    server.on_startup(lambda: begin(host, port, server.signal_handler_interrupt if is_demo else None))
    server.serve()
    if not is_demo:
        say("Colead has stopped.")


def begin(host: str, port: int, stop: Callable[..., None] | None) -> None:
    """A demo ends with its terminal; a service, told the same way, reloads."""
    if stop is not None:
        signal.signal(signal.SIGHUP, stop)
    else:
        say(f"Colead answers at {host}, port {port}.")


def require_port(port: int) -> None:
    if not 1 <= port <= LAST_PORT:
        raise ImproperlyConfigured(f"--port is {port}; write a number from 1 to {LAST_PORT}.")


def require_free(host: str, port: int) -> None:
    """Asks for the port once, so that one which is taken is told in words."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with closing(socket.socket(family)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError:
        raise ImproperlyConfigured(f"This account may not listen at port {port}; take one above 1023.") from None
    except OSError:
        raise ImproperlyConfigured(
            f"Nothing can listen at {host}, port {port}: something else does, or the address is not this machine's."
        ) from None


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
