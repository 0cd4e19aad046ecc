"""Who drafts the records of procurement."""

from cms.policy.roles import Role

DRAFTS_PROCUREMENT = frozenset({Role.PROCUREMENT_OFFICER})
