"""What stands above a provision: the agency that a heading is, the list behind a heading."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.model import Block
from ingest.paragraphs import BODIES_ALONE, is_field
from ingest.structure import PREFACE
from mapping.agencies import CLASS, OTHER, Mention, starting_in
from mapping.analysis import Analysis
from mapping.clauses import NUMBER, Part, Provision
from mapping.fields import Field
from mapping.groups import group_of
from mapping.measures import Cue
from mapping.parties import Party, find_parties
from mapping.suffixes import Suffix, mostly_known, only_roles, roles_in

_NUMBER = re.compile(rf"^(?:第[〇零一二三四五六七八九十百\d]+(?:[编章节]|部分)\s*|{NUMBER})")
# 第六条（街道办事处职责）
_BRACKETED = re.compile("^（([^（）]*)）$")
# A body of no table: 河务部门, 服务办.
_BODY = re.compile(
    "[\u4e00-\u9fff]{2,8}部门"
    "|(?!成立|设立|建立|组建|建设|召开|加强|完善|健全|推进|举办|打造|开展|优化|强化)[\u4e00-\u9fff]{2,7}(?:办|中心|[站所队科股])"
)
_DUTIES = re.compile(
    "(?:的[^，。；、]{0,8})?(?:主要|工作|部门|具体|监督检查|监督管理|监管)*(?:职责|职能|责任|任务|义务)(?:[、和与]?(?:职责|任务|分工|权限))?(?:是|为|如下)?[：。]?$|[：。]$|(?:协助(?:执行)?)?工作（\\d+分）$|（\\d+[分项条件]）$"
)
_JOINT = re.compile(r"[\u4e00-\u9fff“”]*?(?:领导小组|联席会议|(?:联动|协调)[“”]?机制)")
_FOUNDED = re.compile("(联席会议)(?:工作)?(?:制度|规则)》?(?:的通知|的函|的意见|（[^）]*）)?$")
# 关于成立护桥工作领导小组的通知, 决定成立…: a notice that founds a body and lists what it does.
_BODY_FOUNDED = (
    "(?:成立|组建|设立|调整|建立)(?!了)([\u4e00-\u9fff]{2,30}?"
    "(?:领导小组|工作小组|协调小组|联席会议|指挥部|专班|委员会|中心(?=[，。（]|的通知)))"
)
_ALSO = re.compile(
    r"（(?!牵头|主办|配合|协助|协办|参与|参加|负责|责任)(?:[\u4e00-\u9fff]{2,12}|\d+分)）(?=。?$)"
)
_TITLE_FOUNDS = re.compile(f"^[^《》，。；]{{0,24}}关于{_BODY_FOUNDED}")
_FOUNDS = re.compile(f"(?:决定|同意|现|拟){_BODY_FOUNDED}")
# 1.领导小组职责：…, 2.办公室职责：…
_OPENS = re.compile(
    rf"(?:{NUMBER})?([\u4e00-\u9fff、]{{2,40}}?)的?(?:主要|工作|具体)*(?:职责|任务)(?:是|为|包括)?："
)
# How the body works, as a heading says it.
_ITS_WAYS = re.compile("(?:运行|议事|工作|会议)(?:模式|机制|规则|制度|方式)")
_ITS_OFFICE = re.compile("办公室|秘书处|联络处|日常办事机构")
# The title of what one body does, and no sentence about it.
_ITS_DUTIES = re.compile("^(?!.*(?:关于|[，。；：]|规定|各)).*(?:职责|职能)(?:任务|分工|清单)?$")
# A title stands among so many blocks at the head.
_TITLE_WITHIN = 8
_SEAMS = re.compile("[、和（）]|牵头|主办|配合|协办|参与")
# 县司法局牵头落实的任务, 县公安局负责的工作
_CHARGED = re.compile(
    "(?:牵头|主办|负责|承担)(?:组织)?(?:落实|办理|实施|推进|承办)?(?:的(?:工作|任务|事项|职责))?$"
)
# 垃圾治理由县住建局负责, 垃圾治理（县住建局牵头）, as a title.
_LED_BY = re.compile("(?:由|（)([^，。；由（）]{2,60}?(?:牵头|负责|承担))）?$")
# 下列事项由县司法局牵头，县民政局配合：
_FOLLOWING = re.compile("(?:下列|以下|如下)[^，。；]{0,6}(?:事项|工作|任务|措施|职责)")
_MATTER = re.compile("(?:（[^（）]{1,10}）)?[\u4e00-\u9fff]{2,8}")  # 消防, （园区）安全生产
# So much of a title must be agencies for it to name who acts below.
_COVERED = 0.75
# 上述部门 points to no block farther above than so many.
_FARTHEST = 40


def meeting_of(blocks: Sequence[Block]) -> str:
    """The joint meeting that a directive founds by its title (…联席会议制度) or above its first
    number (决定成立…领导小组), as printed; else empty."""
    head = [b.text for b in blocks[:_TITLE_WITHIN] if b.label == PREFACE]
    titles = (text for text in head if "。" not in text)
    founded = (
        *(_FOUNDED.search(text) or _TITLE_FOUNDS.search(text) for text in titles),
        *map(_FOUNDS.search, head),
    )
    return next((match[1] for match in founded if match), "")


def opening_party(doc: Analysis, meeting: str) -> Party | None:
    """The body with whose duties an item opens: 1.领导小组职责：…; its office is of the
    `meeting` that the directive founds."""
    if doc.text.endswith("）：", 0, doc.opening[1]):
        return group_of(doc)
    match = _OPENS.match(doc.text)
    if match is None:
        return None
    named = starting_in(doc.mentions, *match.span(1))
    if named and named[0].start == match.start(1) and named[-1].end == match.end(1):
        found = tuple((m.agency, doc.text[m.start : m.end], None) for m in named)
        return Party(-1, -1, found, "heading")
    if meeting and _ITS_OFFICE.fullmatch(match[1]):
        return Party(-1, -1, (("joint-meeting", match[1], None),), "heading")
    return None


def title_body(blocks: Sequence[Block], docs: Mapping[str, Analysis]) -> Party | None:
    """The one body whose duties a directive lists by its title: 县森林防火指挥部办公室工作职责."""
    for block in blocks[:_TITLE_WITHIN]:
        doc = docs[block.id]
        if not block.number and _ITS_DUTIES.search(doc.text) and len(doc.mentions) == 1:
            (named,) = doc.mentions
            if named.agency != CLASS and named.start == 0:
                words = doc.text[named.start : named.end]
                return Party(-1, -1, ((named.agency, words, None),), "heading")
    return None


def heading_party(
    provision: Provision, docs: Mapping[str, Analysis], meeting: str = ""
) -> Party | None:
    """The agency that a heading above is, or that an introduction above tells to act; under
    主要职责 alone `meeting`, the body that the directive is about."""
    headings = [b for b in provision.blocks if b.kind == "heading"]
    for block in reversed([*provision.above, *headings]):
        if group := group_of(docs[block.id]):
            return group
        if not is_field(block.text) and (party := _named_by(docs[block.id], meeting)):
            return party
    return _stem_party(provision.above[-1], docs) if provision.above else None


def _named_by(doc: Analysis, meeting: str) -> Party | None:
    """The agency that one heading is, or that one introduction tells to act."""
    doc = _without_other_name(doc)
    words = _BRACKETED.sub(r"\1", _NUMBER.sub("", doc.text))
    bare = _CHARGED.sub("", _DUTIES.sub("", words))
    mentions = [m for m in doc.mentions if m.agency != "court" or bare.endswith("法院")]
    covered = sum(m.end - m.start for m in mentions)
    duties = bare != words and len(mentions) == 1 and mentions[0].agency == "joint-meeting"
    joint = _JOINT.search(words) if bare != words else None
    if meeting and (not bare or _ITS_WAYS.fullmatch(bare)):
        return Party(-1, -1, (("joint-meeting", meeting, None),), "heading")
    if joint and not mentions:
        return Party(-1, -1, (("joint-meeting", joint[0], None),), "heading")
    listed = mentions and _mostly_bodies(doc, len(doc.text) - len(words), bare, mentions)
    if mentions and (duties or listed or covered >= _COVERED * len(_SEAMS.sub("", bare))):
        if (also := _ALSO.search(doc.text)) and mentions[0].end <= also.start():
            mentions = [
                m for m in mentions if (m.start, m.end) != (also.start() + 1, also.end() - 1)
            ]
        named = tuple(roles_in(doc.text, mentions[0].start, len(doc.text), mentions))
        return Party(-1, -1, named, "heading")
    if _its_matter(doc, words, bare, mentions):
        named = tuple((m.agency, doc.text[m.start : m.end], None) for m in mentions)
        return Party(-1, -1, named, "heading")
    if led := _LED_BY.search(doc.text):
        named = tuple(roles_in(doc.text, *led.span(1), mentions))
        return Party(-1, -1, named, "heading") if named else None
    if doc.text.endswith("：") and doc.parts:
        return _introduced(doc)
    return None


def _mostly_bodies(doc: Analysis, opens: int, bare: str, mentions: Sequence[Mention]) -> bool:
    """Whether a heading lists bodies, some of which no table knows: 各街镇、区管企业."""
    return "、" in bare and mostly_known(doc.text, opens, opens + len(bare), mentions)


def _its_matter(doc: Analysis, words: str, bare: str, mentions: Sequence[Mention]) -> bool:
    """Whether a heading begins with the one whose duties in a matter it names: 各街道消防责任."""
    opens = len(doc.text) - len(words)
    return (
        bare != words
        and len(mentions) == 1
        and mentions[0].start == opens
        and _MATTER.fullmatch(doc.text, mentions[0].end, opens + len(bare)) is not None
    )


def _without_other_name(doc: Analysis) -> Analysis:
    """A heading without what else its body is called: 县发展和改革局（县信用办）."""
    also = _ALSO.search(doc.text)
    if also is None or not any(m.end == also.start() for m in doc.mentions):
        return doc
    kept = tuple(m for m in doc.mentions if m.end <= also.start())
    return replace(doc, text=doc.text[: also.start()], mentions=kept)


def _introduced(doc: Analysis) -> Party | None:
    """Whom an introduction tells to do what follows: 下列工作由县司法局牵头，县民政局配合："""
    if following := _FOLLOWING.search(doc.text):
        named = tuple(roles_in(doc.text, following.end(), len(doc.text), doc.mentions))
        if named and only_roles(doc.text, following.end(), len(doc.text), doc.mentions):
            return Party(-1, -1, named, "heading")
    for part in reversed(doc.parts):
        parties = find_parties(doc.text, part, doc.mentions, False)
        if told := [p for p in parties if p.agencies]:
            return replace(told[-1], rule="heading", start=-1, end=-1)
    return None


def _stem_party(stem: Block, docs: Mapping[str, Analysis]) -> Party | None:
    """The one body that the sentences over an item tell to act: （二）县税务局设立窗口。1. …"""
    doc = docs[stem.id]
    if stem.kind == "heading" or not doc.text.endswith("。"):
        return None
    told = [p for part in doc.parts for p in find_parties(doc.text, part, doc.mentions, False)]
    named = [p for p in told if p.agencies and p.rule == "subject" and p.ids != {CLASS}]
    if len({p.ids for p in named}) != 1 or len(named) < len(told):
        return None
    return replace(named[-1], rule="heading", start=-1, end=-1)


def named_above(blocks: Sequence[Block], at: int, docs: Mapping[str, Analysis]) -> tuple[str, ...]:
    """Ids of the agencies to which 上述部门 at the head of `blocks[at]` points: those of the
    nearest paragraph of its provision that names several, else of all its paragraphs, else of
    the items before it, else of the sentence over them."""
    block, near = blocks[at], blocks[max(0, at - _FARTHEST) : at]
    same = [_named(docs[b.id]) for b in reversed(near) if b.label == block.label]
    if nearest := next(filter(None, same), ()):
        # Several paragraphs that tell one agency each: 上述部门 are all of them.
        return nearest if len(nearest) > 1 else _ids(itertools.chain(*reversed(same)))
    beside = [b for b in near if block.parent is not None and b.parent == block.parent]
    over = [b for b in near if b.id == block.parent]
    return _ids(a for b in beside for a in _named(docs[b.id])) or _ids(
        a for b in over for a in _named(docs[b.id])
    )


def _named(doc: Analysis) -> tuple[str, ...]:
    return _ids(m.agency for m in doc.mentions if m.agency not in (CLASS, "court"))


def _ids(agencies: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(agencies))


def title_party(doc: Analysis, title: Part) -> Party | None:
    """The agency that the title of an item is: （一）县公安局。负责查询户籍。"""
    # What else it is called stands in brackets: 县发展和改革局（县信用办）.
    also = _ALSO.search(doc.text, title.start, title.end)
    end = also.start() if also else title.end
    words = _NUMBER.sub("", doc.text[title.start : end]).rstrip("。：")
    named = [m for m in starting_in(doc.mentions, title.start, end) if m.end <= end]
    covered = sum(m.end - m.start for m in named)
    if not named and _BODY.fullmatch(words):
        return Party(-1, -1, ((OTHER, words, None),), "heading")
    if not named or covered < _COVERED * len(_SEAMS.sub("", words)):
        return None
    mentions = tuple((m.agency, doc.text[m.start : m.end], None) for m in named)
    return Party(-1, -1, mentions, "heading")


def line_party(
    provision: Provision, at: int, docs: Mapping[str, Analysis], over: frozenset[str]
) -> Party | None:
    """The agency that a line is, over the unnumbered sentences that tell what it does; above
    the first number such a line addresses, unless the text goes by such lines (`over`, the ids
    of those in the provision), and at the end it signs."""
    blocks = provision.blocks
    block, doc = blocks[at], docs[blocks[at].id]
    if len(doc.parts) != 1 or at + 1 == len(blocks):
        return None
    if provision.label == PREFACE and block.id not in over:
        return None
    said = blocks[at + 1].text.endswith(("。", "；"))
    alone = block.number or BODIES_ALONE.fullmatch(doc.text) or len(doc.mentions) == 1
    return title_party(doc, doc.parts[0]) if said and alone else None


def inherited_suffixes(
    provision: Provision, docs: Mapping[str, Analysis]
) -> tuple[tuple[Suffix, ...], ...]:
    """Of each block of a provision the list of agencies that it stands over: the next line of
    its own (责任单位：…), else one in the last paragraph that has one or in a heading above."""
    rest = [*reversed(provision.blocks), *reversed(provision.above)]
    below = next((found for b in rest if (found := docs[b.id].suffixes)), ())
    inherited: list[tuple[Suffix, ...]] = []
    for block in reversed(provision.blocks):
        whose = () if docs[block.id].behind else below[-1:]
        inherited.append(tuple(replace(s, start=-1, end=-1) for s in whose))
        if is_field(block.text):
            below = docs[block.id].suffixes or below
    return tuple(reversed(inherited))


def has_subject(provision: Provision, docs: Mapping[str, Analysis]) -> bool:
    """Whether the sentences of a provision name who is told to act themselves."""
    told = (docs[block.id] for block in provision.blocks)
    return any(
        party.agencies
        for doc in told
        for part in doc.parts
        for party in find_parties(doc.text, part, doc.mentions, False)
    )


def named_behind(doc: Analysis, title: Part) -> list[Party]:
    """Who is told to act in the sentences behind a title that alone names the matter; nobody
    where the title has a subject of its own."""
    if any(p.agencies for p in find_parties(doc.text, title, doc.mentions, False)):
        return []
    behind = [p for p in doc.parts if p.start >= title.end]
    found = [p for part in behind for p in find_parties(doc.text, part, doc.mentions, False)]
    return [party for party in found if party.agencies]


def parts_with_cues(doc: Analysis, field: Field) -> list[tuple[Part, Sequence[Cue]]]:
    """The parts of a text with their cues; 由X牵头 behind a title that names the matter tells a
    role in it, and no matter of its own."""
    pairs: list[tuple[Part, Sequence[Cue]]] = list(zip(doc.parts, doc.cues, strict=True))
    if not any(part.heading and cues for part, cues in pairs):
        return pairs
    text, alone = doc.text, field.role_words
    return [
        (p, [c for c in cues if p.heading or text[c.start : c.end] != alone.get(c.measure)])
        for p, cues in pairs
    ]
