"""Page models: the tree of the site, and the register's record, base of every page that needs approval."""

from cms.pages.record import RecordAttachment, RecordPage, Row
from cms.pages.tree import BasePage, HomePage, SectionPage, YearPage

__all__ = ["BasePage", "HomePage", "RecordAttachment", "RecordPage", "Row", "SectionPage", "YearPage"]
