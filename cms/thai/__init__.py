"""Thai language, dates and numbers as government offices use them, in plain Python: no Django, no database."""
