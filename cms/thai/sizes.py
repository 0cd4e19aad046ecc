"""File sizes in readable units."""

KILO = 1024


def file_size(size: int) -> str:
    """A number of bytes in a suitable unit: 86,016 is “84 KB”, 1,258,291 is “1.2 MB”."""
    if size < KILO:
        return f"{size} ไบต์"
    if size < KILO * KILO:
        return f"{round(size / KILO)} KB"
    return f"{size / KILO / KILO:.1f} MB"
