import io
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from legation.errors import SourceError
from legation.read import documents
from legation.records import Document

Reads = Callable[..., tuple[list[Document], list[SourceError]]]


@pytest.fixture
def read() -> Reads:
    """Read sources; give the documents and the errors apart."""

    def run(
        *sources: str | Path, stdin: bytes = b"", kind: str | None = None
    ) -> tuple[list[Document], list[SourceError]]:
        found = list(documents(map(str, sources), stdin=io.BytesIO(stdin), kind=kind))
        return (
            [item for item in found if isinstance(item, Document)],
            [item for item in found if isinstance(item, SourceError)],
        )

    return run


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder in which the test runs without the rights of root, which no permission stops."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        was_root = os.geteuid() == 0
        if was_root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if was_root:
                os.seteuid(0)
            for path in folder.rglob("*"):
                path.chmod(0o700)


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """Make a PDF whose pages show the lines given, one list of lines a page."""

    def make(*pages: list[str], title: str = "") -> bytes:
        objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
        objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        objects.append(f"<< /Title ({title}) >>")
        kids = []
        for lines in pages:
            shown = " T* ".join(f"({line}) Tj" for line in lines)
            stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET"
            objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
            contents = len(objects)
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                f"/Resources << /Font << /F1 3 0 R >> >> /Contents {contents} 0 R >>"
            )
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
        return _file(objects)

    return make


def _file(objects: list[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{value}\nendobj\n".encode("latin-1")
    table = len(data)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF\n"
    return data + trailer.encode()
