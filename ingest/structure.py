"""Printed lines -> the tree of blocks, one tree for every numbering style.

Holds afterwards: every body line lies in exactly one block, in order but for the rows of a
table that a page end cut; a block's `pieces` cover its `orig` but for blanks and cell marks
put in where lines are joined; `label` is set on every block, 前言 before the first number;
a parent stands before its children. Numbers are told by sequence.py, annexes by annexes.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.annexes import find_annexes
from ingest.joining import join, join_rows
from ingest.model import Block, Line, Piece
from ingest.normalise import is_traditional, normalise
from ingest.numerals import Label, read_label
from ingest.outline import PREFACE, Outline
from ingest.paragraphs import BODIES_ALONE, Draft, is_field, is_heading, opens, repeated, wrap_width
from ingest.sequence import Body, Numbers, find_numbers
from ingest.tables import Table, spaced_rows, with_lost_numbers

__all__ = ["PREFACE", "build_blocks"]


@dataclass(frozen=True, slots=True)
class _Text:
    """The main text (`name` empty) or an annex (附件2): its lines, and the numbers of its own."""

    name: str
    body: Body
    numbers: Numbers
    notes: frozenset[int]
    width: float
    fields: frozenset[str]


def build_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of a document from all its lines; furniture is passed over."""
    lines = [
        replace(line, cells=line.cells or cells)
        for line, cells in zip(lines, _rows([line.text for line in lines]), strict=True)
    ]
    traditional = is_traditional("".join(line.text for line in lines))
    texts = _texts(lines)
    numbered = [text for text in texts if text.numbers.found]
    placed: list[tuple[str, list[Block]]] = []
    for text in texts:
        # The annex that alone has numbers is the text that the notice prints.
        name = "" if numbered == [text] else text.name
        done = sum(len(blocks) for _, blocks in placed)
        placed.append((name, list(_place(text, lines, done, traditional, name))))
    return _with_leaves(tuple(_plain(placed)))


