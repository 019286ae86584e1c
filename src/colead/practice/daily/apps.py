"""The room's entry in Django."""

from django.apps import AppConfig


class DailyConfig(AppConfig):
    name = "colead.practice.daily"
    label = "daily"
