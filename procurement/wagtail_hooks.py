"""Registers procurement in the admin."""

from wagtail.snippets.models import register_snippet

from procurement.models import ProcurementRecord
from procurement.viewsets import ProcurementRecordViewSet

register_snippet(ProcurementRecord, viewset=ProcurementRecordViewSet)
