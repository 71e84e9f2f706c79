from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.watches import Feed
from read.press_site import serving

from .desk_day import Day


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with serving() as press:
        yield Day(press=press, folder=tmp_path, feeds=[Feed(address=press.url("/feed"), every=1800)])
