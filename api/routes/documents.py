"""GET /api/v1/documents: the directives, one whole, its pages as pictures, its file."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path as File
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import FileResponse, Response

from api import etags
from api.deps import CorpusOf, ReferenceOf
from api.documents import whole
from api.listed import NoQuery, begins, cut
from api.schemas.documents import DocumentList, DocumentsQuery, DocumentWhole, PictureQuery
from api.shown import document_out
from corpus import listing
from corpus.model import Filter, StoredDocument
from corpus.store import Corpus
from ingest.errors import Unreadable
from ingest.model import Page
from ingest.pictures import PICTURED, page_picture

router = APIRouter(tags=["documents"])
DocumentId = Annotated[str, Path(max_length=200, description="Id of a directive.")]
PageNumber = Annotated[int, Path(ge=1, le=100_000, description="From 1 on.")]
SANDBOX = "default-src 'none'; sandbox"
_KEPT = 64  # pictures; one of A4 at 1000 pixels is some 200 kB


@router.get("/documents", operation_id="documents", summary="The directives")
def get_documents(
    request: Request, query: Annotated[DocumentsQuery, Query()], corpus: CorpusOf
) -> DocumentList:
    """By id; all, drafts too, that the filters let through."""
    after = begins(request, (str,))
    wanted = Filter(within=query.adcode, below=True, drafts=True, standing=query.standing)
    named = listing.Named(query.q, query.jurisdiction, query.number, query.status)
    behind = str(after[0]) if after else None
    found = listing.documents_after(corpus, wanted, named, behind, query.limit + 1)
    items, further = cut(request, found, query.limit, lambda stored: (stored.id,))
    today = date.today()
    return DocumentList(items=[document_out(stored, today) for stored in items], next=further)


@router.get(
    "/documents/{document}",
    operation_id="document",
    summary="One directive with its text",
    response_model=DocumentWhole,
    dependencies=[NoQuery],
)
def get_document(
    request: Request, document: DocumentId, corpus: CorpusOf, reference: ReferenceOf
) -> Response:
    """Its record, standing, problems and provisions with their assignments; with an ETag."""
    return etags.tagged(request, whole(corpus, _stored(corpus, document), reference))


@router.get(
    "/documents/{document}/pages/{number}.png",
    operation_id="page_picture",
    summary="One page as a picture",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
)
def get_page(
    request: Request,
    document: DocumentId,
    number: PageNumber,
    query: Annotated[PictureQuery, Query()],
    corpus: CorpusOf,
) -> Response:
    """Upright as it was read: `width` over the page's own width is the scale of its boxes.

    404 for formats without pages (text, DOCX, HTML) and for a page that cannot be drawn.
    """
    stored = _stored(corpus, document)
    page = next((page for page in corpus.pages(document) if page.number == number), None)
    if page is None or stored.format not in PICTURED:
        raise HTTPException(404, "This directive has no such page to be seen.")
    tag = etags.tag_of(f"{stored.sha256} {page} {query.width}".encode())
    if etags.has(request, tag):
        return etags.not_modified(tag)
    try:
        picture = _picture(corpus.original(document), stored.format, page, query.width)
    except Unreadable as error:
        raise HTTPException(404, "This page cannot be drawn; see the original.") from error
    headers = {"ETag": tag, "Cache-Control": "private, max-age=3600"}
    return Response(picture, media_type="image/png", headers=headers)


@router.get(
    "/documents/{document}/original",
    operation_id="original",
    summary="The file as it came",
    response_class=FileResponse,
    responses={
        200: {"content": {"application/octet-stream": {}}},
        206: {"content": {"application/octet-stream": {}}, "description": "The range asked for."},
    },
    dependencies=[NoQuery],
)
def get_original(request: Request, document: DocumentId, corpus: CorpusOf) -> Response:
    """Always a download, whatever it is; parts of it by Range."""
    stored = _stored(corpus, document)
    path = corpus.original(document)
    if not path.is_file():
        raise HTTPException(404, "The original of this directive is gone.")
    tag = f'"{stored.sha256}"'
    if etags.has(request, tag):
        return etags.not_modified(tag)
    headers = {"ETag": tag, "Content-Security-Policy": SANDBOX}
    return FileResponse(
        path, media_type="application/octet-stream", filename=stored.name, headers=headers
    )


@lru_cache(maxsize=_KEPT)
def _picture(path: File, form: str, page: Page, width: int) -> bytes:
    """A drawn page; the path names the content of the file, so it does not change."""
    return page_picture(path, form, page, width)


def _stored(corpus: Corpus, document: str) -> StoredDocument:
    stored = corpus.document(document)
    if stored is None:
        raise HTTPException(404, "There is no such directive.")
    return stored
