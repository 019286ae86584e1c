"""The URL map as rows, so that a new page cannot be left out of any sweep."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from colead.rules.abilities import Ability


@dataclass(frozen=True)
class Route:
    """One address: its name, the ability at its gate, its methods and the names in its path."""

    name: str
    path: str
    ability: Ability | None
    methods: tuple[str, ...]
    kwargs: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def walk(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern, path, inner)
        elif isinstance(pattern, URLPattern):
            yield route_of(pattern, path, space)


def route_of(pattern: URLPattern, path: str, space: str) -> Route:
    view: Any = pattern.callback
    return Route(
        name=f"{space}{pattern.name}",
        path=path,
        ability=getattr(view, "ability", None),
        methods=getattr(view, "methods", ()),
        kwargs=tuple(pattern.pattern.regex.groupindex),
    )


def every_route() -> list[Route]:
    return sorted(walk(get_resolver()), key=lambda route: route.name)


def ungated(routes: list[Route]) -> list[str]:
    return [route.name for route in routes if route.ability is None or not route.methods]
