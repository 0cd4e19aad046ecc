"""An officer of one division neither sees nor touches another's drafts, by whatever address."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page

from cms.actions import approval, permission_receivers
from cms.editor.widgets import ThaiDateField, ThaiDateTimeField
from cms.models import Picture, User
from cms.pages import RecordPage
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from tests.factories.people import UserFactory, make_user
from tests.factories.publications import publish
from tests.factories.records import make_announcement

SECRET = "แผนลับของสำนักปลัด"


@pytest.fixture
def secret(year_page, officer, clerk_office):
    return make_announcement(year_page, by=officer, division=clerk_office, title=SECRET, summary=SECRET)


@pytest.fixture
def published(year_page, officer, clerk_office, executive):
    """Public under one title, being rewritten under another."""
    page = make_announcement(year_page, by=officer, division=clerk_office, title="ประกาศที่เผยแพร่แล้ว")
    page = publish(page, by=officer, approver=executive)
    draft = page.get_latest_revision_as_object()
    draft.title = SECRET
    draft.save_revision(user=officer)
    return page


def lists(page: Page) -> list[str]:
    """Every list in which a draft could show."""
    year = page.get_parent()
    return [
        reverse("wagtailadmin_explore", args=[year.pk]),
        reverse("wagtailadmin_explore_results", args=[year.pk]),
        reverse("wagtailadmin_explore", args=[year.pk]) + "?search_all=1&q=แผนลับ",
        reverse("cms_find") + "?q=แผนลับ",
        reverse("wagtailadmin_choose_page_child", args=[year.pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=แผนลับ",
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={page.pk}",
        reverse("wagtailadmin_pages:search") + "?q=แผนลับ",
        reverse("wagtailadmin_api:pages:listing"),
        reverse("wagtailadmin_api:pages:detail", args=[page.pk]),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_pages:type_use", args=["disclosures", "generalannouncementpage"]),
        reverse("wagtailadmin_home"),
        reverse("cms_records"),
        "/search/?q=แผนลับ",
        "/sitemap.xml",
        page.get_parent().url,
    ]


@pytest.mark.parametrize("kind", ["secret", "published"])
def test_another_divisions_draft_shows_in_no_list(client, request, other_officer, kind):
    page = request.getfixturevalue(kind)
    client.force_login(other_officer)

    for address in lists(page):
        shown = client.get(address, follow=True).content.decode()
        assert SECRET not in shown, address


@pytest.mark.parametrize("who", ["officer", "disclosure_officer"])
def test_who_may_read_it_finds_it(client, request, secret, who):
    client.force_login(request.getfixturevalue(who))
    explorer = reverse("wagtailadmin_explore", args=[secret.get_parent().pk])

    assert SECRET in client.get(explorer).content.decode()
    assert SECRET in client.get(reverse("cms_find") + "?q=แผนลับ", follow=True).content.decode()


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.AUDITOR])
def test_who_reads_all_drafts_reads_history_and_versions_but_writes_nothing(client, secret, role):
    client.force_login(make_user(role))
    history = client.get(reverse("cms_record_history", args=[secret.pk]))
    version = client.get(reverse("cms_record_version", args=[secret.pk, secret.latest_revision_id]))

    client.post(reverse("wagtailadmin_pages:edit", args=[secret.pk]), {"title": "เปลี่ยน"})
    client.post(reverse("wagtailadmin_pages:delete", args=[secret.pk]))

    assert SECRET in history.content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[secret.pk]) not in history.content.decode()
    assert SECRET in version.content.decode()
    assert Page.objects.get(pk=secret.pk).title == SECRET


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:view_draft",
        "wagtailadmin_pages:copy",
        "wagtailadmin_pages:move",
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:usage",
        "wagtailadmin_pages:workflow_history",
        "wagtailadmin_pages:preview_on_edit",
        "cms_record_history",
    ],
)
def test_a_page_of_others_says_the_same_everywhere(client, other_officer, secret, name):
    client.force_login(other_officer)

    for send in (client.get, client.post, client.head):
        response = send(reverse(name, args=[secret.pk]))
        assert response.headers.get("Location") == reverse("wagtailadmin_home")
        assert SECRET not in response.content.decode()


def test_a_script_is_refused_plainly(client, other_officer, secret):
    client.force_login(other_officer)

    response = client.get(
        reverse("wagtailadmin_pages:edit", args=[secret.pk]), headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert response.status_code == 403


def test_a_draft_is_not_given_to_another_division_to_get_it(client, officer, finance, secret):
    """The form offers only divisions that one drafts for."""
    client.force_login(officer)
    form = client.get(reverse("wagtailadmin_pages:edit", args=[secret.pk])).context["form"]

    assert finance not in form.fields["division"].queryset


def test_an_officer_puts_no_record_into_another_division(client, officer, finance, year_page):
    client.force_login(officer)
    address = reverse("wagtailadmin_pages:add", args=["disclosures", "generalannouncementpage", year_page.pk])

    client.post(address, {"title": "แทรก", "division": finance.pk, "body-count": 0, "attachments-TOTAL_FORMS": 0})

    assert not RecordPage.objects.filter(division=finance).exists()


@pytest.mark.parametrize("depth", ["home", "section", "year"])
def test_home_sections_and_years_are_edited_by_no_officer(client, officer, year_page, depth):
    page = {"year": year_page, "section": year_page.get_parent(), "home": year_page.get_parent().get_parent()}[depth]
    client.force_login(officer)

    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "เปลี่ยน", "slug": "x"})
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert Page.objects.get(pk=page.pk).title == page.title


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_nothing_is_done_to_many_pages_at_once(client, officer, secret, action):
    client.force_login(officer)

    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={secret.pk}")

    page = Page.objects.get(pk=secret.pk)
    assert not page.live


def test_a_waiting_draft_is_not_deleted(client, officer, secret):
    approval.submit(secret, by=officer)
    client.force_login(officer)

    client.post(reverse("wagtailadmin_pages:delete", args=[secret.pk]))

    assert Page.objects.filter(pk=secret.pk).exists()


@pytest.mark.parametrize(
    "name",
    ["wagtailimages:edit", "wagtailimages:delete", "wagtailimages:image_usage", "wagtailimages_chooser:select_format"],
)
def test_pictures_of_others_are_out_of_reach(client, other_officer, clerk_office, name):
    picture = Picture.objects.create(title=SECRET, file=get_test_image_file(), collection=clerk_office.collection)
    client.force_login(other_officer)

    for send in (client.get, client.post):
        assert SECRET not in send(reverse(name, args=[picture.pk]), follow=True).content.decode()
    assert SECRET not in client.get(reverse("wagtailimages:index")).content.decode()
    assert SECRET not in client.get(reverse("wagtailimages_chooser:choose")).content.decode()
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_every_day_in_an_editor_is_in_the_buddhist_era(client, officer, secret):
    client.force_login(officer)
    fields = client.get(reverse("wagtailadmin_pages:edit", args=[secret.pk])).context["form"].fields

    kinds = {name: type(field) for name, field in fields.items() if "date" in type(field).__name__.lower()}
    assert set(kinds) >= {"document_date", "next_review", "go_live_at", "expire_at"}
    assert set(kinds.values()) == {ThaiDateField, ThaiDateTimeField}


# Rights that nobody is given


@pytest.mark.parametrize("codename", ["publish_page", "bulk_delete_page", "lock_page", "unlock_page"])
def test_no_group_gets_a_page_right_that_skips_the_approval(authority, codename):
    group = Group.objects.create(name="กลุ่มใหม่")
    right = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")

    with pytest.raises(Refused):
        GroupPagePermission.objects.create(group=group, page=Page.objects.get(depth=2), permission=right)


@pytest.fixture
def publish_right(db):
    return Permission.objects.get(codename="publish_procurementrecord")


def test_no_group_and_no_user_gets_a_publish_right(publish_right):
    group, user = Group.objects.create(name="กลุ่มใหม่"), UserFactory()

    for give in (
        lambda: group.permissions.add(publish_right),
        lambda: group.permissions.set([publish_right]),
        lambda: publish_right.group_set.add(group),
        lambda: user.user_permissions.add(publish_right),
        lambda: publish_right.user_set.add(user),
    ):
        with pytest.raises(Refused), transaction.atomic():
            give()
    assert permission_receivers.findings() == []


def test_the_check_finds_what_came_in_behind_the_orm(authority, publish_right):
    group, user = Group.objects.create(name="กลุ่มลับ"), UserFactory(username="sneak")
    right = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.bulk_create(
        [GroupPagePermission(group=group, page=Page.objects.get(depth=2), permission=right)]
    )
    Group.permissions.through.objects.create(group=group, permission=publish_right)
    User.user_permissions.through.objects.create(user=user, permission=publish_right)

    found = [error.msg for error in run_checks(tags=["database"], databases=["default"]) if error.id == "cms.E001"]

    assert len(found) == 3
    assert any("sneak" in message for message in found)


def test_the_checks_are_silent_on_a_new_authority(authority, officer):
    assert [error for error in run_checks(databases=["default"]) if (error.id or "").startswith("cms.")] == []


@pytest.mark.parametrize(("app", "name"), [("cms", "0002_ground_floor"), ("search", "9999_of_tomorrow")])
def test_a_database_of_another_version_is_refused_with_a_sentence(authority, app, name):
    MigrationRecorder(connection).record_applied(app, name)

    (found,) = [error for error in run_checks(tags=["database"], databases=["default"]) if error.id == "cms.E003"]

    assert f"{app}.{name}" in found.msg
    assert "ใช้ฐานข้อมูลใหม่" in found.msg
    with pytest.raises(SystemCheckError, match=r"cms\.E003"):
        call_command("migrate", verbosity=0, skip_checks=False)


def test_wagtails_own_task_is_no_stage_here(authority):
    with pytest.raises(Refused):
        GroupApprovalTask.objects.create(name="ข้ามการตรวจ")


def test_a_site_admin_sets_stages_up_but_not_with_wagtails_own_task(client, site_admin):
    client.force_login(site_admin)

    client.post(
        reverse("wagtailadmin_workflows:add_task", args=["wagtailcore", "groupapprovaltask"]),
        {"name": "x", "groups": "1"},
    )

    assert not GroupApprovalTask.objects.exists()
