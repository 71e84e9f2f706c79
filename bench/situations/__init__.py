"""Labelled situations: many articles on one crisis, and what a careful reader makes of them."""
