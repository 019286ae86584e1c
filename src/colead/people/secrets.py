"""Seals what proves a person at sign-in: a copy of the database alone gives nobody a second step."""

import base64
import os
from pathlib import Path

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

FILE = "sign-in"
PURPOSE = b"colead sign-in factors 1"
VERSION = "1"
NONCE_BYTES = 12


def seal(text: str) -> str:
    nonce = os.urandom(NONCE_BYTES)
    sealed = cipher().encrypt(nonce, text.encode(), PURPOSE)
    return f"{VERSION}:{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(sealed: str) -> str:
    version, _, words = sealed.partition(":")
    if version != VERSION:
        raise ValueError("sealed by another version")
    raw = base64.urlsafe_b64decode(words)
    return cipher(is_first=False).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], PURPOSE).decode()


def cipher(*, is_first: bool = True) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(root_key(is_first)))


def root_key(is_first: bool) -> bytes:
    """The file is written once, whole, and read by its owner only; two workers that start together agree on one.

    What was sealed before is opened with the key that sealed it: where that is gone, a new one is none.
    """
    folder = Path(settings.KEYSTORE)
    path = folder / FILE
    if is_first and not path.is_file() and not has_sealed():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_once(path, os.urandom(32))
    return path.read_bytes()


def has_sealed() -> bool:
    """Whether a step of anybody lies sealed; of a passkey nothing secret is kept here."""
    return bool(Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).exists())


def write_once(path: Path, content: bytes) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another worker was first; its key stands
    finally:
        draft.unlink()
