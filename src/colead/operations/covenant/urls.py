"""The covenant, and who can open what."""

from django.urls import URLPattern, path

from colead.operations.covenant import views

app_name = "covenant"

urlpatterns: list[URLPattern] = [
    path("covenant/", views.show_covenant, name="covenant"),
    path("covenant/read/", views.read_covenant, name="read_covenant"),
    path("who-can-open-what/", views.show_who_can_open, name="who_can_open"),
]
