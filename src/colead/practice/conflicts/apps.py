"""The room's entry in Django."""

from django.apps import AppConfig


class ConflictsConfig(AppConfig):
    name = "colead.practice.conflicts"
    label = "conflicts"
