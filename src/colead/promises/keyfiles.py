"""Files of keys: made once, whole or not at all, and read by nobody but the account that runs the product."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

OWNER_ONLY_FILE: Final = 0o600
OWNER_ONLY_FOLDER: Final = 0o700
Stamp = tuple[int, int, int]
_seen: dict[Path, tuple[Stamp, bytes]] = {}


def folder() -> Path:
    return Path(settings.KEYSTORE)


def made_folder() -> Path:
    path = folder()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
    return path


def stamp_of(path: Path) -> Stamp | None:
    """What tells one file from another that took its place."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def read(name: str) -> bytes | None:
    """The key, from memory as long as the file is the one that was read."""
    path = folder() / name
    stamp = stamp_of(path)
    if stamp is None:
        _seen.pop(path, None)
        return None
    if path not in _seen or _seen[path][0] != stamp:
        _seen[path] = (stamp, path.read_bytes())
    return _seen[path][1]


def make(name: str, content: bytes) -> bytes:
    """Writes a key once. Whoever comes second gets the first one's; a crash leaves no file, never a part of one."""
    here = made_folder()
    draft = here / f".{name}.{secrets.token_hex(8)}"
    try:
        write_synced(draft, content)
        os.link(draft, here / name)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(here)
    found = read(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


def remove(name: str) -> None:
    """Overwrites the key, then lets the file go."""
    path = folder() / name
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _seen.pop(path, None)
    sync_folder(path.parent)


def write_synced(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY_FILE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def one_at_a_time() -> Iterator[Path]:
    """Keeps two processes from laying out the same store at once."""
    here = made_folder()
    handle = os.open(here / ".lock", os.O_RDWR | os.O_CREAT, OWNER_ONLY_FILE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield here
    finally:
        os.close(handle)


def exposed() -> list[Path]:
    """The folder and every file of it that somebody else on the machine could open."""
    here = folder()
    if not here.is_dir():
        return []
    return [path for path in (here, *sorted(here.iterdir())) if path.stat().st_mode & 0o077]
