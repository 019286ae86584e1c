"""The address of the pooled numbers."""

from django.urls import URLPattern, path

from colead.programme.pooled import views

app_name = "pooled"

urlpatterns: list[URLPattern] = [path("programme/decisions/", views.show_decisions, name="decisions")]
