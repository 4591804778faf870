"""Directives beside one another: what is asked, and findings as the service gives them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from api.schemas import Day, Identity, Listing, Paged, PlaceName, Strict
from corpus.model import Judgement
from graph.model import Evidence, Jurisdiction, Severity

Name = Annotated[str, Field(min_length=1, max_length=200)]
Baseline = Annotated[Identity, Field(description="Id of the norm to hold against.")]


class CompareQuery(Strict):
    """Which columns: places by name or adcode, directives by id, baselines by id."""

    names: Annotated[
        tuple[Name, ...],
        Field(alias="in", max_length=50, description="All places where none is given."),
    ] = ()
    baseline: Baseline = None
    family: Annotated[Identity, Field(description="Only measures of this family.")] = None


class FindingsQuery(Paged):
    """Which findings; those that a person has settled only with `all`."""

    place: PlaceName = None
    rule: Annotated[Identity, Field(description="Only this rule.")] = None
    severity: Severity | None = None
    since: Annotated[Day | None, Field(description="Not found yet on that day.")] = None
    every: Annotated[bool, Field(alias="all", description="Those dismissed and fixed, too.")] = (
        False
    )
    baseline: Baseline = None


class VerdictOut(BaseModel):
    """What a person says of a finding; `at` is ISO 8601 in UTC."""

    finding: str
    verdict: Judgement
    reason: str | None
    by: str | None
    at: str
    sentence: str


class FindingOut(BaseModel):
    """Something a drafter should look at; `id` is stable while its facts are.

    `category` is the ground of filing review; `successor` and `since` are of a reform.
    """

    id: str
    rule: str
    category: str
    severity: Severity
    jurisdiction: Jurisdiction
    measure: str | None
    sentence_zh: str
    sentence_en: str
    evidence: list[Evidence]
    successor: str | None
    since: int | None
    verdict: VerdictOut | None


class FindingList(Listing[FindingOut]):
    """Findings by rule, place and id."""


class GraphQuery(Strict):
    """Which part of the graph."""

    names: Annotated[
        tuple[Name, ...],
        Field(alias="in", max_length=50, description="Places and directives; all without any."),
    ] = ()


class GraphOut(BaseModel):
    """Nodes and edges as networkx's node-link JSON has them; see docs/http.md."""

    directed: bool
    multigraph: bool
    graph: dict[str, Any]
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
