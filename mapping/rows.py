"""The assignments of one table row: its matter to the agencies of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.model import Block
from mapping.agencies import starting_in
from mapping.analysis import Analysis
from mapping.apart import apart
from mapping.clauses import Part, parts
from mapping.deadlines import find_deadlines, is_dated
from mapping.extras import own_cues
from mapping.lexicon import Lexicon
from mapping.measures import Cue, find_cues
from mapping.model import Role
from mapping.parties import Party
from mapping.readable import readable
from mapping.reading import Found, Scene, read
from mapping.suffixes import ROLE_WORDS, ROLES, Named, only_roles, roles_in
from mapping.tables import Cell, Head, cells, column_role, is_matter, is_period, marked

_SAME = ("同上", "〃", "″")
_FARTHEST = 50  # rows up to which a cell says 同上
_ROLE_CELL = re.compile(f"({ROLE_WORDS})(?:单位|部门)?")


def row_assignments(
    scene: Scene,
    heads: Mapping[str, Head],
    docs: Mapping[str, Analysis],
    lexicon: Lexicon,
    over: tuple[Named, ...] = (),
) -> Iterator[Found]:
    """What a row assigns, one that names nobody to those whom its heading names (`over`);
    `scene.part` is not used, each matter cell is read by itself."""
    head = heads[scene.block.id]
    row = cells(scene.block, head.columns)
    party = Party(-1, -1, _agencies(scene.block, heads, docs) or over, "row")
    period = next((_period(scene.text, c) for c in row if is_period(c.heading)), None)
    matters = [c for c in row if is_matter(c.heading) and not _says_who(c, scene.doc)]
    found = list(_matters(scene, matters, party, lexicon))
    if matters and not found:
        found = list(_plain(scene, max(matters, key=lambda c: c.end - c.start), party))
    for item in found:
        yield replace(item, deadline=period) if period else item


def _says_who(cell: Cell, doc: Analysis) -> bool:
    """Whether a cell holds no matter: nothing, agencies and their roles, or a role alone."""
    words = doc.text[cell.start : cell.end]
    bodies = [m for m in doc.mentions if m.agency != "joint-meeting"]  # 召开联席会议 is a matter
    return not words or words in _SAME or only_roles(doc.text, cell.start, cell.end, bodies)


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


def _agencies(
    block: Block, heads: Mapping[str, Head], docs: Mapping[str, Analysis]
) -> tuple[Named, ...]:
    """The agencies of a row in their roles; of one that leaves them to the row above, of that."""
    for _ in range(_FARTHEST):
        head, doc = heads[block.id], docs[block.id]
        row = cells(block, head.columns)
        if named := _named(row, head, doc, docs[head.block.id]):
            return named
        same = any(c.printed in _SAME for c in row) or not (row[0].printed or _who(row))
        if not same or head.above.id not in heads:
            return ()
        block = head.above
    return ()


def _who(row: Sequence[Cell]) -> str:
    return "".join(c.printed for c in row if column_role(c.heading))


def _named(row: Sequence[Cell], head: Head, doc: Analysis, above: Analysis) -> tuple[Named, ...]:
    """The agencies that the cells of a row name, or that head the columns it marks. Without one
    that leads or is responsible beside them, those that help are responsible themselves."""
    whole = next((r for c in row if (r := _role_alone(doc.text[c.start : c.end]))), None)
    named: list[Named] = []
    # Where a column says who leads, a note on the order in a list speaks of other tables.
    ordered = not any(column_role(cell.heading) == "lead" for cell in row)
    for cell in row:
        column = column_role(cell.heading)
        if column or (is_matter(cell.heading) and _says_who(cell, doc)):
            inside = list(roles_in(doc.text, cell.start, cell.end, doc.mentions))
            ranked = ordered and len(inside) > 1 and column != "support"
            ranks = head.ranks if ranked else (None, None)
            for at, (agency, mention, role) in enumerate(inside):
                named.append((agency, mention, role or ranks[at > 0] or whole or column))
    named += _marked(row, head, above)
    if all(role == "support" for _, _, role in named) and whole is None:
        named = [(agency, mention, "responsible") for agency, mention, _ in named]
    return tuple(named)


def _role_alone(words: str) -> Role | None:
    """The role that a cell says and nothing else: 牵头, 配合单位."""
    match = _ROLE_CELL.fullmatch(words)
    return ROLES[match[1]] if match else None


def _marked(row: Sequence[Cell], head: Head, above: Analysis) -> Iterator[Named]:
    """The agencies whose columns a row marks: √ under 县公安局."""
    heading = cells(head.block, ()) if any(marked(cell, head) for cell in row) else ()
    for cell, column in zip(row, heading, strict=False):
        if role := marked(cell, head):
            for mention in starting_in(above.mentions, column.start, column.end):
                yield mention.agency, above.text[mention.start : mention.end], role


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
