"""Legation reads the news and keeps a source-linked record of international politics."""

__version__ = "0.1.0"
