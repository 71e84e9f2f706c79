"""The API: the same records for other programs."""
