"""What led to an answer, as JSON values: `dutymap ask --explain --json`. [P]"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from api.ask import Trace
from api.scoring import WEIGHTS, Scored

# Candidates told at most; the best come first.
MOST = 30


def best_candidates(trace: Trace) -> list[Scored]:
    """The candidates by score, the best 30."""
    return sorted(trace.found.scored, key=lambda s: -s.score)[:MOST]


def trace_json(trace: Trace) -> dict[str, Any]:
    """Place, day, role, agencies and measures with the words that told them, the directives
    asked, and the candidates with features, weights and scores."""
    asked, where, place = trace.asked, trace.where, trace.answer.jurisdiction
    return {
        "place": {
            "name": place.name if place else None,
            "words": where.words,
            "passed_over": where.passed_over.name if where.passed_over else None,
        },
        "day": trace.answer.as_of.isoformat(),
        "role": asked.role,
        "asks": {name: getattr(asked, name) for name in ("whose", "duties", "when", "condition")},
        "agencies": {"ids": list(asked.agencies), "words": list(asked.named)},
        "measures": [asdict(told) for told in asked.told],
        "matters": [list(matter) for matter in asked.matters],
        "terms": sorted(asked.terms),
        "directives": {i: s.jurisdiction if s else None for i, s in trace.bound.items()},
        "way": trace.found.way,
        "weights": asdict(WEIGHTS),
        "candidates": [_candidate(s, shown=s in trace.shown) for s in best_candidates(trace)],
    }


def _candidate(scored: Scored, *, shown: bool) -> dict[str, Any]:
    item = scored.stored.assignment
    return {
        "agency": item.agency,
        "measure": item.measure,
        "role": item.role,
        "document": scored.stored.document.id,
        "provision": item.provision,
        "features": asdict(scored.features),
        "score": round(scored.score, 3),
        "shown": shown,
    }
