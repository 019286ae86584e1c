"""The room's entry in Django."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "colead.units"
    label = "units"
