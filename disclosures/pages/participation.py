"""How people take part in the work of the authority."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.fields import CountField, filled
from cms.pages import NarrativePage


class ParticipationPage(NarrativePage):
    """One occasion: who took part in what, what came of it, and what was done with that. A year has several."""

    page_description = _("หนึ่งกิจกรรม ใครมีส่วนร่วมเรื่องใด ได้ผลอะไร และนำผลไปทำอะไรต่อ")
    also_called = ("ประชาคม", "ประชุมหมู่บ้าน", "รับฟังความคิดเห็น")
    topic = models.CharField(_("ประเด็นหรือโครงการที่เปิดให้มีส่วนร่วม"), max_length=300, blank=True)
    held_on = models.DateField(_("วันที่จัด"), null=True, blank=True)
    participants = models.TextField(_("ผู้มีส่วนร่วม"), blank=True, help_text=_("กลุ่มใดบ้าง ไม่ต้องระบุชื่อบุคคล"))
    people = CountField(_("จำนวนผู้มีส่วนร่วม (คน)"), null=True, blank=True)
    outcome = models.TextField(_("ผลจากการมีส่วนร่วม"), blank=True)
    use = models.TextField(_("การนำผลไปใช้"), blank=True)

    sections, is_copied_to_other_years = ("participation",), False
    evidence = {
        "topic": filled("topic"),
        "participants": filled("participants"),
        "substance": filled("outcome"),
        "use": filled("use"),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("การเปิดโอกาสให้เกิดการมีส่วนร่วม")
