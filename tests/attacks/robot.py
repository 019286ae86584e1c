"""Uses the product as people do: follows every link and sends every form, so that no list is kept by hand."""

import copy
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from colead.foundation.faceless import last_place
from tests.attacks.reading import UUID, Act, Form, Page, acts_of, read, shape_of
from tests.attacks.tables import Rows, changes, snapshot

Writer = Callable[[Act, str], str]
LEAVE_ALONE = ("/account/", "/static/", "/demo/", "/gallery/")


class Undo(Exception):
    """Leaves a block and takes back what it did."""


@dataclass
class Seen:
    """What one actor was shown: addresses that answered, forms, answers that should not be, calls to other hosts."""

    pages: dict[str, Page] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def forms(self) -> list[Form]:
        return [form for page in self.pages.values() for form in page.forms if form.is_unsafe and is_ours(form.action)]


def is_ours(url: str) -> bool:
    return url.startswith("/") and not url.startswith(LEAVE_ALONE)


def route_of(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def ask(client: Client, method: str, url: str, data: Any = None, **headers: str) -> Any:
    """One request; the client keeps its own cookies, whatever happens to the session inside a block that is undone."""
    kept = copy.deepcopy(client.cookies)
    cache.clear()
    client.raise_request_exception = False
    send = getattr(client, method.lower(), None) or client.generic
    response = send(url, data, headers=headers) if data is not None else send(url, headers=headers)
    client.cookies = kept
    return response


def ask_and_undo(client: Client, method: str, url: str, data: Any = None, **headers: str) -> Any:
    """The same, and the database is afterwards as it was."""
    response = None
    try:
        with transaction.atomic():
            response = ask(client, method, url, data, **headers)
            if not response.streaming:
                raise Undo
            response.streaming_content = iter([b"".join(response.streaming_content)])
            raise Undo
    except Undo:
        return response


def why(response: Any) -> str:
    """The status, and for a broken page where it broke."""
    info = getattr(response, "exc_info", None)
    return (
        f"{response.status_code} {info[0].__name__}: {info[1]} at {last_place(info[2])}"
        if info
        else str(response.status_code)
    )


def is_page(response: Any) -> bool:
    return response.status_code in {200, 422} and response.headers.get("Content-Type", "").startswith("text/html")


def crawl(client: Client, starts: Iterable[str], *, within: str = "/", each: int = 3, follow: bool = True) -> Seen:
    """Follows links; of each kind of address at most `each` in a pair."""
    seen, waiting, counted = Seen(), list(dict.fromkeys(starts)), Counter[str]()
    while waiting:
        url = waiting.pop(0)
        if url in seen.statuses or not url.startswith(within) or not is_ours(url):
            continue
        kind = url.split("/")[2:3] and f"{url.split('/')[2]} {shape_of(url)}"
        counted[str(kind)] += 1
        if counted[str(kind)] > each:
            continue
        found = look(client, url, seen)
        waiting += found if follow else []
    return seen


def look(client: Client, url: str, seen: Seen) -> list[str]:
    response = ask(client, "GET", url)
    seen.statuses[url] = response.status_code
    if response.status_code >= 500:
        seen.faults.append(f"GET {route_of(url)} answered {why(response)}")
    if 300 <= response.status_code < 400:
        return [response.headers["Location"]]
    if not is_page(response):
        return []
    seen.pages[url] = read(response.content.decode(), url)
    return sorted(seen.pages[url].links)


def thing_of(url: str) -> str:
    """The address up to its last id; an address without a thing of its own stands for itself."""
    found = [match.end() for match in UUID.finditer(url)]
    return url[: found[-1]] if len(found) > 1 else url


def kind_of(act: Act) -> str:
    return f"{shape_of(act.url)} {act.button}"


@dataclass
class Robot:
    """One person at work within one part of the product."""

    client: Client
    starts: tuple[str, ...]
    within: str
    writer: Writer
    times: int = 1
    follows: bool = True
    done: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    shown: set[str] = field(default_factory=set)
    sent: list[tuple[Act, int]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    is_kept: Callable[[Rows, Rows], bool] | None = None
    note: Callable[[str, Any], None] | None = None

    def look_again(self, *, each: int = 3) -> None:
        self.seen = crawl(self.client, self.starts, within=self.within, each=each, follow=self.follows)
        self.faults += self.seen.faults
        self.shown |= {url for url, status in self.seen.statuses.items() if status < 400}
        self.shown |= {place for form in self.seen.forms for place in (form.action, form.autosave) if place}
        if not self.follows:
            links = {url for page in self.seen.pages.values() for url in page.links}
            self.shown |= {url for url in links if url.startswith(self.within) and is_ours(url)}

    def round(self, turn: int = 0) -> int:
        """One look around, and every form that was not yet sent often enough; says how many were taken."""
        self.look_again()
        things: dict[str, list[tuple[Form, int, Act]]] = {}
        for form in self.seen.forms:
            for place, act in enumerate(acts_of(form)):
                if act.url.startswith(self.within) and is_ours(act.url):
                    things.setdefault(thing_of(act.url), []).append((form, place, act))
        return sum(self.try_one(offers, turn) for _, offers in sorted(things.items()))

    def try_one(self, offers: list[tuple[Form, int, Act]], turn: int) -> int:
        """Of what can be done with one thing, that which was done least so far; so that many things go many ways."""
        ranked = sorted(offers, key=lambda offer: (self.done[kind_of(offer[2])], self.tried[kind_of(offer[2])]))
        for form, place, act in ranked[:2]:
            key = kind_of(act)
            if self.done[key] >= self.times or self.tried[key] >= self.times + 2:
                continue
            self.tried[key] += 1
            choice = list(acts_of(form, turn=turn + self.tried[key]))[place]
            response = self.send(choice, is_wordy=self.tried[key] != 2)
            if response is not None and response.status_code in {204, 302, 303}:
                self.done[key] += 1
                return 1
        return 0

    def send(self, act: Act, *, is_wordy: bool = True) -> Any:
        data = act.data({name: self.writer(act, name) for name in act.words} if is_wordy else {})
        send = self.send_now if self.is_kept is None else self.send_if_kept
        response = send(act, data)
        if response is not None:
            self.sent.append((act, response.status_code))
            if self.note is not None:
                self.note(f"POST {route_of(act.url)}", response)
            if response.status_code >= 500:
                self.faults.append(f"POST {route_of(act.url)} answered {why(response)}")
        return response

    def send_now(self, act: Act, data: Any) -> Any:
        return ask(self.client, "POST", act.url, data)

    def send_if_kept(self, act: Act, data: Any) -> Any:
        """Sends it and takes it back when it changed something that it should not have in this world."""
        before = snapshot()
        try:
            with transaction.atomic():
                response = ask(self.client, "POST", act.url, data)
                if self.is_kept is not None and not self.is_kept(before, snapshot()):
                    raise Undo
        except Undo:
            return None
        return response


def changed_by(act: Callable[[], Any]) -> list[Any]:
    before = snapshot()
    act()
    return changes(before, snapshot())
