"""Bytes become documents: text, HTML, tables, mail, PDF. The only room with a network."""

from legation.read.plain import document
from legation.read.sources import documents

__all__ = ["document", "documents"]
