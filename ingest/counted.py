"""Numbers that are told in words: 一要…, 第二，…, 第三步, 任务一：, 问2：.

A line's number is one only where the others of its kind stand beside it: the count begins with
the first and goes on, each below a whole line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.numerals import HAN, RANK, SHAPES, WHOLE_LINE, Label, ordinal

# 一要强化领导。… 二要备足物资。…, as notices in haste and speeches count their paragraphs.
_SPOKEN = re.compile(
    "([一二三四五六七八九十]{1,2})(?:是要?|要)(?=[\u4e00-\u9fff]{2})"
    "|(第([一二三四五六七八九十]{1,2}))[，,、：:]"
)
# What a ledger, a list of faults or a course of steps counts: 任务一：, 问2：, 第三步.
_WORD = re.compile(
    rf"(?:第([{HAN}]{{1,3}}|\d{{1,2}})(?:步骤?|环节|关|件)"
    rf"|(?!附|[图表注例第])([\u4e00-\u9fff]{{1,4}}?)([{HAN}]{{1,3}}|\d{{1,2}}))(?:[：:]|[ 　]+|$)"
)
_MARKS = f"{SHAPES}※ \u3000"  # that may stand before it: ★ 第一件
_TITLE_MAX = 30
_STOPS = re.compile("[，。；,;]")


def spoken(texts: Sequence[str], labels: Sequence[Label | None]) -> dict[int, Label]:
    """The numbers of paragraphs that count themselves in words (一要…, 第二，…), by the place of
    their line, in a text that has no other headings; none unless they go on to the second."""
    if any(label and label.rank <= RANK["han-bracket"] for label in labels):
        return {}
    found: dict[int, Label] = {}
    for at, text in enumerate(texts):
        match = _SPOKEN.match(text.strip())
        above = at > 0 and WHOLE_LINE.search(texts[at - 1])
        if match and above and ordinal(match[1] or match[3]) == len(found) + 1:
            own, length = (match[1], len(match[1])) if match[1] else (match[2], match.end())
            found[at] = Label("han", len(found) + 1, own, length, placed=True)
    return found if len(found) > 1 else {}


def worded(texts: Sequence[str], labels: Sequence[Label | None]) -> dict[int, Label]:
    """The numbers of what is counted by its name (任务一：, 第二步), by the place of their line;
    of each name none unless they go on to the second."""
    runs: dict[str, dict[int, Label]] = {}
    for at, text in enumerate(texts):
        words = text.strip()
        opens = len(words) - len(words.lstrip(_MARKS))
        match = None if at < len(labels) and labels[at] else _WORD.match(words, opens)
        if match is None or not (at and _is_whole(texts[at - 1].strip())):
            continue
        numeral, printed = match[1] or match[3], match[0].strip(" 　：:")
        run = runs.setdefault(printed.replace(numeral, "", 1), {})
        if ordinal(numeral) == len(run) + 1:
            run[at] = Label("word", len(run) + 1, printed, match.end(), placed=True)
    return {at: label for run in runs.values() if len(run) > 1 for at, label in run.items()}


def _is_whole(line: str) -> bool:
    """Whether a line is a whole sentence, or short enough to be a title or a field."""
    return bool(WHOLE_LINE.search(line)) or (len(line) <= _TITLE_MAX and not _STOPS.search(line))
