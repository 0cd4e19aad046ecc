"""Wagtail's permission testers for pages: the tree is kept by the system, a record belongs to a division."""

from typing import Any

from wagtail.models import Page, PagePermissionTester

from cms.permissions.grants import grants_of
from cms.policy.roles import DRAFTS_DISCLOSURES, READS_ALL_DRAFTS


class TreePermissionTester(PagePermissionTester):
    """Wagtail's answers for home, sections and years: the system keeps them, officers put records under a year."""

    takes_drafts = False

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser:
            drafts = page.takes_drafts and bool(grants_of(user).roles & DRAFTS_DISCLOSURES)
            self.permissions = {"add"} if drafts else set()

    def can_read(self) -> bool:
        return bool(self.user.is_superuser or grants_of(self.user).roles & (DRAFTS_DISCLOSURES | READS_ALL_DRAFTS))

    def can_edit(self) -> bool:
        return bool(self.user.is_active and self.user.is_superuser and not self.page_is_root)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return bool(self.can_edit())

    def can_view_revisions(self) -> bool:
        return bool(self.can_edit())


class RecordPermissionTester(PagePermissionTester):
    """Wagtail's answers for a record, narrowed to those whose division owns it. A superuser is outside the flow.

    A record stays under its year and is not copied: number, year and period would no longer be its own.
    """

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        grants = grants_of(user)
        division = page.owning_division_id()
        if user.is_active and not user.is_superuser:
            may_edit = grants.drafts(division, page.drafted_by)
            self.permissions &= {"add", "change"} if may_edit else set()
        self.may_read = user.is_active and (user.is_superuser or grants.reads(division))

    def can_read(self) -> bool:
        return bool(self.may_read)

    def can_edit(self) -> bool:
        if not self.user.is_active or self.page_is_root:
            return False
        return bool(self.user.is_superuser or "change" in self.permissions)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Only what was never public and does not wait (where it was public, the database refuses it too)."""
        page = self.page
        never_public = page.first_published_at is None and not page.live
        return bool(self.can_edit() and never_public and not page.workflow_in_progress)

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_view_revisions(self) -> bool:
        return bool(self.may_read)


def may_read(user: Any, page: Page) -> bool:
    """Whether a page of the tree, drafts included, may be seen in the admin; Wagtail leads away from the root."""
    tester = page.permissions_for_user(user)
    return bool(tester.can_read()) if hasattr(tester, "can_read") else tester.page_is_root or user.is_superuser
