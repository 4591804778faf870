"""The graph as files that Gephi and Cytoscape open: [P] graph -> chunks of text.

Nodes and edges keep what graph.assemble gives them; lists are joined by `;`, and the
assignments that an edge rests on are `directive:id id` for each directive.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


def graphml(graph: nx.MultiDiGraph) -> Iterator[str]:
    """GraphML, for Gephi, Cytoscape and yEd; every edge has an id of its own, without which
    Gephi takes all of one kind for one."""
    import networkx as nx

    out = io.BytesIO()
    plain = _plain(graph)
    numbered: nx.MultiDiGraph = plain.__class__()
    numbered.add_nodes_from(plain.nodes(data=True))
    for number, (one, other, facts) in enumerate(plain.edges(data=True)):
        numbered.add_edge(one, other, f"e{number}", **facts)
    nx.write_graphml(numbered, out)
    yield out.getvalue().decode() + "\n"


def cytoscape(graph: nx.MultiDiGraph) -> Iterator[str]:
    """The JSON of Cytoscape and Cytoscape.js (.cyjs): `elements` of nodes and edges."""
    import networkx as nx

    yield json.dumps(nx.cytoscape_data(_plain(graph)), ensure_ascii=False) + "\n"


def node_link(graph: nx.MultiDiGraph) -> Iterator[str]:
    """The JSON of `nodes` and `edges` that networkx reads."""
    import networkx as nx

    yield json.dumps(nx.node_link_data(_plain(graph)), ensure_ascii=False) + "\n"


GRAPHS: dict[str, Callable[[nx.MultiDiGraph], Iterator[str]]] = {
    "graphml": graphml,
    "cytoscape": cytoscape,
    "node-link": node_link,
}


def _plain(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The graph with text, numbers and truth values alone, which is all that GraphML has."""
    plain: nx.MultiDiGraph = graph.__class__()
    plain.add_nodes_from(graph.nodes(data=True))
    for one, other, key, facts in graph.edges(keys=True, data=True):
        plain.add_edge(one, other, key, **{name: _text(value) for name, value in facts.items()})
    return plain


def _text(value: Any) -> Any:
    if isinstance(value, dict):
        return ";".join(f"{owner}:{' '.join(map(str, ids))}" for owner, ids in value.items())
    return ";".join(value) if isinstance(value, list) else value
