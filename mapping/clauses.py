"""Blocks -> provisions, and a provision's text -> sentences, parts and clauses.

Holds afterwards: every block but those under non-duty headings lies in one
provision; parts and clauses are spans of a block's text, in order, covering it.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.model import Block
from ingest.numerals import read_label
from ingest.paragraphs import BODIES_ALONE, CHARGE, TASKS, is_field
from mapping.below import below

# Headings under which nothing is assigned (annotation: aims, principles, background).
NO_DUTY = re.compile(
    r"指导思想|工作原则|基本原则|总体(?:目标|要求|思路)|工作目标|建设目标|主要目标|目标任务|重要意义|重大意义"
    r"|适用范围|(?:考核|考评|评价|督查|检查)对象|制定依据|组成人员|充分认识|背景|填表说明|填写说明|填报说明"
)
# A chapter of how things stand, and nothing beside it: 一、基本情况; not 二、存在问题及整改措施,
# nor the item （二）工作开展情况 of what is to be reported or looked at.
_AS_IT_STANDS = re.compile(
    r"(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(?:章|部分)\s?)?(?:目前|当前|[我全][县市区州旗]|[\u4e00-\u9fff]{2,6}工作)?的?(?:主要|现有)?"
    "(?:基本(?:情况|现状)|现状|(?:工作)?(?:开展|进展)情况|存在的?(?:主要|突出)?(?:问题|困难))(?:(?:和|及|与)(?:存在的?)?(?:主要|突出)?(?:问题|困难|不足|成效|原因))?。?"
)
# Who mends what is amiss, and how: 责任单位：县水利局, 整改措施：疏浚河道.
_ANSWERED = re.compile("(?:(?:责任|牵头|整改)(?:单位|部门)|整改(?:措施|时限|期限|任务))[：:为]")
# What a heading of aims may tell of too: 一、加强组织领导，明确工作目标.
_DUTY_TOO = re.compile(
    "组织领导|落实责任|(?:责任|职责)分工|工作职责|主要任务|重点任务|工作任务|工作措施|具体措施"
)
# The number of a provision as it stands before its first words: 第四条, 2.3.1, （一）, 3.
NUMBER = r"(?:第[^条]{1,6}条\s*|\d+(?:[.．]\d+)+|[（(]?[一二三四五六七八九十\d]+[、）).．|]+)"
# A person who heads (负责人), where 负责人口疏散 tells what a body does.
HEAD_OF = "人(?![口力事才社民工居饮防行畜用]|员(?:经费|转移|疏散|撤离|救|安置|培训|搜))"
# No sentence is as long; what is, is a list or a text without stops.
_LONGEST = 2000
_PART_MARK = re.compile("[《〈（》〉）。！？；]")
_FOLLOWED = re.compile("[\u4e00-\u9fff]{2}")
_TITLE_END = re.compile("[。：，]")
_NO_TITLE = re.compile("[，；：]|应|要(?!求|点)|必须|负责")
# Who answers for it, in brackets behind a title.
_ANSWERS_FOR = re.compile("（(?:牵头|责任|主办|实施)(?:单位|部门)：[^（）]*）(?=。$)")
_CLAUSE_END = re.compile("[，：；。！？]")
# 应于每年4月底前 tells when to act, and is no case.
_BY_WHEN = re.compile("(?:应当?|须|要)(?:于|在)")
# Behind a matter that stands by itself: 县公安局牵头，…; 由县公安局负责.
_WHO_BEHIND = re.compile("由?[^，。；]{2,60}?(?:牵头|主办|负责|落实|配合|组织实施)[，。；]")
# Behind these words stands what somebody is told, and before them it does not: 职责分工如下：
# 县水利局：…; 排涝组（县水利局牵头，县城管局参加）：负责…; 成员单位为县城管局，负责排涝.
_BODIES_END = "局|委|办|院|部|厅|会|中心|支行|政府|部门|机关|大队|支队|银行|公司"
_TOLD_BEHIND = re.compile(
    rf"(?:职责|分工|任务)[^，。；：]{{0,6}}如下：(?=[\u4e00-\u9fff、（）]{{1,30}}?(?:{_BODIES_END})[：负要应牵])"
    "|[组队班室]（[^（）]{2,200}）[：，](?=(?:主要|具体|工作)*(?:职责|任务|负责|承担))"
    "|(?<!领导小)(?<!协调小)[组队班][：，]?由[^。；：]{2,120}?(?:组成|牵头|负责)，"
    "(?![^，。；]{0,30}(?:牵头|配合|参[加与]|协[助办]|组成))"
    "|(?:牵头|组长|成员|参与|参加|配合)单位[为：][^，。；：]{2,200}，(?=(?:主要|具体|工作)*(?:职责|任务|负责|承担))"
)
_ITEM = re.compile(f"^{NUMBER}")
_CONDITION_ENDS = ("的", "时", "后", "前", "之日起", "期间", "过程中", "情况下", "基础上", "情形")


@dataclass(frozen=True, slots=True)
class Provision:
    """The blocks under one label, and the texts of the headings above, outermost first;
    `divided`: numbered items stand under it; `shared`: the fields (责任单位：…) over
    its list or behind the last item, for all that name nobody themselves."""

    label: str
    blocks: tuple[Block, ...]
    above: tuple[Block, ...]
    divided: bool = False
    shared: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas: `text[start:end]`; `condition` for one that sets a case."""

    start: int
    end: int
    condition: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence, or a part of one between semicolons, with its clauses."""

    start: int
    end: int
    clauses: tuple[Clause, ...]
    heading: bool = False
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note where clauses end, for `clause_at`, which a part is asked a dozen times."""
        object.__setattr__(self, "_ends", tuple([clause.end for clause in self.clauses]))

    def clause_at(self, place: int) -> Clause:
        """The clause that holds a place (the comma after it included), else the last."""
        index = bisect_left(self._ends, place)
        found = self.clauses[index if index < len(self.clauses) else -1]
        return found if found.start <= place else self.clauses[-1]


