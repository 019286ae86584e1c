"""Reads a TOML file beside its loader into frozen dataclasses; a fault names its file and entry."""

import tomllib
from collections.abc import Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from importlib import resources
from typing import Any, Protocol, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


KeyedT = TypeVar("KeyedT", bound=Keyed)


class ContentError(ValueError):
    """A content file says something that its loader cannot use."""

    def __init__(self, where: str, fault: str) -> None:
        super().__init__(f"{where}: {fault}")


def read_file(name: str, shape: type[T]) -> T:
    """The named file of this package as one frozen dataclass."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return read_text(name, text, shape)


def read_text(name: str, text: str, shape: type[T]) -> T:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ContentError(name, f"is not TOML: {fault}") from fault
    return _build(shape, raw, name)


def pick(entries: Sequence[KeyedT], key: str) -> KeyedT:
    """The entry of that key; KeyError when there is none."""
    for entry in entries:
        if entry.key == key:
            return entry
    raise KeyError(key)


def keys_of(entries: Sequence[Keyed]) -> tuple[str, ...]:
    return tuple(entry.key for entry in entries)


def _build(shape: type[T], raw: object, where: str) -> T:
    if not isinstance(raw, dict):
        raise ContentError(where, "should be a table")
    hints = get_type_hints(shape)
    known = {field.name: field for field in fields(shape)}  # type: ignore[arg-type]  # every shape is a dataclass
    strange = sorted(set(raw) - set(known))
    if strange:
        raise ContentError(where, f"does not know {', '.join(strange)}")
    given = {
        name: _convert(raw[name], hints[name], f"{where}: {name}")
        for name, field in known.items()
        if _is_given(field, raw, where)
    }
    try:
        return shape(**given)
    except ContentError:
        raise
    except ValueError as fault:
        raise ContentError(where, str(fault)) from fault


def _is_given(field: Field[Any], raw: dict[str, object], where: str) -> bool:
    if field.name in raw:
        return True
    if field.default is MISSING and field.default_factory is MISSING:
        raise ContentError(where, f"lacks {field.name}")
    return False


def _convert(value: object, hint: Any, where: str) -> Any:
    if get_origin(hint) is tuple:
        return _sequence(value, get_args(hint)[0], where)
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value, where)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _member(value, hint, where)
    return _plain(value, hint, where)


def _sequence(value: object, hint: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ContentError(where, "should be a list")
    entries = tuple(_convert(one, hint, f"{where}[{_name_of(one, at)}]") for at, one in enumerate(value))
    _refuse_twins(entries, where)
    return entries


def _name_of(raw: object, at: int) -> str:
    key = raw.get("key") if isinstance(raw, dict) else None
    return key if isinstance(key, str) else str(at)


def _refuse_twins(entries: tuple[Any, ...], where: str) -> None:
    names = [getattr(entry, "key", entry) for entry in entries]
    twins = sorted({str(name) for name in names if names.count(name) > 1})
    if twins:
        raise ContentError(where, f"has {', '.join(twins)} twice")


def _member(value: object, hint: type[Enum], where: str) -> Enum:
    try:
        return hint(value)
    except ValueError as fault:
        allowed = ", ".join(str(member.value) for member in hint)
        raise ContentError(where, f"should be one of {allowed}, not {value!r}") from fault


def _plain(value: object, hint: Any, where: str) -> object:
    # bool is an int in Python, and 'days = true' is never meant.
    if type(value) is not hint:
        raise ContentError(where, f"should be {hint.__name__}, not {type(value).__name__}")
    if isinstance(value, str) and not value.strip():
        raise ContentError(where, "is empty")
    return value
