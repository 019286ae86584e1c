"""Every model: its keys obey the floors, its fields are classified, its rows are guarded or on a short public list."""

from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.apps import apps
from django.db import models

from colead.operations import register
from colead.promises.models import Ballot, Entry, Key, Release, Round, SpaceItem
from colead.promises.models.spaces import ClosedDoor
from tests.house.floors import floor_of, room_of

OURS = [model for model in apps.get_models(include_auto_created=False) if model.__module__.startswith("colead.")]
GUARDED_WITHOUT_SPACE = {Ballot, Entry, Key, Release, Round}
# Rows without words of anybody: people, places, relations, states, keys. Anything else is guarded.
PUBLIC_LIST = {
    "access": set(),
    "foundation": {"Notice", "Replay"},
    "people": {"Appointment", "Digest", "FactorReset", "Invitation", "Login", "Person", "QuietBlock"},
    "units": {"Objective", "Unit", "UnitSponsor"},
    "partnerships": {
        "AreaVersion",
        "Ally",
        "Waiver",
        "Delegate",
        "EarlierSpace",
        "Partnership",
        "Seat",
        "Sponsorship",
        "TimeHold",
    },
    "calendar": {"Feed"},
    "promises": {"Grant", "Hold", "Membership", "SignedRecord", "Space", "SpaceKey", "TrailEntry"},
    "launch": {"Acknowledgement", "HelpWish", "LaunchPause", "LaunchTick"},
    "operations": {"DemoSite", "WorkerRound"},
    "pooled": {"Publication"},
    "visibility": {"StalePage", "Visit"},
    "supports": {"Request"},
    "reviews": {"OpenCount", "PointingKey", "StandIn"},
}


def upward_keys(model: type[models.Model]) -> list[str]:
    """Foreign keys from this model to a room on the same wing's other floor or above its own."""
    floors = floor_of()
    here = floors[room_of(model.__module__)]
    return [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model.__module__.startswith("colead.")
        and floors[room_of(field.related_model.__module__)] > here
    ]


def unclassified(model: Any) -> set[str]:
    """Fields that PRIVACY does not name, and names in PRIVACY that are no field."""
    fields = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
    return fields ^ set(getattr(model, "PRIVACY", {}))


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_obey_the_floors(model: type[models.Model]) -> None:
    assert upward_keys(model) == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_classified(model: type[models.Model]) -> None:
    assert unclassified(model) == set()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_model_is_guarded_or_on_the_public_list(model: Any) -> None:
    if issubclass(model, SpaceItem) or model in GUARDED_WITHOUT_SPACE:
        with pytest.raises(ClosedDoor):
            model.objects.all()
        with pytest.raises(ClosedDoor):
            model._default_manager.all()
        return
    assert model.__name__ in PUBLIC_LIST.get(model._meta.app_label, set())
    assert not [field for field in model._meta.fields if model.PRIVACY[field.name] == "sealed"] or (
        model.__name__ in {"Grant", "SpaceKey"}
    )


@pytest.mark.parametrize(
    "model", [model for model in OURS if issubclass(model, SpaceItem)], ids=lambda model: model._meta.label
)
def test_private_words_have_no_plain_column(model: Any) -> None:
    """A space item's words live in its sealed document: no text column of it is classed as words."""
    plain = [
        field.name
        for field in model._meta.fields
        if isinstance(field, models.TextField | models.JSONField)
        or (isinstance(field, models.CharField) and not field.choices and (field.max_length or 0) > 64)
    ]
    assert plain == []
    assert model.TEXT, "name the words it holds"
    assert not set(model.TEXT) & {field.name for field in model._meta.fields}


def test_data_register_is_current() -> None:
    assert Path(register.FILE).read_text(encoding="utf-8") == register.text(), "run: colead register"


def test_floor_check_sees_a_planted_key() -> None:
    class Planted(models.Model):
        partnership = models.ForeignKey("partnerships.Partnership", on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "planted"
            managed = False

    Planted.__module__ = "colead.people.models"
    assert upward_keys(Planted) == ["partnership"]
    apps.all_models.pop("planted")


def test_register_check_sees_an_unlisted_field() -> None:
    class Planted(models.Model):
        PRIVACY: ClassVar[dict[str, str]] = {"id": "id"}
        diary = models.TextField()

        class Meta:
            app_label = "planted"
            managed = False

    assert unclassified(Planted) == {"diary"}
    apps.all_models.pop("planted")
