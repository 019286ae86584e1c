"""The room's entry in Django."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "colead.operations"
    label = "operations"
