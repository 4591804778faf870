"""The log of questions, and the everyday names that an editor makes of the missed ones.

The log holds no persons: neither who asked, nor runs of digits (telephone and identity
numbers). It counts a question asked again on the same day, and keeps the last 10,000.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from corpus import audit
from corpus.ledger import questions, synonyms
from corpus.model import AskedQuestion, Synonym
from corpus.schema import bump

_MOST = 10_000
_LONGEST = 500
_DIGITS = re.compile(r"\d{6,}[\dXx]?")


def log(connection: Connection, question: str, place: str | None, status: str, day: str) -> None:
    """Count a question; `day` is an ISO date."""
    row = {
        "question": _DIGITS.sub("…", question[:_LONGEST]),
        "place": place or "",
        "status": status,
        "day": day,
        "times": 1,
    }
    again = {"times": questions.c.times + 1}
    connection.execute(
        insert(questions)
        .values(row)
        .on_conflict_do_update(["question", "place", "status", "day"], set_=again)
    )
    oldest = select(questions.c.id).order_by(questions.c.id.desc()).offset(_MOST)
    connection.execute(delete(questions).where(questions.c.id.in_(oldest)))


def missed(connection: Connection, limit: int) -> tuple[AskedQuestion, ...]:
    """Questions that were not answered, the latest first."""
    query = select(questions).where(questions.c.status != "answered")
    found = connection.execute(query.order_by(questions.c.id.desc()).limit(limit)).mappings()
    return tuple(AskedQuestion(**{**row, "place": row["place"] or None}) for row in found)


def question(connection: Connection, number: int) -> str | None:
    """The words of a logged question; None where there is none of that number."""
    return connection.scalar(select(questions.c.question).where(questions.c.id == number))


def keep(connection: Connection, synonym: Synonym) -> bool:
    """Keep an everyday name; False where the measure has it already."""
    row = {
        "measure": synonym.measure,
        "words": synonym.words,
        "question": synonym.question,
        "day": synonym.day,
    }
    kept = connection.execute(insert(synonyms).values(row).on_conflict_do_nothing())
    bump(connection)
    told = {"measure": synonym.measure, "words": synonym.words}
    audit.note(connection, "", "synonym", "", told)
    return kept.rowcount > 0


def kept(connection: Connection) -> tuple[Synonym, ...]:
    """All everyday names that were kept, by measure."""
    query = select(synonyms).order_by(synonyms.c.measure, synonyms.c.words)
    return tuple(Synonym(**row) for row in connection.execute(query).mappings())
