"""Tests import what they share, such as `fakes`, from this folder."""
