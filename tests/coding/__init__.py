"""Tests of the coding room; they share a parser and a stand-in for the resolve room."""