def provisions(blocks: Sequence[Block]) -> Iterator[Provision]:
    """The numbered units in order, without those that assign nothing by their heading."""
    by_id = {block.id: block for block in blocks}
    leads = _leads(blocks)
    over = {block.parent for block in blocks if block.number or block.kind == "row"}
    groups: list[list[Block]] = []
    for block in blocks:
        if block.kind in ("annex", "contents"):
            continue
        if (
            groups
            and groups[-1][0].label == block.label
            and not block.number
            and block.kind != "row"
        ):
            groups[-1].append(block)
        else:
            groups.append([block])
    kept = list(_with_fields(groups))
    shared = _shared(kept)
    for group in kept:
        above = _above(group[0], by_id, leads)
        titles = [*above, *(b for b in group if b.kind == "heading"), *group[:1]]
        told = _ANSWERED.search("\n".join(b.text for b in group)) is None
        if not any(
            _tells_aims(_title_of(b)) or (told and _AS_IT_STANDS.fullmatch(b.text)) for b in titles
        ):
            divided = any(block.id in over for block in group)
            fields = shared.get(group[0].id) or _fields_above(leads.get(group[0].id))
            yield Provision(group[0].label, tuple(group), tuple(above), divided, fields)


def _with_fields(groups: Sequence[list[Block]]) -> Iterator[list[Block]]:
    """Provisions, an item that is only a field (2.实施单位：县财政局) with the first of the items
    before it, of which it says who has it: 1.惩戒措施：限制参加政府采购."""
    kept: list[list[Block]] = []
    first: list[Block] | None = None
    for group in groups:
        head = group[0]
        beside = first is not None and first[0].parent == head.parent and head.number
        if first is not None and beside and is_field(_ITEM.sub("", head.text)):
            first.extend(group)
            first = None
            continue
        if not beside:
            first = group if head.number else None
        kept.append(group)
    yield from kept


def _shared(groups: Sequence[list[Block]]) -> dict[str, tuple[Block, ...]]:
    """By the id of an item's first block the fields behind the last item of its list, where none
    before it has its own: 1.清点石桥；2.修缮石桥。责任单位：县文旅局."""
    lists: dict[str, list[list[Block]]] = {}
    for group in groups:
        if group[0].number and group[0].parent is not None:
            lists.setdefault(group[0].parent, []).append(group)
    found: dict[str, tuple[Block, ...]] = {}
    for *items, last in lists.values():
        fields = tuple(block for block in last[1:] if is_field(block.text))
        if fields and not any(is_field(block.text) for group in items for block in group):
            found |= {group[0].id: fields for group in items}
    return found


def _fields_above(lead: Block | None) -> tuple[Block, ...]:
    """The line over a list, if those who have all of it stand there: 责任单位：县水利局 / 1.…"""
    return (lead,) if lead and is_field(lead.text) else ()


