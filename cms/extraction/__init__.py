"""Files of strangers: whether they may come in, and what text they hold. Plain Python; run it through `jail`."""
