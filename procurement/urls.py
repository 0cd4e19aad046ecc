"""Public addresses of procurement."""

from django.urls import path

from procurement import views
from procurement.views import explore, spending, vendors

urlpatterns = [
    path("", views.years, name="procurement_years"),
    path("explore/", explore.explore, name="procurement_explore"),
    path("explore.csv", explore.explore_csv, name="procurement_explore_csv"),
    path("vendors/", vendors.vendors, name="procurement_vendors"),
    path("vendors/<int:pk>/", vendors.vendor, name="procurement_vendor"),
    path("<int:fiscal_year>/spending/", spending.spending, name="procurement_spending"),
    path("<int:fiscal_year>/spending/<slug:key>.csv", spending.spending_csv, name="procurement_spending_csv"),
    path("<int:fiscal_year>/records/", views.records, name="procurement_records"),
    path("<int:fiscal_year>/records/<int:pk>/", views.record, name="procurement_record"),
]
