"""How files, audit rows and passwords are stored."""
