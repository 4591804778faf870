"""How right the findings are: the hand-made cases, and the gold directives read by both hands.

    .venv/bin/python benchmarks/findings.py [--json] [--list]

The cases (tests/data/findings) are read as files are, mapped and judged by all rules; every
finding that is not expected counts as wrong. The gold directives of ../shared, where it is
there, are judged once by their gold assignments and once by the product's own.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from corpus.model import StoredAssignment, StoredDocument
from graph.findings import find
from graph.model import Finding
from ingest.pipeline import read_document
from mapping.model import Assignment, Citation, Forwarding, Record
from mapping.pipeline import map_document
from mapping.reference import load_reference
from tests.graph.cases import cases, outcome, score

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
GOLD = ("baisha-2018", "jiaozuo-2017", "wuzhi-2020")
BASELINE = "zhongbanfa-2016-64"
ON = date(2024, 6, 1)
PRECISION, RECALL = 0.95, 0.9


def case_figures(folder: Path) -> dict[str, Any]:
    """Precision and recall on the cases, and those that came out otherwise than expected."""
    outcomes = [outcome(case, folder) for case in cases()]
    precision, recall = score(outcomes)
    return {
        "cases": len(outcomes),
        "with_findings": sum(bool(one.expected) for one in outcomes),
        "expected": sum(len(one.expected) for one in outcomes),
        "found": sum(len(one.found) for one in outcomes),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "wrong": {
            one.name: {
                "missed": list((Counter(one.expected) - Counter(one.found)).elements()),
                "invented": list((Counter(one.found) - Counter(one.expected)).elements()),
            }
            for one in outcomes
            if Counter(one.expected) != Counter(one.found)
        },
    }


def gold_findings() -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings of the gold directives: from gold assignments, and from the product's."""
    return (_judged([_gold(name) for name in GOLD]), _judged([_own(name) for name in GOLD]))


def told(finding: Finding) -> tuple[str, ...]:
    """What a finding says, without where: labels are written in several ways."""
    item = finding.evidence[0] if finding.evidence else None
    where = item.provision if finding.rule == "gap-baseline" and item else ""
    agencies = sorted({e.agency for e in finding.evidence if e.agency})
    who = () if finding.rule.startswith("gap") and finding.rule != "gap-member" else agencies
    return (finding.rule, finding.jurisdiction.name, finding.measure or "", where, *who)


Read = tuple[StoredDocument, tuple[Assignment, ...]]


def _judged(readings: list[Read]) -> tuple[Finding, ...]:
    return find(
        [StoredAssignment(0, document, duty) for document, given in readings for duty in given],
        [document for document, _ in readings],
        load_reference(),
        on=ON,
        baseline=BASELINE,
    )


def _own(name: str) -> Read:
    path = SHARED / "directives" / f"{name}.txt"
    mapping = map_document(read_document(path), load_reference(), document_id=name)
    return _stored(mapping.record), mapping.assignments


def _gold(name: str) -> Read:
    lines = (SHARED / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines()
    head, *rows = [json.loads(line) for line in lines]
    notice = head.get("forwarded_by")
    record = Record(
        **{key: head[key] for key in _RECORD},
        forwarded_by=Forwarding(**notice) if notice else None,
        cites=tuple(Citation(**each) for each in head["cites"]),
        members=tuple(head["members"]),
    )
    return _stored(record), tuple(_duty(row) for row in rows)


_RECORD = ("document", "title", "number", "issuer", "jurisdiction", "adcode", "level", "issued")
_DUTY = ("provision", "agency", "mention", "role", "modality", "measure", "quote", "deadline")


def _duty(row: dict[str, Any]) -> Assignment:
    return Assignment(
        **{key: row[key] for key in _DUTY},
        block="",
        start=0,
        end=len(row["quote"]),
        page=None,
        boxes=(),
        rule="gold",
        confidence=1.0,
        act=row.get("act", ""),
    )


def _stored(record: Record) -> StoredDocument:
    return StoredDocument(
        record, record.document, record.document, "text", "in-force", 1, 1, 0, (), ""
    )


def main() -> None:
    """The command line of this benchmark; status 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--list", action="store_true", help="every finding of the gold directives")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = case_figures(Path(folder))
    if SHARED.is_dir():
        gold, own = gold_findings()
        ours, theirs = Counter(map(told, own)), Counter(map(told, gold))
        figures["gold"] = {
            "findings_of_gold": len(gold),
            "findings_of_product": len(own),
            "by_rule": dict(Counter(f.rule for f in gold)),
            "only_gold": sorted((theirs - ours).elements()),
            "only_product": sorted((ours - theirs).elements()),
        }
        for finding in gold if given.list else ():
            print(f"{finding.rule:16} {finding.sentence_zh}", file=sys.stderr)
    print(json.dumps(figures, ensure_ascii=False, indent=None if given.json else 1))
    sys.exit(0 if figures["precision"] >= PRECISION and figures["recall"] >= RECALL else 1)


if __name__ == "__main__":
    main()
