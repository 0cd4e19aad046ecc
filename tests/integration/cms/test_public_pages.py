"""What a visitor meets: lists, records with their evidence, things that are gone, and how little it all costs."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from cms.actions import takedown
from cms.models import AuditAnchor, Publication
from cms.policy.lifecycle import Stage
from cms.selectors.site import SiteContext
from cms.tasks import render_record_pdf
from tests.factories.publications import PublicSite, current, fresh, make_full_measure, make_version, publish
from tests.factories.records import make_announcement
from tests.reading import without_line_breaks

MOST_QUERIES = 30


@pytest.fixture
def public_site(authority, officer, procurement_officer, executive, second_executive):
    cache.clear()
    return PublicSite(authority, officer, procurement_officer, executive, second_executive)


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:1000]
    return answer.content.decode()


def queries_for(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        read(client, address)
    return len(captured)


def test_home_shows_facts_sections_years_and_the_newest(client, public_site):
    public_site.fill()
    html = read(client, "/")

    assert '<html lang="th">' in html
    assert "<b>5 เรื่อง</b>" in html
    assert f'href="{public_site.section.get_url()}"' in html
    assert f'href="{public_site.year.get_url()}"' in html
    assert public_site.announcement.title in html
    assert "ประกาศที่ถูกถอน" not in html
    assert "ประกาศที่ถูกระงับ" not in html


def test_every_record_is_two_clicks_from_home(client, public_site):
    public_site.fill()
    pages = [page.get_url() for page in [*public_site.measures, public_site.announcement]]

    first = set(re.findall(r'href="(/[^"]*/)"', read(client, "/")))
    second = set(
        re.findall(r'href="(/[^"]*/)"', "".join(read(client, address) for address in first if "admin" not in address))
    )

    assert set(pages) <= first | second
    assert public_site.procurement.get_absolute_url() not in first  # its year is one click more


def test_a_section_shows_its_years_with_counts(client, public_site):
    public_site.measure  # noqa: B018

    html = read(client, public_site.section.get_url())

    assert '<span class="year__name">2566</span><span class="year__count">1 เรื่อง</span>' in html


def test_a_list_and_the_page_say_the_number_of_a_measure(client, public_site):
    second = public_site.measures[1]

    shown = [read(client, address) for address in ("/", public_site.year.get_url(), public_site.section.get_url())]
    page = read(client, second.get_url())

    assert all(f'<span class="record__number">มาตรการที่ 2</span> {second.title}</a>' in html for html in shown)
    assert f'<h1><span class="record__number">มาตรการที่ 2</span> {second.title}</h1>' in page
    assert f"<title>มาตรการที่ 2 {second.title} · " in page
    assert page.count("มาตรการที่ 2") == 3  # heading, title, and the title of a shared link


def test_a_list_says_what_was_corrected_since(client, public_site, officer, executive):
    page = public_site.announcement
    before = read(client, page.get_parent().get_url())
    draft = page.get_latest_revision_as_object()
    draft.summary = "แก้ไขจำนวนอัตรา"
    draft.save_revision(user=officer)
    publish(page, by=officer, approver=executive)

    assert '<span class="tag tag--good icon-ok">เผยแพร่ ' in before
    assert '<span class="tag tag--warn icon-edit">แก้ไข ' in read(client, page.get_parent().get_url())


def test_a_year_is_filtered_by_division(client, public_site, finance, other_officer, executive):
    public_site.measure  # noqa: B018
    draft = make_full_measure(public_site.year, by=other_officer, division=finance, number=2)
    publish(draft, by=other_officer, approver=executive)

    html = read(client, f"{public_site.year.get_url()}?division={finance.pk}")

    assert html.count('class="record"') == 1
    assert "กองคลัง" in html


@pytest.mark.parametrize("division", ["x", "-1", "99999999999999999999", "๑", "%00"])
def test_a_year_bears_any_filter(client, public_site, division):
    read(client, f"{public_site.year.get_url()}?division={division}&p=900&sort=zz")


def test_a_year_is_paged_and_asks_no_more_for_more_records(client, public_site, officer, clerk_office):
    address = public_site.measure.get_parent().get_url()
    pages_of_type = queries_for(client, address)
    for number in range(2, 32):
        page = make_full_measure(public_site.year, by=officer, division=clerk_office, number=number)
        Page.objects.filter(pk=page.pk).update(live=True)
    cache.clear()  # made live past the flow: no entry in the audit chain tells the lists

    html = read(client, address)

    assert html.count('class="record"') == 25
    assert 'href="?p=2"' in html
    assert read(client, f"{address}?p=2").count('class="record"') == 6
    assert queries_for(client, address) <= pages_of_type <= MOST_QUERIES


def test_a_record_shows_its_content_and_who_approved_it(client, public_site, executive):
    html = read(client, public_site.measure.get_url())

    assert "เผยแพร่ข้อมูลบนเว็บไซต์หน่วยงานและช่องทางอื่นๆ" in html
    assert "ทุกไตรมาส" in html
    assert str(executive) in html
    assert f"{settings.SITE_URL}{public_site.measure.get_url()}" in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}{public_site.measure.get_url()}">' in html
    assert "สืบค้นจาก" in html
    assert f'href="{public_site.version.get_absolute_url()}"' in html
    assert "2 หน้า" in html
    assert "PDF 10 ไบต์" in html


def test_a_record_tells_its_history(client, public_site, officer, executive):
    page = public_site.announcement
    draft = page.get_latest_revision_as_object()
    draft.summary = "แก้ไขจำนวนอัตรา"
    draft.save_revision(user=officer)
    publish(page, by=officer, approver=executive)

    html = read(client, page.get_url())

    assert "แก้ไขจำนวนอัตรา" in html
    assert html.count("history__item ") + html.count('history__item"') == 2
    assert "มีฉบับใหม่แทนแล้ว" in html


def test_a_draft_of_a_live_record_is_not_shown(client, public_site, officer):
    draft = public_site.announcement.get_latest_revision_as_object()
    draft.title = "ชื่อที่ยังไม่อนุมัติ"
    draft.save_revision(user=officer)

    assert "ชื่อที่ยังไม่อนุมัติ" not in read(client, public_site.announcement.get_url())
    assert "ชื่อที่ยังไม่อนุมัติ" not in read(client, public_site.announcement.get_parent().get_url())


def test_a_record_costs_a_bounded_number_of_queries(client, public_site):
    assert queries_for(client, public_site.measure.get_url()) <= MOST_QUERIES


def test_home_costs_a_bounded_number_of_queries(client, public_site):
    public_site.fill()

    assert queries_for(client, "/") <= MOST_QUERIES


def test_a_withdrawn_record_is_gone_with_day_and_reason(client, public_site):
    html = read(client, public_site.withdrawn.get_url(), 410)

    assert "ข้อมูลไม่ตรงกับคำสั่งล่าสุด" in html
    assert "ถอนการเผยแพร่แล้ว" in html
    assert public_site.withdrawn.summary not in html


def test_a_suspended_record_says_no_more_than_that(client, public_site):
    html = read(client, public_site.suspended.get_url(), 404)

    assert "ระงับการเผยแพร่ชั่วคราว" in html
    assert public_site.suspended.title not in html
    assert public_site.suspended.summary not in html
    assert "พบเลขประจำตัวประชาชน" not in html


def test_a_draft_never_public_is_not_there(client, year_page, officer, clerk_office):
    page = make_announcement(year_page, by=officer, division=clerk_office, title="ร่างลับ")

    html = read(client, page.get_url(), 404)

    assert "ร่างลับ" not in html
    assert "ไม่พบหน้านี้" in html


def test_not_found_offers_a_search_for_the_words_of_the_address(client, authority):
    html = read(client, "/ข่าว/ประกาศรับสมัคร-2566", 404)

    assert f'action="{reverse("search")}"' in html
    assert 'value="ประกาศรับสมัคร 2566"' in html
    assert "<script" not in read(client, "/%3Cscript%3Ealert(1)%3C/script%3E", 404)


def test_an_empty_site_says_what_is_to_come(client, authority):
    assert "ยังไม่มีเรื่องที่เผยแพร่" in read(client, "/")


def test_what_officers_wrote_is_text(client, year_page, officer, clerk_office, executive):
    page = make_announcement(
        year_page, by=officer, division=clerk_office, title="<b>x</b>", summary="<script>1</script>"
    )
    public = publish(page, by=officer, approver=executive)

    html = read(client, public.get_url()) + read(client, "/") + read(client, year_page.get_url())

    assert "<script" not in html
    assert "<b>x</b>" not in html


def test_public_pages_carry_no_scripts_and_no_inline_styles(client, public_site):
    for address in [public_site.measure.get_url(), "/", public_site.section.get_url(), public_site.year.get_url()]:
        html = read(client, address)
        assert "<script" not in html
        assert not re.search(r"\sstyle=|\son\w+=|<style", html)


def test_a_page_weighs_at_most_250_kb_all_in(client, public_site):
    fonts = ["thai-400", "thai-700", "latin-400", "latin-700"]
    shared = ["cms/css/site.css", "cms/img/mark.svg", *(f"cms/fonts/sarabun-{font}-normal.woff2" for font in fonts)]
    weight = sum(Path(finders.find(name)).stat().st_size for name in shared)

    for address in [public_site.measure.get_url(), "/", public_site.year.get_url()]:
        assert weight + len(client.get(address).content) <= 250 * 1024


def test_site_map_holds_what_is_public_and_nothing_else(client, public_site):
    public_site.fill()
    xml = read(client, "/sitemap.xml")

    assert f"{public_site.measure.get_url()}</loc>" in xml
    assert f"{public_site.procurement.get_absolute_url()}</loc>" in xml
    assert "<lastmod>" in xml
    assert public_site.withdrawn.get_url() not in xml
    assert public_site.suspended.get_url() not in xml


def test_robots_are_told_of_the_site_map(client, authority):
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in read(client, "/robots.txt")


def test_days_of_the_chain_are_shown_in_the_buddhist_era(client, authority):
    AuditAnchor.objects.create(chain="main", on="2023-10-05", seq=7, hash="ab" * 32)

    html = read(client, "/integrity/")

    assert "5 ตุลาคม 2566" in html
    assert "ab" * 32 in html


def test_the_pdf_is_made_once_and_given_out_with_its_publication(client, public_site):
    publication = current(public_site.measure)
    address = reverse("publication_pdf", args=[publication.pk])
    read(client, address, 404)  # not made yet

    render_record_pdf.call(publication=publication.pk)
    first = Publication.objects.get(pk=publication.pk).pdf_id
    render_record_pdf.call(publication=publication.pk)

    answer = client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
    assert Publication.objects.get(pk=publication.pk).pdf_id == first
    assert f'href="{address}"' in read(client, public_site.measure.get_url())
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_while_a_record_is_suspended_its_earlier_pdf_is_hidden_too(client, public_site, officer, executive):
    page = public_site.announcement
    first = current(page)
    first.pdf = public_site.version.file
    first.save(update_fields=["pdf"])
    draft = page.get_latest_revision_as_object()
    draft.summary = "ฉบับใหม่"
    draft.save_revision(user=officer)
    publish(page, by=officer, approver=executive)
    address = reverse("publication_pdf", args=[first.pk])
    assert b"".join(client.get(address).streaming_content) == b"%PDF-1.7 x"

    takedown.suspend(current(page), by=executive, reason="รั่ว")

    read(client, address, 404)


@pytest.mark.parametrize(("thing", "status"), [("withdrawn", 410), ("suspended", 404)])
def test_the_pdf_is_as_public_as_its_publication(client, public_site, thing, status):
    publication = current(getattr(public_site, thing))
    publication.pdf = public_site.version.file
    publication.save(update_fields=["pdf"])

    read(client, reverse("publication_pdf", args=[publication.pk]), status)


def test_a_record_can_be_previewed_before_there_is_evidence(client, year_page, officer, clerk_office):
    version = make_version(clerk_office)
    page = make_full_measure(year_page, by=officer, division=clerk_office, number=1, versions=(version,))
    draft = page.get_latest_revision_as_object()

    preview = draft.make_preview_request(preview_mode=draft.default_preview_mode).render()

    html = without_line_breaks(preview.content.decode())
    assert "ตัวอย่างก่อนเผยแพร่" in html
    assert "อนุมัติโดย " not in html
    assert version.get_absolute_url() in html


def test_the_error_link_writes_to_the_authority_about_this_page(client, authority, public_site):
    without = read(client, public_site.announcement.get_url())
    authority.email = "saraban@example.go.th"
    authority.save()

    html = read(client, public_site.announcement.get_url())

    assert 'href="#contact">แจ้งข้อผิดพลาดของหน้านี้' in without
    assert re.search(r'href="mailto:saraban@example.go.th\?subject=[%\w.]+&amp;body=[^"]+">แจ้งข้อผิดพลาด', html)
    assert current(fresh(public_site.announcement)).stage == Stage.LIVE


def test_a_form_without_its_token_is_refused_in_thai(authority):
    answer = Client(enforce_csrf_checks=True).post("/search/")

    assert answer.status_code == 403
    assert "แบบฟอร์มนี้หมดเวลาแล้ว" in answer.content.decode()


def test_a_fault_is_told_in_thai_without_asking_the_database(client, authority, monkeypatch):
    def fail(context):
        raise RuntimeError

    monkeypatch.setattr(SiteContext, "authority", property(fail))
    client.raise_request_exception = False

    answer = client.get("/integrity/")

    assert answer.status_code == 500
    assert "ระบบขัดข้องชั่วคราว" in answer.content.decode()
