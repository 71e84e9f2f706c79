"""Alerts: what has happened that a desk wants to be told, why it is told, and how it reaches readers."""
