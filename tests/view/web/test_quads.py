"""The classes of events on pages are those by which articles are coded."""

from legation.record_parts import EVENT_TYPES
from legation.tables import yaml_table
from legation.view.web import quads


def test_each_type_of_event_is_in_the_class_of_the_codebook() -> None:
    coded = {}
    for kind in EVENT_TYPES:
        table = yaml_table(f"events/{kind.lower()}.yaml")
        coded[table["type"]] = table["quad"]
    assert quads.types() == coded


def test_the_classes_come_in_order() -> None:
    assert sorted(quads.types().values()) == list(quads.types().values())
    assert set(quads.types().values()) == set(quads.QUADS)
