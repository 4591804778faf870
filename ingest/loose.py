"""Rows of tables that are pasted as lines, their columns set apart by blanks alone: which words
stand in which column is told by what they are (a number, bodies, a period) under the head.

Holds afterwards: the cells of a row are its words in order, one cell for each column of the
head; a line whose words do not fit the columns is no row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest.numerals import HAN, SHAPES

COLUMN = re.compile(r"序号?|编号|项次|No\.?|№", re.IGNORECASE)
HEAD_MAX = 8
"""Characters of the longest heading of a column."""
GAP = re.compile("[\u3000\t]+| {2,}")
"""What sets columns apart more widely than a blank between words."""
_ENDS = "局委办院部会府厅队位门司行站所等镇乡区构联道校心社台馆园团组室业协处体场）)"
BODIES = re.compile(rf"[^。；]+[{_ENDS}]")
"""What a cell of those responsible holds, as far as its last character tells."""
_NAMES = re.compile(rf"[^。；，、]{{1,15}}[{_ENDS}](?:[、，][^。；，、]{{1,15}}[{_ENDS}])*")
NOBODY = re.compile("[-—–－/／无]{1,3}")
"""What is printed where nobody helps."""
_BODY = re.compile(rf"[^。；，、：]{{1,15}}[{_ENDS}](?:牵头|负责|配合|参与)?")
_NUMBER = re.compile(
    rf"(?:\d{{1,3}}|[{HAN}]{{1,3}})[.．、]?|[（(](?:\d{{1,3}}|[{HAN}]{{1,3}})[)）]"
)
WHEN = re.compile("[年月日底前]|长期|持续|立即|随时|常态|每|适时|全年|季度")
"""What a cell with a period has."""
_PERSON = re.compile("[\u4e00-\u9fff]{2,4}")
_STOPS = re.compile("[。；，：]")
_MARKS = re.compile(rf"[{SHAPES}√\s]+")
_MOST_WORDS = 30  # of a row; what has more is no row of a table

Kind = Literal["number", "who", "what", "when", "person"]
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("who", re.compile("单位|部门")),
    ("person", re.compile("责任人|领导|联系|负责人")),
    ("when", re.compile("(?:完成|办结)?(?:时限|期限|时间)|备注")),
    ("what", re.compile("任务|事项|措施|内容|职责|工作|项目|分工|目标|要求")),
)
_WHO_HEAD = re.compile("(?:责任|牵头|配合|主管|实施|承办|成员|协办|主办|参与)?(?:单位|部门)")
_NEVER = -1000.0


@dataclass(frozen=True, slots=True)
class LooseHead:
    """The headings of the columns and what these hold; headings of the matter that stand side by
    side (类别 主要任务) are one column, by the last of them."""

    headings: tuple[str, ...]
    kinds: tuple[Kind, ...]
    wide: bool


def loose_head(text: str) -> LooseHead | None:
    """The head that a line is: a column of those responsible and one of what they are to do
    among its columns, of no column that tables seldom have but beside a number or between wide
    gaps; None where it is none."""
    wide = GAP.search(text.strip()) is not None
    words = _words(text, wide=wide)
    if not 2 < len(words) <= HEAD_MAX or any(
        len(word) > HEAD_MAX or _STOPS.search(word) for word in words
    ):
        return None
    kinds = [kind_of(word) for word in words]
    sure = wide and kinds.count(None) == 1 and any(map(_WHO_HEAD.fullmatch, words))
    if kinds[0] != "number" and None in kinds and not sure:
        return None
    columns = [(word, kind or "what") for word, kind in zip(words, kinds, strict=True)]
    columns = [
        column
        for column, after in zip(columns, [*columns[1:], ("", "")], strict=True)
        if wide or not column[1] == after[1] == "what"
    ]
    head = LooseHead(tuple(word for word, _ in columns), tuple(kind for _, kind in columns), wide)
    return head if {"who", "what"} <= {*head.kinds} else None


def kind_of(heading: str) -> Kind | None:
    """What the column under a heading holds; None where it is no heading of a column."""
    if len(heading) > HEAD_MAX:
        return None
    if COLUMN.fullmatch(heading):
        return "number"
    return next((kind for kind, words in _KINDS if words.search(heading)), None)


def is_bodies(word: str) -> bool:
    """Whether a word names bodies and no more: 县公安局、各乡镇; one that 、 ends goes on."""
    return all(map(_BODY.fullmatch, re.split("[、，]", word.removesuffix("、"))))


def only_bodies(line: str) -> bool:
    """Whether a line names bodies and no more, marks among them: ★县文旅局　△县财政局."""
    words = [word for word in _MARKS.split(line) if word]
    return bool(words) and all(map(is_bodies, words))


def loose_row(text: str, head: LooseHead) -> tuple[str, ...]:
    """The cells of a line that is a row under a head, one for each column; () for another."""
    words = _words(text, wide=head.wide)
    if head.wide and len(words) == len(head.kinds):
        return words
    if not 1 < len(words) <= _MOST_WORDS:
        return ()
    score, ends = _best(words, head.kinds, 0)
    if score > _NEVER / 2:
        cells = [" ".join(words[a:b]) for a, b in zip((0, *ends), ends, strict=False)]
        named = (c for c, kind in zip(cells, head.kinds, strict=True) if kind == "who")
        if any(c and not NOBODY.fullmatch(c) for c in named):
            return tuple(cells)
    return words if _one_each(words, head.kinds) else ()


def _words(text: str, *, wide: bool) -> tuple[str, ...]:
    """The words of a line, set apart as those of its head are: by wide gaps or by any blank."""
    return tuple(GAP.split(text.strip()) if wide else text.split())


def _one_each(words: tuple[str, ...], kinds: tuple[Kind, ...]) -> bool:
    """Whether a numbered row has a word for each column, those responsible behind the matter by
    what may be short names: 3 限制出境 公安, 4 限制贷款 人行、银监."""
    numbered = len(words) == len(kinds) and kinds[:2] == ("number", "what")
    return (
        numbered
        and _NUMBER.fullmatch(words[0]) is not None
        and not any(_STOPS.search(w) for w, kind in zip(words, kinds, strict=True) if kind == "who")
    )


@lru_cache(maxsize=4096)
def _best(
    words: tuple[str, ...], kinds: tuple[Kind, ...], at: int
) -> tuple[float, tuple[int, ...]]:
    """How well the words from `at` on fit the columns, and where each of these ends; of several
    that fit alike the one whose first columns hold least, but something."""
    if not kinds:
        return (0.0 if at == len(words) else _NEVER), ()
    best: tuple[float, tuple[int, ...]] = (_NEVER, ())
    for end in (*range(at + 1, len(words) + 1), at):
        fit = _fit(words[at:end], kinds[0])
        if fit > _NEVER:
            rest, ends = _best(words, kinds[1:], end)
            if fit + rest > best[0]:
                best = (fit + rest, (end, *ends))
    return best


def _fit(words: tuple[str, ...], kind: Kind) -> float:
    """How well words are what a column holds."""
    if kind == "number":
        return 0.0 if len(words) == 1 and _NUMBER.fullmatch(words[0]) else _NEVER
    if kind == "what":
        return (-2.0 if _NAMES.fullmatch(words[-1]) else 0.0) if words else _NEVER
    if not words:
        return -1.0
    if kind == "who":
        return _fit_bodies(words)
    fitting = WHEN.search(words[0]) if kind == "when" else _PERSON.fullmatch(words[0])
    return (2.0 if fitting else 0.0) - (len(words) - 1)


def _fit_bodies(words: Sequence[str]) -> float:
    if len(words) == 1 and NOBODY.fullmatch(words[0]):
        return 1.0
    if not all(map(BODIES.fullmatch, words)):
        return _NEVER
    return (2.0 if all(map(_NAMES.fullmatch, words)) else 1.0) - (len(words) - 1) / 2
