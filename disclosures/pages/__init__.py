"""Page types for what the authority must disclose, one subject a file."""

from disclosures.pages.announcements import GeneralAnnouncementPage
from disclosures.pages.anti_corruption import (
    AntiCorruptionPlanPage,
    AntiCorruptionProgressPage,
    AntiCorruptionReportPage,
)
from disclosures.pages.development import DevelopmentPlanPage
from disclosures.pages.ethics import EthicsAppraisalPage, EthicsCodePage, EthicsPromotionPage
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
from disclosures.pages.participation import ParticipationPage
from disclosures.pages.personnel import (
    PersonnelCriteriaPage,
    PersonnelPlanPage,
    PersonnelProgressPage,
    PersonnelReportPage,
)
from disclosures.pages.risks import RiskAssessmentPage, RiskReportPage, RiskTreatmentPage

__all__ = [
    "AntiCorruptionPlanPage",
    "AntiCorruptionProgressPage",
    "AntiCorruptionReportPage",
    "BenefitsReceivedPage",
    "DevelopmentPlanPage",
    "EthicsAppraisalPage",
    "EthicsCodePage",
    "EthicsPromotionPage",
    "GeneralAnnouncementPage",
    "IntegrityAnalysisPage",
    "IntegrityMeasurePage",
    "IntegrityProgressPage",
    "MeasureAction",
    "MeasureObligation",
    "MeasureOutcome",
    "NoGiftCulturePage",
    "NoGiftDeclarationPage",
    "NoGiftReportPage",
    "OperationPlanPage",
    "OperationProgressPage",
    "OperationReportPage",
    "ParticipationPage",
    "PersonnelCriteriaPage",
    "PersonnelPlanPage",
    "PersonnelProgressPage",
    "PersonnelReportPage",
    "RiskAssessmentPage",
    "RiskReportPage",
    "RiskTreatmentPage",
]
