"""Text for guidance and announcements. Links to documents are attachments, never rich-text links."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, TextBlock
from wagtail.images.blocks import ImageBlock

from cms.policy.sheets import rows_of_text

FEATURES = ["bold", "ol", "ul", "link"]


class SheetBlock(TextBlock):
    """A small table, pasted from a sheet; the value is its text."""

    def get_context(self, value: str, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds the names of the columns and the rows."""
        head, *rows = rows_of_text(value) or [[]]
        return super().get_context(value, parent_context) | {"head": head, "rows": rows}


class NarrativeBlock(StreamBlock):
    """Headings, paragraphs, tables, pictures."""

    heading = CharBlock(label=_("หัวข้อ"), max_length=200, template="cms/blocks/heading.html")
    paragraph = RichTextBlock(label=_("ย่อหน้า"), features=FEATURES, template="cms/blocks/paragraph.html")
    table = SheetBlock(
        label=_("ตาราง"),
        help_text=_("วางจาก Excel ได้ บรรทัดแรกเป็นหัวตาราง หรือพิมพ์เองโดยคั่นช่องด้วย |"),
        template="cms/blocks/table.html",
    )
    picture = ImageBlock(label=_("รูปภาพ"), required=False, template="cms/blocks/picture.html")
