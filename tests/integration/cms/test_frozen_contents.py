"""Contents that were approved by earlier versions of the program: each is still shown, printed, compared and found."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import timezone

from cms.exports import pdf
from cms.exports.data import json_of, xlsx_of
from cms.exports.record import data_of, searchable_text
from cms.models import Approvable, Authority, Publication
from cms.policy.canonical import digest
from cms.policy.changes import changes
from cms.policy.schema import FIRST, UNVERSIONED
from cms.records.content import schema_version
from cms.records.document import document_of
from cms.records.wording import labels_of, reading

FROZEN = Path(__file__).parents[2] / "data" / "frozen"
OURS = {"disclosures", "procurement"}
TYPES = [model for model in apps.get_models() if issubclass(model, Approvable) and model._meta.app_label in OURS]
# The types that are older than the versions; no other has ever written a content of version 0.
UNVERSIONED_ONCE = {"generalannouncementpage", "integritymeasurepage", "procurementrecord"}


def versions_of(model):
    """The versions in which contents of a type were written."""
    first = UNVERSIONED if model._meta.model_name in UNVERSIONED_ONCE else FIRST
    return range(first, schema_version(model) + 1)


VERSIONS = [(model, version) for model in TYPES for version in versions_of(model)]


def publication_of(model, version, division):
    content = json.loads((FROZEN / f"{model._meta.model_name}-{version}.json").read_text())
    if version == UNVERSIONED:
        content["division"] = division.pk
    else:
        content["division"]["key"] = division.pk
    content.pop("attachments", None)  # their sizes are in the database
    now = timezone.now()
    return Publication(
        authority=Authority(name="อบต.ดงหม้อทอง"),
        kind=model._meta.label_lower,
        number=1,
        title=content["title"],
        address="/",
        content=content,
        digest=digest(content),
        schema_version=version,
        approved_name="ผู้บริหาร",
        approved_at=now,
        live_from=now,
    )


@pytest.mark.parametrize(("model", "version"), VERSIONS, ids=lambda each: getattr(each, "__name__", each))
def test_every_version_of_every_type_can_be_read(model, version, clerk_office):
    publication = publication_of(model, version, clerk_office)

    words = searchable_text(document_of(publication))
    sections = data_of(publication)["sections"]

    assert pdf.render("record", data_of(publication)).startswith(b"%PDF")
    assert words
    assert sections
    assert "None" not in words + str(sections).replace("'caption': None", "")
    assert xlsx_of(publication)
    assert json.loads(json_of(publication))["sha256"] == publication.digest


def with_keys_turned_round(value):
    """A value with the keys of its mappings in the opposite order: PostgreSQL keeps those of JSON in one of its own."""
    if isinstance(value, dict):
        return {name: with_keys_turned_round(value[name]) for name in reversed(value)}
    return [with_keys_turned_round(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("model", "version"), VERSIONS, ids=lambda each: getattr(each, "__name__", each))
def test_a_content_reads_alike_in_whatever_order_its_keys_are_stored(model, version, clerk_office):
    content = document_of(publication_of(model, version, clerk_office)).content
    stored = with_keys_turned_round(content)

    assert stored == content
    assert reading(model, stored) == reading(model, content)


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_the_words_of_a_type_do_not_change_with_its_version(model, clerk_office):
    texts = {
        searchable_text(document_of(publication_of(model, version, clerk_office))) for version in versions_of(model)
    }

    assert len(texts) == 1


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_an_approver_is_shown_no_change_where_only_the_version_differs(model, clerk_office):
    versions = versions_of(model)
    ends = [document_of(publication_of(model, version, clerk_office)) for version in (versions[0], versions[-1])]
    old, new = (reading(model, document.content) for document in ends)

    changed = [each.name for each in changes(old, new, labels_of(model)) if each.is_changed]

    assert changed == []
