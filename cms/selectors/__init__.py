"""Reads for screens: listings, counts, the public context, the review queue."""
