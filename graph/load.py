"""[S] The only file that reads the corpus: everything in force, its graph and its findings.

What was read is kept until the corpus's version moves; then only the directives that have
changed are read again, the graph is updated in place, and the rules take over what they can.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.model import Filter, StoredAssignment, StoredDocument
from corpus.store import Corpus
from graph.assemble import Part, assemble, update
from graph.findings import findings_of, make_case
from graph.model import Finding, Told
from graph.rules.case import Case
from graph.told import WORDS, told_by
from mapping.reference import Reference, load_reference

if TYPE_CHECKING:
    import networkx as nx

_FEW = 50  # directives read one by one; more are read with all the others


@dataclass(slots=True, eq=False)
class View:
    """The corpus at one version: directives in force, their assignments, what they say of
    norms. The graph belongs to the newest view; an older one makes its own again."""

    version: int
    reference: Reference
    parts: dict[str, Part]
    _graph: nx.MultiDiGraph | None = None
    _cases: dict[str | None, Case] = field(default_factory=dict)
    _found: dict[tuple[date, str | None], tuple[Finding, ...]] = field(default_factory=dict)
    _measures: dict[str, list[StoredAssignment]] = field(default_factory=dict)

    @property
    def documents(self) -> tuple[StoredDocument, ...]:
        """The directives, by id."""
        return tuple(part.document for part in self.parts.values())

    @property
    def assignments(self) -> tuple[StoredAssignment, ...]:
        """All assignments, directive by directive."""
        return tuple(chain.from_iterable(part.assignments for part in self.parts.values()))

    def of(self, measure: str) -> Sequence[StoredAssignment]:
        """All assignments of one measure."""
        if not self._measures:
            found: dict[str, list[StoredAssignment]] = defaultdict(list)
            for stored in self.assignments:
                found[stored.assignment.measure].append(stored)
            self._measures = dict(found)
        return self._measures.get(measure, ())

    @property
    def told(self) -> tuple[Told, ...]:
        """What the directives say of norms."""
        return tuple(chain.from_iterable(part.told for part in self.parts.values()))

    @property
    def graph(self) -> nx.MultiDiGraph:
        """Everything as one graph; not to be changed."""
        if self._graph is None:
            self._graph = assemble(list(self.parts.values()), self.reference)
        return self._graph

    def findings(self, on: date, baseline: str | None) -> tuple[Finding, ...]:
        """What all rules find on a day; raises UnknownBaseline."""
        key = (on, baseline)
        with _lock:
            if key not in self._found:
                case = make_case(
                    {identity: part.assignments for identity, part in self.parts.items()},
                    self.documents,
                    self.reference,
                    self.told,
                    on=on,
                    baseline=baseline,
                    before=self._cases.pop(baseline, None),
                )
                self._found[key] = findings_of(case)
                self._cases[baseline] = case
            return self._found[key]


_latest: dict[Path, View] = {}
_lock = threading.Lock()  # what is taken over from one view or case to the next is changed


def load(corpus: Corpus, reference: Reference | None = None) -> View:
    """What the corpus holds now; the same View until its version changes."""
    tables = reference or load_reference()
    with _lock:
        old = _latest.get(corpus.folder)
        version = corpus.version
        if old is None or (old.version, old.reference) != (version, tables):
            usable = old if old and old.reference is tables else None
            _latest[corpus.folder] = _renewed(corpus, tables, version, usable)
        return _latest[corpus.folder]


def load_graph(corpus: Corpus, document: str | None = None) -> nx.MultiDiGraph:
    """The graph of everything in force, or of one directive alone."""
    view = load(corpus)
    if document is None:
        return view.graph
    return assemble([part for key, part in view.parts.items() if key == document], view.reference)


def load_past(corpus: Corpus, day: date, reference: Reference | None = None) -> View:
    """What the corpus held when a day began, as it was read then; what has been removed since
    is not among it."""
    tables = reference or load_reference()
    now = load(corpus, tables)
    parts = {
        key: part for key, part in now.parts.items() if part.document.imported_at < day.isoformat()
    }
    for document, assignments, blocks in corpus.readings_on(day):
        said = told_by([(document.id, block, None) for block in blocks], [document])
        parts[document.id] = Part(document, assignments, tuple(said))
    return View(now.version, tables, dict(sorted(parts.items())))


def _renewed(corpus: Corpus, reference: Reference, version: int, old: View | None) -> View:
    """A new view; of the old one whatever has not changed.

    Each change of a directive counts the version up by one. Where the count does not come
    out, something else has changed (a correction), and everything is read again.
    """
    documents = corpus.documents(Filter())
    before = old.parts if old else {}
    changed = [d for d in documents if d.id not in before or before[d.id].document != d]
    gone = set(before) - {document.id for document in documents}
    if old is None or version - old.version != len(changed) + len(gone) or len(changed) > _FEW:
        return View(version, reference, _read(corpus, documents, None))
    fresh = _read(corpus, changed, [document.id for document in changed])
    parts = {d.id: fresh.get(d.id) or before[d.id] for d in documents}
    graph, old._graph = old._graph, None
    if graph is not None:
        update(graph, before, parts, reference)
    cases, old._cases = old._cases, {}
    return View(version, reference, parts, graph, cases)


def _read(
    corpus: Corpus, documents: Sequence[StoredDocument], only: Sequence[str] | None
) -> dict[str, Part]:
    """The parts of `documents`, which are `only` some of those in force, or all of them."""
    wanted = [Filter()] if only is None else [Filter(document=identity) for identity in only]
    given: dict[str, list[StoredAssignment]] = defaultdict(list)
    for stored in chain.from_iterable(corpus.assignments(each) for each in wanted):
        given[stored.document.id].append(stored)
    told: dict[str, list[Told]] = defaultdict(list)
    for said in told_by(corpus.saying(WORDS, only), documents):
        told[said.document].append(said)
    return {d.id: Part(d, tuple(given.get(d.id, ())), tuple(told.get(d.id, ()))) for d in documents}
