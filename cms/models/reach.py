"""How far a person reaches: the roles held today and the divisions they are held in."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.models import Page, PagePermissionTester

from cms.models.people import Membership
from cms.roles import DRAFTS_DISCLOSURES, EDITS_ALL_DRAFTS, IN_A_DIVISION, READS_ALL_DRAFTS, Role


@dataclass(frozen=True)
class Reach:
    """The posts of one person on one day: `roles` held, `divisions` by role (None = the whole authority)."""

    posts: frozenset[tuple[Role, int | None]] = field(default_factory=frozenset)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(role for role, _division in self.posts)

    def has(self, role: Role, division_id: int | None = None) -> bool:
        """Whether the role is held, for a role of a division in that division."""
        if role in IN_A_DIVISION:
            return (role, division_id) in self.posts
        return role in self.roles

    def divisions(self) -> frozenset[int]:
        """Divisions in which a post of a division is held."""
        return frozenset(division for role, division in self.posts if role in IN_A_DIVISION and division is not None)

    def reads_all(self) -> bool:
        return bool(self.roles & READS_ALL_DRAFTS)

    def reads(self, division_id: int | None) -> bool:
        """Whether drafts of a division may be seen."""
        return self.reads_all() or division_id in self.divisions()

    def edits(self, division_id: int | None, drafting: frozenset[Role] = DRAFTS_DISCLOSURES) -> bool:
        """Whether drafts of a division may be written by somebody in one of the `drafting` roles."""
        if self.roles & EDITS_ALL_DRAFTS & drafting:
            return True
        return any(role in drafting and division == division_id for role, division in self.posts)


def reach_of(user: Any) -> Reach:
    """The reach of a user today; read once for each user object, so a request asks the database once."""
    today = timezone.localdate()
    cached: tuple[Any, Reach] | None = getattr(user, "_reach", None)
    if cached is None or cached[0] != today:
        if not user.is_authenticated or not user.is_active:
            cached = (today, Reach())
        else:
            rows = Membership.objects.current(today).filter(user=user).values_list("role", "division_id")
            cached = (today, Reach(frozenset((Role(role), division) for role, division in rows)))
        user._reach = cached
    return cached[1]


class TreePermissionTester(PagePermissionTester):
    """Wagtail's answers for home, sections and years: the system keeps them, officers put records under a year."""

    takes_drafts = False

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser:
            drafts = page.takes_drafts and bool(reach_of(user).roles & DRAFTS_DISCLOSURES)
            self.permissions = {"add"} if drafts else set()

    def can_read(self) -> bool:
        return bool(self.user.is_superuser or reach_of(self.user).roles & (DRAFTS_DISCLOSURES | READS_ALL_DRAFTS))

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
        reach = reach_of(user)
        division = page.owning_division_id()
        if user.is_active and not user.is_superuser:
            may_edit = reach.edits(division, page.drafted_by)
            self.permissions &= {"add", "change"} if may_edit else set()
        self.may_read = user.is_active and (user.is_superuser or reach.reads(division))

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
