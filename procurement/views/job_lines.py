"""What the list of background jobs calls those of procurement."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cms.models.jobs import Job
from procurement.pages import MonthlyProcurementPage


def month_lines(jobs: Sequence[Job]) -> dict[int, str]:
    """The drawing up of months, each with the title of its page."""
    pages = {job.arguments.get("page") for job in jobs}
    titles = dict(MonthlyProcurementPage.objects.filter(pk__in=pages).values_list("pk", "title"))
    named = ((job.pk, titles.get(job.arguments.get("page"))) for job in jobs)
    return {pk: _("จัดทำ “%(title)s” จากรายการที่อนุมัติแล้ว") % {"title": title} for pk, title in named if title}
