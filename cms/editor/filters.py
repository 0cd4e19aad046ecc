"""Date range filters of the admin's lists, entered and shown in the Buddhist era."""

from datetime import date, datetime, time

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.fields import RangeField
from django_filters.widgets import SuffixedMultiWidget
from wagtail.admin.active_filters import DateFromToRangeFilterAdapter, register_filter_adapter_class

from cms.editor.widgets import DATE_EXAMPLE, ThaiDateField, ThaiDateInput
from cms.thai.dates import thai_date


class ThaiDateRangeWidget(SuffixedMultiWidget):
    """Two date inputs; the query string names them `…_from` and `…_to`."""

    template_name = "wagtailadmin/widgets/range_input.html"
    suffixes = ["from", "to"]

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        names = [_("ตั้งแต่วันที่"), _("ถึงวันที่")]
        super().__init__([ThaiDateInput({"aria-label": name, "placeholder": name}) for name in names], attrs)

    def decompress(self, value: slice | None) -> list[datetime | None]:
        """The two ends of a range, for the two inputs."""
        return [value.start, value.stop] if value else [None, None]


class ThaiDateRangeField(RangeField):
    """A range from the beginning of one day to the end of another; a widget named by the caller is ignored."""

    def __init__(self, *args: object, widget: object = None, **kwargs: object) -> None:
        kwargs = {"help_text": DATE_EXAMPLE, **kwargs}
        super().__init__((ThaiDateField(), ThaiDateField()), *args, widget=ThaiDateRangeWidget(), **kwargs)

    def compress(self, data_list: list[date | None]) -> slice | None:
        """The range of aware datetimes, either end None where it was left empty; None without data."""
        if not data_list:
            return None
        first, last = data_list
        return slice(_moment(first, time.min), _moment(last, time.max))


def _moment(day: date | None, clock: time) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, clock)) if day else None


class ThaiDateRangeAdapter(DateFromToRangeFilterAdapter):
    """The label of an active filter above the list: “1 ตุลาคม 2568 - 30 กันยายน 2569”."""

    def format_value(self, value: datetime | None) -> str:
        return thai_date(value) if value is not None else super().format_value(value)


def register_thai_date_filters() -> None:
    """Use the Thai range for every `DateFromToRangeFilter`, also in Wagtail's own histories and explorer.

    The class itself is changed, since Wagtail's filter sets name the filter and never its field.
    """
    django_filters.DateFromToRangeFilter.field_class = ThaiDateRangeField
    register_filter_adapter_class(django_filters.DateFromToRangeFilter, ThaiDateRangeAdapter)
