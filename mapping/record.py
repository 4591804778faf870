"""The document's own record: place, level, citations and members beside the letterhead."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from ingest.model import Block, Document, Letterhead
from ingest.normalise import normalise
from mapping.agencies import CLASS, Mention, starting_in
from mapping.analysis import Analysis
from mapping.citations import find_citations
from mapping.model import Citation, Forwarding, Record
from mapping.places import Divisions, Place, find_places, resolve

_MEMBERS_AFTER = re.compile(
    r"成员(?:单位)?(?:包括|由|有|为|是|：)|(?:联动|协助执行)单位(?:包括|：)|(?:会议|小组|指挥部|防指|专班|委员会)(?:制度)?，?由(?![^，。；]{2,30}牵头，由)(?=[^。；]{6,}组成)"
    r"|牵头，由(?=[^。；]{6,}组成)"
)
_MEMBERS = re.compile("成员|组成")  # a list of members is called so, before or behind it
_MEMBERS_BEFORE = re.compile(
    r"等?(?:单位|部门)?(?:为|是|作为)(?:[^，。]{0,8})?成员(?:单位)?"
    r"|(?:、[\u4e00-\u9fff]{2,8})?等(?:\d+个|[各\u4e00-\u9fff]{0,6}会议|[\u4e00-\u9fff]{0,6}小组)?成员单位"
    r"|等?\d+个(?:单位|部门|成员|和)+组成"
)
# A title over the list of members, and no more.
_OVER_MEMBERS = re.compile(r"(?:^|[、）.．])(?:成员单位|组成单位)(?:名单|组成|构成)?。?$")
_SIDE = re.compile("[甲乙丙丁戊己]方(?:（[^）]*）)?：")
_QUOTES = re.compile(r"[“”\"'‘’〈〉《》]")
_SIGNED = re.compile(
    r"联合(?:签署|印发|发文|下发|制定)|共同(?:签署|签订|订立)|达成(?:如下|以下)?(?:一致)?(?:意见|协议|共识)"
)
# What parties sign: their names stand on lines of their own at its head or foot.
_AGREED = re.compile("备忘录|协议|公约")
_SEAL = re.compile("（(?:盖章|印章|签章|公章|章)）")
_JOINT, _TWO = 3, 2  # who sign together, at least; who sign this very text
_UNDER_IT = re.compile("(?:联合|共同)签署本")
# Between two of a list: 市银保监分局驻石桥监管组及各银行.
_LISTED_ON = re.compile(
    "(?:[\u4e00-\u9fff]{2,6}分局|驻[\u4e00-\u9fff]{1,10}|（[^（）]{1,20}）)?(?:、-?|[和及与]|以及)"
)
# 该《实施意见》 is short for a norm that is named whole elsewhere.
_SHORT_NAME = re.compile("(?:实施|若干|暂行)?(?:意见|办法|方案|通知|规定|细则|条例|决定|预案|分工)")
# Bodies that are never members by being named beside them.
_NO_MEMBER = {CLASS, "joint-meeting"}
Member = tuple[Block, Mention]


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


def _named_place(text: str, divisions: Divisions) -> Place | None:
    """The first place of a text that is one division only."""
    for mention in find_places(text, divisions):
        if place := resolve(mention, divisions):
            return place
        units = [p for p in mention.candidates if p.level == "prefecture"]
        if len(units) == 1 and text[mention.start : mention.end].endswith(("州", "市")):
            return units[0]
    return None


def place_of(document: Document, divisions: Divisions, told: str | None) -> Place | None:
    """From what the caller says (a name or adcode), the issuer, the title, else the first
    blocks of the text."""
    if told:
        return resolve(told, divisions)
    head = document.letterhead
    texts = [head.issuer or "", head.title, *(b.text for b in document.blocks[:12])]
    if head.forwarded_by:
        texts = [head.title, head.issuer or "", *texts]
    return next((p for t in texts if (p := _named_place(t, divisions))), None)


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
        if _is_own(citation, head) or _SHORT_NAME.fullmatch(citation.title):
            continue
        same = found.get(_plain(citation.title))
        if same is None or (citation.number and not same.number):
            found[_plain(citation.title)] = citation
    return tuple(
        c
        for key, c in found.items()
        if c.number or not any(key != other and key in other for other in found)
    )


def _printed(blocks: Sequence[Block]) -> Callable[[int, int], str]:
    """Characters [start, end) of the joined texts in the script that they are printed in;
    only the blocks asked for are read anew, each once."""
    starts = [0, *accumulate(len(block.text) for block in blocks)]

    @functools.cache
    def words(index: int) -> str:
        text = normalise(blocks[index].orig)[0]
        return text if len(text) == len(blocks[index].text) else blocks[index].text

    def printed(start: int, end: int) -> str:
        first = bisect_right(starts, start) - 1
        low = starts[first]
        joined = "".join(map(words, range(first, bisect_left(starts, end))))
        return joined[start - low : end - low]

    return printed


def _plain(title: str) -> str:
    return _QUOTES.sub("", title)


def _is_own(citation: Citation, head: Letterhead) -> bool:
    """Whether a citation is the directive itself, or a notice that prints or forwards it."""
    notice = head.forwarded_by
    numbers = {None, head.number, notice.number if notice else None}
    plain = _plain(citation.title)
    for name in filter(None, (_plain(head.title), _plain(notice.title) if notice else "")):
        if SequenceMatcher(None, name, plain).ratio() > 0.9:
            return True
        if name in plain and citation.number in numbers:
            return True
    return False


def member_mentions(document: Document, docs: Mapping[str, Analysis]) -> Iterator[Member]:
    """Agencies that the text names as 成员单位, each time with its block; joint signatories where
    it names none. `docs` are the blocks with their cues, by id."""
    blocks = document.blocks
    named = list(_listed(blocks, docs)) or list(_signatories(blocks, docs))
    yield from named or list(_sides(blocks, docs)) or _parties(document, docs)


def _listed(blocks: Sequence[Block], docs: Mapping[str, Analysis]) -> Iterator[Member]:
    for above, block in zip((None, *blocks), blocks, strict=False):
        doc = docs[block.id]
        if above and _OVER_MEMBERS.search(docs[above.id].text) and "：" not in doc.text:
            yield from ((block, m) for m in doc.mentions if m.agency not in _NO_MEMBER)
            continue
        for part in doc.parts if _MEMBERS.search(doc.text) else ():
            match = _MEMBERS_AFTER.search(doc.text, part.start, part.end)
            inside = starting_in(doc.mentions, part.start, part.end)
            before = _joined_before(doc.text, inside)
            for mention, joined in zip(inside, before, strict=True):
                after = match is not None and mention.start >= match.end()
                if (after or joined) and mention.agency not in _NO_MEMBER:
                    yield block, mention


def _joined_before(text: str, mentions: Sequence[Mention]) -> list[bool]:
    """For each mention, whether the list that it stands in runs on to 为成员单位."""
    found: list[bool] = []
    after: Mention | None = None
    for mention in reversed(mentions):
        if not after or not _LISTED_ON.fullmatch(text, mention.end, after.start):
            found.append(bool(_MEMBERS_BEFORE.match(text, mention.end)))
        else:
            found.append(found[-1])
        after = mention
    return found[::-1]


def _signatories(blocks: Sequence[Block], docs: Mapping[str, Analysis]) -> Iterator[Member]:
    """Three or more who sign together, or the two who sign this text, named in one sentence
    behind the norms it rests on; where it tells of them twice (达成共识并由四家联合签署), those
    told of last."""
    for block in blocks:
        doc, low, signers = docs[block.id], 0, tuple[Mention, ...]()
        for match in _SIGNED.finditer(doc.text):
            opens = max(doc.text.rfind(mark, low, match.start()) + 1 for mark in "。》")
            listed = tuple(starting_in(doc.mentions, max(opens, low), match.start()))
            least = _TWO if _UNDER_IT.match(doc.text, match.start()) else _JOINT
            signers = listed if len(listed) >= least else signers
            low = match.end()
        yield from ((block, m) for m in signers if m.agency not in _NO_MEMBER)


def _sides(blocks: Sequence[Block], docs: Mapping[str, Analysis]) -> Iterator[Member]:
    """The sides of a memorandum (甲方：…)."""
    for block in blocks:
        doc = docs[block.id]
        if _SIDE.match(doc.text):
            yield from ((block, m) for m in doc.mentions if m.agency not in _NO_MEMBER)


def _parties(document: Document, docs: Mapping[str, Analysis]) -> Iterator[Member]:
    """Those who issue a memorandum together, from the lines that hold their names alone."""
    head = document.letterhead
    issuers = (head.issuer or "").replace("、", "")
    if "、" not in (head.issuer or "") or not _AGREED.search(head.title):
        return
    for block in document.blocks:
        doc = docs[block.id]
        if not block.number and _SEAL.sub("", doc.text) in issuers:
            yield from ((block, m) for m in doc.mentions if m.agency not in _NO_MEMBER)
