"""Every address of the product; each room brings its own."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("account/", include("colead.people.sign_in_urls")),
    path("", include("colead.ui.urls")),
    path("", include("colead.home.urls")),
    path("", include("colead.people.urls")),
    path("", include("colead.operations.accounts.urls")),
    path("", include("colead.operations.covenant.urls")),
    path("", include("colead.operations.site_trail.urls")),
    path("", include("colead.forming.launch.urls")),
    path("", include("colead.practice.conflicts.urls")),
    path("", include("colead.practice.daily.urls")),
    path("", include("colead.practice.wins.urls")),
    path("", include("colead.practice.goals.urls")),
    path("", include("colead.practice.meetings.urls")),
    path("", include("colead.practice.memos.urls")),
    path("", include("colead.practice.reviews.urls")),
    path("", include("colead.practice.visibility.urls")),
    path("", include("colead.practice.calendar.urls")),
    path("", include("colead.units.urls")),
    path("", include("colead.practice.decisions.urls")),
    path("", include("colead.partnerships.urls")),
    path("", include("colead.operations.imports.urls")),
    path("", include("colead.programme.pooled.urls")),
    path("", include("colead.programme.supports.urls")),
    path("", include("colead.operations.exports.urls")),
    path("", include("colead.operations.urls")),
]

if settings.IS_DEMO:
    urlpatterns.append(path("demo/", include("colead.operations.demo.urls")))
