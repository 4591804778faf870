"""What a corpus can be counted by, for those who watch over a service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

from corpus.store import Corpus


@dataclass(frozen=True, slots=True)
class Figures:
    """`jobs` by state; `imports`, `pages` and `seconds` of the jobs that were done, the last two
    by whether the file needed OCR; `problems` of the documents by code."""

    documents: int
    assignments: int
    jobs: Mapping[str, int]
    imports: Mapping[str, int]
    pages: Mapping[str, int]
    seconds: Mapping[str, float]
    problems: Mapping[str, int]


_DONE = """
    SELECT CASE WHEN EXISTS (SELECT 1 FROM pages WHERE pages.engine IS NOT NULL
            AND pages.document = json_extract(report, '$.document'))
        THEN 'yes' ELSE 'no' END AS ocr, {0}
    FROM jobs WHERE json_extract(report, '$.status') IN ('imported', 'updated') GROUP BY ocr"""
_PROBLEMS = """
    SELECT json_extract(value, '$.code') AS code, count(*) FROM (
        SELECT value FROM documents, json_each(documents.problems)
        UNION ALL SELECT value FROM documents, json_each(documents.mapping_problems))
    GROUP BY code"""


def figures(corpus: Corpus) -> Figures:
    """As they are now. Raises CorpusUnusable."""
    with corpus.database.reading() as connection:
        return Figures(
            documents=_number(connection, "SELECT count(*) FROM documents"),
            assignments=_number(connection, "SELECT coalesce(sum(assignments), 0) FROM documents"),
            jobs=_by(connection, "SELECT state, count(*) FROM jobs GROUP BY state"),
            imports=_by(
                connection,
                "SELECT json_extract(report, '$.status') AS status, count(*) FROM jobs"
                " WHERE report IS NOT NULL GROUP BY status",
            ),
            pages=_by(connection, _DONE.format("sum(json_extract(report, '$.pages'))")),
            seconds=_by(connection, _DONE.format("sum(json_extract(report, '$.seconds'))")),
            problems=_by(connection, _PROBLEMS),
        )


def _number(connection: Connection, query: str) -> int:
    return int(connection.execute(text(query)).scalar_one())


def _by(connection: Connection, query: str) -> dict[str, int]:
    return {str(name): value for name, value in connection.execute(text(query))}
