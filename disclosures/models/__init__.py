"""One subject a file."""

from disclosures.models.announcements import GeneralAnnouncementPage
from disclosures.models.measures import IntegrityMeasurePage, MeasureAction, MeasureObligation, MeasureOutcome

__all__ = [
    "GeneralAnnouncementPage",
    "IntegrityMeasurePage",
    "MeasureAction",
    "MeasureObligation",
    "MeasureOutcome",
]
