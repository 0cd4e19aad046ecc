"""The button in the menu of a record that leads to its copy for the newest year."""

from collections.abc import Iterator

from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.actions.copies import newest_year_of, refusal_to_carry_over_record, refusal_to_copy_record
from cms.models.people import AnyUser
from cms.pages import RecordPage
from cms.views import copies


@hooks.register("register_admin_urls")
def copy_urls() -> list[URLPattern]:
    """The address of the question and of the copy."""
    return copies.admin_urls


@hooks.register("register_page_header_buttons")
def copy_button(page: Page, user: AnyUser, next_url: str | None = None, view_name: str = "") -> Iterator[Button]:
    """The button by its year, where there is a later one and the person may make the copy."""
    if not isinstance(page, RecordPage) or not page.is_copied_to_other_years:
        return
    year = newest_year_of(page)
    if year is not None and not refusal_to_copy_record(page, year, by=user):
        carried = not refusal_to_carry_over_record(page, year, by=user)
        words = _("ใช้ต่อหรือทำสำเนาในปี %(year)s") if carried else _("ทำสำเนาเป็นฉบับของปี %(year)s")
        label = words % {"year": year.fiscal_year}
        yield Button(label, reverse("cms_record_copy", args=[page.pk]), icon_name="copy", priority=90)
