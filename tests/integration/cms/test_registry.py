"""What the installed apps register: that it is right, and that the platform uses it without a line of its own."""

from datetime import time

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.core.management import call_command
from wagtail.models import WorkflowContentType

from cms.actions import jobs, setup
from cms.checks.registrations import drafts_belong_to_divisions, findings_about, sections_are_there
from cms.models import AuditEntry, Job
from cms.notifications import outbox
from cms.pages import HomePage, SectionPage, YearPage
from cms.permissions.drafting import page_drafters
from cms.policy.registration import HomeBlock, JobKind, NavigationLink, Place, Registrations, Section, merged
from cms.policy.roles import DRAFTS_BY_DEFAULT, MAY_DRAFT, Role, group_name
from cms.policy.timetable import PeriodicTask
from cms.registry import by_app, registered
from cms.views.job_lines import lines_of
from procurement.models import ProcurementRecord
from procurement.policy.roles import DRAFTS_PROCUREMENT

BUDGET = Section("budget", "งบประมาณ", "งบประมาณของแต่ละปี")
NEVER = "tests.integration.cms.sample_jobs.never"


def with_(**values) -> Registrations:
    """What is registered, and more."""
    return merged([registered(), Registrations(**values)])


def test_what_the_apps_register_is_right():
    assert findings_about(registered()) == []
    assert run_checks(tags=["models"]) == []


def test_the_apps_of_this_project_register_something():
    assert set(by_app()) == {"cms", "disclosures", "procurement", "sample", "search"}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (
            {"timetable": (PeriodicTask("x", "budget.count", time(1, 0), "นับ"),)},
            "budget.count names no",
        ),
        ({"jobs": (JobKind("cms.tasks.nothing", "ไม่มี"),)}, "cms.tasks.nothing names no job"),
        ({"jobs": (JobKind("cms.registry.by_app", "ไม่ใช่งาน"),)}, "cms.registry.by_app names no job"),
        ({"jobs": (JobKind(NEVER, "ไม่เคย", "cms.views.nothing"),)}, "cms.views.nothing names no"),
        ({"on_fiscal_year_opened": ("cms.policy.roles.MAY_DRAFT",)}, "cms.policy.roles.MAY_DRAFT names no"),
        ({"listings": ("procurement.nothing",)}, "procurement.nothing names no"),
        ({"home_blocks": (HomeBlock("home.html", "cms.registry.by_app"),)}, "'home.html' is no template"),
        ({"home_blocks": (HomeBlock("base.html", "procurement.nothing"),)}, "procurement.nothing names no"),
        ({"corruption_ways": ("disclosures.nothing",)}, "disclosures.nothing names no"),
        ({"navigation": (NavigationLink("งบประมาณ", "budget", (Place.HELP,)),)}, "'budget' is no URL name"),
        ({"sections": (Section("search", "ค้นหา", ""),)}, "/search/ สงวนไว้"),
    ],
)
def test_what_leads_nowhere_is_found(more, says):
    (finding,) = findings_about(with_(**more))

    assert says in finding


def without(**values) -> Registrations:
    """What is registered with some of it replaced."""
    return Registrations(**{**vars(registered()), **values})


def test_an_address_that_is_served_must_be_reserved():
    of_the_platform = by_app()["cms"].reserved_addresses

    found = findings_about(without(reserved_addresses=of_the_platform))

    assert [finding.partition("/ has")[0] for finding in found] == ["/sample", "/search"]


def test_a_job_that_no_app_registers_is_found():
    found = findings_about(without(jobs=registered().jobs[:-1]))

    assert found == ["the job cms.tasks.read_file_text is not registered in `jobs`"]


def test_a_page_type_of_a_section_that_no_app_registers_is_found():
    kept = tuple(section for section in registered().sections if section.slug != "participation")

    found = findings_about(without(sections=kept))

    assert found == ["disclosures.ParticipationPage names the section 'participation', which no app registers"]


def test_who_drafts_a_type_is_said_by_the_type(monkeypatch):
    assert page_drafters() == DRAFTS_BY_DEFAULT | DRAFTS_PROCUREMENT
    assert drafts_belong_to_divisions() == []

    monkeypatch.setattr(ProcurementRecord, "drafted_by", frozenset({Role.AUDITOR}))

    (error,) = drafts_belong_to_divisions()
    assert error.id == "cms.E041"
    assert Role.AUDITOR not in MAY_DRAFT


