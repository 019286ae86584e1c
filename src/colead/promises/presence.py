"""Whether keys or their database are where they should be, in words an operator can act on; knows no table."""

from typing import Final

from colead.promises import keyfiles, keystore
from colead.promises.keystore import StoreMissing

__all__ = ["StoreMissing", "has_folder", "holds_keys", "lost_database"]

OF_A_SITE: Final = ("kek-*", "trail", "seal")


def holds_keys() -> bool:
    """Whether any site ever made a key here."""
    return any(next(keyfiles.folder().glob(name), None) is not None for name in OF_A_SITE)


def has_folder() -> bool:
    return keyfiles.folder().is_dir()


def lost_database() -> str:
    return (
        f"The database is missing or empty, while the key store at {keystore.folder()} holds the keys of a site. "
        "Restore the database from its backup; docs/operate/install.md tells how. Only if this is really a new site: "
        "move those keys to a safe place first, then run colead migrate."
    )
