"""What a reader of foreign files does first: give up memory, time, files, sockets and children, for good."""

import resource
import sys
from typing import Any

from colead.operations.imports.limits import CPU_SECONDS, MEMORY_BYTES

# Codecs are modules that Python loads on first use, which is no longer possible once files are closed to us.
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "ascii", "cp437", "idna", "latin-1")
FORBIDDEN = ("socket.", "subprocess.", "os.fork", "os.exec", "os.posix_spawn", "os.system", "ctypes.", "shutil.", "os.")


def confine() -> None:
    """After this line nothing can be opened, written, connected or started, and a bomb ends this process alone."""
    for name in CODECS:
        "a".encode(name)
    limit(resource.RLIMIT_AS, MEMORY_BYTES)
    limit(resource.RLIMIT_CPU, CPU_SECONDS)
    limit(resource.RLIMIT_FSIZE, 0)
    limit(resource.RLIMIT_CORE, 0)
    # Descriptors 0, 1 and 2 are the pipes to the parent; no fourth can be had, neither a file nor a socket.
    limit(resource.RLIMIT_NOFILE, 3)
    sys.addaudithook(refuse)


def limit(kind: int, most: int) -> None:
    resource.setrlimit(kind, (most, most))


def refuse(event: str, _facts: Any) -> None:
    if event == "open" or event.startswith(FORBIDDEN):
        raise PermissionError(event)
