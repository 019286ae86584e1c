"""The room's entry in Django."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "colead.operations.exports"
    label = "exports"