def _with_leaves(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A numbered line with nothing under it is no heading, but an item without a stop."""
    over = {block.parent for block in blocks}
    return tuple(
        replace(b, kind="provision")
        if b.kind == "heading" and b.id not in over and not b.number.endswith(_DIVISIONS)
        else b
        for b in blocks
    )


def _plain(texts: Sequence[tuple[str, list[Block]]]) -> Iterator[Block]:
    """The blocks of all texts. The heading of an annex (附件2) adds nothing to their labels, but
    for those of another text that would be the same; the text of one without a number stands
    above any number (annotation.md, `provision`)."""
    plain = [[block.label.removeprefix(f"{name}·") for block in blocks] for name, blocks in texts]
    # A heading over others gives nobody a duty, so its number may be another's.
    own = [
        {label for block, label in zip(blocks, labels, strict=True) if block.kind != "heading"}
        for (_, blocks), labels in zip(texts, plain, strict=True)
    ]
    apart = sum(map(len, own)) == len(set().union(*own))
    for (name, blocks), labels, (at, these) in zip(texts, plain, enumerate(own), strict=True):
        lone = not name[2:] and these.isdisjoint(set().union(*own[:at]))
        if these == {name}:  # no number at all
            labels = [PREFACE] * len(labels)
        for block, label in zip(blocks, labels, strict=True):
            yield replace(block, label=label) if lone or apart else block


def _texts(lines: Sequence[Line]) -> list[_Text]:
    """The main text and the annexes behind it."""
    body = [(index, line) for index, line in enumerate(lines) if line.role == "body"]
    width = wrap_width([line.text.strip() for _, line in body])
    fields = repeated(line.text for _, line in body)
    annexes = find_annexes(body)
    starts = [at for at, (index, _) in enumerate(body) if index in annexes.opening]
    texts = []
    for start, end in pairwise([0, *starts, len(body)]):
        own = body[start:end]
        name = annexes.opening.get(own[0][0], "") if own else ""
        counted = [item for item in own if item[0] not in annexes.notes]
        texts.append(_Text(name, own, find_numbers(counted, width), annexes.notes, width, fields))
    return texts


def _rows(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Of each line the cells of a table row written with tabs or upright bars; empty for other
    lines. One mark alone makes a row only beside another row: a tab may stand behind a number."""
    split: list[tuple[str, ...]] = []
    for text in texts:
        # A first cell that rows share is empty in all but the first of them.
        bare = tuple(cell.strip() for cell in text.split("\t")) if text.startswith("\t") else ()
        shared = len(bare) > 2 and any(bare) and split and len(split[-1]) == len(bare)
        split.append(bare if shared else _cells(text))
    rows = [
        cells
        if len(cells) > 2
        or (len(cells) == 2 and any(len(near) > 1 for near in split[max(0, i - 1) : i + 2 : 2]))
        else ()
        for i, cells in enumerate(split)
    ]
    return rows if any(rows) else spaced_rows(texts)


def _cells(text: str) -> tuple[str, ...]:
    bare = text.strip().strip("|")
    mark = "\t" if "\t" in bare else "|"
    cells = tuple(cell.strip() for cell in bare.split(mark))
    label = read_label(cells[0])
    return () if len(cells) == 2 and label and label.length == len(cells[0]) else cells


def _gather(text: _Text) -> Iterator[Draft]:
    """Runs of lines that make one block each: a number, a break or a table row opens one."""
    draft: Draft | None = None
    numbered = False
    for position, (index, _) in enumerate(text.body):
        label = text.numbers.found.get(index)
        numbered = numbered or label is not None
        if draft and not label and _belongs(draft, text, position):
            draft.lines.append(index)
            continue
        if draft:
            yield draft
        draft = _begun(text, position, label)
        draft.preface = not numbered
    if draft:
        yield draft


def _with_rows(text: _Text) -> Iterator[tuple[Draft, Sequence[str]]]:
    """The runs of lines, with each the cells of a row as its place in the table tells them."""
    drafts = list(_gather(text))
    return zip(drafts, with_lost_numbers([draft.cells for draft in drafts]), strict=True)


def _belongs(draft: Draft, text: _Text, position: int) -> bool:
    """Whether an unnumbered line goes on with the block begun above it."""
    index, line = text.body[position]
    before = text.body[position - 1]
    if index in text.notes or before[0] in text.notes:
        return index in text.notes and before[0] in text.notes
    if index in text.numbers.contents or before[0] in text.numbers.contents:
        return False
    if line.cells and draft.cells:
        return _row_goes_on(text.body, position)
    return not opens(draft, text.body, position, text.width, text.fields)


def _begun(text: _Text, position: int, label: Label | None) -> Draft:
    """The block that a line opens."""
    index, line = text.body[position]
    draft = Draft([index], label, "provision" if label else "paragraph", line.cells)
    draft.fields = label is None and is_field(line.text.strip())
    if line.cells:
        draft.kind = "row"
    elif index in text.numbers.contents:
        draft.kind = "contents"
    elif index in text.notes or (text.name and position == 0):
        draft.kind, draft.closed = "annex", index not in text.notes
    elif label and is_heading(text.body, position, label, text.width):
        draft.kind, draft.closed = "heading", True
    return draft


def _row_goes_on(body: Body, position: int) -> bool:
    """Whether a row is the rest of the one above, which a page end cut: its first cell is
    empty, and no row of its table above is so (where they are, cells are joined downwards)."""
    line, before = body[position][1], body[position - 1][1]
    if line.page == before.page or line.cells[0] or len(line.cells) != len(before.cells):
        return False
    at = position - 1
    while at >= 0 and len(body[at][1].cells) == len(line.cells):
        if not body[at][1].cells[0]:
            return False
        at -= 1
    return True


_DIVISIONS = ("部分", "章", "节")
# A body as the title of what follows, with a colon: 县公安局：, 林业部门职责：; but not 责任部门：.
_NAMED = re.compile(
    r"(?![\u4e00-\u9fff]{0,4}(?:责任|牵头|配合|主办|协办|参与|实施|主管|所属))"
    r"[\u4e00-\u9fff、（）]{1,38}(?:局|委|办|院|部|厅|会|中心|支行|分局|政府|部门|机关|大队|支队|银行|公室)"
    r"(?:的?(?:主要|工作|具体)*职责)?[：:]"
)


def _place(
    text: _Text, lines: Sequence[Line], done: int, traditional: bool, name: str
) -> Iterator[Block]:
    """Give each run its place in the tree, its label and its texts; `done` blocks stand before,
    `name` stands before the labels of an annex."""
    labels = list(text.numbers.found.values())
    outline = Outline(text.numbers.ranks, _count_through(labels), f"{name}·" if name else "")
    annex: str | None = None
    named: tuple[str, ...] | None = None
    table = Table()
    item = ""  # the last numbered one, as far as it is read
    listed = False  # it and the one before are 项 of one sentence
    for number, (draft, cells) in enumerate(_with_rows(text), start=done + 1):
        block_id = f"b{number}"
        table = table if draft.kind == "row" else Table()
        own = table.enter(cells)
        if draft.label:
            listed = draft.label.ordinal > 1 and item.endswith("；")
            outline.enter(draft.label, block_id)
        elif draft.kind == "paragraph" and listed and not draft.fields:
            outline.leave_items()
        if not draft.label and _names(draft, lines):
            named = outline.back_to(named)
        above = [own for _, own in outline.open if own != block_id]
        orig, pieces = _joined(draft, lines)
        words, offsets = normalise(orig, traditional=traditional, row=draft.kind == "row")
        item = words if draft.label else item
        if draft.label and draft.label.placed:
            words, offsets = _renumbered(words, offsets, draft.label)
        yield Block(
            id=block_id,
            parent=above[-1] if above else annex,
            kind=draft.kind,
            level=len(outline.open),
            label=outline.under(own) if own else outline.label(),
            number=draft.label.printed if draft.label else "",
            orig=orig,
            text=words,
            offsets=offsets,
            pieces=pieces,
            cells=draft.cells,
        )
        if draft.kind == "annex" and draft.closed:
            annex = block_id


def _names(draft: Draft, lines: Sequence[Line]) -> bool:
    """Whether a run opens with a body whose list or paragraph follows."""
    first = lines[draft.lines[0]].text.strip()
    alone = draft.kind == "paragraph" and not draft.preface and len(draft.lines) == 1
    return bool(_NAMED.match(first) or (alone and BODIES_ALONE.fullmatch(first)))


def _joined(draft: Draft, lines: Sequence[Line]) -> tuple[str, tuple[Piece, ...]]:
    """The lines of a run as one text, and where it has them from; those of a row's cells."""
    read = [(i, lines[i].text) for i in draft.lines]
    if draft.kind != "row":
        return join(read)
    orig, pieces, draft.cells = join_rows(read, [lines[i].cells for i in draft.lines])
    return orig, pieces


def _count_through(labels: Sequence[Label]) -> bool:
    """Whether articles count through a text, and do not begin again in each chapter."""
    chapter = articles = 0
    for label in labels:
        if label.style == "chapter":
            chapter = label.ordinal
        elif label.style == "article":
            articles += 1
            # The first again under the first chapter is a text printed twice.
            if label.ordinal == 1 and chapter > 1:
                return False
    return articles > 0


def _renumbered(words: str, offsets: tuple[int, ...], label: Label) -> tuple[str, tuple[int, ...]]:
    """The text with the number that its place tells instead of the broken one."""
    rest = next((at for at, place in enumerate(offsets) if place >= label.length), len(words))
    spread = tuple(min(at, label.length - 1) for at in range(len(label.written)))
    return label.written + words[rest:], spread + offsets[rest:]
