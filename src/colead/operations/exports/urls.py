"""Where one's own words are taken along."""

from django.urls import URLPattern, path

from colead.operations.exports import views

app_name = "exports"

urlpatterns: list[URLPattern] = [
    path("you/take-away/", views.take_away, name="take_away"),
    path("you/take-away/file/", views.hand_over, name="file"),
]
