"""What the admin learns of procurement."""

from wagtail.snippets.models import register_snippet

from procurement.models import ProcurementRecord
from procurement.viewsets import ProcurementRecordViewSet

register_snippet(ProcurementRecord, viewset=ProcurementRecordViewSet)
