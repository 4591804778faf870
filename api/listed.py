"""Pages of lists: where one begins, and the cursor of the one behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, TypeVar, cast

from fastapi import Depends, HTTPException, Request
from fastapi.exceptions import RequestValidationError

from api import cursors
from corpus.listing import Key as AssignmentKey

Item = TypeVar("Item")
ASSIGNMENT = (str, int, int, int)
"""The shape of an assignment's key; see corpus.listing."""


def begins(request: Request, shape: Sequence[type]) -> cursors.Key | None:
    """The key behind which the page asked for begins; None for the first page.

    Raises HTTPException (404) for a cursor that leads to no page of this list.
    """
    cursor = request.query_params.get("cursor")
    if cursor is None:
        return None
    try:
        return cursors.read(cursor, _called(request), shape)
    except cursors.BadCursor as error:
        raise HTTPException(404, f"No such page: {error}.") from error


def begins_assignment(request: Request) -> AssignmentKey | None:
    """The same for a list of assignments."""
    return cast("AssignmentKey | None", begins(request, ASSIGNMENT))


def cut(
    request: Request,
    found: Iterable[Item],
    limit: int,
    key: Callable[[Item], Sequence[cursors.Part]],
) -> tuple[list[Item], str | None]:
    """The first `limit` of `found`, and the cursor of the next page where there are more."""
    items = list(islice(found, limit + 1))
    if len(items) <= limit:
        return items, None
    return items[:limit], cursors.written(key(items[limit - 1]), _called(request))


def behind(items: Sequence[Item], own: Callable[[Item], str], after: str) -> Sequence[Item]:
    """Those of a table's rows that stand behind the one with the id `after`; all where a
    newer table has it no more."""
    places = (place for place, item in enumerate(items, start=1) if own(item) == after)
    return items[next(places, 0) :]


def _called(request: Request) -> str:
    """What a list is called: its path and filters, however they are ordered."""
    asked = sorted(
        pair for pair in request.query_params.multi_items() if pair[0] not in ("cursor", "limit")
    )
    return json.dumps([request.url.path, asked])


def malformed(where: tuple[str, ...], message: str) -> RequestValidationError:
    """The error (422) of a value that only the service itself can judge."""
    fault: dict[str, Any] = {"type": "value_error", "loc": where, "msg": message}
    return RequestValidationError([fault])


def _no_query(request: Request) -> None:
    """Refuse every parameter, of a route that takes none."""
    if unknown := list(request.query_params):
        raise malformed(("query", unknown[0]), "Extra inputs are not permitted")


NoQuery = Depends(_no_query)
