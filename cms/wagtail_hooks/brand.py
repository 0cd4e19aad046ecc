"""The brand of the authority in the admin: Wagtail's variables in the colours of the public site."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css", order=1)
def brand_sheet() -> str:
    """The style sheet, on every page of the admin and on that of signing in."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/css/brand.css"))
