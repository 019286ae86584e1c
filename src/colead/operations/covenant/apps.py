"""The room's entry in Django."""

from django.apps import AppConfig


class CovenantConfig(AppConfig):
    name = "colead.operations.covenant"
    label = "covenant"
