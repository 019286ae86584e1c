"""The entry that servers load; loading it here first tells in one message what forbids a start."""

from importlib import import_module

from django.conf import settings
from django.db import connections


def require_ready() -> None:
    import_module(settings.WSGI_APPLICATION.rpartition(".")[0])
    let_go()


def let_go() -> None:
    """The process that answers opens its own connections; one that was open before the fork would be shared."""
    for connection in connections.all():
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()
