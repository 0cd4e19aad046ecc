"""Public addresses of procurement."""

from django.urls import path, register_converter
from wagtail.views import serve

from procurement import feeds, views
from procurement.views import explore, exports, spending, vendors


class MonthConverter:
    """A calendar month in two digits, 01 to 12."""

    regex = "0[1-9]|1[0-2]"

    def to_python(self, value: str) -> str:
        """As it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """As it is given."""
        return value


register_converter(MonthConverter, "month")

SECTION = "procurement/"

urlpatterns = [
    path("", serve, {"path": SECTION}, name="procurement_years"),  # the section page, by a name for links
    path("notices.atom", feeds.notices, name="procurement_notices_feed"),
    path("explore/", explore.explore, name="procurement_explore"),
    path("explore.csv", explore.explore_csv, name="procurement_explore_csv"),
    path("vendors/", vendors.vendors, name="procurement_vendors"),
    path("vendors/<int:pk>/", vendors.vendor, name="procurement_vendor"),
    path("<int:fiscal_year>/spending/", spending.spending, name="procurement_spending"),
    path("<int:fiscal_year>/spending/<slug:key>.csv", spending.spending_csv, name="procurement_spending_csv"),
    path("<int:fiscal_year>/records/", views.records, name="procurement_records"),
    path("<int:fiscal_year>/records/<int:pk>/", views.record, name="procurement_record"),
    path("<int:fiscal_year>/export/<slug:format>/", exports.year_export, name="procurement_year_export"),
    path(
        "<int:fiscal_year>/<month:month>/export/<slug:format>/",
        exports.month_export,
        name="procurement_month_export",
    ),
]
