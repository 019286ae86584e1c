"""The room's entry in Django."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "colead.promises"
    label = "promises"
