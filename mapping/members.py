"""Who belongs to the body that a directive founds or is for, and who signs it together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.model import Block, Document
from ingest.structure import PREFACE
from mapping.agencies import CLASS, Mention, starting_in
from mapping.analysis import Analysis
from mapping.clauses import NUMBER

_MEMBERS_AFTER = re.compile(
    r"成员(?:单位)?(?:（[^（）]{1,20}）)?(?:(?:主要|共)?(?:包括|由|有|为|是|：)|共\d{1,2}[家个]，(?:分别)?[是为])|(?:联动|协助执行)单位(?:包括|：)|(?:会议|小组|指挥部|防指|专班|委员会|机制)(?:制度)?，?由(?![^，。；]{2,30}牵头，由)(?=[^。；]{6,}组成)"
    r"|牵头，由(?=[^。；]{6,}组成)"
)
_MEMBERS = re.compile("成员|组成")  # a list of members is called so, before or behind it
_MEMBERS_BEFORE = re.compile(
    r"(?:、[\u4e00-\u9fff]{2,6}?)?等?(?:\d{1,2}个)?(?:相关|有关)*(?:单位|部门|机构|和)*(?:（[^（）]{1,6}）)?(?:主要|分管)*(?:负责人|负责同志|领导)?"
    r"(?:为|是|作为|任|担任)(?:[^，。的]{0,30})?(?<!家庭)成员(?:单位)?"
    r"|(?:、[\u4e00-\u9fff]{2,8})?等(?:\d+个|[各\u4e00-\u9fff]{0,6}会议|[\u4e00-\u9fff]{0,6}小组)?成员单位"
    r"|等?\d+个(?:单位|部门|成员|和)+组成"
    r"|等?(?:相关|有关)*(?:单位|部门|和)*组成的[\u4e00-\u9fff]{2,24}?(?<!检查)(?<!督查)(?<!执法)(?<!巡查)(?<!考核)(?<!验收)(?:小组|指挥部|委员会|联席会议)"
    r"|等?(?:相关|有关)*(?:单位|部门|和)+(?:主要|分管)*(?:负责人|负责同志|领导)?(?:共同)?组成(?=[，。；]|$)"
)
# A title over the list of members, and no more.
_OVER_MEMBERS = re.compile(
    r"(?:^|[、）.．])(?:[^，。；：、]{0,20}(?:会议|小组|机制|制度|指挥部|委员会))?"
    r"(?:成员单位|组成单位|联动单位)(?:名单|组成|构成)?[：。]?$"
)
# A title over the members with what each does: 成员单位职责.
_OVER_DUTIES = re.compile(
    r"成员单位(?:及其?)?的?(?:主要|工作)*(?:职责|任务|分工|职责分工)?[。：]?$"
)
# 关于明确县防指成员单位防汛职责的通知, as the title of a directive whose items are for one each.
_ABOUT_DUTIES = re.compile(
    "关于[^，。；]{0,24}成员单位[^，。；及和]{0,12}(?:职责|分工)(?:的通知|$)"
)
# 成　员：甲某（县公安局副局长）, and on the lines below it 乙某某（县民政局局长）.
_OFFICE = re.compile(
    r"(?:组\s?长|副组长|成\s?员|总?召集人|副召集人|副?总?指挥长?|(?:第一|常务)副?组长)\s*："
)
_PERSON = re.compile(
    r"(?:[\u4e00-\u9fff]{1,2}\s?[\u4e00-\u9fff]{1,2}（[^（）。；]*(?:长|员|任|师|领导)）[，。；、]?)+"
)
_NUMBER = re.compile(NUMBER)
_SIDE = re.compile("[甲乙丙丁戊己]方(?:（[^）]*）)?：")
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
    "(?:[\u4e00-\u9fff]{2,6}分局|驻[\u4e00-\u9fff]{1,10}|（[^（）]{1,20}）)?(?:、-?|[和及与]|以及)(?:相关|有关)*"
)
# Bodies that are never members by being named beside them.
_NO_MEMBER = {CLASS, "joint-meeting"}
# Of a person's offices those in the party and the government itself tell of no member.
_NO_OFFICE = _NO_MEMBER | {"government", "party-committee"}
Member = tuple[Block, Mention]


def member_mentions(document: Document, docs: Mapping[str, Analysis]) -> Iterator[Member]:
    """Agencies that the text names as 成员单位, each time with its block; joint signatories where
    it names none. `docs` are the blocks with their cues, by id."""
    blocks = document.blocks
    named, charged = list(_listed(blocks, docs)), list(_charged(blocks, docs))
    if len(charged) > 2 * len(named):
        # A few who are told of by the way (县指挥部由…组成) are not those of the directive.
        own = {m.agency for _, m in named} & {m.agency for _, m in charged}
        named = [*named, *charged] if own else charged
    named = named or list(_signatories(blocks, docs))
    yield from named or list(_sides(blocks, docs)) or _parties(document, docs)


def _listed(blocks: Sequence[Block], docs: Mapping[str, Analysis]) -> Iterator[Member]:
    listed = False  # whether the lines name members, one each
    persons = False  # whether the lines name persons, each with his office
    for above, block in zip((None, *blocks), blocks, strict=False):
        doc = docs[block.id]
        told = _PERSON.fullmatch(doc.text) or _OFFICE.search(doc.text)
        persons = bool(_OFFICE.match(doc.text) or (persons and told))
        if persons:
            yield from ((block, m) for m in _of_offices(doc) if m.agency not in _NO_OFFICE)
            continue
        over = above is not None and _OVER_MEMBERS.search(docs[above.id].text)
        listed = bool(over and "：" not in doc.text) or (listed and _names_alone(doc))
        if listed:
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


def _names_alone(doc: Analysis) -> bool:
    """Whether a line holds nothing but agencies behind its number: 2.县水利局；"""
    names = list(_at_head(doc))
    return bool(names) and names[-1].end >= len(doc.text.rstrip("。；，、"))


def _of_offices(doc: Analysis) -> Iterator[Mention]:
    """The agencies told of in the first sentence of such a line, behind 成员： and the like."""
    stop = doc.text.find("。") + 1 or len(doc.text)
    for mention in starting_in(doc.mentions, 0, stop):
        colon = doc.text.rfind("：", 0, mention.start)
        if colon < 0 or _OFFICE.search(doc.text, max(0, colon - 8), colon + 1):
            yield mention


def _charged(blocks: Sequence[Block], docs: Mapping[str, Analysis]) -> Iterator[Member]:
    """The agencies with which the items under 成员单位职责 begin, a directive's own title too."""
    over: set[str | None] = {
        b.id for b in blocks if b.kind == "heading" and _OVER_DUTIES.search(b.text)
    }
    if any(b.label == PREFACE and _ABOUT_DUTIES.search(b.text) for b in blocks):
        over.add(None)
    for block in blocks if over else ():
        if block.parent in over and (block.parent or block.number):
            # What a bureau's own list tells the places below makes them no members of it.
            others = _NO_MEMBER if block.parent else {*_NO_MEMBER, "township"}
            yield from ((block, m) for m in _at_head(docs[block.id]) if m.agency not in others)


def _at_head(doc: Analysis) -> Iterator[Mention]:
    """The agencies with which a text begins, behind its number."""
    label = _NUMBER.match(doc.text)
    end = label.end() if label else 0
    for mention in doc.mentions:
        if mention.start > end and not _LISTED_ON.fullmatch(doc.text, end, mention.start):
            return
        yield mention
        end = mention.end


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
    """Three or more who issue a directive together, or two a memorandum, from the lines that hold
    their names alone."""
    head = document.letterhead
    together = (head.issuer or "").split("、")
    issuers = "".join(together)
    if len(together) < (_TWO if _AGREED.search(head.title) else _JOINT):
        return
    for block in document.blocks:
        doc = docs[block.id]
        if not block.number and _SEAL.sub("", doc.text) in issuers:
            yield from ((block, m) for m in doc.mentions if m.agency not in _NO_MEMBER)
