"""Lists are filtered by days of the Buddhist era."""

from cms.editor.filters import filter_by_thai_dates

filter_by_thai_dates()
