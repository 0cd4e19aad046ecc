"""Public addresses of procurement."""

from django.urls import path
from wagtail.views import serve

from procurement import views

SECTION = "procurement/"

urlpatterns = [
    path("", serve, {"path": SECTION}, name="procurement_years"),  # the section page, by a name for links
    path("<int:fiscal_year>/records/", views.records, name="procurement_records"),
    path("<int:fiscal_year>/records/<int:pk>/", views.record, name="procurement_record"),
]
