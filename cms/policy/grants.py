"""What a person's posts permit: the roles on one day and the divisions in which they apply. Plain values."""

from dataclasses import dataclass

from cms.policy.roles import EDITS_ALL_DRAFTS, IN_A_DIVISION, READS_ALL_DRAFTS, Role


@dataclass(frozen=True)
class Grants:
    """The posts of one person on one day as pairs of role and division (None for the whole authority)."""

    posts: frozenset[tuple[Role, int | None]] = frozenset()

    @property
    def roles(self) -> frozenset[Role]:
        """The person's roles, in whatever division."""
        return frozenset(role for role, _division in self.posts)

    def has(self, role: Role, division_id: int | None = None) -> bool:
        """Whether the person has the role; for a role of a division, whether he has it in that division."""
        if role in IN_A_DIVISION:
            return (role, division_id) in self.posts
        return role in self.roles

    def divisions(self, roles: frozenset[Role] = IN_A_DIVISION) -> frozenset[int]:
        """The divisions in which the person has one of these roles (of those that belong to a division)."""
        wanted = roles & IN_A_DIVISION
        return frozenset(division for role, division in self.posts if role in wanted and division is not None)

    def reads_all(self) -> bool:
        """Whether the drafts of every division may be read."""
        return bool(self.roles & READS_ALL_DRAFTS)

    def reads(self, division_id: int | None) -> bool:
        """Whether the drafts of a division may be read."""
        return self.reads_all() or division_id in self.divisions()

    def drafting_divisions(self, drafted_by: frozenset[Role]) -> frozenset[int] | None:
        """The divisions whose drafts may be written, for a model that these roles draft; None means every division."""
        if self.roles & EDITS_ALL_DRAFTS & drafted_by:
            return None
        return self.divisions(drafted_by)

    def drafts(self, division_id: int | None, drafted_by: frozenset[Role]) -> bool:
        """Whether drafts of one division may be written, for a model that these roles draft."""
        divisions = self.drafting_divisions(drafted_by)
        return divisions is None or division_id in divisions
