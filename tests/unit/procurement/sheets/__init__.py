"""Sheets as officers make them, written by programs, each with the exact answer of the dry run."""
