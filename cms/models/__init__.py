"""Tables that are no pages, one subject a file."""

from cms.models.appointments import AppointmentRequest
from cms.models.approvable import Approvable
from cms.models.approval import DraftContributor, Review, Takedown
from cms.models.audit import AuditAnchor, AuditChain, AuditEntry
from cms.models.citizen_numbers import CitizenNumberWaiver
from cms.models.documents import DocumentVersion, FileText, OfficialDocument, StoredFile
from cms.models.fiscal_years import FiscalYear
from cms.models.jobs import Job, ScheduledRun
from cms.models.outbox import OutboxMessage
from cms.models.people import Authority, Division, Membership, User
from cms.models.pictures import Picture, Rendition
from cms.models.publication import Publication, PublicationFile, PublicationPicture
from cms.models.receipts import ReviewReceipt
from cms.models.sign_in import KnownAddress, OneTimeLink, SignInAttempts
from cms.models.snippet import ApprovedSnippet

__all__ = [
    "AppointmentRequest",
    "Approvable",
    "ApprovedSnippet",
    "AuditAnchor",
    "AuditChain",
    "AuditEntry",
    "Authority",
    "CitizenNumberWaiver",
    "Division",
    "DocumentVersion",
    "DraftContributor",
    "FileText",
    "FiscalYear",
    "Job",
    "KnownAddress",
    "Membership",
    "OfficialDocument",
    "OneTimeLink",
    "OutboxMessage",
    "Picture",
    "Publication",
    "PublicationFile",
    "PublicationPicture",
    "Rendition",
    "Review",
    "ReviewReceipt",
    "ScheduledRun",
    "SignInAttempts",
    "StoredFile",
    "Takedown",
    "User",
]
