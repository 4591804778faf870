"""The imprint at the end of a directive (版记): 抄送, 印发, copies, who may read it.

GB/T 9704 puts it below the text, at the foot of the last page; it assigns nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.dates import DATE, iso_date
from ingest.model import Line
from ingest.numerals import read_label

_COPIED = re.compile(r"(?:抄\s*[送報报告]|分\s*送|主题词|主題詞)\s*[:：]")
# The same by single words, or with the colon lost: below the text alone, and no sentence of it.
_BARE = r"抄\s*[送报](?=[\u4e00-\u9fff])(?!.*(?:[的由须将并每]|应(?!急)|负责|及时|进行))"
_BELOW = re.compile(rf"[报送发]\s*[:：]|{_BARE}")
_WHOLE = re.compile(r"[。；.;日曰）)印章号]$")
_NOTES = re.compile(
    r"[（(]?\s*(?:此件|本件)[\u4e00-\u9fff]{2,12}[)）]?$"
    r"|(?:信息)?公开(?:选项|属性|方式|类别)\s*[:：]\S{2,8}$"
    r"|[（(]?共印\s*\d+\s*份[)）]?$|(?:打字|校对|校對)\s*[:：]"
)
_PRINTED = re.compile(rf"[\u4e00-\u9fff（） 　]{{4,40}}?{DATE.pattern}印发$")
_ENDED = ("。", "印发", "印發", "份")
_LONGEST = 8  # printed lines of 抄送


def imprint_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the body lines that make the imprint: 抄送： with the lines it runs over, the
    office and day of printing right behind it or below the last numbered line."""
    body = [at for at, line in enumerate(lines) if line.role == "body" and not line.cells]
    numbered = [at for at in body if read_label(lines[at].text.strip())]
    last = numbered[-1] if numbered else len(lines)
    found: set[int] = set()
    open_since: int | None = None
    for place, at in enumerate(body):
        text = "".join(lines[at].text.split())
        behind = at > last or (place > 0 and body[place - 1] in found)
        copied = _COPIED.match(text) or (at > last and _BELOW.match(text))
        if copied and _begins(lines, body, place, last):
            open_since = place
        elif open_since is not None and (place - open_since > _LONGEST or at in numbered):
            open_since = None
        printed = behind and (_PRINTED.fullmatch(text) or _NOTES.match(text))
        if open_since is not None or printed:
            found.add(at)
        if text.endswith(_ENDED):
            open_since = None
    return frozenset(found)


def _begins(lines: Sequence[Line], body: Sequence[int], place: int, last: int) -> bool:
    """Whether 抄送： stands where an imprint may: below all numbers, or at a page's foot."""
    at = body[place]
    before = lines[body[place - 1]].text.rstrip() if place else "。"
    text = "".join(lines[at].text.split())
    if re.match(_BARE, text) and not _WHOLE.search(before):
        return False
    loose = _COPIED.match(text) is None
    return (at > last and not loose) or not before.endswith(("，", "、", ",", "并", "应", "时"))


def printed_on(lines: Sequence[Line]) -> str | None:
    """The day on which the office had a directive printed (…办公室 2021年3月5日印发)."""
    ends = (line.text for line in reversed(lines) if line.role == "imprint")
    return next((iso_date(text) for text in ends if text.rstrip().endswith("印发")), None)
