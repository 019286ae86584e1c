"""What still has to be done before this installation can be served, each as the command that does it."""

import os
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from colead.promises import checkup, presence

COLLECT: Final = "The files of the pages are missing or older than the code: run colead collectstatic --no-input"


def first_steps() -> list[str]:
    """Folders, without which nothing else can be asked. A demo makes its own."""
    if settings.IS_DEMO:
        return []
    folders = {"COLEAD_KEYSTORE": settings.KEYSTORE}
    if connection.vendor == "sqlite":
        folders["COLEAD_HOME"] = settings.HOME
    return [fault for name, folder in folders.items() for fault in folder_faults(name, Path(folder))]


def folder_faults(name: str, folder: Path) -> list[str]:
    if not folder.is_dir():
        return [f"{name} is {folder}, which is no folder. Make it, owned by the account that runs Colead, mode 700."]
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return [f"{name} is {folder}, where this account may not write. Let the account that runs Colead own it."]
    return []


def next_steps() -> list[str]:
    if settings.IS_DEMO:
        return []
    found = []
    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations and presence.holds_keys():
        return [presence.lost_database()]
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        found.append("The database is older than the code, or new: run colead migrate")
    cache = settings.CACHES["default"].get("LOCATION")
    if cache and cache not in connection.introspection.table_names():
        found.append("The table that counts attempts to sign in is missing: run colead createcachetable")
    return found + ([COLLECT] if lacks_files() else [])


def last_steps() -> list[str]:
    """Whether keys and database are of one site; asked when there is a database to ask."""
    try:
        if not settings.IS_DEMO:
            checkup.require_store()
    except presence.StoreMissing as missing:
        return [str(missing)]
    return []


def lacks_files() -> bool:
    """Whether a file of the code was never collected; pages that name it would fail."""
    if not isinstance(staticfiles_storage, ManifestStaticFilesStorage):
        return False
    collected = staticfiles_storage.hashed_files
    return any(name not in collected for finder in get_finders() for name, _ in finder.list([]))
