"""Date filters of Wagtail's lists take days of the Buddhist era."""

from cms.editor.filters import register_thai_date_filters

register_thai_date_filters()
