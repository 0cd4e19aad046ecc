"""Rules of procurement. Plain values in, a reason or a value out."""
