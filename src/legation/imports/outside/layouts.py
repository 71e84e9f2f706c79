"""How a table is laid out: by its content; where the user says whose it is, by that and what the content must have."""

from dataclasses import replace

from legation.errors import SourceError
from legation.event_tables import CALLED, Form, Layout, first_lines, headerless, layout, plain, rules, split

_EXPECTED = (
    "is no event table that we know; expected GDELT (57, 58 or 61 columns divided by tabs, or a header with "
    "GLOBALEVENTID and EventCode), or POLECAT or ICEWS with its header"
)
_VERSION = "does not show which GDELT it is: --as gdelt says 2.0, --as gdelt1 says 1.0; a column DATEADDED tells"
_GDELT = (Form.gdelt, Form.gdelt1)


def found(name: str, head: bytes, asked: Form | None) -> tuple[Form, Layout]:
    """Whose table it is, and its layout, by its beginning; `asked` is what the user says. Raises SourceError."""
    if not head.strip():
        raise SourceError(name, "is empty; expected an event table")
    seen = layout(head)
    if seen is None:
        if asked is None:
            raise SourceError(name, _EXPECTED)
        seen = _forced(name, head, asked)
    form = _whose(name, seen, asked)
    if seen.has_header:
        seen = _named(name, seen, form)
    return form, seen


def _whose(name: str, seen: Layout, asked: Form | None) -> Form:
    form = seen.form or asked
    if form is None:
        raise SourceError(name, _VERSION)
    both = asked is Form.gdelt and form in _GDELT  # what it is called by both; the columns say which
    if asked not in (None, form) and not both:
        raise SourceError(name, f"is a table of {CALLED[form]}, not of {CALLED[asked]}" if asked else "")
    return form


def _named(name: str, seen: Layout, form: Form) -> Layout:
    """Refuse a header that lacks what each row needs; names that a trailing tab makes are none."""
    columns = seen.columns
    while columns and not columns[-1]:
        columns = columns[:-1]
    there = {plain(each) for each in columns}
    if lacking := [each for each in rules(form).needs if plain(each) not in there]:
        raise SourceError(name, f"a header of {CALLED[form]} without {', '.join(lacking)}; each row needs it", line=1)
    return replace(seen, columns=columns)


def _forced(name: str, head: bytes, form: Form) -> Layout:
    """The layout of what does not look like the table that it is said to be: a header with less, rows without shape."""
    lines = first_lines(head)
    if form in _GDELT:
        for line in lines:
            known = headerless().get(line.count("\t") + 1)
            if known:
                return Layout(form=known[0], delimiter="\t", columns=known[1], has_header=False)
        raise SourceError(name, f"has no row of {CALLED[form]}: expected 57, 58 or 61 columns divided by tabs")
    delimiter = max("\t,;", key=lines[0].count) if lines else "\t"
    columns = tuple(cell.strip() for cell in split(lines[0], delimiter)) if lines else ()
    return Layout(form=form, delimiter=delimiter, columns=columns, has_header=True)
