"""The gallery of components."""

from django.urls import URLPattern, path

from colead.ui import views

app_name = "ui"

urlpatterns: list[URLPattern] = [
    path("gallery/", views.show_gallery, name="gallery"),
]
