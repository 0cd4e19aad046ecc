"""Page types for what the authority must disclose, one subject a file."""

from disclosures.pages.announcements import GeneralAnnouncementPage, NewsPage, NewsPicture
from disclosures.pages.channels import (
    ContactChannel,
    ContactPage,
    CorruptionChannel,
    CorruptionChannelPage,
    QuestionChannel,
    QuestionChannelPage,
    SocialNetworkAccount,
    SocialNetworkPage,
)
from disclosures.pages.complaints import (
    ComplaintCount,
    ComplaintProcedurePage,
    ComplaintStatisticsPage,
    ComplaintStep,
)
from disclosures.pages.executives import Executive, ExecutivesPage
from disclosures.pages.manuals import ServiceManualPage, ServiceManualStep, StaffManualPage, StaffManualStep
from disclosures.pages.measures import IntegrityMeasurePage, MeasureAction, MeasureObligation, MeasureOutcome
from disclosures.pages.organisation import (
    DutiesPage,
    PrivacyPolicyPage,
    RelatedLaw,
    RelatedLawsPage,
    StructurePage,
    StructureUnit,
)
from disclosures.pages.services import (
    EServicePage,
    OnlineService,
    SatisfactionSurveyPage,
    ServiceCount,
    ServiceStatisticsPage,
    SurveyQuestion,
)

__all__ = [
    "ComplaintCount",
    "ComplaintProcedurePage",
    "ComplaintStatisticsPage",
    "ComplaintStep",
    "ContactChannel",
    "ContactPage",
    "CorruptionChannel",
    "CorruptionChannelPage",
    "DutiesPage",
    "EServicePage",
    "Executive",
    "ExecutivesPage",
    "GeneralAnnouncementPage",
    "IntegrityMeasurePage",
    "MeasureAction",
    "MeasureObligation",
    "MeasureOutcome",
    "NewsPage",
    "NewsPicture",
    "OnlineService",
    "PrivacyPolicyPage",
    "QuestionChannel",
    "QuestionChannelPage",
    "RelatedLaw",
    "RelatedLawsPage",
    "SatisfactionSurveyPage",
    "ServiceCount",
    "ServiceManualPage",
    "ServiceManualStep",
    "ServiceStatisticsPage",
    "SocialNetworkAccount",
    "SocialNetworkPage",
    "StaffManualPage",
    "StaffManualStep",
    "StructurePage",
    "StructureUnit",
    "SurveyQuestion",
]
