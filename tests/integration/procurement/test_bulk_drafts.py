"""Drafts that are written in bulk are those that `save` and `save_revision` write."""

from django.forms.models import model_to_dict
from wagtail.models import ModelLogEntry, ReferenceIndex

from cms.models import DraftContributor
from procurement.actions.bulk_drafts import make_drafts
from procurement.actions.import_drafts import record_of
from procurement.models import ProcurementRecord
from tests.factories.imports import VALUES

OWN = {"id", "pk", "record", "latest_revision", "uuid", "timestamp", "object_id", "edited_at", "revision", "created_at"}
WHOLE = {
    **VALUES,
    "kind": "01",
    "method": "19",
    "step": "5",
    "reason": "ราคาต่ำสุด",
    "contract_number": "1/2568",
    "contract_date": "2025-01-15",
    "reference_price": "12500.00",
    "bidders": [["ร้านแสงทอง", "12500.00", ""], ["ร้านแสงธรรม", None, ""]],
    "winners": [["ร้านแสงทอง", "12500.00", "0105536112014"]],
}


def plain(data):
    """Without what differs between any two drafts."""
    if isinstance(data, dict):
        return {name: plain(value) for name, value in data.items() if name not in OWN}
    return [plain(each) for each in data] if isinstance(data, list) else data


def traces(pk):
    """All that is stored of a draft."""
    record = ProcurementRecord.objects.get(pk=pk)
    revision = record.latest_revision
    rows = [*record.bidders.all(), *record.winners.all()]
    logs = list(ModelLogEntry.objects.for_instance(record))
    hands = list(DraftContributor.objects.of(record))
    own = ReferenceIndex.objects.filter(object_id=str(pk), content_type=revision.content_type_id)
    references = own.values_list("to_content_type", "to_object_id", "model_path", "content_path")
    return plain(
        {
            "fields": model_to_dict(record) | {"unpublished": record.has_unpublished_changes, "live": record.live},
            "rows": [model_to_dict(row) for row in rows],
            "revision": [revision.content, revision.object_str, revision.user_id, revision.content_type_id],
            "base": revision.base_content_type_id,
            "log": [model_to_dict(each) for each in logs],
            "hands": [model_to_dict(each) for each in hands],
            "references": sorted(references),
        }
    )


def test_they_leave_the_same_traces(procurement_officer, finance):
    one, other = record_of(WHOLE, finance), record_of(WHOLE, finance)
    one.save()
    one.save_revision(user=procurement_officer, log_action="wagtail.create")

    make_drafts([other], by=procurement_officer)

    assert traces(other.pk) == traces(one.pk)
    assert traces(one.pk)["log"][0]["action"] == "wagtail.create"


def test_a_chunk_asks_few_questions(procurement_officer, finance, django_assert_max_num_queries):
    records = [record_of(WHOLE, finance) for _number in range(50)]

    with django_assert_max_num_queries(3 * 50 + 20):
        make_drafts(records, by=procurement_officer)

    assert ProcurementRecord.objects.count() == 50
