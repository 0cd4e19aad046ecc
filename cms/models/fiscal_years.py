"""The fiscal years that an authority has opened."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models.people import Authority


class FiscalYear(models.Model):
    """A fiscal year (Buddhist era) that is open: its pages are there, and officers draft into it."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="fiscal_years")
    year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"))
    opened_at = models.DateTimeField(_("เปิดเมื่อ"), default=timezone.now)
    # None: by the set-up, or before this table was there.
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("ผู้เปิด")
    )

    class Meta:
        verbose_name = _("ปีงบประมาณ")
        verbose_name_plural = _("ปีงบประมาณ")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "year"], name="fiscal_year_once_an_authority"),
        ]

    def __str__(self) -> str:
        return f"ปีงบประมาณ {self.year}"
