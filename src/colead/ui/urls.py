"""The gallery of components, and the look at words that are being written."""

from django.urls import URLPattern, path

from colead.ui import views

app_name = "ui"

urlpatterns: list[URLPattern] = [
    path("gallery/", views.show_gallery, name="gallery"),
    path("look-for-patients/", views.look_for_patients, name="look_for_patients"),
]
