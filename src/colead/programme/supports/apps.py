"""The room's entry in Django."""

from django.apps import AppConfig


class SupportsConfig(AppConfig):
    name = "colead.programme.supports"
    label = "supports"
