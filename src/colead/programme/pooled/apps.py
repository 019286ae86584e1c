"""The room's entry in Django."""

from django.apps import AppConfig


class PooledConfig(AppConfig):
    name = "colead.programme.pooled"
    label = "pooled"
