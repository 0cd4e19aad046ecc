"""Panels and forms of the editor of procurement."""
