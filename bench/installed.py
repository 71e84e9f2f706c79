"""The package as an installer leaves it: its bytecode written, so that timed commands don't compile it anew."""

import compileall
from importlib import resources


def compiled() -> None:
    """Write the bytecode of the package beside its modules, as `pip install` does."""
    with resources.as_file(resources.files("legation")) as folder:
        compileall.compile_dir(folder, quiet=1)
