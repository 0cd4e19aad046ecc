"""What people type about vendors and settings."""
