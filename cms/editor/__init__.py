"""Panels, widgets, filters and forms of the admin's editing views."""
