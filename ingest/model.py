"""The values of reading: pages, lines, blocks, letterhead, problems.

Coordinates are in the page's own units (PDF points for a PDF, pixels for a
picture), origin at the top left, after the page has been turned upright.
Text files have pages without a size, and their lines have no box.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

LineRole = Literal["body", "page-number", "running-head", "stamp", "imprint"]
BlockKind = Literal[
    "letterhead",  # title, number, addressees, signatures: before and around the numbered text
    "title",  # the title of the directive, or of a text printed inside it
    "heading",  # a chapter, or a numbered line that is a heading alone
    "provision",  # numbered text
    "paragraph",  # unnumbered text; belongs to the provision above it
    "row",  # a table row
    "contents",  # a line of the table of contents
    "annex",  # the line 附件 that opens an annex, and the note that lists annexes
]


SEAM = "\v"
"""Stands in a line where its words went on below others: no words around it are printed so."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a document; codes stand in docs/problems.md."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: page is 1-based, x right, y down."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line in reading order; `confidence` in 0..1, 1.0 for digital text.

    `cells` holds the parts of a line that is a table row, left to right; else empty.
    """

    text: str
    page: int
    box: Box | None = None
    confidence: float = 1.0
    role: LineRole = "body"
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read: its size (0 for flowing text), how it was read, how sure.

    `turned` is the clockwise rotation in degrees and `skew` the deskew angle in
    degrees applied before boxes were measured; `engine` is None for digital text.
    `kept` is the share of the characters seen by OCR that are sure enough to be text.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    engine: str | None = None
    confidence: float = 1.0
    turned: int = 0
    skew: float = 0.0
    kept: float = 1.0


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader yields: every line that the file holds, furniture marked."""

    format: str
    pages: tuple[Page, ...]
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of a block's `orig` came from `Source.lines[line]` at `column`."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of the tree.

    `label` is the full provision label (第四条, 二（一）3, 前言); `number` the number as
    printed; `orig` the characters as read, wraps undone; `text` the same after the
    steps of normalise.py; `offsets[i]` the place in `orig` of `text[i]`, with one
    entry more for the end. `pieces` lead from `orig` to the printed lines.
    """

    id: str
    parent: str | None
    kind: BlockKind
    level: int
    label: str
    number: str
    orig: str
    text: str
    offsets: tuple[int, ...]
    pieces: tuple[Piece, ...]
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that forwards (转发) another directive."""

    title: str
    number: str | None
    issuer: str | None
    jurisdiction: str | None
    issued: str | None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who says so: fields as printed, None where the text gives none.

    `issued` is an ISO date; `jurisdiction` the place name found in title or issuer.
    """

    title: str = ""
    number: str | None = None
    issuer: str | None = None
    jurisdiction: str | None = None
    issued: str | None = None
    addressees: str | None = None
    forwarded_by: Notice | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A directive as read: `sha256` is of the file, `name` its file name."""

    name: str
    sha256: str
    source: Source
    blocks: tuple[Block, ...]
    letterhead: Letterhead
    problems: tuple[Problem, ...] = field(default=())

    @property
    def text(self) -> str:
        """The normalised body text, one block a line."""
        return "\n".join(block.text for block in self.blocks)
