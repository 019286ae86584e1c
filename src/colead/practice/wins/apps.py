"""The room's entry in Django."""

from django.apps import AppConfig


class WinsConfig(AppConfig):
    name = "colead.practice.wins"
    label = "wins"
