"""Tests import what they share, such as `fakes`, from this folder."""

import os

# A developer's own knowledge tables must not change what the tests see; empty means none.
os.environ["LEGATION_KNOWLEDGE"] = ""
