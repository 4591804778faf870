"""Printed lines -> the tree of blocks, one tree for every numbering style.

Holds afterwards: every body line lies in exactly one block, in order; a block's
`pieces` cover its `orig` but for blanks put in at wraps; `label` is set on every
block, 前言 before the first number; a parent stands before its children.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from ingest.model import Block, BlockKind, Line, Piece
from ingest.normalise import is_traditional, normalise
from ingest.numerals import RANK, Label, han_numeral, printed_form, read_label

PREFACE = "前言"
_TERMINAL = ("。", "！", "？", ".", "!", "?", "”", "）", ")")
_HEADING_MAX = 40
# So many long lines it takes to tell that a text is wrapped by hand.
_LINES_TO_TELL = 6
_HANZI_OR_DIGIT = re.compile(r"[\u4e00-\u9fff\dA-Za-z]")
# A date or a 文号 that fills its line belongs to no sentence.
_ALONE = re.compile(
    r"[\d〇零○一二三四五六七八九十]{4}\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日"
    r"|[\u4e00-\u9fff]{2,10}\s*[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*第?\s*\d+\s*号"
)
# A line that breaks off behind whom its act is for is no heading: 加强对人民法院
_CUT_SHORT = re.compile(r"[对向与由将为][\u4e00-\u9fff]{0,6}(?:法院|人员|单位|机关|部门|被执行人)$")
# Signatures stand a line each.
_SIGNS = re.compile(
    r"^[^，。；：、]{3,24}(?:[院局委会府室厅部行社]|中心|公司)(?:（[^）]{1,3}章）)?$"
)
# Words that a heading has not: they make the line the start of a duty.
_DUTY = re.compile(r"应当|应(?!急|用|对|收|付)|必须|(?<![主重纪摘必简])要(?![求点素件闻])")
_BROKEN_ARTICLE = re.compile(
    r"(?:\S{1,3}条(?![件例款约理目])[\s　]*|第[一二三四五六七八九十百囚]{1,3}\S[\s　]+)\S"
)
_ANNEX = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]*\s*[:：]?\s*$")
_TRAILING = re.compile(r"[（(【\[]?\s*(责任|牵头|配合|协助|主办|协办|完成时限)")
# An item further on than this from the last of its kind is no item of its list.
_MAX_GAP = 3


@dataclass(slots=True)
class _Draft:
    """A block while its lines are still being gathered."""

    lines: list[int]
    label: Label | None = None
    kind: BlockKind = "paragraph"
    cells: tuple[str, ...] = ()
    closed: bool = False
    preface: bool = False


@dataclass(slots=True)
class _Outline:
    """The numbers open at one place of the text, outermost first."""

    open: list[tuple[Label, str]] = field(default_factory=list)
    articles: bool = False

    def last(self, rank: int) -> int:
        """The ordinal of the open item of this rank; 0 where none is open."""
        return next((label.ordinal for label, _ in self.open if label.rank == rank), 0)

    def fits(self, label: Label) -> bool:
        """Whether a number at the start of a line opens a provision here."""
        last = self.reached(label.rank)
        # 第X条 is a number by its form alone: pages may be lost, excerpts begin anywhere.
        most = label.ordinal if label.style == "article" else last + _MAX_GAP
        return label.ordinal == 1 or last < label.ordinal <= most

    def reached(self, rank: int) -> int:
        """The ordinal that the text has come to at this rank, open or closed; 0 for none."""
        return self.last(rank) or self._before.get(rank, 0)

    _before: dict[int, int] = field(default_factory=dict)

    def enter(self, label: Label, block_id: str) -> None:
        """Close what this number ends, and open it."""
        self.open = [item for item in self.open if item[0].rank < label.rank]
        self.open.append((label, block_id))
        self._before[label.rank] = label.ordinal

    def label(self) -> str:
        """The provision label here; chapters are left out where articles count through."""
        counted = [
            label for label, _ in self.open if not (self.articles and label.rank < RANK["article"])
        ]
        return (
            "".join(label.printed for label in counted or [item[0] for item in self.open])
            or PREFACE
        )


def build_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of a document from all its lines; furniture is passed over."""
    lines = [
        replace(line, cells=line.cells or cells)
        for line, cells in zip(lines, _rows([line.text for line in lines]), strict=True)
    ]
    drafts = list(_gather(lines))
    traditional = is_traditional("".join(line.text for line in lines))
    return tuple(_place(drafts, lines, traditional))


