"""A picture in a row: whose it may be, what of it is approved, where it is shown."""

import pytest
from django.urls import reverse
from wagtail.admin.panels.base import get_form_for_model

from cms.actions.records import draft
from cms.editor.page_forms import RowForm
from cms.exports.data import csv_of
from cms.exports.record import data_of, searchable_text
from cms.models import PublicationPicture
from cms.policy.refusal import Refused
from cms.records.content import canonical_content
from cms.records.document import document_of
from cms.records.wording import reading
from disclosures.pages import NewsPage, NewsPicture
from tests.factories.pictures import make_picture
from tests.factories.publications import current, publish

DESCRIPTION = "ชาวบ้านช่วยกันซ่อมฝาย"


@pytest.fixture
def picture(officer, clerk_office):
    return make_picture(by=officer, division=clerk_office)


@pytest.fixture
def foreign(other_officer, finance):
    return make_picture(by=other_officer, division=finance, title="ลับ")


@pytest.fixture
def news(year_page, officer, clerk_office):
    def make(picture):
        page = NewsPage(
            title="ซ่อมฝาย", summary="สรุป", division=clerk_office, happened_on=f"{year_page.fiscal_year - 543}-01-05"
        )
        page.body = [("paragraph", "<p>ซ่อมแล้ว</p>")]
        page.pictures = [NewsPicture(picture=picture, description=DESCRIPTION)]
        return draft(page, year_page, by=officer)

    return make


@pytest.fixture
def row_form(officer):
    form = get_form_for_model(NewsPicture, form_class=RowForm, fields=["picture", "description"])
    return lambda picture, instance=None: form(
        {"picture": str(picture.pk), "description": DESCRIPTION}, instance=instance, for_user=officer
    )


def test_its_bytes_are_part_of_what_is_approved(news, picture):
    (row,) = canonical_content(news(picture))["pictures"]

    assert row == {"picture": {"picture": picture.pk, "sha256": picture.sha256}, "description": DESCRIPTION}


def test_the_publication_carries_it_and_the_public_sees_it(news, picture, officer, executive, client):
    address = reverse("picture", args=[picture.uuid, "max-800x600"])
    page = news(picture)
    assert client.get(address).status_code == 404

    page = publish(page, by=officer, approver=executive)
    shown = client.get(page.get_url()).content.decode()

    assert PublicationPicture.objects.get().picture == picture
    assert f'src="{address}"' in shown
    assert f'alt="{DESCRIPTION}"' in shown
    assert client.get(address).status_code == 200


def test_the_paper_has_it_with_its_description_and_the_table_says_that_there_is_one(news, picture, officer, executive):
    publication = current(publish(news(picture), by=officer, approver=executive))
    document = document_of(publication)

    section = data_of(publication)["sections"][-1]
    (cell, words), *_others = section["table"]["rows"]

    assert (cell["description"], words) == (DESCRIPTION, DESCRIPTION)
    assert bytes(cell["bytes"]).startswith(b"\x89PNG")
    assert "มีรูปภาพ" in csv_of(document.tables[0]).decode()
    assert DESCRIPTION in searchable_text(document)
    assert "มีรูปภาพ" not in searchable_text(document)


def test_a_picture_whose_file_is_gone_leaves_words(news, picture, officer, executive):
    publication = current(publish(news(picture), by=officer, approver=executive))
    picture.file.storage.delete(picture.file.name)

    assert data_of(publication)["sections"][-1]["table"]["rows"] == [["มีรูปภาพ", DESCRIPTION]]


def test_an_approver_reads_another_picture_as_a_change(news, picture, officer, clerk_office):
    other = make_picture(by=officer, division=clerk_office, colour="red")

    old, new = (reading(NewsPage, canonical_content(news(each))) for each in (picture, other))

    assert old["pictures"] != new["pictures"]


def test_a_picture_of_another_division_is_refused_at_submission(news, foreign, officer, executive):
    with pytest.raises(Refused, match="ของกองหรือสำนักอื่น"):
        publish(news(foreign), by=officer, approver=executive)


def test_the_form_of_a_row_refuses_it_and_forgets_its_number(row_form, picture, foreign):
    mine, theirs = row_form(picture), row_form(foreign)

    assert mine.is_valid(), mine.errors
    assert "ของกองหรือสำนักอื่น" in str(theirs.errors["picture"])
    assert theirs.data["picture"] == ""


def test_a_row_keeps_the_picture_that_it_has(row_form, foreign):
    assert row_form(foreign, NewsPicture(picture=foreign, description=DESCRIPTION)).is_valid()
