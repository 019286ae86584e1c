"""The directory of those who lead, by unit: for everyone, by name, with no mark of worth and nothing counted."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.viewer import Viewer
from colead.partnerships.queries import is_turned
from colead.practice.visibility import released
from colead.practice.visibility.released import Listed


@dataclass(frozen=True)
class Row:
    """One dyad in the directory."""

    name: str
    unit: str
    above: str
    names: str
    titles: str
    url: str
    is_between: bool

    def has(self, words: list[str]) -> bool:
        said = f"{self.name} {self.unit} {self.above} {self.names} {self.titles}".casefold()
        return all(word in said for word in words)


class DirectoryPage:
    """Searched in memory: it is short, and what is looked for is kept nowhere."""

    def __init__(self, viewer: Viewer, words: str) -> None:
        self.words = words.strip()
        rows = [row_of(one) for one in released.directory(viewer)]
        self.is_empty = not rows
        wanted = self.words.casefold().split()
        found = [row for row in rows if row.has(wanted)]
        self.units = [
            (unit, [row for row in found if row.unit == unit]) for unit in dict.fromkeys(r.unit for r in found)
        ]


def row_of(one: Listed) -> Row:
    people = one.people[::-1] if is_turned(one.dyad.pk) else one.people
    names = _(" and ").join(person["name"] for person in people)
    titles = [person["title"] for person in people if person["title"]] if one.is_whole else []
    unit = one.dyad.unit
    return Row(
        name=one.dyad.name if one.dyad.name != unit.name else "",
        unit=unit.name,
        above=unit.parent.name if unit.parent is not None else "",
        names=names,
        titles=" · ".join(titles),
        url=address(one.dyad.pk),
        is_between=not one.is_whole,
    )


def address(dyad_id: UUID) -> str:
    return reverse("home:dyad_page", args=[dyad_id])
