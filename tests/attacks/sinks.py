"""Where words could seep to besides pages: the log as it is written, caches, files laid aside, mail, reports."""

import io
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache.backends.locmem import LocMemCache
from django.utils.module_loading import import_string

from colead.foundation.models import Notice, Replay
from colead.operations import outbox
from colead.promises import keystore


@dataclass
class Sinks:
    """`log` holds the lines exactly as the installation's own handler would have written them."""

    log: io.StringIO = field(default_factory=io.StringIO)
    cached: list[str] = field(default_factory=list)
    folder: Path = Path()

    KINDS: ClassVar[tuple[str, ...]] = (
        "log", "mail", "notices", "replays", "sessions", "cache", "temporary files", "key store",
    )  # fmt: skip

    def contents(self, kind: str) -> bytes:
        reader: Any = getattr(self, "read_" + kind.replace(" ", "_"))
        content = reader()
        return content if isinstance(content, bytes) else str(content).encode()

    def read_log(self) -> str:
        return self.log.getvalue()

    def read_mail(self) -> str:
        outbox.deliver_due()
        return "\n".join(str(message.message()) for message in mail.outbox)

    def read_notices(self) -> str:
        return str(list(Notice.objects.values()))

    def read_replays(self) -> str:
        return str(list(Replay.objects.values()))

    def read_sessions(self) -> str:
        return str([(row.session_data, row.get_decoded()) for row in Session.objects.all()])

    def read_cache(self) -> str:
        return "\n".join(self.cached)

    def read_temporary_files(self) -> bytes:
        return bytes_under(self.folder)

    def read_key_store(self) -> bytes:
        return bytes_under(keystore.folder())


def bytes_under(folder: Path) -> bytes:
    return b"\n".join(path.name.encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file())


def real_handler(stream: io.StringIO) -> logging.Handler:
    """The console handler of the installation's own settings, writing here."""
    handler = logging.StreamHandler(stream)
    console = settings.LOGGING["handlers"]["console"]
    shape = settings.LOGGING["formatters"][console["formatter"]]
    handler.setFormatter(logging.Formatter(shape["format"], style=shape["style"]))
    for name in console["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())
    return handler


@contextmanager
def listening(folder: Path) -> Iterator[Sinks]:
    """While this is open, everything that is logged, cached or laid aside is kept to be looked at."""
    sinks = Sinks(folder=folder)
    handler = real_handler(sinks.log)
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for logger in loggers:
        logger.addHandler(handler)
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    set_before = LocMemCache.set

    def set_and_note(self: LocMemCache, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        sinks.cached.append(f"{key} {value!r}")
        set_before(self, key, value, *args, **kwargs)

    LocMemCache.set = set_and_note  # type: ignore[method-assign]
    try:
        yield sinks
    finally:
        LocMemCache.set = set_before  # type: ignore[method-assign]
        tempfile.tempdir = before
        for logger in loggers:
            logger.removeHandler(handler)
