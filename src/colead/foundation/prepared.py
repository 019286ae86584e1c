"""Questions to the database whose statement is built once in a process; only the values are put in anew each time.

The statement carries the whole question, and so the set of rows that the viewer may see is drawn by the database each
time, from what stands there then. No row and no value is kept. For what every visit asks; others need not bother.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from colead.foundation.viewer import Viewer

Row = TypeVar("Row")
Value = UUID | datetime | date | int | str
VIEWER: Final = UUID(int=2**127 + 1)
FIELDS: Final["tuple[tuple[type, models.Field[Any, Any], Callable[[int], Any]], ...]"] = (
    (UUID, models.UUIDField(), lambda at: UUID(int=2**126 + at)),
    (datetime, models.DateTimeField(), lambda at: datetime(1000 + at, 1, 1, tzinfo=UTC)),
    (date, models.DateField(), lambda at: date(1000 + at, 1, 1)),
    (int, models.BigIntegerField(), lambda at: 2**62 + at),
    (str, models.CharField(), lambda at: f"stands in for value {at}"),
)


class CannotBePrepared(Exception):
    """The statement would not carry every value that it was given: ask in the usual way."""


class Kept(SQLCompiler):
    """A compiler that has done its work: it keeps the text and what the columns become."""

    text: str
    values: tuple[Any, ...]
    converters: dict[int, Any]

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, tuple[Any, ...]]:
        return self.text, self.values

    def get_converters(self, expressions: Any) -> dict[int, Any]:
        return self.converters


# One statement for each question and kind of database; a test that bends a rule empties it before and after.
KEPT: "Final[dict[tuple[Callable[..., Any], str], tuple[models.QuerySet[Any, Any], Kept, list[Any]]]]" = {}


class Done:
    """What the rows ask for their compiler, in place of a query that would build its statement anew."""

    def __init__(self, compiler: Kept) -> None:
        self.compiler = compiler

    def get_compiler(self, *_args: Any, **_more: Any) -> Kept:
        return self.compiler


class Prepared(Generic[Row]):
    """Called with values by name, and with a viewer first if the question has one; gives the rows as a list."""

    def __init__(self, ask: Callable[..., models.QuerySet[Any, Row]]) -> None:
        self.ask, self.__doc__ = ask, ask.__doc__

    def __call__(self, viewer: Viewer | None = None, **given: Value) -> list[Row]:
        if viewer is not None and (viewer.is_held or not viewer.is_signed_in):
            return list(self.ask(viewer, **given))
        connection = connections[DEFAULT_DB_ALIAS]
        key = (self.ask, connection.vendor)
        if key not in KEPT:
            KEPT[key] = self.built(connection, viewer, given)
        asked, kept, places = KEPT[key]
        values = {name: stored(connection, value) for name, value in given.items()}
        if viewer is not None:
            values["viewer"] = stored(connection, viewer.person_id)
        compiler = Kept.__new__(Kept)
        vars(compiler).update(vars(kept), connection=connection)
        compiler.values = tuple(values[name] if name else value for name, value in places)
        rows: Any = type(asked)(asked.model, query=Done(compiler))  # type: ignore[arg-type]
        shape: Any = asked._iterable_class
        return list(shape(rows))

    def built(
        self, connection: BaseDatabaseWrapper, viewer: Viewer | None, given: dict[str, Value]
    ) -> tuple[models.QuerySet[Any, Row], Kept, list[Any]]:
        """Built with stand-ins, so that the place of each value in the statement is beyond doubt."""
        stand_ins = {name: stand_in(value, at) for at, (name, value) in enumerate(given.items())}
        who = [] if viewer is None else [viewer.stand_in(VIEWER)]
        asked = self.ask(*who, **stand_ins)
        compiler = asked.query.get_compiler(connection=connection)
        text, values = compiler.as_sql()
        kept = Kept.__new__(Kept)
        columns = [column for column, *_ in compiler.select or ()][: compiler.col_count]
        vars(kept).update(vars(compiler), text=text, connection=None, converters=compiler.get_converters(columns))
        names = {stored(connection, value): name for name, value in stand_ins.items()}
        if who:
            names[stored(connection, VIEWER)] = "viewer"
        places = [(names.get(value), value) for value in values]
        if {name for name, _ in places if name} != set(names.values()):
            raise CannotBePrepared(self.ask.__qualname__)
        return asked, kept, places


@cache
def field_for(kind: type) -> "tuple[models.Field[Any, Any], Callable[[int], Any]]":
    return next((field, stand_in) for known, field, stand_in in FIELDS if issubclass(kind, known))


def field_of(value: object) -> "tuple[models.Field[Any, Any], Callable[[int], Any]]":
    kind: Any = type(value)
    return field_for(kind)


def stand_in(value: Value, at: int) -> Any:
    return field_of(value)[1](at)


def stored(connection: BaseDatabaseWrapper, value: Value) -> Any:
    """As the database takes it."""
    return field_of(value)[0].get_db_prep_value(value, connection, prepared=True)
