"""The filters of the admin's lists by days: asked and shown in the Buddhist era, as the forms are."""

from datetime import date, datetime, time
from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.fields import RangeField
from django_filters.widgets import SuffixedMultiWidget
from wagtail.admin.active_filters import DateFromToRangeFilterAdapter, register_filter_adapter_class

from cms.editor.widgets import HOW_TO_WRITE, ThaiDateField, ThaiDateInput
from cms.thai.dates import thai_date


class ThaiDateRangeWidget(SuffixedMultiWidget):
    """Two days to type, in the addresses' `…_from` and `…_to`."""

    template_name = "wagtailadmin/widgets/range_input.html"
    suffixes = ["from", "to"]

    def __init__(self, attrs: Any = None) -> None:
        names = [_("ตั้งแต่วันที่"), _("ถึงวันที่")]
        super().__init__([ThaiDateInput({"aria-label": name, "placeholder": name}) for name in names], attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.start, value.stop] if value else [None, None]


class ThaiDateRangeField(RangeField):
    """From the beginning of a day to the end of another; the widget that a list names is not asked."""

    def __init__(self, *args: Any, widget: Any = None, **kwargs: Any) -> None:
        kwargs = {"help_text": HOW_TO_WRITE, **kwargs}
        super().__init__((ThaiDateField(), ThaiDateField()), *args, widget=ThaiDateRangeWidget(), **kwargs)

    def compress(self, data_list: list[date | None]) -> slice | None:
        if not data_list:
            return None
        first, last = data_list
        return slice(_moment(first, time.min), _moment(last, time.max))


def _moment(day: date | None, clock: time) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, clock)) if day else None


class ThaiDateRangeAdapter(DateFromToRangeFilterAdapter):
    """The range in words above the list: “1 ตุลาคม 2568 - 30 กันยายน 2569”."""

    def format_value(self, value: datetime | None) -> str:
        return thai_date(value) if value is not None else super().format_value(value)


def filter_by_thai_dates() -> None:
    """Every list of the admin, Wagtail's own too: its histories and explorer name the filter, not its field."""
    django_filters.DateFromToRangeFilter.field_class = ThaiDateRangeField
    register_filter_adapter_class(django_filters.DateFromToRangeFilter, ThaiDateRangeAdapter)