def _rows(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Of each line the cells of a table row written with tabs or upright bars; empty for other
    lines. One mark alone makes a row only beside another row: a tab may stand behind a number."""
    split = [_cells(text) for text in texts]
    return [
        cells
        if len(cells) > 2
        or (len(cells) == 2 and any(len(near) > 1 for near in split[max(0, i - 1) : i + 2 : 2]))
        else ()
        for i, cells in enumerate(split)
    ]


def _cells(text: str) -> tuple[str, ...]:
    bare = text.strip().strip("|")
    mark = "\t" if "\t" in bare else "|"
    cells = tuple(cell.strip() for cell in bare.split(mark))
    label = read_label(cells[0])
    return () if len(cells) == 2 and label and label.length == len(cells[0]) else cells


def _gather(lines: Sequence[Line]) -> Iterator[_Draft]:
    """Runs of lines that make one block each: a number, a break or a table row opens one."""
    body = [(index, line) for index, line in enumerate(lines) if line.role == "body"]
    numbers = _numbers(body)
    width = _wrap_width([line.text.strip() for _, line in body])
    draft: _Draft | None = None
    for position, (index, line) in enumerate(body):
        label = numbers.get(index)
        if draft and not _opens(draft, body, position, label, width):
            draft.lines.append(index)
            continue
        if draft:
            yield draft
        draft = _Draft([index], label, "provision" if label else "paragraph", line.cells)
        draft.preface = not any(done <= index for done in numbers)
        if line.cells:
            draft.kind = "row"
        elif label and _is_heading(body, position, label, width):
            draft.kind, draft.closed = "heading", True
    if draft:
        yield draft


def _opens(
    draft: _Draft,
    body: Sequence[tuple[int, Line]],
    position: int,
    label: Label | None,
    width: float,
) -> bool:
    """Whether the line at `position` begins a new block."""
    line, before = body[position][1], body[position - 1][1]
    text, last = line.text.strip(), before.text.strip()
    if label or line.cells or before.cells:
        return True
    if not _HANZI_OR_DIGIT.search(text):
        return False
    if _ALONE.fullmatch(body[_solid(body, position - 1)][1].text.strip()):
        return True
    if draft.closed or _ANNEX.match(text) or _ALONE.fullmatch(text):
        return True
    near = "".join(body[i][1].text for i in range(max(0, position - 6), position))
    if _TRAILING.match(text) or _unclosed(near) or not _HANZI_OR_DIGIT.search(last):
        return False
    if draft.preface and (_stands_alone(last, width) or last.endswith(("：", ":"))):
        return True
    if draft.label is None and _SIGNS.search(last) and _SIGNS.search(text):
        return True
    if not last.endswith(_TERMINAL):
        return False
    return not width or len(last) < 0.88 * width or line.text[:1] in " 　\t"


def _solid(body: Sequence[tuple[int, Line]], position: int) -> int:
    """The nearest line at or before `position` that holds more than stray marks."""
    while position > 0 and not _HANZI_OR_DIGIT.search(body[position][1].text):
        position -= 1
    return position


def _stands_alone(text: str, width: float) -> bool:
    """A line without inner stops, not wrapped, as letterheads and titles have."""
    return len(text) < (0.8 * width if width else 80) and not re.search(r"[，。；,;]", text)


def _unclosed(text: str) -> bool:
    """Whether a bracket opened near the end is still open."""
    tail = text[-60:]
    return max(tail.rfind("（"), tail.rfind("(")) > max(tail.rfind("）"), tail.rfind(")"))


def _wrap_width(texts: Sequence[str]) -> float:
    """The length in characters at which lines wrap; 0 where lines are whole paragraphs."""
    long = [len(text) for text in texts if len(text) >= 15]
    if len(long) < _LINES_TO_TELL:
        return 0.0
    middle = median(long)
    near = sum(abs(length - middle) <= 3 for length in long)
    return float(middle) if near >= 0.6 * len(long) and middle <= 60 else 0.0


def _is_heading(
    body: Sequence[tuple[int, Line]], position: int, label: Label, width: float
) -> bool:
    """A numbered line that is a heading alone: short, without inner stops, not wrapped."""
    text = body[position][1].text.strip()
    rest = text[label.length :]
    if label.style in ("chapter", "section"):
        return True
    if label.style == "article" or re.search(r"[，。；：,;:]", rest) or _DUTY.search(rest):
        return False
    if _CUT_SHORT.search(rest):
        return False
    after = body[position + 1][1].text.strip() if position + 1 < len(body) else "。"
    broken = _unclosed(rest) or (not _HANZI_OR_DIGIT.match(after[:1]) and not read_label(after))
    return len(rest) <= _HEADING_MAX and not broken and not (width and len(text) > 0.85 * width)


def _numbers(body: Sequence[tuple[int, Line]]) -> dict[int, Label]:
    """The lines that open provisions: numbers in sequence, OCR-broken articles by place."""
    found: dict[int, Label] = {}
    outline = _Outline()
    for position, (index, line) in enumerate(body):
        text = (
            line.text.strip().lstrip("#").strip()
            if line.text.lstrip().startswith("#")
            else line.text.strip()
        )
        label = None if line.cells else read_label(text)
        if not label or not outline.fits(label) or _continues(body, position):
            continue
        if not _leaps(body, position, label, outline.reached(label.rank)):
            if line.text.strip() != text:
                label = replace(label, length=label.length + len(line.text.strip()) - len(text))
            found[index] = label
            outline.enter(label, "")
    return found | _broken_articles(body, found)


def _continues(body: Sequence[tuple[int, Line]], position: int) -> bool:
    """Whether the line before breaks off so that this one must be its rest."""
    before = body[position - 1][1].text.rstrip() if position else ""
    return before.endswith(
        ("、", "，", ",", "《", "〈", "（", "(", "依照", "根据", "按照", "依据", "和", "及", "或")
    )


def _leaps(body: Sequence[tuple[int, Line]], position: int, label: Label, last: int) -> bool:
    """Whether an article far ahead is a reference: behind it the list goes on from `last`."""
    if label.style != "article" or label.ordinal <= last + _MAX_GAP:
        return False
    for ahead in range(position + 1, len(body)):
        line = body[ahead][1]
        later = None if line.cells else read_label(line.text.strip())
        if later and later.style == "article" and not _continues(body, ahead):
            if later.ordinal == 1:
                return False
            if last < later.ordinal < label.ordinal:
                return True
    return False


def _broken_articles(body: Sequence[tuple[int, Line]], found: dict[int, Label]) -> dict[int, Label]:
    """Articles whose number OCR broke, told by their place between two whole ones.

    As many broken lines as numbers are missing take these in order.
    """
    repaired: dict[int, Label] = {}
    before, last = -1, 0
    for index, label in found.items():
        if label.style != "article":
            continue
        broken = [
            (i, match)
            for i, line in body
            if before < i < index and i not in found
            if (match := _BROKEN_ARTICLE.match(line.text.strip()))
        ]
        missing = range(last + 1, label.ordinal)
        if len(broken) == len(missing):
            for (place, match), ordinal in zip(broken, missing, strict=True):
                printed = printed_form("article", han_numeral(ordinal))
                repaired[place] = Label("article", ordinal, printed, match.end() - 1)
        before, last = index, label.ordinal
    return repaired


def _place(drafts: Sequence[_Draft], lines: Sequence[Line], traditional: bool) -> Iterator[Block]:
    """Give each run its place in the tree, its label and its texts."""
    outline = _Outline(articles=any(d.label and d.label.style == "article" for d in drafts))
    for number, draft in enumerate(drafts, start=1):
        block_id = f"b{number}"
        if draft.label:
            outline.enter(draft.label, block_id)
        elif draft.kind == "paragraph" and _ANNEX.match(lines[draft.lines[0]].text.strip()):
            draft.kind = "annex"
        above = [item for item in outline.open if item[1] != block_id]
        label = outline.label()
        if draft.kind == "row" and draft.cells[0].strip(" .、．").isdigit():
            label = ("" if label == PREFACE else label) + draft.cells[0].strip(" .、．")
        orig, pieces = _join([(i, lines[i].text) for i in draft.lines])
        text, offsets = normalise(orig, traditional=traditional, row=draft.kind == "row")
        yield Block(
            id=block_id,
            parent=above[-1][1] if above else None,
            kind=draft.kind,
            level=len(outline.open),
            label=label,
            number=draft.label.printed if draft.label else "",
            orig=orig,
            text=text,
            offsets=offsets,
            pieces=pieces,
            cells=draft.cells,
        )


def _join(parts: Sequence[tuple[int, str]]) -> tuple[str, tuple[Piece, ...]]:
    """Undo wraps: lines joined without a blank, but for one between Latin words."""
    orig = ""
    pieces: list[Piece] = []
    for index, raw in parts:
        text = raw.strip()
        if orig and re.match(r"[A-Za-z]", text) and re.match(r"[A-Za-z]", orig[-1]):
            orig += " "
        pieces.append(Piece(len(orig), len(orig) + len(text), index, raw.find(text)))
        orig += text
    return orig, tuple(pieces)
