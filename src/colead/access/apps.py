"""The room's entry in Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "colead.access"
    label = "access"
