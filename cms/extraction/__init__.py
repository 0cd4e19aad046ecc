"""Untrusted files: whether they are accepted, and what text they contain. Plain Python; call it through `sandbox`."""
