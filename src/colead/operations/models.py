"""What the keeping of an installation has to remember."""

from typing import ClassVar

from django.db import models


class DemoSite(models.Model):
    """Stands only in a database that `colead demo` made from nothing; its word must match the marker file's."""

    word = models.CharField(max_length=64, primary_key=True)

    PRIVACY: ClassVar[dict[str, str]] = {"word": "state"}
