"""[S] A directive whole, and one that is named by its id, its 文号 or its title."""

from __future__ import annotations

from datetime import date

from api.asked import Misnamed
from api.schemas.documents import DocumentWhole
from api.shown import document_whole
from corpus import listing
from corpus.model import Filter, StoredDocument
from corpus.store import Corpus
from mapping.effects import plain_title
from mapping.reference import Reference

_FEW = 5


def whole(corpus: Corpus, stored: StoredDocument, reference: Reference) -> DocumentWhole:
    """A directive with its text and all that is known of it."""
    return document_whole(
        stored,
        corpus.blocks(stored.id),
        corpus.assignments(Filter(document=stored.id, drafts=True)),
        corpus.pages(stored.id),
        listing.effects(corpus, stored.id),
        reference,
        date.today(),
    )


def directive_named(corpus: Corpus, name: str) -> StoredDocument:
    """The directive of this id, else the only one of this 文号 or title. Raises Misnamed."""
    if stored := corpus.document(name):
        return stored
    bare = name.strip().removeprefix("《").removesuffix("》")
    found = [
        each
        for each in corpus.documents()
        if bare in (each.record.number, each.record.title)
        or plain_title(bare) == plain_title(each.record.title)
    ]
    if not found:
        raise Misnamed(f"{name}: there is no such directive")
    if len(found) > 1:
        ids = ", ".join(each.id for each in found[:_FEW])
        raise Misnamed(f"{name}: fits several directives ({ids}); give the id")
    return found[0]
