"""A page as its markup says it: where it leads, what it lets one send, and whom it calls."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

Payload = dict[str, Any]
LINKS = ("href", "hx-get", "data-get")
CALLS = ("href", "src", "action", "formaction", "hx-get", "hx-post", "poster", "data", "srcset", "ping")
TYPED = {
    "date": "2031-05-05",
    "time": "10:00",
    "datetime-local": "2031-05-05T10:00",
    "number": "1",
    "email": "someone@riverside.example",
    "month": "2031-05",
}


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    value: str = ""
    options: tuple[str, ...] = ()
    longest: int | None = None

    @property
    def is_words(self) -> bool:
        return self.kind in {"text", "search", "textarea"}


@dataclass(frozen=True)
class Form:
    """`autosave` is where the same fields are sent while they are being written."""

    at: str
    action: str
    method: str
    autosave: str = ""
    fields: tuple[Field, ...] = ()
    buttons: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_unsafe(self) -> bool:
        return self.method == "post"

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted({item.name for item in self.fields}))


@dataclass
class Page:
    links: set[str] = field(default_factory=set)
    forms: list[Form] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)


class Reader(HTMLParser):
    def __init__(self, at: str) -> None:
        super().__init__(convert_charrefs=True)
        self.at = at
        self.page = Page()
        self.form: Form | None = None
        self.select: Field | None = None
        self.area: Field | None = None

    def place(self, value: str) -> str:
        return urljoin(f"http://testserver{self.at}", value)

    def local(self, value: str | None) -> str:
        parts = urlsplit(self.place(value or self.at))
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.note_calls(tag, given)
        reader = getattr(self, f"read_{tag}", None)
        if reader:
            reader({key: value or "" for key, value in given.items()}, given)

    def note_calls(self, tag: str, given: dict[str, str | None]) -> None:
        for name in CALLS:
            value = (given.get(name) or "").strip()
            if not value or value.startswith(("#", "data:", "tel:", "mailto:")):
                continue
            parts = urlsplit(self.place(value))
            if parts.netloc != "testserver":
                self.page.foreign.add(value)
            elif name in LINKS and tag != "link":
                self.page.links.add(self.local(value).split("#")[0])

    def read_form(self, given: dict[str, str], _: Any) -> None:
        saved = given.get("data-autosave", "")
        self.form = Form(
            at=self.at,
            action=self.local(given.get("action")),
            method=given.get("method", "get").lower(),
            autosave=self.local(saved) if saved else "",
        )

    def add(self, item: Field) -> None:
        if self.form is not None and item.name:
            self.form = replace(self.form, fields=(*self.form.fields, item))

    def read_input(self, given: dict[str, str], raw: dict[str, str | None]) -> None:
        kind = given.get("type", "text") or "text"
        if kind in {"submit", "image"}:
            return self.read_button({**given, "type": "submit"}, raw)
        if kind in {"radio", "checkbox"}:
            return self.add(
                Field(given.get("name", ""), kind, "on" if "checked" in raw else "", (given.get("value", "on"),))
            )
        longest = int(given["maxlength"]) if given.get("maxlength", "").isdigit() else None
        return self.add(Field(given.get("name", ""), kind, given.get("value", ""), longest=longest))

    def read_textarea(self, given: dict[str, str], _: Any) -> None:
        longest = int(given["maxlength"]) if given.get("maxlength", "").isdigit() else None
        self.area = Field(given.get("name", ""), "textarea", longest=longest)

    def read_select(self, given: dict[str, str], _: Any) -> None:
        self.select = Field(given.get("name", ""), "select")

    def read_option(self, given: dict[str, str], _: Any) -> None:
        if self.select is not None:
            self.select = replace(self.select, options=(*self.select.options, given.get("value", "")))

    def read_button(self, given: dict[str, str], _: Any) -> None:
        if self.form is not None and given.get("type", "submit") == "submit":
            button = (given.get("name", ""), given.get("value", ""), given.get("formaction", ""))
            self.form = replace(self.form, buttons=(*self.form.buttons, button))

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area = replace(self.area, value=self.area.value + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area is not None:
            self.add(replace(self.area, value=self.area.value.removeprefix("\n")))
            self.area = None
        elif tag == "select" and self.select is not None:
            self.add(self.select)
            self.select = None
        elif tag == "form" and self.form is not None:
            self.page.forms.append(self.form)
            self.form = None


def read(markup: str, at: str) -> Page:
    reader = Reader(at)
    reader.feed(markup)
    reader.close()
    return reader.page


@dataclass(frozen=True)
class Act:
    """One thing that can be sent: where, and what. Tokens and keys are left to the moment of sending."""

    url: str
    payload: tuple[tuple[str, tuple[str, ...]], ...]
    words: tuple[str, ...]
    button: str = ""

    def data(self, written: dict[str, str]) -> Payload:
        sent: Payload = {name: list(values) for name, values in self.payload}
        return sent | {name: written.get(name, "") for name in self.words}


def acts_of(form: Form, *, turn: int = 0) -> Iterator[Act]:
    """One act for each button, choosing among taps and menus by `turn`; and the autosave of the form."""
    chosen, words = fill(form, turn)
    for name, value, elsewhere in form.buttons or (("", "", ""),):
        sent = {**chosen, **({name: [value]} if name else {})}
        url = read_url(form, elsewhere)
        yield Act(url, tuple(sorted((key, tuple(values)) for key, values in sent.items())), words, f"{name}={value}")
    if form.autosave:
        yield Act(
            form.autosave, tuple(sorted((key, tuple(values)) for key, values in chosen.items())), words, "autosave"
        )


def read_url(form: Form, elsewhere: str) -> str:
    return urlsplit(urljoin(f"http://testserver{form.at}", elsewhere)).path if elsewhere else form.action


def fill(form: Form, turn: int) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    chosen: dict[str, list[str]] = {}
    groups: dict[str, list[str]] = {}
    words = []
    for item in form.fields:
        if item.name in {"csrfmiddlewaretoken", "once"} or item.kind == "file":
            continue
        if item.is_words:
            words.append(item.name)
        elif item.kind in {"radio", "checkbox", "select"}:
            groups.setdefault(item.name, []).extend(option for option in item.options if option)
        elif item.kind == "hidden":
            chosen.setdefault(item.name, []).append(item.value)
        else:
            chosen[item.name] = [item.value or TYPED.get(item.kind, "words")]
    for name, options in groups.items():
        if options:
            chosen[name] = [options[turn % len(options)]]
    return chosen, tuple(words)


UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def shape_of(url: str) -> str:
    """The address with every id replaced, so that two of a kind are one."""
    return re.sub(r"\d+", "9", UUID.sub("<id>", urlsplit(url).path))
