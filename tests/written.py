"""Directives written down in a test: text -> Document -> Mapping, without a file."""

from __future__ import annotations

import functools

from ingest.lines import mark_furniture
from ingest.model import Document, Line, Page, Source
from ingest.pipeline import assemble
from mapping.clauses import provisions
from mapping.grammar import trace, unweighed
from mapping.model import Mapping
from mapping.pipeline import context_of, map_document
from mapping.reading import Found
from mapping.reference import Reference, load_reference

HEAD = "青禾县协助执行工作办法\n青办发〔2021〕9号\n"


@functools.cache
def reference() -> Reference:
    """The tables, loaded once."""
    return load_reference()


def document(text: str) -> Document:
    """A directive from its lines, furniture marked as for a text file."""
    lines = [Line(line.rstrip(), 1) for line in text.split("\n") if line.strip()]
    pages = (Page(1),)
    return assemble("试验.txt", "0" * 64, Source("text", pages, mark_furniture(lines, pages)))


def mapped(text: str) -> Mapping:
    """What a written directive makes whom do."""
    return map_document(document(text), reference(), document_id="shiyan")


def found_by_rules(text: str, head: str = HEAD) -> list[Found]:
    """What the rules find in a written directive, before it is weighed."""
    blocks = document(head + text).blocks
    context = unweighed(context_of(blocks, reference()))
    return [found for own in provisions(blocks) for found in trace(own, context).kept]


def duties(text: str, *parts: str) -> set[tuple[str, ...]]:
    """The assignments of a directive, each as the fields named: ("agency", "measure")."""
    found = mapped(HEAD + text).assignments
    return {tuple(str(getattr(item, part)) for part in parts) for item in found}
