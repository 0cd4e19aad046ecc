"""Rules of disclosures. Plain values in, a reason or a value out."""
