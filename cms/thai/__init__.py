"""Language, dates and numbers of Thai offices, in plain Python: no Django, no database."""