def test_a_new_section_comes_to_an_authority_that_is_there(authority):
    made = setup.synchronize(authority, with_(sections=(BUDGET,)))

    section = SectionPage.objects.get(slug="budget")
    assert (section.title, section.description) == (BUDGET.title, BUDGET.description)
    assert section.live
    assert YearPage.objects.child_of(section).count() == authority.fiscal_years.count() == 1
    assert made[0] == "หมวด “งบประมาณ”"
    assert AuditEntry.objects.filter(action="setup.synchronize").get().data == {"made": made[:1]}


def test_a_type_that_is_new_gets_its_rights_and_its_approval(authority):
    drafters = Group.objects.get(name=group_name(Role.PROCUREMENT_OFFICER))
    rights = Permission.objects.filter(content_type__app_label="procurement", group=drafters)
    before = set(rights)
    drafters.permissions.remove(*before)
    WorkflowContentType.objects.all().delete()

    setup.synchronize(authority)

    assert before
    assert set(rights) == before
    assert "procurementrecord" in {each.content_type.model for each in WorkflowContentType.objects.all()}


def test_a_second_time_nothing_is_made(authority):
    setup.synchronize(authority, with_(sections=(BUDGET,)))
    before = (list(SectionPage.objects.values()), list(YearPage.objects.values()), AuditEntry.objects.count())

    assert setup.synchronize(authority, with_(sections=(BUDGET,))) == []

    assert (list(SectionPage.objects.values()), list(YearPage.objects.values()), AuditEntry.objects.count()) == before


def test_a_section_is_never_renamed_and_never_deleted(authority):
    setup.synchronize(authority, with_(sections=(BUDGET,)))

    setup.synchronize(authority, with_(sections=(Section("budget", "ชื่อใหม่", ""),)))
    setup.synchronize(authority)

    assert SectionPage.objects.get(slug="budget").title == "งบประมาณ"


def test_the_command_gives_every_authority_what_is_missing(authority, capsys):
    YearPage.objects.get(url_path__contains="/announcements/").delete()

    call_command("sync_authorities")
    first = capsys.readouterr().out
    call_command("sync_authorities")

    assert "หน้ารายปีในหมวด “ประกาศและข่าวสาร”" in first
    assert capsys.readouterr().out == ""


def test_an_authority_without_a_section_is_told_of(authority):
    assert sections_are_there(databases=["default"]) == []
    SectionPage.objects.get(slug="announcements").delete()

    (warning,) = sections_are_there(databases=["default"])

    assert "lacks the sections announcements" in warning.msg
    assert sections_are_there() == []


@pytest.mark.parametrize("slug", ["search", "admin", "oit"])
def test_no_section_takes_a_reserved_address(authority, slug):
    with pytest.raises(ValidationError, match="สงวนไว้"):
        HomePage.objects.get().add_child(instance=SectionPage(title="หมวด", slug=slug))


def test_a_job_is_named_by_what_its_app_registers(db):
    job = jobs.enqueue(NEVER, key="x", arguments={"name": "x"})

    assert lines_of([job], [JobKind(NEVER, "งานที่ไม่เคยสำเร็จ")]) == {job.pk: "งานที่ไม่เคยสำเร็จ"}
    assert lines_of([job], [JobKind(NEVER, "งาน", f"{__name__}.worded")]) == {job.pk: "งานของ x"}
    assert lines_of(Job.objects.all()) == {job.pk: "งานอื่นของระบบ"}


def worded(of_kind):
    return {job.pk: f"งานของ {job.arguments['name']}" for job in of_kind}


def test_a_message_of_no_registered_kind_is_refused(officer):
    with pytest.raises(LookupError, match="unheard"):
        outbox.put("unheard:1", to=officer, subject="เรื่อง", body="ข้อความ")


def test_links_of_the_apps_are_in_the_layout(authority, client):
    home = client.get("/").content.decode()
    years = client.get("/procurement/").content.decode()

    assert '<a href="/procurement/">ดูการใช้งบ</a>' in home
    assert '<a class="site-nav__link" href="/procurement/">จัดซื้อจัดจ้าง</a>' in home
    assert '<a class="site-nav__link" href="/procurement/" aria-current="page">จัดซื้อจัดจ้าง</a>' in years
    assert '<a href="/search/">ค้นหาทั้งเว็บไซต์</a>' in home
