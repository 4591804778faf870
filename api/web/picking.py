"""What a person picks by name: agencies and measures, in either language. [P]"""

from __future__ import annotations

from collections.abc import Iterable

from mapping.candidates import agency_candidates
from mapping.lexicon import load_lexicon
from mapping.reference import AgencyEntry, MeasureEntry, Reference


def agency_picked(name: str, reference: Reference) -> str | None:
    """The id of the agency that a name or id means, or the name as a directive prints it
    (县发展和改革局); None for none, or for several."""
    wanted = name.strip()
    entries = reference.agencies.values()
    return (
        _only(e.id for e in entries if _names(wanted, e))
        or _only(e.id for e in entries if wanted in e.aliases)
        or _only(agency_candidates("", wanted, load_lexicon()))
    )


def measure_picked(name: str, measures: Iterable[MeasureEntry]) -> str | None:
    """The id of the measure, among `measures`, that a name or id means; None for none, or for
    several."""
    wanted = name.strip()
    return _only(e.id for e in measures if _names(wanted, e))


def agencies_offered(first: Iterable[str], reference: Reference) -> tuple[AgencyEntry, ...]:
    """Every agency, `first` those that are likely."""
    order = dict.fromkeys((*first, *reference.agencies))
    return tuple(reference.agencies[own_id] for own_id in order)


def measures_of(held: Iterable[str], reference: Reference) -> tuple[MeasureEntry, ...]:
    """The measures that a directive of these measures may give: its policy field's, and those
    of every field."""
    field = reference.field_of(held)
    return tuple(e for e in reference.measures.values() if e.field in ("", field) or not field)


def _names(wanted: str, entry: AgencyEntry | MeasureEntry) -> bool:
    return wanted in (entry.id, entry.zh) or wanted.lower() == entry.en.lower()


def _only(found: Iterable[str]) -> str | None:
    every = list(found)
    return every[0] if len(every) == 1 else None
