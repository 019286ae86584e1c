"""The room's entry in Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "colead.ui"
    label = "ui"
