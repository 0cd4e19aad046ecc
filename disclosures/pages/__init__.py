"""Page types for what the authority must disclose, one subject a file."""

from disclosures.pages.announcements import GeneralAnnouncementPage
from disclosures.pages.measures import IntegrityMeasurePage, MeasureAction, MeasureObligation, MeasureOutcome

__all__ = [
    "GeneralAnnouncementPage",
    "IntegrityMeasurePage",
    "MeasureAction",
    "MeasureObligation",
    "MeasureOutcome",
]
