"""The jobs of procurement."""

from cms.actions.jobs import job
from procurement.actions import months
from procurement.pages import MonthlyProcurementPage


@job()
def refresh_month(page: int) -> None:
    """Draw the summary of a month (primary key of its page) up anew, and submit what changed of a public one."""
    found = MonthlyProcurementPage.objects.filter(pk=page).first()
    if found is not None:
        months.refresh_and_correct(found)
