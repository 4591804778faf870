"""The document's own record: place, level, citations and members beside the letterhead."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from ingest.model import Block, Document, Letterhead
from ingest.normalise import is_traditional, normalise
from mapping.analysis import Analysis
from mapping.citations import find_citations
from mapping.members import member_mentions
from mapping.model import Citation, Forwarding, Record
from mapping.places import Divisions, Place, PlaceMention, find_places, resolve

_HEAD = 12  # blocks that tell of the place where no title does
_QUOTES = re.compile(r"[“”\"'‘’〈〉《》]")
# 该《实施意见》 is short for a norm that is named whole elsewhere.
_SHORT_NAME = re.compile("(?:实施|若干|暂行)?(?:意见|办法|方案|通知|规定|细则|条例|决定|预案|分工)")

# A form, a report or a newspaper, and no norm: 《协助执行通知书》, 《车辆布控审批表》.
_FORM = re.compile(
    "(?!.*关于).*(?:(?:通知|承诺|告知|决定|裁定|申请|委托|建议|确认|责任|移送)书|回执|笔录|台账|证明"
    "|登记簿|函|(?<!通)报|新闻|通讯"
    "|(?:审批|登记|情况|反馈|明细|汇总|申请|查询|统计|移送|备案|送达)(?:名单)?[表单])|.*报告"
)


def document_record(
    document: Document,
    docs: Mapping[str, Analysis],
    divisions: Divisions,
    document_id: str,
    place: Place | None,
    jurisdiction: str | None = None,
) -> Record:
    """The record of a directive of a place; of one that is not known `jurisdiction` is kept as
    the caller says it."""
    head = document.letterhead
    return Record(
        document=document_id,
        title=head.title or document.name,
        number=head.number,
        issuer=head.issuer,
        jurisdiction=place.name if place else jurisdiction,
        adcode=place.adcode if place else None,
        level=place.level if place else None,
        issued=head.issued,
        forwarded_by=_forwarding(head, divisions),
        cites=_cites(document, head),
        members=tuple(dict.fromkeys(m.agency for _, m in member_mentions(document, docs))),
    )


def _places(text: str, divisions: Divisions) -> Iterator[tuple[PlaceMention, Place]]:
    """The mentions of a text that are one division only."""
    for mention in find_places(text, divisions):
        if place := resolve(mention, divisions):
            yield mention, place
            continue
        units = [p for p in mention.candidates if p.level == "prefecture"]
        if len(units) == 1 and text[mention.start : mention.end].endswith(("州", "市")):
            yield mention, units[0]


def _named_place(text: str, divisions: Divisions) -> Place | None:
    """The first place of a text that is one division only."""
    return next((place for _, place in _places(text, divisions)), None)


def _told_of(texts: Sequence[str], divisions: Divisions) -> Place | None:
    """The place that running text tells of: one named beyond doubt before a province, of those one
    outside the title of a norm first; else a city by its short name. A county's short name that
    words may hold by chance (推广信用 holds 广信) tells nothing."""
    found: dict[int, Place] = {}
    for text in texts:
        for mention, place in _places(text, divisions):
            cited = text.rfind("《", 0, mention.start) > text.rfind("》", 0, mention.start)
            if divisions.surely(text, mention.start, mention.end):
                found.setdefault(3 if place.level == "province" else int(cited), place)
            elif place.level == "prefecture":
                found.setdefault(2, place)
    return found[min(found)] if found else None


def place_of(document: Document, divisions: Divisions, told: str | None) -> Place | None:
    """From what the caller says (a name or adcode), the issuer, the title, else the first
    blocks of the text."""
    if told:
        return resolve(told, divisions)
    head = document.letterhead
    body = [block.text for block in document.blocks]
    said = is_traditional("".join(body))
    issuer, title = (normalise(t, traditional=said)[0] for t in (head.issuer or "", head.title))
    heads = [title, issuer] if head.forwarded_by else [issuer, title]
    named = next((p for text in heads if (p := _named_place(text, divisions))), None)
    return named or _told_of(body[:_HEAD], divisions)


def _forwarding(head: Letterhead, divisions: Divisions) -> Forwarding | None:
    notice = head.forwarded_by
    if notice is None:
        return None
    place = _named_place(notice.issuer or notice.title, divisions)
    name = place.name if place else notice.jurisdiction
    return Forwarding(notice.title, notice.number, notice.issuer, name, notice.issued)


def _cites(document: Document, head: Letterhead) -> tuple[Citation, ...]:
    """All norms named but the directive itself, each once under its fullest name."""
    found: dict[str, Citation] = {}
    blocks = [block for block in document.blocks if block.kind != "row"]
    text = "".join(block.text for block in blocks)
    for citation in find_citations(text, _printed(blocks)):
        form = _FORM.fullmatch(citation.title) and not citation.number
        if form or _is_own(citation, head) or _SHORT_NAME.fullmatch(citation.title):
            continue
        same = found.get(_plain(citation.title))
        if same is None or (citation.number and not same.number):
            found[_plain(citation.title)] = citation
    return tuple(
        c
        for key, c in found.items()
        if c.number or not any(key != other and _names(other, key) for other in found)
    )


def _names(fuller: str, short: str) -> bool:
    """Whether a name is another's without what stands before it (某县), or what a notice prints;
    a law is not the rules that carry it out (社区矫正法, 社区矫正法实施办法)."""
    return (
        fuller.endswith(short) or re.search(f"印发{re.escape(short)}的?通知$", fuller) is not None
    )


def _printed(blocks: Sequence[Block]) -> Callable[[int, int], str]:
    """Characters [start, end) of the joined texts in the script that they are printed in;
    only the blocks asked for are read anew, each once."""
    starts = [0, *accumulate(len(block.text) for block in blocks)]

    @functools.cache
    def words(index: int) -> str:
        orig = blocks[index].orig
        text = normalise(orig)[0]
        if "<" in orig:  # a nested title as the page prints it: 《关于印发<某某办法>的通知》
            text = text.replace("〈", "<").replace("〉", ">")
        return text if len(text) == len(blocks[index].text) else blocks[index].text

    def printed(start: int, end: int) -> str:
        first = bisect_right(starts, start) - 1
        low = starts[first]
        joined = "".join(map(words, range(first, bisect_left(starts, end))))
        return joined[start - low : end - low]

    return printed


def _plain(title: str) -> str:
    return _QUOTES.sub("", title)


def _one_title(one: str, other: str) -> bool:
    """Whether two titles are one, some of whose characters a scan has broken; a word more within
    it is another norm's (关于加强治理的意见, 关于治理的实施意见)."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() <= 0.9:
        return False
    within = matcher.get_opcodes()[1:-1]
    return all(tag in ("equal", "replace") or b - a + d - c < 2 for tag, a, b, c, d in within)


def _is_own(citation: Citation, head: Letterhead) -> bool:
    """Whether a citation is the directive itself, or a notice that prints or forwards it."""
    notice = head.forwarded_by
    numbers = {None, head.number, notice.number if notice else None}
    plain = _plain(citation.title)
    for name in filter(None, (_plain(head.title), _plain(notice.title) if notice else "")):
        if _one_title(name, plain):
            return True
        if name in plain and citation.number in numbers:
            return True
    return False
