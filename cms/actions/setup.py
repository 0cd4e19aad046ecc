"""Setting an authority up: its site, page tree, divisions, groups and approval workflow. Harmless when run again.

`synchronize` adds to an authority that is set up what the apps have registered since.
"""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import (
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

from cms.actions import audit
from cms.actions.fiscal_years import open_fiscal_year
from cms.actions.people import ensure_collection, grant_collection, root_collection
from cms.models import Approvable, Authority, Division
from cms.pages import HomePage, SectionPage
from cms.permissions.drafting import page_drafters
from cms.policy.registration import Registrations
from cms.policy.roles import ENTERS_ADMIN, Role, group_name
from cms.registry import registered
from cms.selectors.trees import home_of
from cms.thai.dates import fiscal_year
from cms.workflow.approval_task import ApprovalTask

WORKFLOW = "อนุมัติก่อนเผยแพร่"
PAGE_RIGHTS = ("add_page", "change_page")
ADMIN_RIGHTS = (
    "add_user",
    "change_user",
    "delete_user",
    "view_user",
    "change_authority",
    "view_authority",
    "add_division",
    "change_division",
    "view_division",
    "add_membership",
    "change_membership",
    "view_membership",
    "add_workflow",
    "change_workflow",
    "add_task",
    "change_task",
    "add_approvaltask",
    "change_approvaltask",
)


@transaction.atomic
def establish(
    fields: Mapping[str, object], divisions: Iterable[tuple[str, str]], *, host: str = "localhost", port: int = 80
) -> Authority:
    """Create the authority (its columns in `fields`), its divisions (code, name), page tree and approval workflow.

    A second call with the same short name adds what is missing and changes nothing else.
    """
    authority = Authority.objects.filter(short_name=fields["short_name"]).first()
    if authority is None:
        authority = Authority(**fields)
    home = _home(authority, host, port)
    for code, name in divisions:
        _division(authority, code, name)
    _add_registered(home, registered())
    open_fiscal_year(authority, fiscal_year(timezone.localdate()), by=None)
    audit.append("system", "setup.establish", by=None, authority=authority, obj=authority)
    return authority


@transaction.atomic
def synchronize(authority: Authority, registrations: Registrations | None = None) -> list[str]:
    """Add what the installed apps have registered since: sections, rights to draft, approval; returns it in Thai.

    All fiscal years that are open get what the apps make in a new year. Nothing that is there is renamed or deleted, as
    addresses are permanent. A second call makes nothing.
    """
    registrations = registrations or registered()
    authority = Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
    sections = _add_registered(home_of(authority).specific, registrations)
    made = list(sections)
    for row in authority.fiscal_years.order_by("year"):
        opened = open_fiscal_year(authority, row.year, by=None, also=registrations.on_fiscal_year_opened)
        made += [f"{row}: {line}" for line in opened]
    if sections:
        data = {"made": sections}
        audit.append("system", "setup.synchronize", by=None, authority=authority, obj=authority, data=data)
    return made


def _add_registered(home: HomePage, registrations: Registrations) -> list[str]:
    """The sections, groups and workflow of an authority, each created if need be; returns the new sections in Thai."""
    for role in Role:
        _role_group(role, home)
    present = set(SectionPage.objects.child_of(home).values_list("slug", flat=True))
    added = [section for section in registrations.sections if section.slug not in present]
    for section in added:
        page = SectionPage(title=section.title, slug=section.slug, description=section.description)
        home.add_child(instance=page)
    _workflow(home)
    return [_("หมวด “%(title)s”") % {"title": section.title} for section in added]


def _home(authority: Authority, host: str, port: int) -> HomePage:
    if authority.site is not None:
        return home_of(authority).specific
    Locale.objects.get_or_create(language_code="th")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = root.add_child(
        instance=HomePage(title=authority.name, slug=f"authority-{authority.short_name.encode().hex()[:12]}")
    )
    authority.site = Site.objects.create(
        hostname=host,
        port=port,
        site_name=authority.short_name,
        root_page=home,
        is_default_site=not Site.objects.exists(),
    )
    authority.save()
    return home


def _division(authority: Authority, code: str, name: str) -> Division:
    division, _made = Division.objects.get_or_create(authority=authority, code=code, defaults={"name": name})
    ensure_collection(division)
    return division


def _role_group(role: Role, home: HomePage) -> Group:
    group, _made = Group.objects.get_or_create(name=group_name(role))
    if role in ENTERS_ADMIN:
        group.permissions.add(Permission.objects.get(codename="access_admin"))
    if role in page_drafters():
        for permission in Permission.objects.filter(codename__in=PAGE_RIGHTS, content_type__app_label="wagtailcore"):
            GroupPagePermission.objects.get_or_create(group=group, page=home.page_ptr, permission=permission)
    if role is Role.DISCLOSURE_OFFICER:
        grant_collection(group, root_collection())
    if role is Role.SITE_ADMIN:
        group.permissions.add(*Permission.objects.filter(codename__in=ADMIN_RIGHTS))
    for model in approvable_snippets():
        if role in model.drafted_by:
            rights = [f"{right}_{model._meta.model_name}" for right in ("add", "change", "view")]
            content_type = ContentType.objects.get_for_model(model)
            group.permissions.add(*Permission.objects.filter(content_type=content_type, codename__in=rights))
    return group


def _workflow(home: HomePage) -> Workflow:
    """One stage, decided by the executives; more stages are added in the admin."""
    workflow = Workflow.objects.filter(name=WORKFLOW).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW)
        task = ApprovalTask.objects.create(name="ผู้บริหารอนุมัติ", role=Role.EXECUTIVE.value)
        task.groups.add(Group.objects.get(name=group_name(Role.EXECUTIVE)))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.get_or_create(page=home.page_ptr, defaults={"workflow": workflow})
    for model in approvable_snippets():
        content_type = ContentType.objects.get_for_model(model)
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})
    return workflow


def approvable_snippets() -> list[type[Approvable]]:
    """The registered snippets that only an approval makes public."""
    return [model for model in get_snippet_models() if issubclass(model, Approvable)]
