"""Procurements as open data."""
