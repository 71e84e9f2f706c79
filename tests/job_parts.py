"""Parts of a job that need no parser, as another process can take them over: whole functions of a module."""

import time
from collections.abc import Callable

import fakes
from legation.records import AnyRecord, Document
from legation.view.wiring import Parts

Code = Callable[[Document], tuple[AnyRecord, ...]]


def _load(_: str | None) -> Code:
    return fakes.code


def _slowly(document: Document) -> tuple[AnyRecord, ...]:
    time.sleep(30)
    return fakes.code(document)


def _load_slow(_: str | None) -> Code:
    return _slowly


def _dies(_: str | None) -> Code:
    import os

    os._exit(9)


PARTS = Parts(load=_load, link=fakes.link)
SLOW = Parts(load=_load_slow, link=fakes.link)
DYING = Parts(load=_dies, link=fakes.link)
