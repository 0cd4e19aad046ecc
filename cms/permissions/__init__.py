"""Who may read, draft and open what: grants, permission testers, scoped querysets."""
