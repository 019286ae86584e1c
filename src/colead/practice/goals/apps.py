"""The room's entry in Django."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "colead.practice.goals"
    label = "goals"
