"""The room's entry in Django."""

from django.apps import AppConfig


class LaunchConfig(AppConfig):
    name = "colead.forming.launch"
    label = "launch"
