"""Who may read and edit what: grants, permission testers, scoped querysets."""
