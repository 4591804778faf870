"""Where a block ends: wraps undone, sentences joined over page ends, headings told alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.loose import only_bodies
from ingest.model import BlockKind, Box, Line
from ingest.numerals import SHAPES, Label, read_label
from ingest.sequence import Body

_TERMINAL = ("。", "！", "？", ".", "!", "?", "”", "）", ")")
_ENDED = (*_TERMINAL, "；", "：", ";", ":")
_HEADING_MAX = 40
_TITLE_LINES = 12  # no title takes more
# Who is responsible for what stands under a heading: 一、基础工作（牵头单位：县司法局）
_LISTED_BEHIND = re.compile(r"[（(【〔\[][^（）()]*(?:单位|部门|牵头|负责)[^（）()]*[)）】〕\]]$")
# What a body does, on the line behind its name.
CHARGE = re.compile("(?:具体|主要|全面)?(?:负责|承担|牵头)(?!人|单位)")
# So many long lines it takes to tell that a text is wrapped by hand.
_LINES_TO_TELL = 6
_HANZI_OR_DIGIT = re.compile(r"[\u4e00-\u9fff\dA-Za-z]")
_TITLE_END = re.compile("(?:通知|意见|办法|方案|规定|细则|决定|计划|措施|备忘录|纪要|预案|函)$")
_TITLE = re.compile(
    "(?!为|根据|按照|经|现|自)[^，。；：]{0,30}(?:关于|印发|转发)[^，。；：]{4,80}(?:通知|意见|办法|方案|规定|细则|决定|备忘录|纪要|函)"
)
BULLETS = f"{SHAPES}※▪►•·—–-"  # "-" last, so that it stands for itself in a class
_BULLET = re.compile(f"[【{BULLETS}]")
_SIGN = re.compile(f"[{SHAPES}√]")
_PAGE_WIDE = 60  # characters that no printed line holds
_SIGNERS = 8  # lines of a signature
_NEAR = 6  # lines before and behind by which the edges of the print are told
_ENOUGH = 5  # of them
_INDENT, _SHORT = 1.2, 3.0  # characters by which a paragraph is set in, and its last line lacks
_MIDWAY = 15  # characters of a line on which a sentence may break off, short of the margin
_JOINING = ("，", "、", "由", "和", "与", "及", "对", "向")  # no paragraph ends in
# A date or a 文号 that fills its line belongs to no sentence, be one of its signs misread.
_ALONE = re.compile(
    r"[（(]?\s*(?:[\d〇零○oO一二三四五六七八九十—–-]\s*){4}[年午]\s*\S{1,3}\s*月"
    r"(?:\s*\S(?:\s*\S){0,2}\s*[日曰])?(?:\s*印发)?\s*[）)]?"
    r"|\d{4}(?:\.\d{1,2}\.|/\d{1,2}/|-\d{1,2}-)\d{1,2}"
    r"|(?:[\u4e00-\u9fff]\s*){2,10}(?:[〔\[（(【{<〈A-Za-z]\s*(?:\d\s*){4}[〕\]）)】}>〉A-Z]?"
    r"|(?:\d\s*){4}[〕\]）)】])\s*第?\s*(?:\d\s*){1,5}[号亏]"
    r"|[\u4e00-\u9fff]{2,10}[〔\[【]\d{4}[〕\]】]\d{1,4}"
)
# A line that breaks off behind whom its act is for is no heading: 加强对人民法院
_CUT_SHORT = re.compile(r"[对向与由将为][\u4e00-\u9fff]{0,6}(?:法院|人员|单位|机关|部门|被执行人)$")
# Signatures stand a line each.
_SIGNS = re.compile(
    r"^[^，。；：、]{3,24}(?:[院局委会府室厅部行社]|中心|公司)(?:（[^）]{1,3}章）)?$"
)
# All that issue a directive on its first line, be it longer than others.
_ORGANS = re.compile(
    r"(?:[^，。；：、\s]{2,24}(?:[院局委会府室厅部行社]|中心|公司)(?:[\s、]+|$)){3,}"
)
# Words that a heading has not: they make the line the start of a duty.
# 第五条　管理部门, above a line half as long again at least.
_ARTICLE_TITLE = re.compile(
    "(?!违反|依照|依据|根据|按照|对|凡|为)[\u4e00-\u9fff][\u4e00-\u9fff、（）]{1,15}"
)
_LONGER = 1.5
# A title with the one who has the matter: 垃圾治理由县住建局负责.
_LED_BY = re.compile("^[^，。；由]{2,16}由[^，。；]{2,40}(?:牵头|负责|承担)$")
# A line goes on with these where the one above was wrapped.
_GOES_ON = re.compile("[与和及、，等的应要须]|负责|不得|可以|牵头|会同")
_DUTY = re.compile(
    r"[应應][当當]|[应應](?![急用对對收付])|必[须須]|[负負][责責](?!人|同志)"
    r"|(?<![主重纪摘必简])要(?![求点素件闻])"
)
_TRAILING = re.compile(r"[（(【\[［]?\s*(责任|牵头|配合|协助|主办|协办|会办|完成时限)")
# A line that only says who does what stands above it, or by when: 责任单位：县公安局.
_ROLE = "责任|牵头|配合|协助|主办|主抓|协办|联办|参与|参加|协同|承办|承担|负责|实施|落实|惩戒"
_FIELD = re.compile(
    rf"[\s—–·•●◆★☆■□-]*(?:{_ROLE}|完成|时间|办理|办结|整改|组长|成员)"
    r"(?:县|市|区|州)?(?:责任)?(?:单位|部门|[科股处]室|时限|时间|期限|领导|机构|主体|人|要求|安排|节点)\s*[：:]"
    # … but not the foot of a web page.
    r"|[\s★☆●◆■□-]*(?:牵头|主办|承办|协办|会办|联办|配合|协同)[：:](?!.*(?:ICP|备案|版权|网站|技术支持))"
    # 【牵头单位】县司法局　【配合单位】县财政局
    rf"|\s*[【〔\[［](?:{_ROLE})(?:责任)?(?:单位|部门)[】〕\]］]"
)


# Bodies alone on a line, over what they do: 县委编办、县教育局.
BODIES_ALONE = re.compile(
    r"(?=[县市州区省各中国乡镇人公团共]|[\u4e00-\u9fff]{2,3}[县市州区旗]|"
    r"[\u4e00-\u9fff、]{2,20}(?:部门|机关)$)(?!各?(?:有关|相关|成员|责任))[\u4e00-\u9fff、（）]{1,38}"
    r"(?:[局委办院部厅站所联协]|委员会|工会|中心|支行|政府|部门|机关|[大支]队|银行|公室|办事处|联社|公司|单位|乡镇|街道)"
    r"(?:（[\u4e00-\u9fff、]{2,12}）)?"
)
# A matter and those who have it, a line each: 限制出境：县公安局.
_MATTER_OF = re.compile(rf"[^。；：:，\s]{{4,40}}[：:]\s*{BODIES_ALONE.pattern}[；。]?")
# What those do who are named on the lines above: 主要职责：疏浚河道。
TASKS = re.compile(
    "[\u4e00-\u9fff]{0,6}(?<!时限)(?<!时间)(?<!完成)(?:职责|任务|措施|举措|要求|内容|事项|进度)[：:]"
)
# A field as one that fills in a form writes it: 目标与进度：8月底前竣工.
FIELD_LABEL = re.compile(r"[\s★☆●◆■□-]*([\u4e00-\u9fff]{2,8})[：:]")
_SENTENCES = re.compile("[。；，][^。；，]{6}")
# By when, or which person: 完成时限：6月底前, 牵头领导：副县长李某.
_OF_TIME = re.compile(r"[\s★☆●◆■□-]*[\u4e00-\u9fff]{2,4}(?:时限|时间|期限|节点|领导|人)[：:]")


@dataclass(slots=True)
class Draft:
    """A block while its lines are still being gathered.

    `closed`: nothing more belongs to it; `preface`: it stands above the first number; `fields`:
    it holds lines such as 责任单位：县公安局.
    """

    lines: list[int]
    label: Label | None = None
    kind: BlockKind = "paragraph"
    cells: tuple[str, ...] = ()
    closed: bool = False
    preface: bool = False
    fields: bool = False


def repeated(texts: Iterable[str]) -> frozenset[str]:
    """What stands before the colon of more than one line: the fields of a form (目标：, 进度：)."""
    labels = Counter(m[1] for text in texts if (m := FIELD_LABEL.match(text)))
    return frozenset(label for label, times in labels.items() if times > 1)


def opens(draft: Draft, body: Body, position: int, width: float, fields: frozenset[str]) -> bool:
    """Whether the unnumbered line at `position` begins a new block and does not go on with
    `draft`; `width` as `wrap_width` tells it, `fields` as `repeated` does."""
    line, before = body[position][1], body[position - 1][1]
    text, last = line.text.strip(), before.text.strip()
    if line.cells or before.cells:
        return True
    if not _HANZI_OR_DIGIT.search(text):
        return False
    if _ALONE.fullmatch(body[_solid(body, position - 1)][1].text.strip()):
        return True
    if draft.closed or _ALONE.fullmatch(text):
        return True
    if names_marked(text) or names_marked(last):
        return True
    near = "".join(body[i][1].text for i in range(max(0, position - 6), position))
    if _unclosed(near) or not _HANZI_OR_DIGIT.search(last):
        return False
    if draft.fields and last.endswith(("：", ":")):
        return False
    if is_field(text) or (draft.fields and (_field_ended(last, width) or TASKS.match(text))):
        return not (draft.fields and is_field(text)) or _OF_TIME.match(last) is not None
    if fields and (label := FIELD_LABEL.match(text)) and label[1] in fields:
        return True
    if _TRAILING.match(text):
        return False
    whole = _stands_alone(last, width) or (position == 1 and _ORGANS.fullmatch(last))
    if draft.preface and (whole or last.endswith(("：", ":"))):
        return True
    if draft.preface and _is_title(draft, body, position):
        return True
    if draft.label is None and _SIGNS.search(last) and _SIGNS.search(text):
        return True
    if not (width or line.box) and (_charged(body, position) or _MATTER_OF.fullmatch(last)):
        return True
    signed = _SIGNS.search(text) and _dated_below(body, position)
    if signed and (last.endswith("。") or not (width or line.box)):
        return True
    if edges := _edges(body, position):
        ended = last.endswith(_ENDED) or (draft.preface and _TITLE_END.search(last) is not None)
        midway = draft.label and not ended and len(last) >= _MIDWAY
        if midway and (edges.indent <= _INDENT or last.endswith(_JOINING)):
            return False  # a sentence breaks off, and the next line is not set in
        return edges.lack > _SHORT or (edges.indent > _INDENT and ended)
    if not last.endswith(_TERMINAL):
        # Where lines are whole paragraphs, bodies alone on one stand over the next.
        return bool(not (width or line.box) and draft.label is None and _over(body, position))
    return not width or len(last) < 0.88 * width or line.text[:1] in " 　\t"


def _charged(body: Body, position: int) -> bool:
    """Whether a line is a body's name behind a whole sentence, or what the body so named does:
    县水利局 / 负责河道巡查。"""
    before, text, behind = (
        body[at][1].text.strip() if at < len(body) else ""
        for at in (position - 1, position, position + 1)
    )
    if _SIGNS.search(text) and before.endswith("。"):
        return CHARGE.match(behind) is not None
    return _SIGNS.search(before) is not None and CHARGE.match(text) is not None


def _over(body: Body, position: int) -> bool:
    """Whether the line before one that is a whole sentence names bodies, behind a whole one."""
    if position < 2 or not body[position][1].text.strip().endswith(("。", "；")):
        return False
    above, last = (body[at][1].text.strip() for at in (position - 2, position - 1))
    return BODIES_ALONE.fullmatch(last) is not None and above.endswith(("。", "；"))


def names_marked(line: str) -> bool:
    """Whether a line holds bodies under marks and no more: ★县文旅局　△县财政局、县水利局."""
    return _SIGN.match(line) is not None and only_bodies(line)


def is_field(text: str) -> bool:
    """Whether a line is a field of what stands above it: 责任单位：县公安局, 完成时限：6月底; but
    not what is asked in whole sentences (办理要求：8月底前完成对接；…)."""
    field = _FIELD.match(text)
    return field is not None and not (TASKS.match(text) and _SENTENCES.search(text, field.end()))


def _field_ended(last: str, width: float) -> bool:
    """Whether the last line of a field is whole, and not wrapped in a list of agencies."""
    return not last.endswith(_JOINING) and not (width and len(last) > 0.88 * width)


def _dated_below(body: Body, position: int) -> bool:
    """Whether a date stands alone below, as below a signature, behind others who sign."""
    below = (item[1].text.strip() for item in body[position + 1 : position + _SIGNERS])
    return (
        _ALONE.fullmatch(next((text for text in below if not _SIGNS.search(text)), "")) is not None
    )


def _is_title(draft: Draft, body: Body, position: int) -> bool:
    """Whether the lines gathered are a title, be they as long as the lines of the text."""
    if len(draft.lines) > _TITLE_LINES:
        return False
    lines = body[max(0, position - len(draft.lines)) : position]
    return _TITLE.fullmatch("".join(item[1].text.strip() for item in lines)) is not None


@dataclass(frozen=True, slots=True)
class _Edges:
    """How far a line is set in, and how much the one before lacks of the print's width, in
    characters."""

    indent: float
    lack: float


def _edges(body: Body, position: int) -> _Edges | None:
    """Where a line with a box begins and the one before ends, held against the lines around
    them, which a skewed page moves alike; None for flowing text and at the top of a page."""
    line, before = body[position][1], body[position - 1][1]
    near = [item[1] for item in body[max(0, position - _NEAR) : position + _NEAR]]
    here, above = _beside(line, near), _beside(before, near)
    if line.box is None or before.box is None or len(here) < _ENOUGH or len(above) < _ENOUGH:
        return None
    size = median((box.x1 - box.x0) / max(1, count) for box, count in (*here, *above))
    if size <= 0:
        return None
    # A stop may hang out at the end of one line: the second longest tells the edge.
    right = sorted(box.x1 for box, _ in above)[-2]
    left = min(box.x0 for box, _ in here)
    return _Edges((line.box.x0 - left) / size, (right - before.box.x1) / size)


def _beside(line: Line, near: Sequence[Line]) -> list[tuple[Box, int]]:
    """The boxes and lengths of the lines near that stand above or below a line, those of its
    page alone where they are enough."""
    if line.box is None:
        return []
    found = [
        (other.box, len(other.text))
        for other in near
        if other.box and min(other.box.x1, line.box.x1) > max(other.box.x0, line.box.x0)
    ]
    own = [item for item in found if item[0].page == line.box.page]
    return own if len(own) >= _ENOUGH else found


def _solid(body: Body, position: int) -> int:
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


def wrap_width(texts: Sequence[str]) -> float:
    """The length in characters at which lines wrap; 0 where lines are whole paragraphs."""
    long = [len(text) for text in texts if len(text) >= 15]
    if len(long) < _LINES_TO_TELL:
        return 0.0
    middle = median(long)
    near = sum(abs(length - middle) <= 3 for length in long)
    return float(middle) if near >= 0.6 * len(long) and middle <= 60 else 0.0


def _titles_article(rest: str, body: Body, position: int) -> bool:
    """Whether the words behind 第X条 are the title of the article and not the first of a line that
    was wrapped: hanzi alone, right above a line without a number that is much longer."""
    if position + 1 == len(body) or _ARTICLE_TITLE.fullmatch(rest.strip()) is None:
        return False
    (at, line), (next_at, below) = body[position : position + 2]
    if next_at > at + 1 or below.page != line.page or read_label(below.text):
        return False  # a page may end amid a line
    if _GOES_ON.match(below.text.strip()):
        return False
    return len(below.text.strip()) > _LONGER * len(line.text.strip())


# A line that begins amid a body's name: 县民政 / 局应当协助查询.
_REST_OF_NAME = re.compile(
    "(?![省市县区州各本])[\u4e00-\u9fff]?(?:局|委员会|办公室|法院|检察院|中心|支行)(?:、|和|应当?|要(?!求)|须|必须|负责|不得|可以)"
)


def _leads_items(rest: str, after: str, label: Label) -> bool:
    """Whether a title says who has what stands in the items below: 三、垃圾治理由县住建局负责 /
    （一）…"""
    below = read_label(after) if _LED_BY.search(rest) else None
    return below is not None and below.ordinal == 1 and below.style != label.style


def is_heading(body: Body, position: int, label: Label, width: float) -> bool:
    """A numbered line that is a heading alone: short, without inner stops, not wrapped; over a
    line too long for a page also one with commas, since nothing is wrapped there."""
    text = body[position][1].text.strip()
    below = body[position + 1][1] if position + 1 < len(body) else None
    unwrapped = below and not (below.box or width) and len(below.text) > _PAGE_WIDE
    stops = "[。；：;:]" if unwrapped else "[，。；：,;:]"
    rest = _LISTED_BEHIND.sub("", text[label.length :])
    if label.style in ("part", "chapter", "section"):
        return True
    after = body[position + 1][1].text.strip() if position + 1 < len(body) else "。"
    if re.search(stops, rest) or (_DUTY.search(rest) and not _leads_items(rest, after, label)):
        return False
    if label.style == "article" and not _titles_article(rest, body, position):
        return False
    if text.endswith(("，", ",", "、")):
        return False
    if _CUT_SHORT.search(rest):
        return False
    if _REST_OF_NAME.match(after):
        return False
    opened = _HANZI_OR_DIGIT.match(after) or _BULLET.match(after) or read_label(after)
    broken = _unclosed(rest) or not opened
    return len(rest) <= _HEADING_MAX and not broken and not (width and len(text) > 0.85 * width)
