"""What is public: drafts that went through the approval, files they carry, and a small site full of them."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile

from cms.actions import approval, takedown
from cms.actions.fiscal_years import open_year
from cms.actions.records import draft
from cms.models import DocumentVersion, FileText, OfficialDocument, Publication, StoredFile
from cms.pages import RecordAttachment, SectionPage, YearPage
from cms.storage.private_files import private_storage
from cms.workflow.locking import specific
from disclosures.pages import IntegrityMeasurePage, MeasureAction, MeasureObligation, MeasureOutcome
from tests.factories.decisions import approve_by, settle
from tests.factories.documents import read_waiting_files
from tests.factories.procurement import make_procurement
from tests.factories.records import make_announcement

MEASURES = [
    (
        "ช่องทางการร้องเรียนการทุจริต",
        ["เจ้าหน้าที่ผู้รับผิดชอบศึกษาองค์ประกอบด้านข้อมูล และจัดทำข้อมูลให้ถูกต้อง", "เผยแพร่ข้อมูลบนเว็บไซต์หน่วยงานและช่องทางอื่นๆ"],
        ["ผู้บริหารมีการติดตามการดำเนินการทุกเดือนเพื่อให้เจ้าหน้าที่เร่งดำเนินการให้แล้วเสร็จตามระยะเวลา"],
    ),
    (
        "มาตรการป้องกันการรับสินบน",
        ["ประกาศนโยบายไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่", "รายงานผู้บริหารทราบทุกไตรมาส ประจำปี ๒๕๖๖"],
        ["ไม่พบเรื่องร้องเรียนเกี่ยวกับการเรียกรับสินบนของเจ้าหน้าที่ในสังกัด"],
    ),
    (
        "การใช้ทรัพย์สินของราชการ",
        ["จัดทำคู่มือการยืมทรัพย์สินของราชการให้บุคลากรภายในและบุคคลภายนอกถือปฏิบัติ"],
        ["บุคลากรทุกคนได้รับทราบขั้นตอน และมีการกำกับดูแลตรวจสอบการยืมน้ำประปาหมู่บ้าน"],
    ),
]


def publish(obj: Any, *, by: Any, approver: Any) -> Any:
    """Submit a draft, its files read, open and approve it; the object as the public now has it."""
    obj = specific(obj)
    read_waiting_files()
    approval.submit(obj, by=by)
    waiting = fresh(obj).current_workflow_task_state
    approve_by(waiting, approver)
    return fresh(obj)


def fresh(obj: Any) -> Any:
    return specific(type(obj)._default_manager.get(pk=obj.pk))


def current(obj: Any) -> Publication:
    """The newest publication of an object."""
    return Publication.objects.of(obj).first()


def make_version(
    division: Any, *, name: str = "รายงาน.pdf", data: bytes = b"%PDF-1.7 x", pages: list[str] | None = None
):
    """A stored file as the first version of a document; with `pages` its text has been read."""
    digest = sha256(data).hexdigest()
    file, made = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": len(data), "mime": "application/pdf", "kind": name.rpartition(".")[2]}
    )
    if made and not private_storage().exists(file.path):
        private_storage().save(file.path, ContentFile(data))
    document = OfficialDocument.objects.create(
        title=name, division=division, file=file.path, collection=division.collection
    )
    if pages is not None:
        FileText.objects.update_or_create(file=file, defaults={"state": FileText.State.READ, "pages": pages})
    return DocumentVersion.objects.create(document=document, number=1, file=file, name=name)


def make_full_measure(year_page: Any, *, by: Any, division: Any, number: int, versions: tuple = ()) -> Any:
    """A measure with Thai text as officers write it, a duty and files."""
    title, actions, outcomes = MEASURES[(number - 1) % len(MEASURES)]
    page = IntegrityMeasurePage(
        title=title,
        measure_number=number,
        division=division,
        summary="สรุปผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน และผลลัพธ์ที่เกิดขึ้น",
        document_number="สน 76101/123",
    )
    page.actions = [MeasureAction(text=text) for text in actions]
    page.outcomes = [MeasureOutcome(text=text) for text in outcomes]
    page.obligations = [
        MeasureObligation(
            what="รายงานผู้บริหารให้ทราบหรือเห็นชอบ",
            owner="เจ้าหน้าที่ผู้รับผิดชอบ",
            cadence="quarterly",
            due="ทุกไตรมาส",
            evidence="บันทึกเสนอและผลการพิจารณาของผู้บริหาร",
            reported_to="ผู้บริหาร",
        )
    ]
    page.attachments = [RecordAttachment(version=version, title="รายงานผลการดำเนินการ") for version in versions]
    return draft(page, year_page, by=by)


@dataclass
class PublicSite:
    """A small site; each thing on it is drafted and approved when it is first asked for, all of them by `fill`."""

    authority: Any
    officer: Any
    buyer: Any
    approver: Any
    second: Any

    def fill(self) -> "PublicSite":
        for name in ("measures", "announcement", "procurement", "withdrawn", "suspended"):
            getattr(self, name)
        return self

    @cached_property
    def section(self) -> SectionPage:
        return SectionPage.objects.get(slug="integrity-measures")

    @cached_property
    def year(self) -> YearPage:
        return open_year(self.section, 2566)

    @cached_property
    def version(self) -> DocumentVersion:
        return make_version(self.clerk, pages=["หน้าแรกของรายงาน", "โครงการปลูกต้นไม้ริมห้วยทรายขาว"])

    @cached_property
    def measure(self) -> Any:
        """The first measure of 2566, with a file."""
        draft = make_full_measure(self.year, by=self.officer, division=self.clerk, number=1, versions=(self.version,))
        return publish(draft, by=self.officer, approver=self.approver)

    @cached_property
    def measures(self) -> list[Any]:
        others = [make_full_measure(self.year, by=self.officer, division=self.clerk, number=n) for n in (2, 3)]
        return [self.measure, *(publish(page, by=self.officer, approver=self.approver) for page in others)]

    @cached_property
    def announcement(self) -> Any:
        return self.record_change("ประกาศรับสมัครพนักงานจ้าง")

    @cached_property
    def procurement(self) -> Any:
        finance = self.authority.divisions.get(code="finance")
        bought = make_procurement(by=self.buyer, division=finance, fiscal_year=2566, contract_number="ซ.1/2566")
        return publish(bought, by=self.buyer, approver=self.approver)

    @cached_property
    def withdrawn(self) -> Any:
        page = self.record_change("ประกาศที่ถูกถอน")
        request = takedown.request_withdrawal(current(page), by=self.officer, reason="ข้อมูลไม่ตรงกับคำสั่งล่าสุด")
        settle(request, by=self.approver, withdraw=True)
        return fresh(page)

    @cached_property
    def suspended(self) -> Any:
        page = self.record_change("ประกาศที่ถูกระงับ")
        takedown.suspend(current(page), by=self.second, reason="พบเลขประจำตัวประชาชน")
        return fresh(page)

    @cached_property
    def clerk(self) -> Any:
        return self.authority.divisions.get(code="clerk")

    def record_change(self, title: str, **fields: Any) -> Any:
        news = SectionPage.objects.get(slug="announcements").get_children().first().specific
        draft = make_announcement(news, by=self.officer, division=self.clerk, title=title, **fields)
        return publish(draft, by=self.officer, approver=self.approver)
