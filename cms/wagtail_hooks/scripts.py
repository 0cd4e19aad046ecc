"""Our own script of the admin. The content security policy forbids Wagtail's inline scripts, which it replaces."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_js")
def admin_script() -> str:
    """The script tag, on every page of the admin."""
    return format_html('<script src="{}"></script>', static("cms/js/admin.js"))
