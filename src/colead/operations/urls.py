"""The address that a monitor asks."""

from django.urls import URLPattern, path

from colead.operations import views

app_name = "operations"

urlpatterns: list[URLPattern] = [
    path("health/", views.show_health, name="health"),
]
