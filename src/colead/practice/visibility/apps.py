"""The room's entry in Django."""

from django.apps import AppConfig


class VisibilityConfig(AppConfig):
    name = "colead.practice.visibility"
    label = "visibility"
