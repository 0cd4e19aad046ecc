"""How bytes, audit rows and passwords are kept."""
