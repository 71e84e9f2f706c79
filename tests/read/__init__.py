"""Tests of the read room; a package, so that its modules may share names with those of other rooms."""
