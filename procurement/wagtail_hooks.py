"""What the admin learns of procurement."""

from wagtail.snippets.models import register_snippet

from procurement.models import ProcurementRecord

register_snippet(ProcurementRecord)
