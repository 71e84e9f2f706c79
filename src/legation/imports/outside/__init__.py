"""Reads the event data of other projects, row by row in constant memory: GDELT, POLECAT, ICEWS."""

from legation.imports.outside.parts import Part, parts

__all__ = ["Part", "parts"]
