"""Families of page types: abstract bases with what their types have in common. A type adds fields, rows and evidence.

Editor, public page, PDF, search and exports of all of them are derived from the fields (`cms.records`).
"""

from django.utils.translation import gettext_lazy as _

from cms.blocks import NarrativeBlock
from cms.fields import StreamField
from cms.pages.record import RecordPage


class NarrativePage(RecordPage):
    """Base of page types with free text and files."""

    body = StreamField(NarrativeBlock(), verbose_name=_("เนื้อหา"), blank=True)

    class Meta:
        abstract = True


class TablePage(RecordPage):
    """Base of page types whose content is in typed rows."""

    class Meta:
        abstract = True
