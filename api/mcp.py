"""[S] The corpus for language models: tools and resources of the Model Context Protocol.

What cannot be answered is data, not a failure: `ask` says `not-assigned`, a name that fits
nothing is `{"status": "misnamed", "message"}`, a corpus that cannot be read `unusable`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from typing import Annotated, Any, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from pydantic import Field

from api import citation, held
from api.answer import answer_json
from api.asked import Misnamed, measures_of, within
from api.asking import put
from api.documents import directive_named, whole
from api.drafts import text_draft
from api.knowledge import knowledge_of
from api.schemas import Day
from api.settings import Settings
from api.shown import assignment_out, check_out, document_out, finding_out
from corpus import listing
from corpus.connection import CorpusUnusable
from corpus.model import Filter
from corpus.store import Corpus
from graph.load import load
from graph.model import Severity
from ingest.errors import Unreadable
from mapping.knowledge import KnowledgeUnusable
from mapping.model import Role
from mapping.reference import Reference

P = ParamSpec("P")
Data = dict[str, Any]
Opened = Callable[[], Corpus]

INSTRUCTIONS = (
    "Chinese local-government directives, read into assignments of duty: which agency handles "
    "what, where, and which clause says so. Quote the clause as it is given; where a status says "
    "not-assigned or not-covered, say so and name nobody. Before you cite, use verify_citation."
)
Place = Annotated[str | None, Field(max_length=50, description="Name or adcode of a place.")]
Name = Annotated[str | None, Field(max_length=200)]
Names = Annotated[Sequence[str], Field(max_length=50)]
Limit = Annotated[int, Field(ge=1, le=200)]


def make_server(opened: Opened, settings: Settings, reference: Reference) -> MCPServer[Any]:
    """The server over the corpus that `opened` gives, without a transport yet."""
    server: MCPServer[Any] = MCPServer(
        "dutymap", instructions=INSTRUCTIONS, version=version("dutymap"), log_level="WARNING"
    )
    tools = Tools(opened, settings, reference)
    for tool in (
        *(tools.ask, tools.search_assignments, tools.compare, tools.findings),
        *(tools.check_draft, tools.get_provision, tools.verify_citation),
    ):
        server.add_tool(_told(tool))
    server.resource("dutymap://directives", mime_type="application/json")(tools.directives)
    server.resource("dutymap://directives/{document}", mime_type="application/json")(
        tools.directive
    )
    return server


def _told(tool: Callable[P, Data]) -> Callable[P, Data]:
    """The tool, its errors told as data."""

    @functools.wraps(tool)
    def told(*args: P.args, **kwargs: P.kwargs) -> Data:
        try:
            return tool(*args, **kwargs)
        except Misnamed as error:
            return {"status": "misnamed", "message": error.what}
        except Unreadable as error:
            return {"status": "unreadable", "message": error.problem.message}
        except (CorpusUnusable, KnowledgeUnusable):
            return {"status": "unusable", "message": "The corpus cannot be read; see the log."}

    return told


class Tools:
    """What a model may do; every method is one tool or resource, described to it as here."""

    def __init__(self, opened: Opened, settings: Settings, reference: Reference) -> None:
        self._opened = opened
        self._settings = settings
        self._reference = reference

    def ask(
        self,
        question: Annotated[str, Field(min_length=1, max_length=500)],
        place: Place = None,
        on: Day | None = None,
        limit: Limit = 10,
    ) -> Data:
        """Which agency handles a matter in a place, with the clause that says so. `status` is
        answered, not-assigned, not-covered, not-understood or ambiguous; `answers` is empty but
        for the first, and no agency may be named then."""
        trace = put(
            *(question, self._opened(), self._reference, self._settings),
            place=place,
            on=on,
            limit=limit,
        )
        return answer_json(trace.answer)

    def search_assignments(
        self,
        words: Annotated[str | None, Field(max_length=100, description="In the quote.")] = None,
        place: Place = None,
        agency: Annotated[Name, Field(description="Id, such as civil-affairs.")] = None,
        measure: Annotated[Name, Field(description="Id, such as query.marriage.")] = None,
        role: Role | None = None,
        limit: Limit = 20,
    ) -> Data:
        """Assignments in force: who is given what, where, by which words. `more` tells that there
        are others besides."""
        corpus, today = self._opened(), date.today()
        here = within(place, corpus, self._reference)
        measures = measures_of(measure, None, self._reference)
        wanted = Filter(within=here.within, below=True, agency=agency, measures=measures, role=role)
        found = listing.assignments_after(corpus, wanted, None, limit + 1, words=words)
        shown = [assignment_out(each, self._reference, today) for _, each in found[:limit]]
        items = [each.model_dump(mode="json") for each in shown]
        return {"status": "found", "items": items, "more": len(found) > limit}

    def compare(self, names: Names = (), baseline: Name = None, family: Name = None) -> Data:
        """Who has which measure, side by side. `names` are places, ids of directives or of
        baselines; all places without any. A cell's `state` tells gaps and differences."""
        shown = held.comparison(
            self._opened(), self._reference, names, baseline=baseline, family=family
        )
        return {"status": "compared", **asdict(shown.comparison)}

    def findings(
        self,
        place: Place = None,
        rule: Name = None,
        severity: Severity | None = None,
        baseline: Name = None,
        limit: Limit = 50,
    ) -> Data:
        """Gaps, conflicts and what time has overtaken, each with the words it rests on; those
        that a person has settled are left out."""
        corpus = self._opened()
        verdicts = corpus.verdicts()
        wanted = held.Wanted(place, rule, severity, baseline=baseline)
        found = held.findings(corpus, load(corpus, self._reference), wanted, verdicts)
        shown = [finding_out(each, verdicts.get(each.id)) for each in found[:limit]]
        items = [each.model_dump(mode="json") for each in shown]
        return {"status": "found", "items": items, "more": len(found) > limit}

    def check_draft(
        self,
        text: Annotated[str, Field(min_length=1, max_length=300_000)],
        against: Names = (),
        baseline: Name = None,
        jurisdiction: Annotated[str | None, Field(pattern="^[0-9]{6}$")] = None,
    ) -> Data:
        """What is wrong with the text of a draft directive, held against those in force; nothing
        of it is kept. `jurisdiction` is an adcode, where the draft names no place."""
        draft = text_draft(
            text,
            self._reference,
            jurisdiction=jurisdiction,
            knowledge=knowledge_of(self._settings),
        )
        told = held.check(self._opened(), self._reference, draft, against, baseline)
        return {"status": "checked", **check_out(told).model_dump(mode="json")}

    def get_provision(
        self,
        document: Annotated[str, Field(max_length=200, description="Id, 文号 or title.")],
        provision: Annotated[Name, Field(description="第四条; the whole without it.")] = None,
    ) -> Data:
        """The text of a provision (or of all) as printed, with its assignments and whether the
        directive is in force."""
        corpus = self._opened()
        stored = directive_named(corpus, document)
        told = whole(corpus, stored, self._reference).model_dump(mode="json")
        labels = list(dict.fromkeys(each["provision"] for each in told["provisions"]))
        if provision is not None and provision not in labels:
            return {"status": "no-such-provision", "document": stored.id, "provisions": labels}
        chosen = [e for e in told["provisions"] if provision in (None, e["provision"])]
        record = document_out(stored, date.today()).model_dump(mode="json")
        return {"status": "found", "directive": record, "provisions": chosen}

    def verify_citation(
        self,
        document: Annotated[str, Field(max_length=200, description="Id, 文号 or title.")],
        quote: Annotated[str, Field(min_length=1, max_length=2000)],
        provision: Annotated[Name, Field(description="第四条; anywhere without it.")] = None,
        on: Day | None = None,
    ) -> Data:
        """Whether a quote stands at this place, word for word, and whether its directive is in
        force on the day. `status` is verified, elsewhere, altered, not-found or
        no-such-provision."""
        corpus = self._opened()
        stored = directive_named(corpus, document)
        blocks = corpus.blocks(stored.id)
        checked = citation.verify(stored, blocks, quote, provision, on or date.today())
        return {**asdict(checked), "as_of": checked.as_of.isoformat()}

    def directives(self) -> list[Data]:
        """Every directive of the corpus: id, title, 文号, place, standing."""
        today = date.today()
        found = self._opened().documents()
        return [document_out(each, today).model_dump(mode="json") for each in found]

    def directive(self, document: str) -> Data:
        """One directive with its text, assignments, standing and problems."""
        corpus = self._opened()
        stored = corpus.document(document)
        if stored is None:
            raise ResourceNotFoundError(f"{document}: there is no such directive")
        return whole(corpus, stored, self._reference).model_dump(mode="json")
