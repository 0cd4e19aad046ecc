"""Page types for what the authority must disclose, one subject a file."""

from disclosures.pages.announcements import GeneralAnnouncementPage, NewsPage, NewsPicture
from disclosures.pages.anti_corruption import (
    AntiCorruptionPlanPage,
    AntiCorruptionProgressPage,
    AntiCorruptionReportPage,
)
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
from disclosures.pages.complaints import ComplaintCount, ComplaintProcedurePage, ComplaintStatisticsPage, ComplaintStep
from disclosures.pages.development import DevelopmentPlanPage
from disclosures.pages.ethics import EthicsAppraisalPage, EthicsCodePage, EthicsPromotionPage
from disclosures.pages.executives import Executive, ExecutivesPage
from disclosures.pages.manuals import ServiceManualPage, ServiceManualStep, StaffManualPage, StaffManualStep
from disclosures.pages.measures import (
    IntegrityAnalysisPage,
    IntegrityMeasurePage,
    IntegrityProgressPage,
    MeasureAction,
    MeasureObligation,
    MeasureOutcome,
)
from disclosures.pages.no_gift import BenefitsReceivedPage, NoGiftCulturePage, NoGiftDeclarationPage, NoGiftReportPage
from disclosures.pages.operations import OperationPlanPage, OperationProgressPage, OperationReportPage
from disclosures.pages.organisation import (
    DutiesPage,
    PrivacyPolicyPage,
    RelatedLaw,
    RelatedLawsPage,
    StructurePage,
    StructureUnit,
)
from disclosures.pages.participation import ParticipationPage
from disclosures.pages.personnel import (
    PersonnelCriteriaPage,
    PersonnelPlanPage,
    PersonnelProgressPage,
    PersonnelReportPage,
)
from disclosures.pages.risks import RiskAssessmentPage, RiskReportPage, RiskTreatmentPage
from disclosures.pages.services import (
    EServicePage,
    OnlineService,
    SatisfactionSurveyPage,
    ServiceCount,
    ServiceStatisticsPage,
    SurveyQuestion,
)

__all__ = [
    "AntiCorruptionPlanPage",
    "AntiCorruptionProgressPage",
    "AntiCorruptionReportPage",
    "BenefitsReceivedPage",
    "ComplaintCount",
    "ComplaintProcedurePage",
    "ComplaintStatisticsPage",
    "ComplaintStep",
    "ContactChannel",
    "ContactPage",
    "CorruptionChannel",
    "CorruptionChannelPage",
    "DevelopmentPlanPage",
    "DutiesPage",
    "EServicePage",
    "EthicsAppraisalPage",
    "EthicsCodePage",
    "EthicsPromotionPage",
    "Executive",
    "ExecutivesPage",
    "GeneralAnnouncementPage",
    "IntegrityAnalysisPage",
    "IntegrityMeasurePage",
    "IntegrityProgressPage",
    "MeasureAction",
    "MeasureObligation",
    "MeasureOutcome",
    "NewsPage",
    "NewsPicture",
    "NoGiftCulturePage",
    "NoGiftDeclarationPage",
    "NoGiftReportPage",
    "OnlineService",
    "OperationPlanPage",
    "OperationProgressPage",
    "OperationReportPage",
    "ParticipationPage",
    "PersonnelCriteriaPage",
    "PersonnelPlanPage",
    "PersonnelProgressPage",
    "PersonnelReportPage",
    "PrivacyPolicyPage",
    "QuestionChannel",
    "QuestionChannelPage",
    "RelatedLaw",
    "RelatedLawsPage",
    "RiskAssessmentPage",
    "RiskReportPage",
    "RiskTreatmentPage",
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
