"""The public search: what it finds, in what order, and that nothing typed into it breaks it."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.actions import takedown
from cms.models import FileText
from cms.signals import file_text_changed
from cms.thai.repair import search_key
from search.models import SearchEntry
from tests.factories.decisions import settle
from tests.factories.publications import PublicSite, current, publish
from tests.factories.records import make_announcement


@pytest.fixture
def public_site(authority, officer, procurement_officer, executive, second_executive):
    return PublicSite(authority, officer, procurement_officer, executive, second_executive)


@pytest.fixture
def entry(authority):
    """One thing that is found by คำ."""
    return make_entry(authority, "คำสั่งแต่งตั้ง", "คำว่า “ธรรมาภิบาล”")


def make_entry(authority, title, body, **fields):
    fields = {"content_type": ContentType.objects.get_for_model(SearchEntry), "object_id": title[:50], **fields}
    return SearchEntry.objects.create(
        authority=authority,
        kind="search.searchentry",
        title=title,
        body=body,
        key=f"{search_key(title)}\n{search_key(body)}",
        published_at=timezone.now(),
        address="/x/",
        **fields,
    )


def find(client, query, **filters):
    answer = client.get("/search/", {"q": query, **filters})
    assert answer.status_code == 200
    return answer


def titles(answer):
    return [result["entry"].title for result in answer.context.get("results", [])]


def test_a_word_inside_a_longer_sentence_is_found(client, public_site):
    public_site.fill()

    for query in ("รับสินบน", "เรียกรับสินบน", "สินบน ของขวัญ", "  สินบน   "):
        assert titles(find(client, query)) == ["มาตรการที่ 2 มาตรการป้องกันการรับสินบน"]


def test_thai_and_arabic_digits_are_the_same(client, public_site):
    public_site.fill()

    for query in ("2566", "๒๕๖๖", "๒๕66"):
        found = titles(find(client, query))
        assert set(found) >= {f"มาตรการที่ {page.measure_number} {page.title}" for page in public_site.measures}
        assert public_site.announcement.title not in found


def test_old_spellings_find_the_sound_one(client, public_site):
    public_site.fill()
    assert titles(find(client, "นํ้าประปา")) == ["มาตรการที่ 3 การใช้ทรัพย์สินของราชการ"]


def test_words_of_an_attached_file_are_found_with_the_record_that_carries_it(client, public_site):
    public_site.fill()
    answer = find(client, "ห้วยทรายขาว")

    assert titles(answer) == ["รายงานผลการดำเนินการ"]
    assert public_site.version.get_absolute_url() in answer.content.decode()
    assert "แนบใน “มาตรการที่ 1 ช่องทางการร้องเรียนการทุจริต”" in answer.content.decode()


def test_a_file_read_later_is_found_then(client, public_site):
    public_site.measure  # noqa: B018
    text = FileText.objects.get(file=public_site.version.file)
    text.pages = ["ข้อความที่อ่านใหม่ด้วยเครื่องมือที่ดีกว่า"]
    text.save()

    file_text_changed.send(sender=FileText, file_text=text)

    assert titles(find(client, "ห้วยทรายขาว")) == []
    assert titles(find(client, "เครื่องมือที่ดีกว่า")) == ["รายงานผลการดำเนินการ"]


def test_snippets_are_found_too(client, public_site):
    public_site.fill()
    answer = find(client, "ซ่อมถนน")

    assert titles(answer) == [public_site.procurement.title]
    assert public_site.procurement.get_absolute_url() in answer.content.decode()


def test_what_is_withdrawn_or_suspended_is_not_found(client, public_site):
    public_site.fill()
    assert titles(find(client, "ประกาศที่ถูก")) == []


def test_what_is_withdrawn_later_is_taken_out_and_a_rejected_request_leaves_it(client, public_site, officer, executive):
    page = public_site.announcement
    kept = takedown.request_withdrawal(current(page), by=officer, reason="ไม่แน่ใจ")
    settle(kept, by=executive, withdraw=False)
    assert titles(find(client, "พนักงานจ้าง")) == [page.title]

    request = takedown.request_withdrawal(current(page), by=officer, reason="ผิด")
    settle(request, by=executive, withdraw=True)

    assert titles(find(client, "พนักงานจ้าง")) == []


def test_a_new_version_takes_the_place_of_the_old_one(client, public_site, officer, executive):
    page = public_site.announcement
    draft = page.get_latest_revision_as_object()
    draft.summary = "เปลี่ยนเป็นสองตำแหน่ง"
    draft.save_revision(user=officer)
    publish(page, by=officer, approver=executive)

    assert titles(find(client, "หนึ่งอัตรา")) == []
    assert titles(find(client, "สองตำแหน่ง")) == [page.title]


def test_a_draft_is_not_found(client, year_page, officer, clerk_office):
    make_announcement(year_page, by=officer, division=clerk_office, title="ร่างที่ยังลับ")

    assert titles(find(client, "ร่างที่ยังลับ")) == []


def test_titles_come_before_bodies(client, public_site, year_page, officer, clerk_office, executive):
    public_site.fill()
    body = make_announcement(year_page, by=officer, division=clerk_office, title="ข่าว", summary="เรื่องรับสินบน")
    publish(body, by=officer, approver=executive)

    assert titles(find(client, "รับสินบน")) == ["มาตรการที่ 2 มาตรการป้องกันการรับสินบน", "ข่าว"]


def test_filters_stand_in_the_address(client, public_site, finance):
    public_site.fill()
    assert titles(find(client, "2566", kind="procurement.procurementrecord")) == [public_site.procurement.title]
    assert titles(find(client, "2566", division=finance.pk)) == [public_site.procurement.title]
    assert titles(find(client, "การ", year=2540)) == []


def test_filters_tell_how_much_they_would_leave(client, public_site):
    public_site.fill()
    answer = find(client, "2566", kind="procurement.procurementrecord")

    assert {kind: count for kind, _name, count in answer.context["kinds"]} == {
        "disclosures.integritymeasurepage": 3,
        "procurement.procurementrecord": 1,
        "attachment": 1,
    }


def test_hits_are_marked_and_everything_else_is_text(client, year_page, officer, clerk_office, executive):
    page = make_announcement(
        year_page, by=officer, division=clerk_office, title="<i>ประกาศ</i>", summary='<script>รับสินบน</script> "&'
    )
    publish(page, by=officer, approver=executive)

    html = find(client, "รับสินบน").content.decode()

    assert "&lt;script&gt;<mark>รับสินบน</mark>&lt;/script&gt;" in html
    assert "<script" not in html
    assert "<i>" not in html


@pytest.mark.parametrize(
    "query", ['"', "'", "%", "_", "\\", "\x00", "ก" * 10_000, "*", "a OR b", "(", "-", "<script>", "ฺ", "😀", "  "]
)
def test_nothing_typed_breaks_the_search(client, entry, query):
    answer = find(client, query)

    assert titles(answer) == []
    assert "<script" not in answer.content.decode()


@pytest.mark.parametrize(
    "filters", [{"year": "x"}, {"division": "9" * 30}, {"kind": "no.such"}, {"kind": "%"}, {"p": "-3"}]
)
def test_no_filter_breaks_the_search(client, entry, filters):
    find(client, "คำ", **filters)


def test_a_per_cent_sign_is_a_letter(client, authority):
    for title in ("ลดภาษี 90% ของปีก่อน", "ลดภาษี 900 บาท"):
        make_entry(authority, title, "")

    assert titles(find(client, "90%")) == ["ลดภาษี 90% ของปีก่อน"]


def test_nothing_found_helps_on(client, public_site):
    public_site.fill()
    html = find(client, "สินบน ไดโนเสาร์", year=2566).content.decode()

    assert "ไม่พบเรื่องที่มีทุกคำที่ค้นหา" in html
    assert "ค้นหาโดยไม่จำกัดปี" in html


def test_the_index_is_built_anew_as_it_was(client, public_site, capsys):
    public_site.fill()
    columns = ("object_id", "version", "title", "body", "key", "address", "kind")
    before = set(SearchEntry.objects.values_list(*columns))
    SearchEntry.objects.all().delete()

    call_command("rebuild_search")

    assert set(SearchEntry.objects.values_list(*columns)) == before
    assert "5" in capsys.readouterr().out


def test_results_are_paged_and_cost_a_bounded_number_of_queries(client, authority):
    for number in range(30):
        make_entry(authority, f"ถนนสายที่ {number}", "")

    find(client, "ถนนสายที่")
    with CaptureQueriesContext(connection) as captured:
        answer = find(client, "ถนนสายที่")

    assert len(titles(answer)) == 20
    assert 'href="?q=' in answer.content.decode()
    assert len(captured) <= 12
