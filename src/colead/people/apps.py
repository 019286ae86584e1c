"""The room's entry in Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "colead.people"
    label = "people"
