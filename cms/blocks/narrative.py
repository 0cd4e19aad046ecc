"""Text for guidance and announcements. Links to documents are attachments, never rich-text links."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock
from wagtail.images.blocks import ImageBlock

FEATURES = ["bold", "ol", "ul", "link"]


class NarrativeBlock(StreamBlock):
    """Headings, paragraphs, pictures."""

    heading = CharBlock(label=_("หัวข้อ"), max_length=200, template="cms/blocks/heading.html")
    paragraph = RichTextBlock(label=_("ย่อหน้า"), features=FEATURES, template="cms/blocks/paragraph.html")
    picture = ImageBlock(label=_("รูปภาพ"), required=False, template="cms/blocks/picture.html")
