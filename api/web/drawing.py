"""The picture of the graph: who stands where in it, and what is left out. [P]

Two columns joined by lines, or places as an indented tree; a row is the height of a label, so
that 200 names stay readable. What a picture shows a table shows too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote

from api.web import spread
from api.web.holdings import ROLES, heirs, place_of
from corpus.model import StoredAssignment
from mapping.reference import Reference

Kind = Literal["place", "agency", "measure"]
Name = Callable[[str], str]
Links = Mapping[tuple[str, str], Sequence[StoredAssignment]]
MOST: Final = 100
"""Nodes of a column, those with the most lines; more than that nobody reads."""
MOST_PLACES: Final = 300
"""Places of a tree, the first."""


@dataclass(frozen=True, slots=True)
class Node:
    """`x` is the column or the depth in the tree, `y` the row from the top; `state` is the
    cell's of graph.model, empty where there is none."""

    id: str
    kind: Kind
    label: str
    x: int
    y: float
    address: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line with the number of duties behind it, and the weightiest role among them; 0 and
    empty where it says only what lies in what."""

    source: str
    target: str
    duties: int = 0
    role: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """`cut` tells how many nodes are not drawn."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    rows: int
    cut: int = 0
    tree: bool = False


def share(
    duties: Iterable[StoredAssignment], reference: Reference, name: Name, least: int = 2
) -> Drawing:
    """Places on the left, by code; on the right the agencies that `least` of them have, beside
    the places that have them. One place alone has all of its own."""
    last = heirs(reference)
    links: dict[tuple[str, str], list[StoredAssignment]] = defaultdict(list)
    codes: dict[str, str] = {}
    for stored in duties:
        place = place_of(stored.document)
        agency = stored.assignment.agency
        links[place.name, last.get(agency, agency)].append(stored)
        codes[place.name] = place.adcode or ""
    places = sorted(codes, key=lambda each: codes[each])
    held = _others(links, 1)
    shared = [each for each in held if len(held[each]) >= min(least, len(places))]
    left = _heaviest(places, _others(links, 0))
    right = _beside(_heaviest(shared, held), left, held)
    cut = len(places) + len(shared) - len(left) - len(right)
    return _columns(("place", left), ("agency", right), links, name, cut)


def divide(duties: Iterable[StoredAssignment], reference: Reference, name: Name) -> Drawing:
    """Measures on the right, in the order of their tables; agencies on the left, beside those
    that they have."""
    last = heirs(reference)
    links: dict[tuple[str, str], list[StoredAssignment]] = defaultdict(list)
    for stored in duties:
        agency = stored.assignment.agency
        links[last.get(agency, agency), stored.assignment.measure].append(stored)
    given, held = _others(links, 1), _others(links, 0)
    right = _heaviest([each for each in reference.measures if each in given], given)
    left = _beside(_heaviest(list(held), held), right, held)
    cut = len(given) + len(held) - len(left) - len(right)
    return _columns(("agency", left), ("measure", right), links, name, cut)


def stop(tree: Sequence[spread.Node], signs: Mapping[str, str], name: Name) -> Drawing:
    """The places of a measure's tree, each with the sign of its state and who has it."""
    nodes: list[Node] = []
    edges: list[Edge] = []

    def draw(places: Iterable[spread.Node], depth: int, parent: str | None) -> None:
        for place in places:
            state = place.cell.state if place.cell else ""
            held = place.cell.agencies if place.cell else ()
            who = " · ".join(dict.fromkeys(name(each.agency) for each in held))
            label = " ".join(filter(None, (signs.get(state), place.name, who)))
            own = f"place:{place.adcode or place.name}"
            address = f"/documents?in={quote(place.name)}" if place.cell else ""
            nodes.append(Node(own, "place", label, depth, len(nodes), address, state))
            if parent:
                edges.append(Edge(parent, own))
            draw(place.below, depth + 1, own)

    draw(tree, 0, None)
    drawn = nodes[:MOST_PLACES]
    own = {node.id for node in drawn}
    lines = [edge for edge in edges if edge.target in own]
    return Drawing(tuple(drawn), tuple(lines), len(drawn), len(nodes) - len(drawn), tree=True)


def _others(links: Links, side: int) -> dict[str, list[str]]:
    """What each on one side is joined to on the other."""
    found: dict[str, list[str]] = defaultdict(list)
    for pair in links:
        found[pair[side]].append(pair[1 - side])
    return dict(found)


def _heaviest(ids: Sequence[str], joined: Mapping[str, Collection[str]]) -> list[str]:
    """The MOST with the most lines, in the order given."""
    kept = set(sorted(ids, key=lambda each: -len(joined.get(each, ())))[:MOST])
    return [each for each in ids if each in kept]


def _beside(
    ids: Iterable[str], fixed: Sequence[str], joined: Mapping[str, Collection[str]]
) -> list[str]:
    """In the order of the middle of what each is joined to, so that few lines cross."""
    rows = {each: row for row, each in enumerate(fixed)}

    def middle(own: str) -> float:
        found = [rows[each] for each in joined[own] if each in rows]
        return sum(found) / len(found) if found else len(fixed)

    return sorted(ids, key=middle)


def _columns(
    left: tuple[Kind, Sequence[str]],
    right: tuple[Kind, Sequence[str]],
    links: Links,
    name: Name,
    cut: int,
) -> Drawing:
    """Both columns over the same height."""
    rows = max(len(left[1]), len(right[1]))
    nodes = [
        Node(f"{kind}:{own}", kind, name(own), x, (y + 0.5) * rows / len(ids), _address(kind, own))
        for x, (kind, ids) in enumerate((left, right))
        for y, own in enumerate(ids)
    ]
    drawn = {node.id for node in nodes}
    edges = [
        Edge(one, other, len(duties), min((d.assignment.role for d in duties), key=ROLES.index))
        for (a, b), duties in links.items()
        if (one := f"{left[0]}:{a}") in drawn and (other := f"{right[0]}:{b}") in drawn
    ]
    return Drawing(tuple(nodes), tuple(edges), rows, cut)


def _address(kind: Kind, own: str) -> str:
    pages = {"place": "/documents?in=", "agency": "/agencies/", "measure": "/measures/"}
    return f"{pages[kind]}{quote(own)}"
