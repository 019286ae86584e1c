"""The room's entry in Django."""

from django.apps import AppConfig


class MemosConfig(AppConfig):
    name = "colead.practice.memos"
    label = "memos"
