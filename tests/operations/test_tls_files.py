"""Certificate and key are looked at before the server starts, and each fault says how to mend it."""

import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from django.core.exceptions import ImproperlyConfigured

from colead.operations import tls_files


def pair(folder: Path, name: str, lock: KeySerializationEncryption | None = None) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "colead.example.org")])
    day = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    made = x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(day).not_valid_after(day + datetime.timedelta(days=9000))
    signed = made.sign(key, hashes.SHA256())
    paths = folder / f"{name}.pem", folder / f"{name}.key"
    paths[0].write_bytes(signed.public_bytes(Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock or NoEncryption()))
    return paths


def test_pair_that_belongs_together_is_taken(tmp_path: Path) -> None:
    tls_files.require_pair(*pair(tmp_path, "one"))


def test_key_of_another_certificate_and_one_with_a_passphrase_are_refused(tmp_path: Path) -> None:
    certificate, key = pair(tmp_path, "one")
    for other in (pair(tmp_path, "two")[1], pair(tmp_path, "locked", BestAvailableEncryption(b"word"))[1], certificate):
        with pytest.raises(ImproperlyConfigured, match="no passphrase"):
            tls_files.require_pair(certificate, other)


def test_file_that_is_not_there_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    certificate, _ = pair(tmp_path, "one")
    with pytest.raises(ImproperlyConfigured, match="--key is .*there is no such file"):
        tls_files.require_pair(certificate, tmp_path / "none.key")
    with pytest.raises(ImproperlyConfigured, match="--key is .*which is a folder"):
        tls_files.require_pair(certificate, tmp_path)


def test_file_that_may_not_be_read_is_not_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who runs the tests may read everything, so the refusal is given here."""
    certificate, key = pair(tmp_path, "one")

    def closed(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", closed)
    with pytest.raises(ImproperlyConfigured, match=r"may not read\. Let the account that runs Colead own it"):
        tls_files.require_pair(certificate, key)
    monkeypatch.setattr(tls_files.os, "access", lambda path, mode: path != tmp_path)
    with pytest.raises(ImproperlyConfigured, match=f"It may not enter {tmp_path}: let the group"):
        tls_files.require_pair(certificate, key)
