"""Clauses and parties become events, pressure, statements, silences, ties and predictions."""
