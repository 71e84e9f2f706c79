import subprocess
import sys
from pathlib import Path

import pytest

from legation.errors import StoreError
from legation.watch import locks

HOLDS = """
import sys, time
from pathlib import Path
from legation.watch import locks
with locks.held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_watch_is_refused_until_the_first_one_ends(tmp_path: Path) -> None:
    database = tmp_path / "legation.db"
    with (
        locks.held(database),
        pytest.raises(StoreError, match="another `legation watch` works on"),
        locks.held(database),
    ):
        pass
    with locks.held(database), locks.held(tmp_path / "other.db"):
        pass


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    database = tmp_path / "legation.db"
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(database)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match="another"), locks.held(database):
            pass
        process.kill()
        process.wait()
    with locks.held(database):
        pass


def test_place_where_no_lock_can_be(tmp_path: Path) -> None:
    (tmp_path / "legation.db.watch").mkdir()
    with pytest.raises(StoreError, match="the lock can't be made"), locks.held(tmp_path / "legation.db"):
        pass
