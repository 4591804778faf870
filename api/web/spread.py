"""Where a measure is held and where not: places as a tree, and its years. [P]"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.model import StoredAssignment
from graph.model import Cell
from mapping.divisions import Divisions


@dataclass(frozen=True, slots=True)
class Node:
    """A division with what its column says (None: it has no directive, but something below it
    has); `above` is the nearest place over it that gives the measure to somebody."""

    name: str
    adcode: str | None
    cell: Cell | None
    above: str | None
    below: tuple[Node, ...]


def spread(cells: Iterable[Cell], divisions: Divisions) -> tuple[Node, ...]:
    """The cells of one measure on the administrative tree, by adcode; a division without a
    cell stands only where two of its parts are to be held together. Places without a code,
    and the nation, come first."""
    by_code = {cell.adcode: cell for cell in cells if cell.adcode}
    loose = tuple(
        Node(cell.jurisdiction, None, cell, None, ()) for cell in cells if not cell.adcode
    )
    children: dict[str | None, set[str]] = {}
    for code in by_code:
        lower = code
        for place in divisions.ancestors(code):
            children.setdefault(place.adcode, set()).add(lower)
            lower = place.adcode
        children.setdefault(None, set()).add(lower)
    return (*loose, *_nodes(None, None, children, by_code, divisions))


def _nodes(
    parent: str | None,
    above: str | None,
    children: dict[str | None, set[str]],
    by_code: dict[str, Cell],
    divisions: Divisions,
) -> tuple[Node, ...]:
    found: list[Node] = []
    for code in sorted(children.get(parent, ())):
        cell = by_code.get(code)
        place = divisions.place(code)
        name = cell.jurisdiction if cell else place.name if place else code
        holder = name if cell and cell.agencies else above
        below = _nodes(code, holder, children, by_code, divisions)
        if cell is None and len(below) == 1:
            found += below
        else:
            found.append(Node(name, code, cell, above, below))
    return tuple(found)


def by_year(
    duties: Sequence[StoredAssignment],
) -> tuple[tuple[str, tuple[StoredAssignment, ...]], ...]:
    """The duties by the year of their directive ("" where none is told), each agency of a
    directive once."""
    found: dict[str, dict[tuple[str, str], StoredAssignment]] = {}
    for stored in duties:
        year = (stored.document.record.issued or "")[:4]
        own = (stored.document.id, stored.assignment.agency)
        found.setdefault(year, {}).setdefault(own, stored)
    return tuple((year, tuple(found[year].values())) for year in sorted(found))
