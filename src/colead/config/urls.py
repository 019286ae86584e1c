"""Every address of the product; each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("colead.ui.urls")),
]