def _leads(blocks: Sequence[Block]) -> dict[str, Block]:
    """By the id of a numbered item the unnumbered line that its list stands under (县公安局：),
    where it stands under one; what opens a directive (现通知如下：) is no such line."""
    found: dict[str, Block] = {}
    last: dict[tuple[str | None, int], Block] = {}
    behind = below(blocks)
    for at, (before, block) in enumerate(itertools.pairwise(blocks)):
        if not block.number or before.id in behind:
            continue
        charged = at and before.kind == "paragraph" and CHARGE.match(before.text)
        if charged and BODIES_ALONE.fullmatch(blocks[at - 1].text.removesuffix("：")):
            before = blocks[at - 1]  # 县教育局 / 负责防火教育。 / （一）…
        elif at and TASKS.fullmatch(before.text) and is_field(blocks[at - 1].text):
            before = blocks[at - 1]  # 牵头单位：县教育局 / 职责： / （1）…
        place = (block.parent, block.level)
        body = before.kind == "paragraph" and BODIES_ALONE.fullmatch(before.text.removesuffix("："))
        if block.parent is None and not body:
            if place in last and (own := read_label(block.text)) and own.ordinal > 1:
                found[block.id] = last[place]
            else:
                last.pop(place, None)
            continue
        listed = is_field(before.text) and before.parent == block.parent
        if before.kind == "paragraph" and (listed or body or before.text.endswith("：")):
            last[place] = before
        elif (own := read_label(block.text)) is None or own.ordinal == 1:
            last.pop(place, None)
        if place in last:
            found[block.id] = last[place]
    return found


def _above(block: Block, by_id: dict[str, Block], leads: dict[str, Block]) -> list[Block]:
    chain: list[Block] = []
    here: Block | None = block
    while here is not None:
        if lead := leads.get(here.id):
            chain.insert(0, lead)
        here = by_id[here.parent] if here.parent is not None else None
        if here:
            chain.insert(0, here)
    return chain


def _tells_aims(title: str) -> bool:
    """Whether a heading stands over aims, principles or background alone."""
    return NO_DUTY.search(title) is not None and _DUTY_TOO.search(title) is None


def _title_of(block: Block) -> str:
    """The words of a heading, without what follows its first stop."""
    if block.kind == "heading":
        return block.text
    head = _TITLE_END.split(block.text, maxsplit=1)[0]
    return head if len(head) <= 20 else ""


def parts(text: str, *, titled: bool) -> tuple[Part, ...]:
    """Sentences and semicolon parts of a text.

    `titled`: the text opens a numbered item, whose first short sentence without a
    comma is its title (招投标活动限制。) and marked `heading`.
    """
    found: list[Part] = []
    start = 0
    told = (match.end() for match in _TOLD_BEHIND.finditer(text))
    for stop in sorted({*_part_ends(text), *told}):
        for end in _cut(text, start, stop):
            head = titled and start == 0 and _is_title(text[start:end]) and end < len(text)
            found.append(Part(start, end, _clauses(text, start, end), head))
            start = end
    return tuple(found)


def _part_ends(text: str) -> Iterator[int]:
    """Where sentences end, and parts before a semicolon that stands in no bracket; a bracket
    that stands by itself behind a sentence (。（责任单位：…）) is a part of its own."""
    depth = end = 0
    alone = False
    for mark in _PART_MARK.finditer(text):
        if mark[0] in "《〈（":
            alone = mark[0] == "（" and depth == 0 and mark.start() == end > 0
            depth += 1
        elif mark[0] in "》〉）":
            depth -= 1
            if alone and depth == 0 and mark[0] == "）" and _FOLLOWED.match(text, mark.end()):
                end = mark.end()
                yield end
        elif mark[0] != "；" or depth <= 0:
            depth, end = 0, mark.end()
            yield end
    if end < len(text):
        yield len(text)


def _cut(text: str, start: int, end: int) -> Iterator[int]:
    """The end of a sentence, before it the commas at which one without an end is cut: the
    rules look through a part for each act in it."""
    while end - start > _LONGEST:
        comma = text.rfind("，", start, start + _LONGEST)
        start = comma + 1 if comma >= 0 else start + _LONGEST
        yield start
    yield end


def opens_with_matter(text: str, named: Callable[[int, int], bool]) -> bool:
    """Whether a text opens with a sentence that only names a matter, and the next says who does
    it: 限制出境。县公安局牵头，县民政局配合。 `named(start, end)` tells whether an agency's name
    begins in `text[start:end]`."""
    end = text.find("。") + 1
    if not (end and _is_title(text[:end]) and _WHO_BEHIND.match(text, end)):
        return False
    return not named(0, end) and named(end, end + 2)


def _is_title(sentence: str) -> bool:
    sentence = _ANSWERS_FOR.sub("", sentence)
    return len(sentence) <= 60 and sentence.endswith("。") and not _NO_TITLE.search(sentence)


def _clauses(text: str, start: int, end: int) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    low = start
    for mark in _CLAUSE_END.finditer(text, start, end):
        stop = mark.start()
        if stop > low:
            condition = (
                mark[0] == "，"
                and text.endswith(_CONDITION_ENDS, low, stop)
                and not text.startswith("由", low)
                and not _BY_WHEN.search(text, low, stop)
            )
            clauses.append(Clause(low, stop, condition))
        low = stop + 1
    if low < end:
        clauses.append(Clause(low, end, False))
    return tuple(clauses)
