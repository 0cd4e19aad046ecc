"""Parsing of a search question, and excerpts of the texts found. Plain values."""
