"""Bytes become documents: text, HTML, tables, mail, PDF. The only room with a network."""
