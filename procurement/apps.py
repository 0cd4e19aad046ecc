from datetime import time
from typing import TYPE_CHECKING

from django.apps import AppConfig

from cms.policy.registration import HomeBlock, JobKind, NavigationLink, Place, Registrations, Section
from cms.policy.timetable import PeriodicTask
from cms.signals import publication_changed

if TYPE_CHECKING:
    from cms.models import Publication


class ProcurementConfig(AppConfig):
    name = "procurement"
    verbose_name = "จัดซื้อจัดจ้าง"
    registers = Registrations(
        navigation=(
            NavigationLink(
                "จัดซื้อจัดจ้าง",
                "procurement_years",
                (Place.HEADER, Place.FOOTER),
            ),
            NavigationLink(
                "ดูการใช้งบ",
                "procurement_years",
                (Place.HOME,),
                description="จัดซื้อจัดจ้างแต่ละปี วงเงิน และสัญญา",
            ),
        ),
        sections=(
            Section(
                "procurement",
                "จัดซื้อจัดจ้าง",
                "แผน ประกาศ สรุปผลรายเดือน (สขร.1) และรายงานประจำปีของการจัดซื้อจัดจ้าง",
                "แผนและงบประมาณ",
                context="procurement.selectors.section.context",
                numbers_need_prefix=True,
            ),
        ),
        on_fiscal_year_opened=("procurement.actions.month_pages.add_months",),
        jobs=(
            JobKind(
                "procurement.tasks.refresh_month",
                "จัดทำสรุปผลการจัดซื้อจัดจ้างรายเดือน",
                "procurement.views.job_lines.month_lines",
            ),
            JobKind("procurement.tasks.read_import", "ตรวจไฟล์รายการจัดซื้อจัดจ้าง"),
            JobKind("procurement.tasks.make_import", "สร้างร่างรายการจัดซื้อจัดจ้างจากไฟล์"),
            JobKind("procurement.tasks.undo_import", "ยกเลิกการนำเข้ารายการจัดซื้อจัดจ้าง"),
        ),
        timetable=(
            PeriodicTask(
                "ended_months",
                "procurement.actions.months.submit_ended_months",
                time(6, 0),
                "ส่งสรุปผลการจัดซื้อจัดจ้างของเดือนที่สิ้นสุดแล้ว",
            ),
            PeriodicTask(
                "old_imports",
                "procurement.actions.imports.forget_old_imports",
                time(4, 30),
                "ลบไฟล์รายการจัดซื้อจัดจ้างที่ไม่มีผู้ยืนยัน",
            ),
        ),
        listings=("procurement.selectors.register.listing",),
        home_blocks=(HomeBlock("procurement/home_months.html", "procurement.selectors.home.months_of_this_year"),),
    )

    def import_models(self) -> None:
        """Django looks for models in `procurement.models`; pages stand in a higher layer."""
        super().import_models()
        from procurement import pages  # noqa: F401  # registers its models

    def ready(self) -> None:
        """Connect the receivers once all models are loaded."""
        from procurement.actions import month_receivers

        month_receivers.connect()
        publication_changed.connect(on_publication, dispatch_uid="procurement.publication")


def on_publication(sender: type, publication: "Publication", **kwargs: object) -> None:
    """Receiver: the rows of a record that became live name their vendors."""
    from cms.policy.lifecycle import Stage
    from procurement.actions.vendors import name_vendors  # models are not ready when this module is read
    from procurement.models import ProcurementRecord

    if issubclass(sender, ProcurementRecord) and publication.stage == Stage.LIVE:
        name_vendors(ProcurementRecord.objects.select_related("authority").get(pk=publication.object_id))
