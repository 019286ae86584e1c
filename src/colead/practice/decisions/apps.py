"""The room's entry in Django."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "colead.practice.decisions"
    label = "decisions"
