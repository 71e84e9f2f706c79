"""A document becomes sentences, clauses, quotes and dates, with offsets into the stored text."""
