"""Every address × role × method, against the written matrix in tests/data/permission_matrix.toml."""

import logging

import pytest
from django.contrib.auth.models import Group
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site, Workflow

from cms.actions import approval, takedown
from cms.actions.appointments import ask_to_appoint
from cms.actions.records import draft
from cms.actions.setup import establish
from cms.actions.sign_in import make_link
from cms.models import Job, Picture
from cms.pages import YearPage
from cms.policy.roles import Role
from cms.workflow.approval_task import ApprovalTask
from procurement.models import Vendor
from tests.factories.bought import make_vendor_of
from tests.factories.imports import make_import
from tests.factories.people import UserFactory, make_user
from tests.factories.procurement import make_procurement
from tests.factories.publications import current, fresh, make_version, publish
from tests.factories.records import make_announcement
from tests.factories.snippets import make_notice
from tests.fixtures import DIVISIONS, FACTS
from tests.integration.cms.matrix import (
    Table,
    Things,
    Visitor,
    addresses,
    content_type_of,
    editing_session,
)
from tests.one_transaction import one_transaction
from tests.sample.models import SamplePlanPage

ROLES = (
    "anonymous",
    "officer",
    "other_officer",
    "procurement_officer",
    "other_procurement_officer",
    "executive",
    "disclosure_officer",
    "auditor",
    "site_admin",
)
METHODS = ("get", "post")
IMPORT_ADDRESSES = ("batch", "columns", "errors", "confirm", "undo")
TASK_ADDRESSES = ("edit_task", "disable_task", "enable_task", "task_chosen")


