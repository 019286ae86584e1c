"""The trail of the installation."""

from django.urls import URLPattern, path

from colead.operations.site_trail import views

app_name = "site_trail"

urlpatterns: list[URLPattern] = [path("trail/", views.show_trail, name="trail")]
