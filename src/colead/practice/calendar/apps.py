"""The room's entry in Django."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "colead.practice.calendar"
    label = "calendar"
