from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms.fields import MoneyField
from cms.models import ApprovedSnippet, Division
from cms.views.snippet import published_snippet
from cms.viewsets.snippets import ApprovableSnippetViewSet
from procurement.policy.roles import DRAFTS_PROCUREMENT


class LoanNotice(ApprovedSnippet):
    title = models.CharField("ชื่อเรื่อง", max_length=200)
    amount = MoneyField("วงเงิน (บาท)", null=True, blank=True)
    helper = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ผู้ช่วย")
    ends = models.DateField("สิ้นสุด", null=True, blank=True)

    address_name, drafted_by = "sample_notice", DRAFTS_PROCUREMENT

    class Meta:
        verbose_name = verbose_name_plural = "ประกาศให้กู้ตัวอย่าง"

    def __str__(self) -> str:
        return self.title


class LoanNoticeViewSet(ApprovableSnippetViewSet):
    model = LoanNotice
    add_to_admin_menu = False


def notice(request: HttpRequest, pk: int) -> HttpResponse:
    return published_snippet(request, LoanNotice, pk, {})


urlpatterns = [path("sample/<int:pk>/", notice, name="sample_notice")]
