"""Rows of the editor as a sheet: by keyboard, by paste, on a phone, without JavaScript; what is seen is posted."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cms.actions.fiscal_years import open_year
from cms.actions.records import draft, draft_report
from cms.pages import SectionPage
from disclosures.pages import OperationPlanPage, OperationProgressPage
from tests.browser.test_autosave import NOTE_WHEN_IT_WATCHES, expect_saved, wait_for_editor
from tests.factories import families
from tests.factories.publications import fresh, publish
from tests.sample.models import PlannedWork

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PASTE = """text => {
  const data = new DataTransfer()
  data.setData('text/plain', text)
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))
}"""
COPY = """() => {
  const data = new DataTransfer()
  document.activeElement.dispatchEvent(
    new ClipboardEvent('copy', {clipboardData: data, bubbles: true, cancelable: true}))
  return data.getData('text/plain')
}"""
# What each row shows, row by row.
SHOWN = """rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => {
  const field = cell.querySelector('input, select, textarea')
  return field.tagName == 'SELECT' ? (field.value && field.selectedOptions[0].text) : field.value
}))"""
BELOW_ITS_WORDS = """cell => {
  const range = document.createRange()
  range.selectNodeContents(cell)
  return range.getBoundingClientRect().bottom
}"""
ROAD, TRAINING = ["ซ่อมถนนลูกรัง", "สำนักปลัด", "245,000.50"], ["อบรมอาสาสมัคร", "สำนักปลัด", "12,000.00"]
BLANK = ["", "", ""]


@pytest.fixture
def plan(year_page, officer, clerk_office):
    return families.make_plan(year_page, by=officer, division=clerk_office)


@pytest.fixture
def report(year_page, officer, executive, clerk_office):
    return families.make_published_report(year_page, by=officer, approver=executive, division=clerk_office)


@pytest.fixture
def open_editor(browser, live_server, client, officer):
    """A tab of the officer at the editor of a record; whatever its console complained of fails the test."""
    tabs = []

    def open_tab(page, viewport=DESK, **options):
        client.force_login(officer)
        context = browser.new_context(viewport=viewport, base_url=live_server.url, locale="th-TH", **options)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        context.add_cookies([session])
        context.add_init_script(NOTE_WHEN_IT_WATCHES)
        tab = context.new_page()
        complaints = []
        tabs.append((context, complaints))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        tab.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        return tab

    yield open_tab
    for context, complaints in tabs:
        context.close()
        assert complaints == []


def cell(tab, row, name):
    return tab.locator(f"#id_projects-{row}-{name}")


def paste(tab, *lines):
    tab.evaluate(PASTE, "\n".join(lines))


def press(tab, *keys):
    for key in keys:
        tab.keyboard.press(key)


def shown(tab):
    return tab.locator(".sheet tbody tr:not([hidden])").evaluate_all(SHOWN)


def said(tab):
    return tab.locator(".sheet__said")


def save(tab):
    with tab.expect_navigation():
        tab.get_by_role("button", name="บันทึกฉบับร่าง").first.click()


def draft_rows(page):
    rows = fresh(page).get_latest_revision_as_object().projects.all()
    return [(row.project, row.unit.name, row.budget) for row in rows]


def test_rows_are_written_by_keyboard_alone(open_editor, plan):
    tab = open_editor(plan)
    cell(tab, 0, "project").focus()

    # Enter goes down, and from the last row to a new one; Tab goes on; what is typed replaces what was there.
    press(tab, "Enter", "Enter")
    expect(cell(tab, 2, "project")).to_be_focused()
    tab.keyboard.type("ขุดลอกคลอง")
    press(tab, "Tab")
    cell(tab, 2, "unit").select_option(label="กองคลัง")
    press(tab, "Tab")
    tab.keyboard.type("๑,๐๐๐ บาท")
    press(tab, "Enter")
    expect(tab.locator("[data-total=budget]")).to_have_text("258,000.50")
    expect(cell(tab, 2, "budget")).to_have_value("1,000.00")

    # F2 writes on, Escape takes back what was written.
    press(tab, "Control+Home", "F2")
    tab.keyboard.type(" ใหม่")
    press(tab, "Escape")
    assert shown(tab)[0] == ROAD
    press(tab, "F2")
    tab.keyboard.type(" หมู่ 5")
    press(tab, "ArrowRight", "Enter")
    assert shown(tab)[0][0] == "ซ่อมถนนลูกรัง หมู่ 5"

    # A range is cleared and brought back; a row moves down; one is put between and removed; the end of the table.
    press(tab, "Control+Home", "Shift+ArrowDown", "Shift+ArrowRight")
    expect(tab.locator(".sheet [aria-selected=true]")).to_have_count(4)
    assert tab.evaluate(COPY) == "ซ่อมถนนลูกรัง หมู่ 5\tสำนักปลัด\nอบรมอาสาสมัคร\tสำนักปลัด"
    press(tab, "Delete")
    assert [row[:2] for row in shown(tab)[:2]] == [["", ""]] * 2
    press(tab, "Control+z", "Control+Home", "Alt+ArrowDown")
    assert [row[0] for row in shown(tab)] == ["อบรมอาสาสมัคร", "ซ่อมถนนลูกรัง หมู่ 5", "ขุดลอกคลอง", ""]
    expect(cell(tab, 0, "project")).to_be_focused()
    expect(said(tab)).to_have_text("เลื่อนไปเป็นแถว 2 แล้ว")
    press(tab, "Alt+Insert")
    assert len(shown(tab)) == 5
    press(tab, "Alt+Delete")
    expect(cell(tab, 0, "project")).to_be_focused()
    press(tab, "Escape")
    expect(tab.get_by_role("button", name="เพิ่มแถว")).to_be_focused()

    save(tab)
    assert draft_rows(plan) == [
        ("อบรมอาสาสมัคร", "สำนักปลัด", Decimal(12000)),
        ("ซ่อมถนนลูกรัง หมู่ 5", "สำนักปลัด", Decimal("245000.50")),
        ("ขุดลอกคลอง", "กองคลัง", Decimal(1000)),
    ]


def test_each_step_is_undone_and_done_again(open_editor, plan):
    tab = open_editor(plan)
    cell(tab, 0, "project").focus()
    states = [shown(tab)]

    for step in (["Delete"], ["Alt+ArrowDown"], ["Alt+Insert"], ["Alt+Delete"], ["Control+a", "Alt+Delete"]):
        press(tab, *step)
        states.append(shown(tab))
    assert states[-1] == [BLANK]  # without rows there is one to write into

    for state in reversed(states[:-1]):
        press(tab, "Control+z")
        assert shown(tab) == state
    for state in states[1:]:
        press(tab, "Control+y")
        assert shown(tab) == state
    expect(tab.get_by_role("button", name="ทำซ้ำ")).to_be_disabled()


def test_a_range_of_excel_is_pasted_and_read(open_editor, plan):
    tab = open_editor(plan)
    cell(tab, 1, "project").focus()

    # The heads say which column is which; a quoted cell has line breaks.
    paste(
        tab,
        "งบประมาณ (บาท)\tโครงการ\tหน่วยงาน",
        '๒๐๐,๐๐๐.-\t"วางท่อ\nหมู่ที่ 1"\tกองคลัง',
        "50,000 บาท\tปลูกป่า\tสำนักปลัด",
        "0.5\tซ่อมไฟ\t กองคลัง ",
    )

    expect(said(tab)).to_have_text("วาง 3 แถวแล้ว อ่านได้ครบทุกช่อง")
    expect(tab.locator("[data-total=budget]")).to_have_text("495,001.00")
    pasted = [
        ["วางท่อ หมู่ที่ 1", "กองคลัง", "200,000.00"],
        ["ปลูกป่า", "สำนักปลัด", "50,000.00"],
        ["ซ่อมไฟ", "กองคลัง", "0.50"],
    ]
    assert shown(tab) == [ROAD, *pasted]
    press(tab, "Control+z")
    assert shown(tab) == [ROAD, TRAINING]
    press(tab, "Control+y")
    assert shown(tab) == [ROAD, *pasted]

    # One text into a whole range.
    cell(tab, 0, "budget").click()
    press(tab, "Shift+ArrowDown")
    paste(tab, "777")
    expect(cell(tab, 0, "budget")).to_have_value("777.00")
    save(tab)
    assert [row[2] for row in draft_rows(plan)] == [Decimal(777), Decimal(777), Decimal(50000), Decimal("0.50")]


def test_what_cannot_be_read_stands_in_its_cell_and_is_not_lost(open_editor, plan):
    tab = open_editor(plan)
    cell(tab, 0, "project").focus()

    paste(tab, "ก\tกองช้าง\t250,00O", "ข\tกองคลัง\t10", "ค\tกองคลัง\t")

    expect(said(tab)).to_have_text("วาง 3 แถวแล้ว มี 3 ช่องที่ต้องแก้")
    budget, unit = cell(tab, 0, "budget"), cell(tab, 0, "unit")
    expect(budget).to_have_attribute("aria-invalid", "true")
    expect(budget).to_have_value("250,00O")
    expect(budget).to_have_accessible_description(re.compile("อ่านจำนวนเงิน “250,00O” ไม่ได้"))
    expect(unit).to_have_accessible_description(re.compile("ไม่มีตัวเลือก “กองช้าง”"))
    expect(tab.locator("[data-total=budget]")).to_contain_text("ยังไม่รวมแถว 1")
    expect(tab.locator(".sheet__faults a")).to_have_count(3)
    expect(tab.locator(".sheet__faults li").last).to_have_text("ข้อมูลที่พิมพ์ยังอยู่ในหน้านี้ ระบบบันทึกอัตโนมัติต่อเมื่อแก้ครบ")

    # A link leads into the cell; the name that no choice fits is not lost by saving.
    tab.locator(".sheet__faults a").nth(1).click()
    expect(budget).to_be_focused()
    tab.keyboard.type("250,000")
    press(tab, "Enter")
    expect(budget).to_have_value("250,000.00")
    expect(budget).not_to_have_attribute("aria-invalid", "true")
    tab.get_by_role("button", name="บันทึกฉบับร่าง").first.click()
    expect(said(tab)).to_have_text("แถว 1 “กองช้าง” ไม่มีในรายการ เลือกให้ถูกหรือลบออกก่อนบันทึก")
    expect(unit).to_be_focused()
    unit.select_option(label="สำนักปลัด")
    cell(tab, 2, "budget").fill("0")
    save(tab)
    assert [row[1:] for row in draft_rows(plan)] == [
        ("สำนักปลัด", Decimal(250000)),
        ("กองคลัง", Decimal(10)),
        ("กองคลัง", Decimal(0)),
    ]


def test_a_paste_that_does_not_fit_changes_nothing_and_says_why(open_editor, plan):
    tab = open_editor(plan)
    cell(tab, 0, "unit").focus()

    paste(tab, "1\t2\t3")
    expect(said(tab)).to_contain_text("ที่คัดลอกมามี 3 คอลัมน์ แต่จากช่องนี้ไปมี 2 คอลัมน์ ยังไม่ได้วาง")
    press(tab, "ArrowLeft")
    paste(tab, *["แถว"] * 501)
    expect(said(tab)).to_contain_text("ตารางนี้มีได้ไม่เกิน 500 แถว")
    assert shown(tab) == [ROAD, TRAINING]


def test_what_the_server_refuses_stands_in_its_cell(open_editor, plan):
    tab = open_editor(plan)
    cell(tab, 1, "budget").focus()
    tab.keyboard.type("-5")
    save(tab)

    budget = cell(tab, 1, "budget")
    expect(budget).to_have_value("-5")
    expect(budget).to_have_attribute("aria-invalid", "true")
    expect(said(tab)).to_have_text("มี 1 ช่องที่ต้องแก้")
    tab.locator(".sheet__faults a").click()
    expect(budget).to_be_focused()
    expect(tab.locator(".sheet__error")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_what_is_missing_leads_into_its_cell(open_editor, year_page, officer, clerk_office, executive, viewport):
    report = families.make_published_report(year_page, by=officer, approver=executive, division=clerk_office)
    second = report.projects.all()[1]
    second.state = ""
    second.save()
    fresh(report).save_revision(user=officer)
    tab = open_editor(report, viewport)

    tab.get_by_role("link", name=re.compile("ข้อ 2 ยังไม่ได้กรอก “สถานะ”")).click()

    expect(cell(tab, 1, "state")).to_be_focused()


def test_what_a_plan_says_is_only_read_in_its_report(open_editor, report):
    tab = open_editor(report)
    expect(tab.get_by_role("button", name="เพิ่มแถว")).to_have_count(0)
    cell(tab, 0, "state").focus()
    press(tab, "ArrowLeft")
    expect(cell(tab, 0, "budget")).to_be_focused()
    press(tab, "Delete")
    expect(cell(tab, 0, "budget")).to_have_text("245,000.50")

    # The whole table of the plan may be pasted back with results, row by row; other rows are not taken for these.
    heads = "โครงการ\tหน่วยงาน\tงบประมาณ (บาท)\tสถานะ\tใช้จ่ายจริง (บาท)"
    paste(tab, heads, "โครงการอื่น\tสำนักปลัด\t1\tแล้วเสร็จ\t1")
    expect(said(tab)).to_contain_text("แถว 1 “โครงการ” ที่คัดลอกมาไม่ตรงกับแผน (โครงการอื่น)")
    paste(tab, heads, "ซ่อมถนนลูกรัง\tสำนักปลัด\t245000.50\tแล้วเสร็จ\t๒๔๐,๐๐๐")
    expect(cell(tab, 0, "spent")).to_have_value("240,000.00")
    expect(tab.locator("[data-total=spent]")).to_have_text("249,000.00")
    save(tab)
    draft = fresh(report).get_latest_revision_as_object().projects.all()[0]
    assert (draft.project, draft.state, draft.spent) == ("ซ่อมถนนลูกรัง", "done", Decimal(240000))


@pytest.fixture
def progress(year_page, officer, executive, clerk_office):
    """A report on a plan of which one project needs no money."""
    year = open_year(SectionPage.objects.get(slug="operations"), year_page.fiscal_year)
    plan, today = OperationPlanPage(title="แผนดำเนินงาน", division=clerk_office), timezone.localdate()
    project = OperationPlanPage.projects.rel.related_model
    told = {"unit": clerk_office, "source": "เงินรายได้", "begins": today, "ends": today}
    plan.projects = [
        project(project="ซ่อมถนน", budget=Decimal(1250), **told),
        project(project="เผยแพร่ข้อมูล", budget=Decimal(0), **told),
    ]
    plan = publish(draft(plan, year, by=officer), by=officer, approver=executive)
    return draft_report(
        OperationProgressPage(title="รายงาน", division=clerk_office, plan=plan, period="h1"), year, by=officer
    )


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_no_budget_in_words_is_added_up_as_none(open_editor, progress, viewport):
    tab = open_editor(progress, viewport)
    budget, spent = tab.locator("[data-total=budget]"), tab.locator("[data-total=spent]")

    expect(budget).to_have_text("1,250.00")
    expect(cell(tab, 1, "budget")).to_have_text("ไม่ใช้งบประมาณ")
    if viewport is PHONE:  # one below the other
        assert budget.evaluate(BELOW_ITS_WORDS) <= spent.evaluate("cell => cell.getBoundingClientRect().top")


def test_on_a_phone_one_row_is_open_at_a_time(open_editor, plan, clipped):
    tab = open_editor(plan, PHONE)
    first, second = tab.locator(".sheet__row").nth(0), tab.locator(".sheet__row").nth(1)
    expect(first).to_have_text(re.compile("1.*ซ่อมถนนลูกรัง.*245,000.50"))
    expect(cell(tab, 0, "project")).to_be_hidden()

    first.click()
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(second).to_be_hidden()
    cell(tab, 0, "project").fill("ซ่อมถนนดิน")
    tab.get_by_role("button", name="แถวถัดไป").click()
    expect(cell(tab, 0, "project")).to_be_hidden()
    cell(tab, 1, "budget").fill("13000")
    tab.get_by_role("button", name="เสร็จแถวนี้").click()
    expect(second).to_be_focused()
    expect(first).to_contain_text("ซ่อมถนนดิน")
    tab.get_by_role("button", name="เพิ่มแถว").click()
    expect(cell(tab, 2, "project")).to_be_focused()
    assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert clipped(tab) == []

    save(tab)
    assert [row[0::2] for row in draft_rows(plan)] == [
        ("ซ่อมถนนดิน", Decimal("245000.50")),
        ("อบรมอาสาสมัคร", Decimal(13000)),
    ]


def test_without_javascript_the_table_is_a_plain_form(open_editor, plan):
    tab = open_editor(plan, java_script_enabled=False)

    cell(tab, 0, "budget").fill("1,000")
    tab.locator("[name=projects-1-DELETE][type=checkbox]").check()
    cell(tab, 2, "project").fill("ขุดลอกคลอง")
    cell(tab, 2, "unit").select_option(label="กองคลัง")
    cell(tab, 2, "budget").fill("5")
    save(tab)

    assert draft_rows(plan) == [("ซ่อมถนนลูกรัง", "สำนักปลัด", Decimal(1000)), ("ขุดลอกคลอง", "กองคลัง", Decimal(5))]


def test_an_autosave_keeps_the_rows_and_minds_no_blank_one(open_editor, settings, plan):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 50
    tab = open_editor(plan)
    wait_for_editor(tab)
    cell(tab, 0, "project").focus()

    for text in ("ขุดลอกคลอง", "ปลูกป่า"):
        with tab.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url) as answer:
            press(tab, "Control+End", "Home", "Enter")
            paste(tab, f"{text}\tกองคลัง\t10")
            press(tab, "Enter")
        assert answer.value.ok
        expect_saved(tab)
        press(tab, "Alt+Insert")

    assert {row[0] for row in draft_rows(plan)} >= {"ซ่อมถนนลูกรัง", "ขุดลอกคลอง", "ปลูกป่า"}
    assert len(draft_rows(plan)) == 4


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("viewport", [{**DESK, "height": 2000}, PHONE])  # nothing half under the head of the page
def test_nobody_is_kept_out(open_editor, plan, violations, clipped, photograph, viewport, colours):
    plan.projects = [PlannedWork(project="ก่อสร้าง" * 20, unit=plan.division, budget=place) for place in range(1, 5)]
    plan.save()
    plan.save_revision()
    tab = open_editor(plan, viewport, color_scheme=colours)
    if viewport is PHONE:
        assert violations(tab) == []
        tab.locator(".sheet__row").first.click()
    cell(tab, 0, "project").focus()
    paste(tab, "ก\tกองช้าง\t25O")
    if viewport is not PHONE:
        expect(said(tab)).to_contain_text("มี 2 ช่องที่ต้องแก้")

    assert violations(tab) == []
    assert clipped(tab) == []
    photograph(tab, f"editor-sheet-{viewport['width']}-{colours}")
