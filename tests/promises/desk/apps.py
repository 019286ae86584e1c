"""The desk's entry in Django, for tests only."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "tests.promises.desk"
    label = "desk"
