"""The editor of procurement."""
