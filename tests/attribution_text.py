"""The modules that read the attribution model's training text; their folder is no package, their names stand twice."""

import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent / "training" / "attribution"


def modules(names: Iterable[str]) -> list[ModuleType]:
    """Load modules of the folder, which import one another by name; other folders' modules of that name come back."""
    names = list(names)
    before, made = {name: sys.modules.get(name) for name in names}, []
    try:
        for name in names:
            folder = ROOT.parent if name == "alpha" else ROOT
            spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
            assert spec is not None
            assert spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            spec.loader.exec_module(module)
            made.append(module)
    finally:
        for name, old in before.items():
            if old is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = old
    return made


corpus, alpha, agreement, prepare = modules(["corpus", "alpha", "agreement", "prepare"])
