"""The addresses of the admin at which rows are read, and go out and come in as files."""

from django.urls import URLPattern
from wagtail import hooks

from cms.views import row_files, row_reading


@hooks.register("register_admin_urls")
def row_urls() -> list[URLPattern]:
    """Reading what was pasted; forms, rows and imports."""
    return [*row_reading.admin_urls, *row_files.admin_urls]
