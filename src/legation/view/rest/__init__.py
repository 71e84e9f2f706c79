"""The REST API: the questions of the command line over HTTP, and the same records."""
