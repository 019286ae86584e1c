"""The room's entry in Django."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "colead.foundation"
    label = "foundation"
