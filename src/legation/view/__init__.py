"""People and programs see the records: the command line and the brief."""
