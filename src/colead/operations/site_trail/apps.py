"""The room's entry in Django."""

from django.apps import AppConfig


class SiteTrailConfig(AppConfig):
    name = "colead.operations.site_trail"
    label = "site_trail"
