"""One-tap sign-ins; these routes exist only in a site that `colead demo` made."""

from django.urls import URLPattern, path

from colead.operations.demo import views

app_name = "demo"

urlpatterns: list[URLPattern] = [
    path("", views.list_cast, name="cast"),
    path("sign-in/<slug:key>/", views.sign_in, name="sign_in"),
]
