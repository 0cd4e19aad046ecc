"""The management of personnel: plan, six-month progress, report of the year with its numbers, and the criteria."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import CountField, MoneyField, Table, bar, computed, every, filled, rows
from cms.pages import NarrativePage, PlanPage, ReportPage, Row
from cms.policy.periods import HALF_YEARS
from disclosures.pages.projects import PLANNED, PROGRESS, RESULTS, PlannedProject, ReportedProject
from disclosures.policy.personnel import ASPECT_LABEL, MOVEMENT_LABEL, Aspect, Movement, vacant_posts

ASPECTS = [(each.value, ASPECT_LABEL[each]) for each in Aspect]
IN_FORCE = _("หลักเกณฑ์ที่ใช้บังคับในปีนี้")


class PersonnelPlanPage(PlanPage):
    """What is done for the personnel in a fiscal year."""

    page_description = _("แผนสรรหา พัฒนา และดูแลบุคลากรของปี")
    also_called = ("HR", "แผนอัตรากำลัง", "แผนพัฒนาบุคลากร")
    sections = ("personnel",)
    evidence = {**PLANNED, "aspects": every("projects", "aspect")}

    class Meta:
        verbose_name = verbose_name_plural = _("แผนการบริหารและพัฒนาทรัพยากรบุคคล")


class PersonnelPlanProject(PlannedProject):
    page = ParentalKey(PersonnelPlanPage, on_delete=models.CASCADE, related_name="projects")
    aspect = models.CharField(_("ด้าน"), max_length=12, choices=ASPECTS)


class PersonnelProject(ReportedProject):
    """Base of a project in a report about personnel."""

    aspect = models.CharField(_("ด้าน"), max_length=12, choices=ASPECTS)

    from_plan = (*ReportedProject.from_plan, "aspect")

    class Meta(ReportedProject.Meta):
        abstract = True


class PersonnelProgressPage(ReportPage):
    """How far the plan is after six months, and the posts as they are held."""

    page_description = _("ครึ่งปีผ่านไป แผนบุคลากรถึงไหน อัตราใดมีคนครอง อัตราใดว่าง")
    also_called = ("HR", "ติดตามแผนบุคคล", "รายงานบุคลากร 6 เดือน")
    plan = models.ForeignKey(PersonnelPlanPage, models.PROTECT, related_name="+", verbose_name=_("แผนที่รายงาน"))

    sections, periods = ("personnel",), HALF_YEARS
    evidence = {**PROGRESS, "posts": rows("posts")}

    class Meta:
        verbose_name = verbose_name_plural = _("รายงานความก้าวหน้าการบริหารทรัพยากรบุคคล")


class PersonnelProgressProject(PersonnelProject):
    page = ParentalKey(PersonnelProgressPage, on_delete=models.CASCADE, related_name="projects")


class PersonnelReportPage(ReportPage):
    """What became of the plan in a fiscal year: posts, appointments and training as numbers, and what they tell."""

    page_description = _("สิ้นปีแล้ว แผนบุคลากรได้ผลอย่างไร อัตรากำลัง การแต่งตั้ง และการฝึกอบรมเป็นตัวเลข")
    also_called = ("HR", "รายงานการบริหารงานบุคคล", "สรุปการฝึกอบรม")
    plan = models.ForeignKey(PersonnelPlanPage, models.PROTECT, related_name="+", verbose_name=_("แผนที่รายงาน"))
    analysis = models.TextField(_("การวิเคราะห์ผล"), blank=True, help_text=_("ผลเป็นไปตามแผนเพียงใด เพราะอะไร"))

    sections = ("personnel",)
    evidence = {
        **RESULTS,
        "posts": rows("posts"),
        "appointments": rows("appointments"),
        "training": rows("courses"),
        "analysis": filled("analysis"),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี")


class PersonnelReportProject(PersonnelProject):
    page = ParentalKey(PersonnelReportPage, on_delete=models.CASCADE, related_name="projects")


class PostCount(Row):
    """Base of the posts of one kind: how many there are and how many of them somebody holds."""

    kind = models.CharField(_("ประเภทตำแหน่ง"), max_length=200)
    posts = CountField(_("กรอบอัตรากำลัง"), null=True)
    holders = CountField(_("มีคนครอง"), null=True)

    table = Table(
        total=("posts", "holders", "vacant"),
        chart=bar("kind", "holders"),
        computed=(computed("vacant", CountField(_("ว่าง")), of=("posts", "holders"), by=vacant_posts),),
    )

    class Meta(Row.Meta):
        abstract = True
        verbose_name = verbose_name_plural = _("อัตรากำลัง")


class ProgressPostCount(PostCount):
    page = ParentalKey(PersonnelProgressPage, on_delete=models.CASCADE, related_name="posts")


class ReportPostCount(PostCount):
    page = ParentalKey(PersonnelReportPage, on_delete=models.CASCADE, related_name="posts")


class AppointmentCount(Row):
    """How many came to a post or left it in one way."""

    page = ParentalKey(PersonnelReportPage, on_delete=models.CASCADE, related_name="appointments")
    movement = models.CharField(
        _("การเคลื่อนไหว"), max_length=12, choices=[(each.value, MOVEMENT_LABEL[each]) for each in Movement]
    )
    people = CountField(_("จำนวน (คน)"), null=True)

    table = Table(total=("people",), none=_("ปีนี้ไม่มีการบรรจุ แต่งตั้ง โอน หรือพ้นจากราชการ"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("การบรรจุแต่งตั้งและโอนย้าย")


class TrainingCourse(Row):
    """One course that officials attended."""

    page = ParentalKey(PersonnelReportPage, on_delete=models.CASCADE, related_name="courses")
    course = models.CharField(_("หลักสูตร"), max_length=300)
    people = CountField(_("ผู้เข้าอบรม (คน)"), null=True)
    spent = MoneyField(_("ค่าใช้จ่าย (บาท)"), null=True, blank=True)

    table = Table(total=("people", "spent"), none=_("ปีนี้ไม่มีการฝึกอบรม"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("การฝึกอบรม")


class PersonnelCriteriaPage(NarrativePage):
    """The criteria in force, aspect by aspect."""

    page_description = _("หลักเกณฑ์ที่ใช้อยู่ห้าด้าน สรรหา บรรจุ พัฒนา ประเมินผล ให้คุณและให้โทษ")
    also_called = ("HR", "เลื่อนขั้นเงินเดือน", "สรรหา บรรจุ แต่งตั้ง", "ประเมินผลงาน")
    recruitment = models.TextField(ASPECT_LABEL[Aspect.RECRUITMENT], blank=True, help_text=IN_FORCE)
    appointment = models.TextField(ASPECT_LABEL[Aspect.APPOINTMENT], blank=True, help_text=IN_FORCE)
    development = models.TextField(ASPECT_LABEL[Aspect.DEVELOPMENT], blank=True, help_text=IN_FORCE)
    appraisal = models.TextField(ASPECT_LABEL[Aspect.APPRAISAL], blank=True, help_text=IN_FORCE)
    reward = models.TextField(ASPECT_LABEL[Aspect.REWARD], blank=True, help_text=IN_FORCE)

    sections, one_a_period, holds_for_years = ("personnel",), True, True
    evidence = {each.value: filled(each.value) for each in Aspect}

    class Meta:
        verbose_name = verbose_name_plural = _("หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล")
