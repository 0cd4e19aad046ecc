"""The addresses of the admin at which rows are read."""

from django.urls import URLPattern
from wagtail import hooks

from cms.views import row_reading


@hooks.register("register_admin_urls")
def row_urls() -> list[URLPattern]:
    """Reading what was pasted."""
    return row_reading.admin_urls
