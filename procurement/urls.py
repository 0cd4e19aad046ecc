"""Public addresses of procurement."""

from django.urls import path

from procurement import feeds, views

urlpatterns = [
    path("", views.years, name="procurement_years"),
    path("notices.atom", feeds.notices, name="procurement_notices_feed"),
    path("<int:fiscal_year>/records/", views.records, name="procurement_records"),
    path("<int:fiscal_year>/records/<int:pk>/", views.record, name="procurement_record"),
]