class World:
    """The authority, whoever asks, and what they ask about. The pages are the clerk's, the procurements of finance."""

    def __init__(self) -> None:
        self.authority = establish(FACTS, DIVISIONS, host="testserver")
        self.clerk = self.authority.divisions.get(code="clerk")
        self.finance = self.authority.divisions.get(code="finance")
        self.people = {
            "anonymous": None,
            "officer": make_user(Role.OFFICER, self.clerk),
            "other_officer": make_user(Role.OFFICER, self.finance),
            "procurement_officer": make_user(Role.PROCUREMENT_OFFICER, self.finance),
            "other_procurement_officer": make_user(Role.PROCUREMENT_OFFICER, self.clerk),
            "executive": make_user(Role.EXECUTIVE),
            "disclosure_officer": make_user(Role.DISCLOSURE_OFFICER),
            "auditor": make_user(Role.AUDITOR),
            "site_admin": make_user(Role.SITE_ADMIN),
        }
        self.things = self._things()
        self.visitors = {role: Visitor(user) for role, user in self.people.items()}

    def _things(self) -> Things:
        approver = make_user(Role.EXECUTIVE)
        year_page = YearPage.objects.get(url_path__contains="/announcements/")
        officer, buyer = self.people["officer"], self.people["procurement_officer"]
        states = ("draft", "waiting", "live")
        pages = {state: make_announcement(year_page, by=officer, division=self.clerk) for state in states}
        records = {state: make_procurement(by=buyer, division=self.finance) for state in states}
        notices = {state: make_notice(by=buyer, division=self.finance) for state in states}
        for things, by in ((pages, officer), (records, buyer), (notices, buyer)):
            approval.submit(things["waiting"], by=by)
            things["waiting"] = fresh(things["waiting"])
            things["live"] = publish(things["live"], by=by, approver=approver)
        snippets = {"procurement.procurementrecord": records, "sample.loannotice": notices}
        common = self._common(year_page, pages, records, approver) | {"sample_notice pk": notices["live"].pk}
        return Things(pages=pages, snippets=snippets, common=common)

    def _common(self, year_page, pages, records, approver) -> dict:
        version = make_version(self.clerk)
        task = ApprovalTask.objects.get()
        picture = Picture.objects.create(title="ภาพ", file=get_test_image_file(), collection=self.clerk.collection)
        stranger = UserFactory()
        publication = current(pages["live"])
        plan = draft(SamplePlanPage(title="แผน", division=self.clerk), year_page, by=self.people["officer"])
        asked = takedown.request_withdrawal(publication, by=self.people["officer"], reason="ข้อมูลผิด")
        workflow = Workflow.objects.get()
        imported = make_import(by=self.people["procurement_officer"], division=self.finance)
        return {
            "parent_page_id": year_page.pk,
            "destination_id": year_page.pk,
            "content_type_app_name": "disclosures",
            "content_type_model_name": "generalannouncementpage",
            "app_label": "disclosures",
            "model_name": "generalannouncementpage",
            "app_name": "cms",
            "object_id": pages["draft"].pk,
            "session_id": editing_session(self.people["officer"], pages["draft"]).pk,
            "content_type": content_type_of(pages["waiting"]),
            "cms_draft_pdf content_type": content_type_of(pages["draft"]),
            "cms_draft_pdf pk": pages["draft"].pk,
            "label": "sample.sampleplanpage",
            "relation": "projects",
            **{f"cms_rows_{name} page_id": plan.pk for name in ("download", "import")},
            "action": "delete",
            "action_name": "approve",
            "secret": make_link(stranger, by=self.people["site_admin"]),
            "wagtailadmin_password_reset_confirm uidb64": "MQ",
            "wagtailadmin_password_reset_confirm token": "set-password",
            "collection_id": self.clerk.collection_id,
            "wagtailadmin_collections pk": self.clerk.collection_id,
            "uuid": version.document.uuid,
            "number": version.number,
            "cms_versions pk": version.pk,
            "cms_documents_closed pk": 1,
            "procurement_month_submit pk": 0,
            "procurement_month_none pk": 0,
            "cms_job_retry pk": Job.objects.get(key=f"pdf:{publication.pk}").pk,
            "page_view_restriction_id": 1,
            "document_id": version.document_id,
            "doc_id": version.document_id,
            "uploaded_file_id": 1,
            "wagtaildocs_chooser pk": version.document_id,
            "image_id": picture.pk,
            "filter_spec": "width-100",
            "wagtailimages_chooser pk": picture.pk,
            "wagtailsites pk": Site.objects.get().pk,
            "wagtailadmin_workflows pk": workflow.pk,
            **{f"wagtailadmin_workflows:{name} pk": task.pk for name in TASK_ADDRESSES},
            "wagtailadmin_workflows app_label": "cms",
            "wagtailadmin_workflows model_name": "approvaltask",
            "workflow_pk": workflow.pk,
            "page_pk": year_page.pk,
            "wagtailusers_users pk": stranger.pk,
            "wagtailusers_groups pk": Group.objects.order_by("pk")[0].pk,
            "redirect_id": 1,
            "cms_account pk": stranger.pk,
            "cms_appointment_settle pk": ask_to_appoint(
                UserFactory(), Role.EXECUTIVE, authority=self.authority, by=self.people["site_admin"]
            ).pk,
            "cms_authority pk": self.authority.pk,
            "cms_divisions pk": self.clerk.pk,
            "cms_posts pk": stranger.memberships.model.objects.get(user=self.people["auditor"]).pk,
            "cms_review pk": pages["waiting"].current_workflow_task_state.pk,
            "cms_review_preview pk": pages["waiting"].current_workflow_task_state.pk,
            "picture uuid": picture.uuid,
            "size": "max-165x165",
            "cms_pictures_closed pk": 1,
            "cms_review_pdf pk": pages["waiting"].current_workflow_task_state.pk,
            "cms_takedown_ask pk": current(records["live"]).pk,
            "cms_takedown_settle pk": asked.pk,
            "cms_publication_recall pk": current(records["live"]).pk,
            "cms_takedown_recall pk": asked.pk,
            **{f"publication_{form} pk": publication.pk for form in ("pdf", "json", "xlsx", "csv")},
            "table": "projects",
            "month": "10",
            "format": "csv",
            "procurement_record pk": records["live"].pk,
            "procurement_vendor pk": make_vendor_of(records["live"]).pk,
            "procurement_vendor_edit pk": Vendor.objects.earliest("pk").pk,
            "key": "method",
            "fiscal_year": records["live"].fiscal_year,
            "procurement_summary_begin year": year_page.fiscal_year,
            "procurement_summary_begin period": "q1",
            **{f"procurement_import_{name} pk": imported.pk for name in IMPORT_ADDRESSES},
            "procurement_notices_take_back batch": version.document.uuid,
            "wagtailadmin_api:pages:detail pk": pages["draft"].pk,
            "wagtailadmin_api:pages:action pk": pages["draft"].pk,
            "wagtailadmin_api:documents:detail pk": version.document_id,
            "wagtailadmin_api:images:detail pk": picture.pk,
        }


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker):
    with one_transaction(django_db_blocker):
        yield


@pytest.fixture(scope="module")
def world(db) -> World:
    """Made once; every request is taken back by itself."""
    return World()


@pytest.fixture(scope="module")
def table() -> Table:
    return Table.read()


def test_every_address_has_a_row(world, table):
    missing = sorted({address.name for address in addresses() if table.row(address.name) is None})

    assert missing == []


def test_every_row_speaks_of_an_address(world, table):
    names = {address.name for address in addresses()}

    assert [url for row in table.rows for url in row["urls"] if "*" not in url and url not in names] == []


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_written(world, table, role, caplog):
    caplog.set_level(logging.CRITICAL, logger="django.request")  # thousands of refusals are no news
    visitor, wrong = world.visitors[role], []
    for address in addresses():
        for state in world.things.states(address):
            path = world.things.path(address, state)
            for method in METHODS:
                expected = table.expected(address.name, method, role, state)
                found = visitor.answer(method.upper(), path)
                if found not in expected or found.startswith("5"):
                    wrong.append(
                        f"{method} {path} ({address.name}, {state}): {found}, not {'|'.join(sorted(expected))}"
                    )

    assert not wrong, "\n".join(wrong)
