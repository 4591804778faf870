"""GET /api/v1/agencies, /measures, /jurisdictions: who there is, what there is to do, where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request

from api.deps import CorpusOf, ReferenceOf
from api.listed import begins, begins_assignment, behind, cut
from api.schemas import Paged
from api.schemas.assignments import AssignmentOut
from api.schemas.tables import (
    AgencyCount,
    AgencyList,
    AgencyWhole,
    MeasureCount,
    MeasureList,
    MeasureWhole,
    PlaceList,
    PlaceOut,
)
from api.shown import agency_out, assignment_out, measure_out
from api.web.words import agency_name, measure_name
from corpus import listing
from corpus.model import Filter
from corpus.store import Corpus
from mapping.reference import Reference
from mapping.reforms import lasting_agency

router = APIRouter(tags=["tables"])
PageQuery = Annotated[Paged, Query()]
Identity = Annotated[str, Path(max_length=200)]
_LAST = "\U0010ffff"  # behind every adcode


@router.get("/agencies", operation_id="agencies", summary="The agencies")
def get_agencies(request: Request, query: PageQuery, reference: ReferenceOf) -> AgencyList:
    """By function, in the order of their table, those that a reform has ended too."""
    after = begins(request, (str,))
    entries = list(reference.agencies.values())
    left = behind(entries, lambda entry: entry.id, str(after[0])) if after else entries
    items, further = cut(request, left, query.limit, lambda entry: (entry.id,))
    today = date.today()
    return AgencyList(items=[agency_out(e, reference, today) for e in items], next=further)


@router.get("/agencies/{agency}", operation_id="agency", summary="What an agency has where")
def get_agency(
    request: Request, agency: Identity, query: PageQuery, corpus: CorpusOf, reference: ReferenceOf
) -> AgencyWhole:
    """Through reforms: what its predecessors and successors are given counts as its own."""
    entry = reference.agencies.get(agency)
    if entry is None:
        raise HTTPException(404, "There is no such agency.")
    last = lasting_agency(reference, agency)
    kin = [e for e in reference.agencies.values() if lasting_agency(reference, e.id) == last]
    ids = [each.id for each in kin]
    counted: Counter[str] = Counter()
    for (_, measure), number in listing.counts(corpus, Filter(), agencies=ids).items():
        counted[measure] += number
    items, further = _assignments(request, query, corpus, reference, Filter(), ids)
    today = date.today()
    return AgencyWhole(
        **dict(agency_out(entry, reference, today)),
        lineage=[agency_out(each, reference, today) for each in kin],
        measures=[
            MeasureCount(measure=each, zh=measure_name(each, reference), assignments=number)
            for each, number in counted.most_common()
        ],
        items=items,
        next=further,
    )


@router.get("/measures", operation_id="measures", summary="The measures")
def get_measures(request: Request, query: PageQuery, reference: ReferenceOf) -> MeasureList:
    """Of every policy field, in the order of their tables."""
    after = begins(request, (str,))
    entries = list(reference.measures.values())
    left = behind(entries, lambda entry: entry.id, str(after[0])) if after else entries
    items, further = cut(request, left, query.limit, lambda entry: (entry.id,))
    return MeasureList(items=[measure_out(entry, reference) for entry in items], next=further)


@router.get("/measures/{measure}", operation_id="measure", summary="Who has a measure where")
def get_measure(
    request: Request, measure: Identity, query: PageQuery, corpus: CorpusOf, reference: ReferenceOf
) -> MeasureWhole:
    """Who is given it, counted by agency, and each assignment."""
    entry = reference.measures.get(measure)
    if entry is None:
        raise HTTPException(404, "There is no such measure.")
    wanted = Filter(measures=(measure,))
    counted = Counter(
        {agency: number for (agency, _), number in listing.counts(corpus, wanted).items()}
    )
    items, further = _assignments(request, query, corpus, reference, wanted, None)
    return MeasureWhole(
        **dict(measure_out(entry, reference)),
        agencies=[
            AgencyCount(agency=each, zh=agency_name(each, reference), assignments=number)
            for each, number in counted.most_common()
        ],
        items=items,
        next=further,
    )


@router.get("/jurisdictions", operation_id="jurisdictions", summary="The places")
def get_jurisdictions(request: Request, query: PageQuery, corpus: CorpusOf) -> PlaceList:
    """Those with a directive of their own, by adcode."""
    after = begins(request, (str, str))

    def key(place: listing.PlaceCount) -> tuple[str, str]:
        return place.adcode or _LAST, "" if place.adcode else place.name

    left = [place for place in listing.place_counts(corpus) if after is None or key(place) > after]
    items, further = cut(request, left, query.limit, key)
    shown = [PlaceOut(name=p.name, adcode=p.adcode, documents=p.documents) for p in items]
    return PlaceList(items=shown, next=further)


def _assignments(
    request: Request,
    query: Paged,
    corpus: Corpus,
    reference: Reference,
    wanted: Filter,
    agencies: Sequence[str] | None,
) -> tuple[list[AssignmentOut], str | None]:
    """One page of assignments in force, and the cursor of the next."""
    after = begins_assignment(request)
    found = listing.assignments_after(corpus, wanted, after, query.limit + 1, agencies=agencies)
    items, further = cut(request, found, query.limit, lambda each: each[0])
    today = date.today()
    return [assignment_out(stored, reference, today) for _, stored in items], further
