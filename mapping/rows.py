"""The assignments of one table row: its matter to the agencies of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapping.agencies import CLASS, starting_in
from mapping.apart import apart
from mapping.clauses import Part, parts
from mapping.deadlines import find_deadlines, is_dated
from mapping.extras import own_cues
from mapping.lexicon import Lexicon
from mapping.measures import Cue, find_cues, readable
from mapping.parties import Party
from mapping.reading import Found, Scene, read
from mapping.suffixes import Named, role_in_cell
from mapping.tables import Cell, cells, column_role, is_matter, is_period


def row_assignments(scene: Scene, heading: Sequence[str], lexicon: Lexicon) -> Iterator[Found]:
    """What a row assigns; `scene.part` is not used, each matter cell is read by itself."""
    row = cells(scene.block, heading)
    party = Party(-1, -1, _agencies(scene, row), "row")
    period = next((_period(scene.text, c) for c in row if is_period(c.heading)), None)
    matters = [c for c in row if is_matter(c.heading) and c.end > c.start]
    found = list(_matters(scene, matters, party, lexicon))
    if matters and not found:
        found = list(_plain(scene, max(matters, key=lambda c: c.end - c.start), party))
    for item in found:
        yield replace(item, deadline=period) if period else item


def _matters(
    scene: Scene, matters: Sequence[Cell], party: Party, lexicon: Lexicon
) -> Iterator[Found]:
    """The measures that the cells of the matter name."""
    named = [(m.start, m.end) for m in scene.doc.mentions]
    source = readable(scene.text, named, scene.doc.given, scene.doc.about)
    for cell in matters:
        for part in _parts(scene.text, cell):
            here = replace(scene, part=part)
            cues = list(own_cues(scene.doc, part, find_cues(source, part, lexicon), scene.field))
            for cue in cues:
                own = apart(scene.text, part, party, cue, cues, scene.field)
                yield from read(here, cue, own, "row")


def _plain(scene: Scene, cell: Cell, party: Party) -> Iterator[Found]:
    """A matter that no measure fits: `other`."""
    for part in _parts(scene.text, cell):
        cue = Cue(part.start, part.end, part.start, "other", frozenset())
        yield from read(replace(scene, part=part), cue, party, "row")


def _agencies(scene: Scene, row: Sequence[Cell]) -> tuple[Named, ...]:
    """The agencies of all agency columns in their roles; a class only alone."""
    text = scene.text
    named = tuple(
        (m.agency, text[m.start : m.end], role_in_cell(text, cell.start, m) or role)
        for cell in row
        if (role := column_role(cell.heading))
        for m in starting_in(scene.doc.mentions, cell.start, cell.end)
    )
    return tuple(n for n in named if n[0] != CLASS) or named


def _period(text: str, cell: Cell) -> str | None:
    """The words of a cell up to the end of its period: 接报后1小时内; 7日内 of 7日内答复; a cell
    that is a date and no more (2021年9月至10月, 年底) whole."""
    words = text[cell.start : cell.end]
    if found := find_deadlines(words):
        return words[: found[-1][1]]
    return words if is_dated(words) else None


def _parts(text: str, cell: Cell) -> Iterator[Part]:
    """The parts of a cell, placed in the block's text."""
    for part in parts(text[cell.start : cell.end], titled=False):
        clauses = tuple(
            replace(c, start=c.start + cell.start, end=c.end + cell.start) for c in part.clauses
        )
        yield replace(
            part, start=part.start + cell.start, end=part.end + cell.start, clauses=clauses
        )
