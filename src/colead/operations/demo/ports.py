"""Where the demo listens: the port that was named, if it is free, or the first free one."""

import socket

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = "127.0.0.1"
FIRST_PORT, LAST_PORT = 8000, 8099


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except (OSError, OverflowError):
            return False
        return True


def named(port: int) -> int:
    if not is_free(port):
        raise ImproperlyConfigured(
            f"Nothing can listen at port {port}; something else may. Leave --port out, and a free one is taken."
        )
    return port


def first_free() -> int:
    found = next((port for port in range(FIRST_PORT, LAST_PORT + 1) if is_free(port)), None)
    if found is None:
        raise ImproperlyConfigured(
            f"No port from {FIRST_PORT} to {LAST_PORT} is free. Name another: make demo DEMO='--port 9000'."
        )
    return found
