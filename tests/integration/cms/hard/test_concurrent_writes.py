import pytest
from django.db import transaction

from cms.actions import audit
from cms.models import AuditEntry
from tests.integration.cms.hard.processes import fork, wait_for
from tests.integration.cms.sample_jobs import leave_trace, traces

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]
PROCESSES, EACH = 8, 125


def test_a_thousand_writes_from_eight_processes_are_all_there():
    def write(process):
        for number in range(EACH):
            with transaction.atomic():
                leave_trace(f"{process}-{number}")

    ends = wait_for(*[fork(lambda process=process: write(process)) for process in range(PROCESSES)])

    assert ends == [0] * PROCESSES
    assert sorted(traces()) == sorted(f"{process}-{number}" for process in range(PROCESSES) for number in range(EACH))
    assert list(AuditEntry.objects.order_by("seq").values_list("seq", flat=True)) == [*range(1, PROCESSES * EACH + 1)]
    assert audit.verify() is None
