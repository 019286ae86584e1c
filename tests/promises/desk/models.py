"""A page, a reply that protects its page, a margin that would go with it."""

from typing import ClassVar

from django.db import models

from colead.promises.models import SpaceItem


class Page(SpaceItem):
    mood = models.CharField(max_length=10, default="open")

    TEXT: ClassVar[dict[str, int]] = {"title": 200, "body": 2_000_000}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "mood": "state"}


class Reply(SpaceItem):
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {"body": 2000}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "page": "id"}


class Margin(SpaceItem):
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {"body": 2000}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "page": "id"}
