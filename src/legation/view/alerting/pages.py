"""Fills the templates of mails: the HTML parts escape all that they are given, the text parts are folded lines."""

from collections.abc import Mapping
from functools import cache
from textwrap import TextWrapper
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from legation.view.web.rendering import many

WIDTH = 76  # RFC 5322 advises 78; two are left for a reader's quoting mark


def filled(template: str, values: Mapping[str, Any]) -> str:
    """Fill a template of the folder `mail`."""
    return _templates().get_template(f"mail/{template}").render(values)


def folded(text: str, first: str = "", rest: str | None = None) -> str:
    """Fold words into lines; a long word, as an address, stays whole so that it can be followed."""
    wrapper = TextWrapper(
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.fill(text)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("legation.view", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(fold=folded, many=many)
    return environment
