"""Successions are followed to their end, and no further than the date."""

from __future__ import annotations

from datetime import date

import pytest

from mapping.reference import AgencyEntry, Reference, load_reference
from mapping.reforms import current_agency, lasting_agency


@pytest.mark.parametrize(
    ("agency", "on", "current"),
    [
        ("land-resources", date(2017, 12, 31), "land-resources"),
        ("land-resources", date(2018, 1, 1), "natural-resources"),
        ("court", date(2030, 1, 1), "court"),
        ("no-such-agency", date(2030, 1, 1), "no-such-agency"),
    ],
)
def test_current_agency(agency: str, on: date, current: str) -> None:
    assert current_agency(load_reference(), agency, on) == current


def _tables(*rows: tuple[str, str | None, int | None]) -> Reference:
    shipped = load_reference()
    entries = {key: AgencyEntry(key, key, key, (), heir, since) for key, heir, since in rows}
    return Reference(entries, shipped.measures, shipped.baselines, shipped.divisions, shipped.norms)


def test_two_reforms_one_after_the_other() -> None:
    tables = _tables(("a", "b", 2010), ("b", "c", 2020), ("c", None, None))
    steps = [current_agency(tables, "a", date(year, 6, 1)) for year in (2009, 2015, 2020)]
    assert steps == ["a", "b", "c"]
    assert {lasting_agency(tables, agency) for agency in "abc"} == {"c"}


def test_a_ring_in_the_tables_ends() -> None:
    tables = _tables(("a", "b", 2010), ("b", "a", 2011))
    assert current_agency(tables, "a", date(2020, 1, 1)) == "b"
