"""The addresses of a demo site: those of every site, and the one-tap sign-ins."""

from django.urls import include, path

from colead.config import urls

urlpatterns = [*urls.urlpatterns, path("demo/", include("colead.operations.demo.urls"))]
