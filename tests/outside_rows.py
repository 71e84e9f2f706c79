"""Rows of other projects' event tables: the columns are theirs, what stands in them is made up."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from legation.tables import yaml_table

_GDELT = yaml_table("outside/tables.yaml")["gdelt"]
GDELT_2: Sequence[str] = tuple(_GDELT["columns"])
GDELT_1: Sequence[str] = tuple(name for name in GDELT_2 if name not in _GDELT["later"])
ICEWS: Sequence[str] = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)
POLECAT: Sequence[str] = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name"),
    *("Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw"),
    *("Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector"),
    *("Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City"),
    *("District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type"),
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)


def gdelt(number: int = 1, columns: Sequence[str] = GDELT_2, **changes: str) -> str:
    """A row of GDELT's: India's government accuses Pakistan."""
    day = changes.get("SQLDATE", "20250507")
    values = {
        "GLOBALEVENTID": str(1_200_000_000 + number),
        "SQLDATE": day,
        "MonthYear": day[:6],
        "Year": day[:4],
        "FractionDate": f"{day[:4]}.3500",
        **{"Actor1Code": "INDGOV", "Actor1Name": "INDIA", "Actor1CountryCode": "IND", "Actor1Type1Code": "GOV"},
        **{"Actor2Code": "PAK", "Actor2Name": "PAKISTAN", "Actor2CountryCode": "PAK", "IsRootEvent": "1"},
        **{"EventCode": "112", "EventBaseCode": "112", "EventRootCode": "11", "QuadClass": "3"},
        **{"GoldsteinScale": "-2.0", "NumMentions": "12", "NumSources": "2", "NumArticles": "12", "AvgTone": "-4.51"},
        "DATEADDED": f"{day}121500" if len(columns) == len(GDELT_2) else day,
        "SOURCEURL": f"https://sample.example/{number}",
    }
    return _row(values, changes, columns)


def icews(number: int = 1, **changes: str) -> str:
    """A row of ICEWS's: Russia's foreign ministry meets India."""
    values = {
        **{"Event ID": str(26_000_000 + number), "Event Date": "2018-05-07", "Source Sectors": "Government,Diplomatic"},
        **{"Source Name": "Foreign Affairs (Russia)", "Source Country": "Russian Federation"},
        **{"Event Text": "Consult", "CAMEO Code": "040", "Intensity": "1.0", "Target Name": "India"},
        **{"Target Country": "India", "Story ID": "4711", "Sentence Number": "2", "Publisher": "The Sample Courier"},
        **{"Country": "Russian Federation", "Latitude": "55.75", "Longitude": "37.61"},
    }
    return _row(values, changes, ICEWS)


def polecat(number: int = 1, **changes: str) -> str:
    """A row of POLECAT's: India aids Nepal."""
    values = {
        **{"Event ID": f"20240507-{number}-AID", "Event Date": "2024-05-07", "Event Type": "AID", "Event Mode": "None"},
        **{"Intensity": "10.0", "Quad Code": "MATERIAL COOPERATION", "Contexts": "disasters; health"},
        **{"Actor Name": "Government of India", "Actor Country": "IND", "Actor COW": "750"},
        **{"Recipient Name": "None", "Recipient Country": "NPL", "Recipient Name Raw": "Kathmandu"},
        **{"Source": "The Sample Courier", "Publication Date": "2024-05-08", "Language": "english", "Version": "1"},
    }
    return _row(values, changes, POLECAT)


def table(path: Path, rows: Iterable[str], header: Sequence[str] = ()) -> Path:
    """Write a table divided by tabs."""
    lines = ["\t".join(header)] if header else []
    path.write_text("".join(f"{line}\n" for line in [*lines, *rows]), encoding="utf-8")
    return path


def _row(values: Mapping[str, str], changes: Mapping[str, str], columns: Sequence[str]) -> str:
    every = {**values, **changes}
    assert set(every) <= {*columns, "SOURCEURL", "DATEADDED"}, set(every) - set(columns)
    return "\t".join(every.get(name, "") for name in columns)
