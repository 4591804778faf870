"""GET /api/v1/exports/{format}: assignments, or the graph of them, as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import StreamingResponse
from pydantic import Field

from api.asked import within
from api.deps import CorpusOf, ReferenceOf
from api.exports import EXPORTS
from api.exports.akn import akn
from api.exports.graph import GRAPHS
from api.schemas import Identity, PlaceName, Strict
from corpus.model import Filter, StoredDocument
from corpus.store import Corpus
from graph.assemble import assemble
from graph.load import load
from mapping.reference import Reference

router = APIRouter(tags=["exports"])
Form = Literal["jsonl", "csv", "xlsx", "akn", "graphml", "cytoscape", "node-link"]
MEDIA: dict[Form, tuple[str, str]] = {
    "jsonl": ("application/jsonl", "jsonl"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "akn": ("application/akn+xml", "xml"),
    "graphml": ("application/graphml+xml", "graphml"),
    "cytoscape": ("application/json", "cyjs"),
    "node-link": ("application/json", "json"),
}
"""Each form's media type, and the ending of its file."""


class ExportQuery(Strict):
    """What is to be exported; all, drafts too, where nothing is asked."""

    document: Annotated[Identity, Field(description="Only this directive.")] = None
    place: PlaceName = None


@router.get(
    "/exports/{format}",
    operation_id="export",
    summary="Assignments as a file",
    response_class=StreamingResponse,
    responses={200: {"content": {media.partition(";")[0]: {} for media, _ in MEDIA.values()}}},
)
def get_export(
    format: Form,
    query: Annotated[ExportQuery, Query()],
    corpus: CorpusOf,
    reference: ReferenceOf,
) -> StreamingResponse:
    """`jsonl` and `csv` come directive by directive as they are read; `akn` is of one alone."""
    here = within(query.place, corpus, reference)
    wanted = Filter(within=here.within, below=here.below, document=query.document, drafts=True)
    documents = corpus.documents(wanted)
    if query.document is not None and not documents:
        raise HTTPException(404, "There is no such directive.")
    if format == "akn" and query.document is None:
        raise HTTPException(404, "akn is of one directive: name it in `document`.")
    media, ending = MEDIA[format]
    return StreamingResponse(
        _chunks(format, corpus, documents, reference),
        media_type=media,
        headers={"Content-Disposition": f'attachment; filename="dutymap.{ending}"'},
    )


def _chunks(
    form: Form, corpus: Corpus, documents: tuple[StoredDocument, ...], reference: Reference
) -> Iterator[str | bytes]:
    """The file in pieces."""
    if form in GRAPHS:
        view = load(corpus, reference)
        parts = [view.parts[d.id] for d in documents if d.id in view.parts]
        yield from GRAPHS[form](assemble(parts, reference))
    elif form == "akn":
        (document,) = documents
        assignments = corpus.assignments(Filter(document=document.id, drafts=True))
        yield akn(document, corpus.blocks(document.id), assignments, reference, date.today())
    elif form == "xlsx":
        ids = {document.id for document in documents}
        found = [s for s in corpus.assignments(Filter(drafts=True)) if s.document.id in ids]
        yield from EXPORTS[form](documents, found, reference, date.today())
    else:
        yield from _streamed(form, corpus, documents, reference)


def _streamed(
    form: Form, corpus: Corpus, documents: tuple[StoredDocument, ...], reference: Reference
) -> Iterator[str | bytes]:
    """One directive after the other, a heading (csv has one) only before the first."""
    today = date.today()
    if not documents:
        yield from EXPORTS[form]((), (), reference, today)
    for number, document in enumerate(documents):
        assignments = corpus.assignments(Filter(document=document.id, drafts=True))
        chunks = EXPORTS[form]((document,), assignments, reference, today)
        if number and form == "csv":
            next(chunks)
        yield from chunks
