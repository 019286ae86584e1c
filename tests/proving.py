"""A browser in which somebody has just shown who they are, for one signature: as the sign-in pages write it down."""

import time
from typing import Any

from django.test import Client

from colead.people import proofs
from colead.people.models import Login


def show_for(client: Client, login: Login, path: str, words: str, **record: Any) -> None:
    """By the password, unless another way is named; asking the password itself for each of many takes too long."""
    shown = {"method": "password", "at": time.time(), "reauthenticated": True, **record}
    session = client.session
    of = {"act": proofs.act(path, words), "login": str(login.pk)}
    session[proofs.APART] = [*session.get(proofs.APART, []), {**shown, **of}]
    session.save()


def forget(client: Client) -> None:
    """The session says no more than before, so that whoever uses it later is asked again."""
    session = client.session
    session.pop(proofs.APART, None)
    session.save()
