"""Rules of the disclosures. Plain values in, a reason or a value out."""
