"""Tests import what they share, such as `fakes`, from this folder."""

import os

# A developer's own knowledge tables must not change what the tests see; empty means none.
os.environ["LEGATION_KNOWLEDGE"] = ""
# Nor is anything that a run before has kept to be found, but where a test asks for it.
os.environ["LEGATION_CACHE"] = ""

# The fixtures of the imports' tests; a second conftest would be a second module of that name for the type checker.
from taken import bundled as bundled
from taken import home as home
from taken import take as take

pytest_plugins = ("web_server", "browsing")
