"""The room's entry in Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "colead.practice.meetings"
    label = "meetings"
