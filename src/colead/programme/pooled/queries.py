"""What was published, for those who may read pooled numbers; and since when there could be anything."""

from datetime import date

from django.db.models import Min, QuerySet
from django.utils import timezone

from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.models import Partnership
from colead.programme.pooled.models import Publication
from colead.rules.abilities import Ability


def list_for(viewer: Viewer) -> "QuerySet[Publication]":
    """The newest first."""
    if not viewer.has(Ability.READ_POOLED):
        raise Hidden
    return Publication.objects.all()


def first_day() -> date | None:
    """The day the first dyad was formed here; before it nothing was written."""
    moment = Partnership.objects.aggregate(first=Min("created_at"))["first"]
    return timezone.localdate(moment) if moment is not None else None
