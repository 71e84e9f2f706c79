"""One phrase by itself: its words, the names in it, and each way to read it."""
