"""What the admin learns of the ground floor, a subject a file."""
