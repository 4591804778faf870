"""[S] The only file that reads the corpus: everything in force, and its graph.

Cached on the corpus's version, so that it is read once between two changes.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import networkx as nx

from corpus.model import Filter, StoredAssignment, StoredDocument
from corpus.store import Corpus
from graph.assemble import assemble
from mapping.reference import Reference, load_reference


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The corpus at one version: directives in force, their assignments, the graph."""

    assignments: tuple[StoredAssignment, ...]
    documents: tuple[StoredDocument, ...]
    graph: nx.MultiDiGraph


def load(corpus: Corpus, reference: Reference | None = None) -> View:
    """What the corpus holds now; the same View until its version changes."""
    return _view(corpus, corpus.version, reference or load_reference())


@functools.lru_cache(maxsize=2)
def _view(corpus: Corpus, version: object, reference: Reference) -> View:
    """`version` is only there to be part of the cache's key."""
    assignments = corpus.assignments(Filter())
    documents = corpus.documents(Filter())
    return View(assignments, documents, assemble(assignments, documents, reference))
