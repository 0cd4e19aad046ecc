"""Every change of state of procurement."""
