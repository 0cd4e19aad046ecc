"""Wagtail's permission testers for pages: the tree is maintained by the system, a record belongs to a division."""

from wagtail.models import Page, PagePermissionTester

from cms.models.people import AnyUser
from cms.permissions.drafting import drafts_below, page_drafters
from cms.permissions.grants import grants_of
from cms.policy.roles import READS_ALL_DRAFTS


class TreePermissionTester(PagePermissionTester):
    """Wagtail's permissions for home, sections and years: only superusers edit them.

    Officers add records to a year whose section takes a type that they draft.
    """

    def __init__(self, user: AnyUser, page: Page) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser:
            drafts = page.takes_drafts and bool(grants_of(user).roles & page_drafters())
            self.permissions = {"add"} if drafts else set()

    def can_read(self) -> bool:
        """Whether the user may see the page in the admin: all who draft pages or read all drafts."""
        return bool(self.user.is_superuser or grants_of(self.user).roles & (page_drafters() | READS_ALL_DRAFTS))

    def can_add_subpage(self) -> bool:
        """Whether the user may add a record of any type here."""
        return bool(super().can_add_subpage() and drafts_below(self.user, self.page))

    def can_edit(self) -> bool:
        """Only a superuser, and not the root."""
        return bool(self.user.is_active and self.user.is_superuser and not self.page_is_root)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return bool(self.can_edit())

    def can_move(self) -> bool:
        return False  # the records below would change their addresses

    def can_copy(self) -> bool:
        return False  # nor are they copied along, live and without an approval

    def can_view_revisions(self) -> bool:
        return bool(self.can_edit())


class RecordPermissionTester(PagePermissionTester):
    """Wagtail's permissions for a record, limited to users of its division; a superuser may edit every record.

    A record is neither moved nor copied: its number, year and period belong to its year page.
    """

    def __init__(self, user: AnyUser, page: Page) -> None:
        super().__init__(user, page)
        grants = grants_of(user)
        division = page.owning_division_id()
        if user.is_active and not user.is_superuser:
            may_edit = grants.drafts(division, page.drafted_by)
            self.permissions &= {"add", "change"} if may_edit else set()
        self.may_read = user.is_active and (user.is_superuser or grants.reads(division))

    def can_read(self) -> bool:
        """Whether the user may see the record in the admin, drafts included."""
        return bool(self.may_read)

    def can_edit(self) -> bool:
        """Whether the user may edit the draft: drafting officers of its division, and superusers."""
        if not self.user.is_active or self.page_is_root:
            return False
        return bool(self.user.is_superuser or "change" in self.permissions)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Only a record that was never published and is not under review; the database also refuses published ones."""
        page = self.page
        never_public = page.first_published_at is None and not page.live
        return bool(page.is_deletable and self.can_edit() and never_public and not page.workflow_in_progress)

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_view_revisions(self) -> bool:
        return bool(self.may_read)


def may_read(user: AnyUser, page: Page) -> bool:
    """Whether a user may see a page in the admin, drafts included; everybody the root, from which Wagtail redirects."""
    tester = page.permissions_for_user(user)
    return bool(tester.can_read()) if hasattr(tester, "can_read") else tester.page_is_root or user.is_superuser
