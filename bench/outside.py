"""How fast other projects' event tables are read and stored, and in how much memory.

    python bench/outside.py [ROWS]

Writes a table of GDELT's layout with made-up rows (200,000 of them, else ROWS), reads it, stores it in an empty
database, compares two parties, and prints what each took.
"""

import random
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from legation.event_tables import headerless
from legation.imports.outside import Part, parts
from legation.store import outside
from legation.store.store import Store
from legation.view import outside_adding

ROWS = 200_000
COUNTRIES = ("USA", "CHN", "RUS", "IND", "PAK", "IRN", "ISR", "GBR", "FRA", "DEU", "JPN", "KOR", "PRK", "UKR", "TUR")
CODES = ("010", "020", "036", "042", "051", "057", "061", "071", "0841", "100", "112", "120", "154", "163", "190")
SPAN = 365  # days


def written(path: Path, rows: int) -> None:
    """Write so many rows, in the order of their days, as the files of a year would have them."""
    drawn = random.Random(1)
    columns = headerless()[61][1]
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            day = f"{date(2024, 1, 1) + timedelta(number * SPAN // rows):%Y%m%d}"
            one, other = drawn.sample(COUNTRIES, 2)
            code = drawn.choice(CODES)
            values = {
                "GLOBALEVENTID": str(1_000_000_000 + number),
                **{"SQLDATE": day, "MonthYear": day[:6], "Year": day[:4], "DATEADDED": f"{day}121500"},
                **{"Actor1Code": f"{one}GOV", "Actor1Name": f"{one} GOVERNMENT", "Actor1CountryCode": one},
                **{"Actor2Code": other, "Actor2Name": f"{other} LAND", "Actor2CountryCode": other},
                **{"EventCode": code, "QuadClass": "1", "GoldsteinScale": "-2.0"},
                **{"NumMentions": str(drawn.randint(1, 40)), "NumSources": "1", "NumArticles": "10"},
                "ActionGeo_FullName": "Somewhere, Somewhere, Somewhere",
                "SOURCEURL": f"https://sample.example/{number}/a-long-name-of-an-article-about-something",
            }
            file.write("\t".join(values.get(name, "") for name in columns) + "\n")


def main() -> None:
    """Measure, and print a line for each measure."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made.export.CSV"
        written(file, rows)
        print(f"{rows:,} rows, {file.stat().st_size / 1e6:.0f} MB")
        before = _peak()
        began = time.perf_counter()
        for part in parts(file):
            assert isinstance(part, Part)
            assert sum(1 for _ in part.rows) == rows
        print(f"read: {rows / (time.perf_counter() - began):,.0f} rows/s")
        with Store.open(Path(folder) / "made.db") as store:
            began, busy = time.perf_counter(), time.process_time()
            outcome = outside_adding.add(store, [file], None, refused=print, seen=lambda _: None)
            assert outcome.sets["gdelt"].new == rows
            took, used = time.perf_counter() - began, time.process_time() - busy
            print(f"read and stored: {rows / took:,.0f} rows/s, {rows / used:,.0f} in a second of the processor")
            print(f"peak memory: {_peak() - before:.0f} MiB above the {before:.0f} MiB of the program")
            began = time.perf_counter()
            counted = store.ask(outside.between("gdelt", [("USA", "CHN"), ("CHN", "USA")], None, None))
            took = time.perf_counter() - began
            print(f"two parties: {sum(each.rows for each in counted):,} rows counted in {took * 1000:.1f} ms")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
