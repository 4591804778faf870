"""Readings made by hand, of fictional places."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from ingest.model import (
    Block,
    Box,
    Document,
    Letterhead,
    Line,
    Page,
    Piece,
    Problem,
    Source,
)
from mapping.model import Assignment, Citation, Forwarding, Mapping, Record

Duty = tuple[int, str, str]  # place of the block, agency, measure

CLAUSES = (
    "第一条 县发改局牵头建立失信联合惩戒机制。",
    "第二条 县交通局应当限制失信被执行人购买机票。",
    "第三条 县民政局负责提供婚姻登记信息。",
)
DUTIES: tuple[Duty, ...] = (
    (0, "development-reform", "organise.lead"),
    (1, "transport", "restrict.transport"),
    (2, "civil-affairs", "query.marriage"),
)


def document(name: str, clauses: Sequence[str] = CLAUSES) -> Document:
    """A reading with a page, a line with a box and a block for each clause, and a page number."""
    lines = tuple(
        Line(clause, 1, Box(1, 10.0, 20.0 * n, 200.0, 20.0 * n + 12), 0.97)
        for n, clause in enumerate(clauses)
    )
    furniture = Line("— 1 —", 1, None, 0.5, "page-number", ("— 1 —",))
    blocks = tuple(block(n, clause) for n, clause in enumerate(clauses))
    page = Page(1, 595.0, 842.0, "rapidocr", 0.97, 90, -0.8)
    problems = (Problem("low-confidence", "第1页不清楚", 1),)
    source = Source("pdf", (page,), (*lines, furniture), problems)
    sha256 = hashlib.sha256(content(clauses)).hexdigest()
    return Document(name, sha256, source, blocks, Letterhead("通知"), problems)


def block(place: int, clause: str) -> Block:
    """A block whose `orig` has a blank that its `text` has not."""
    number, _, words = clause.partition(" ")
    offsets = (*range(len(number)), *range(len(number) + 1, len(clause) + 1))
    piece = Piece(0, len(clause), place, 0)
    return Block(
        f"b{place}", None, "provision", 1, number, number, clause, number + words, offsets, (piece,)
    )


def content(clauses: Sequence[str] = CLAUSES) -> bytes:
    """The bytes of the file that `document` was read from."""
    return "\n".join(clauses).encode()


def mapping(
    document_id: str,
    duties: Sequence[Duty] = DUTIES,
    *,
    title: str = "云岭县失信联合惩戒办法",
    number: str | None = None,
    jurisdiction: str | None = "云岭县",
    adcode: str | None = "998801",
) -> Mapping:
    """What the clauses make whom do."""
    record = Record(
        document=document_id,
        title=title,
        number=number,
        issuer="云岭县人民政府办公室",
        jurisdiction=jurisdiction,
        adcode=adcode,
        level="county",
        issued="2019-05-01",
        forwarded_by=Forwarding("转发通知", None, "云岭县人民政府", "云岭县", None),
        cites=(Citation("某某办法", "云发〔2018〕1号"), Citation("某某法", None)),
        members=("development-reform", "transport"),
    )
    problems = (Problem("agency-unknown", "“云管办”不在机构表中"),)
    return Mapping(record, tuple(assignment(*duty) for duty in duties), problems)


def assignment(place: int, agency: str, measure: str) -> Assignment:
    """An assignment by the clause at `place`."""
    label = CLAUSES[place].partition(" ")[0]
    return Assignment(
        provision=label,
        agency=agency,
        mention="县某局",
        role="lead" if place == 0 else "responsible",
        modality="must",
        measure=measure,
        quote=CLAUSES[place][4:8],
        deadline=None,
        block=f"b{place}",
        start=4,
        end=8,
        page=1,
        boxes=(Box(1, 10.0, 20.0, 60.0, 32.0),),
        rule="subject-first",
        confidence=0.9,
    )


def original(folder: Path, name: str, clauses: Sequence[str] = CLAUSES) -> Path:
    """The file that `document(name, clauses)` was read from, written into `folder`."""
    path = folder / name
    path.write_bytes(content(clauses))
    return path
