"""What people have said of findings; every verdict is kept, the last one counts."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, insert, select

from corpus import audit
from corpus.ledger import verdicts
from corpus.model import Verdict


def judge(connection: Connection, verdict: Verdict) -> None:
    """Keep a verdict."""
    connection.execute(insert(verdicts), asdict(verdict))
    told = {"finding": verdict.finding, "verdict": verdict.verdict}
    audit.note(connection, verdict.by or "", "verdict", "", told)


def given(connection: Connection) -> dict[str, Verdict]:
    """The last verdict on each finding, by the finding's id."""
    names = ("finding", "verdict", "reason", "by", "at", "sentence")
    found = connection.execute(select(verdicts).order_by(verdicts.c.id)).mappings()
    return {row["finding"]: Verdict(**{name: row[name] for name in names}) for row in found}
