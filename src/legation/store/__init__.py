"""Records are kept and found again. The only room with SQL."""
