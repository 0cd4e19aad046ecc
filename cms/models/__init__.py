"""One subject a file."""

from cms.models.access import OneTimeLink, SignInAttempts
from cms.models.approvable import Approvable, approved_content, digest_of
from cms.models.approval import ApprovalTask, Review, Takedown
from cms.models.audit import AuditAnchor, AuditChain, AuditEntry
from cms.models.documents import DocumentVersion, FileText, OfficialDocument, StoredFile
from cms.models.jobs import Job, ScheduledRun
from cms.models.outbox import OutboxMessage
from cms.models.pages import BasePage, HomePage, SectionPage, YearPage
from cms.models.people import Authority, Division, Membership, User
from cms.models.pictures import Picture, Rendition
from cms.models.publication import Publication, PublicationFile
from cms.models.register import RecordAttachment, RecordPage, Row

__all__ = [
    "Approvable",
    "ApprovalTask",
    "AuditAnchor",
    "AuditChain",
    "AuditEntry",
    "Authority",
    "BasePage",
    "Division",
    "DocumentVersion",
    "FileText",
    "HomePage",
    "Job",
    "Membership",
    "OfficialDocument",
    "OneTimeLink",
    "OutboxMessage",
    "Picture",
    "Publication",
    "PublicationFile",
    "RecordAttachment",
    "RecordPage",
    "Rendition",
    "Review",
    "Row",
    "ScheduledRun",
    "SectionPage",
    "SignInAttempts",
    "StoredFile",
    "Takedown",
    "User",
    "YearPage",
    "approved_content",
    "digest_of",
]
