"""A certificate and its key, looked at before a server is started with them."""

import os
import ssl
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def require_pair(certificate: Path, key: Path) -> None:
    """Both can be read and belong together; a key with a passphrase is refused instead of asked for."""
    for option, path in (("--certificate", certificate), ("--key", key)):
        require_readable(option, path)
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=lambda: "")
    except (ssl.SSLError, ValueError):
        raise ImproperlyConfigured(
            f"{certificate} and {key} are not a certificate and its key. "
            "Both are PEM files, made together, and the key has no passphrase."
        ) from None


def require_readable(option: str, path: Path) -> None:
    try:
        path.read_bytes()
    except FileNotFoundError:
        raise ImproperlyConfigured(f"{option} is {path}, and there is no such file.") from None
    except IsADirectoryError:
        raise ImproperlyConfigured(f"{option} is {path}, which is a folder. Name the file in it.") from None
    except PermissionError:
        raise ImproperlyConfigured(f"{option} is {path}, which this account may not read. {mending(path)}") from None


def mending(path: Path) -> str:
    """Which file or folder to open to the account, the outermost first: nothing within a closed folder can be asked."""
    for folder in reversed(path.absolute().parents):
        if not os.access(folder, os.X_OK):
            return (
                f"It may not enter {folder}: let the group of the account that runs Colead enter it "
                f"(chgrp and chmod g+x), or put a copy of the file where only that account reads it."
            )
    return "Let the account that runs Colead own it (chown), or read it as its group (chgrp and chmod g+r)."
