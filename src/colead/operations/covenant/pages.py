"""The covenant and the table of who can open what, with the names of this organisation put in."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from colead.content import covenant, guide
from colead.foundation import clock
from colead.people.models import Appointment
from colead.rules.retention import BACKUP_DAYS
from colead.rules.roles import Role
from colead.units.models import Unit

BETWEEN = "between"
INSIDE = ("partner", "roles")  # whom the covenant names; the table names the rest, in the same words


def organisation() -> str:
    """The name at the top of the tree, when there is one top."""
    tops = list(Unit.objects.filter(parent=None, retired_on=None).values_list("name", flat=True)[:2])
    return tops[0] if len(tops) == 1 else _("this organisation")


def privacy_officer() -> str:
    rows = Appointment.objects.filter(role=Role.PRIVACY_OFFICER, confirmed_at__lte=clock.now(), ended_at=None)
    name = rows.order_by("confirmed_at").values_list("person__name", flat=True).first()
    return _("%(name)s, the privacy officer") % {"name": name} if name else _("the privacy officer")


@dataclass(frozen=True)
class CovenantPage:
    title: str
    opening: str
    promises: tuple[str, ...]
    exceptions: str
    breaches: str
    signed: list[tuple[str, str, date]]
    to_sign: tuple[str, ...]
    who_can_open: list[tuple[str, str]]
    version: str

    @classmethod
    def build(cls) -> "CovenantPage":
        said = covenant.load()
        names = {"organisation": organisation(), "privacy_officer": privacy_officer()}
        return cls(
            title=said.title,
            opening=said.opening.format(**names),
            promises=tuple(clause.text.format(**names) for clause in said.promises),
            exceptions=said.exceptions.format(**names),
            breaches=said.breaches.format(**names),
            signed=settings.COVENANT_SIGNED,
            to_sign=said.to_sign,
            who_can_open=[(who.label, who.cell(BETWEEN).words) for who in map(guide.load().actor, INSIDE)],
            version=said.version,
        )


@dataclass(frozen=True)
class OpenPage:
    """Only what this installation can hold is listed; a thing that is not built yet needs no promise."""

    title: str
    intro: str
    head: list[str]
    rows: list[list[str]]
    notice: list[tuple[str, str]]

    @classmethod
    def build(cls) -> "OpenPage":
        said = guide.load()
        assets = [asset for asset in said.assets if asset.is_built]
        return cls(
            title=said.title,
            intro=said.intro,
            head=[_("Who"), *(asset.label for asset in assets)],
            rows=[[actor.label, *(actor.cell(asset.key).words for asset in assets)] for actor in said.actors],
            notice=[(part.title, part.text.format(backup_days=BACKUP_DAYS)) for part in said.notice],
        )
