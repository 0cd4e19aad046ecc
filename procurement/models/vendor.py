"""The vendors that take part in the procurements of an authority."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import Authority


class Vendor(models.Model):
    """Somebody who bids: a company with its tax number, or a person, whose citizen number is never kept.

    A record copies name and number into its own rows, so a vendor that is renamed changes nothing that was approved.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="vendors", editable=False)
    name = models.CharField(_("ชื่อผู้ประกอบการ"), max_length=250)
    # The number of a juristic person; of a natural one only the masked form stands in the rows.
    tax_id = models.CharField(_("เลขประจำตัวผู้เสียภาษีของนิติบุคคล"), max_length=13, blank=True)
    # The name in the spelling by which vendors without a number are told apart (`procurement.policy.vendors`).
    name_key = models.CharField(max_length=250, editable=False, db_index=True)

    class Meta:
        verbose_name = _("ผู้ประกอบการ")
        verbose_name_plural = _("ผู้ประกอบการ")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "tax_id"], condition=~models.Q(tax_id=""), name="vendor_once_a_number"
            ),
            models.UniqueConstraint(
                fields=["authority", "name_key"], condition=models.Q(tax_id=""), name="vendor_once_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
