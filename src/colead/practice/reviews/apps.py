"""The room's entry in Django."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "colead.practice.reviews"
    label = "reviews"
