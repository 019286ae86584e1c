"""When a relation ends: everything that was open a moment before is asked for once more."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client

from tests.attacks.reading import Act, acts_of
from tests.attacks.robot import Undo, ask, crawl, route_of
from tests.attacks.sweep import PARTIAL

DENIED = {404}
SIGNED_OUT = {302}


@dataclass
class Open:
    """What one person has open: pages, and forms filled in but not yet sent."""

    client: Client
    pages: list[str] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    @property
    def n_channels(self) -> int:
        return 2 * len(self.pages) + len(self.acts)


def everything_open(client: Client, starts: Iterable[str], *, within: str) -> Open:
    seen = crawl(client, starts, within=within)
    pages = sorted(url for url, status in seen.statuses.items() if status < 400)
    acts = sorted({act for form in seen.forms for act in acts_of(form) if act.url.startswith(within)}, key=repr)
    return Open(client, pages, acts)


def still_open(held: Open, *, denied: set[int]) -> list[str]:
    """Pages, parts of pages and forms that still answer."""
    found = []
    for url in held.pages:
        for headers in ({}, PARTIAL):
            status = ask_and_forget(held.client, "GET", url, None, **headers)
            if status not in denied | ({204} if headers and 302 in denied else set()):
                found.append(f"GET {route_of(url)}{' in part' if headers else ''} answered {status}")
    for act in held.acts:
        status = ask_and_forget(held.client, "POST", act.url, act.data({name: "Late words" for name in act.words}))
        if status not in denied:
            found.append(f"POST {route_of(act.url)} answered {status}")
    return sorted(set(found))


def ask_and_forget(client: Client, method: str, url: str, data: Any, **headers: str) -> int:
    status = 0
    try:
        with transaction.atomic():
            status = ask(client, method, url, data, **headers).status_code
            raise Undo
    except Undo:
        return status
