"""Goes everywhere as everybody and notes what could be read there."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.urls import resolve

from tests.access.expected import ACTORS
from tests.access.world import World
from tests.attacks import masks
from tests.attacks.canaries import LENGTH, Aviary
from tests.attacks.reading import acts_of
from tests.attacks.robot import ask_and_undo, route_of

PARTIAL = {"HX-Request": "true"}


def readable(url: str) -> bool:
    """Whether the address answers a look."""
    name = route_of(url)
    return bool(name) and "GET" in getattr(resolve(urlsplit(url).path).func, "methods", ("GET",))


def every_address(world: World) -> list[str]:
    if not world.readable:
        world.readable = sorted({url for urls in world.urls.values() for url in urls if readable(url)})
    return world.readable


def note(aviary: Aviary, actor: str, where: str, response: Any) -> None:
    aviary.see(actor, where, masks.everything_in(response))
    heads = str(masks.headers_of(response)) + str(masks.cookies_of(response))
    aviary.in_headers += [f"{where} as {actor}: {aviary.describe(token)}" for token in aviary.tokens(heads)]


def look_everywhere(world: World, aviary: Aviary, *, share: int = 1) -> int:
    """Every address as every actor; of those shown to others, every `share`-th in turn. Says how many were asked."""
    asked = 0
    for turn, actor in enumerate(ACTORS):
        for place, url in enumerate(every_address(world)):
            is_own = url in world.urls.get(actor, set())
            if not is_own and (place + turn) % share:
                continue
            for headers in ({}, PARTIAL) if is_own or share == 1 else ({},):
                asked += 1
                response = ask_and_undo(world.client(actor), "GET", url, **headers)
                note(aviary, actor, f"GET {route_of(url)}{' in part' if headers else ''}", response)
    return asked


def look_for(world: World, aviary: Aviary, words: Iterable[str], *, strangers: Iterable[str]) -> int:
    """Searches by every search form for the beginning of each word: it finds the whole only where it may be read."""
    asked = 0
    for (pair, actor), robot in world.robots.items():
        for form in robot.seen.forms:
            if not is_search(form):
                continue
            act = next(acts_of(form))
            for word in words:
                for who in (actor, *strangers):
                    asked += 1
                    beginning = word[: LENGTH - 3]
                    response = ask_and_undo(world.client(who), "POST", act.url, act.data({act.words[0]: beginning}))
                    note(aviary, who, f"POST {route_of(act.url)} in {pair}", response)
    return asked


def is_search(form: Any) -> bool:
    return "find" in route_of(form.action) and any(item.is_words for item in form.fields)
