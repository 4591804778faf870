"""Who says so: title, 文号, issuer, date, addressees and forwarding notice.

Reads the blocks before the first number (notice, letterhead, titles) and after
the last (signature, date). Sources of the rules: the layout of official
documents (GB/T 9704: 发文机关标志, 发文字号, 标题, 主送机关, 正文, 署名, 成文日期) and the
habit of printing (印发) or forwarding (转发) one text inside another's notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ingest.dates import DATE, iso_date, spelt_out
from ingest.headlines import ORGAN, said
from ingest.imprint import printed_on
from ingest.model import Block, Letterhead, Line, Notice
from ingest.normalise import normalise
from ingest.numbering import NUMBER, SERIAL, number_behind, number_of, order_of, printed_number
from ingest.structure import PREFACE

_GENRES = (
    "意见|办法|方案|通知|规定|细则|决定|备忘录|纪要|制度|规则|规程|计划|分工表|清单|措施|公告|通告|协议|预案|批复|函"
    "|指引|要点|任务|分工|职责|事项|表|决议|通报|守则|章程"
)
_ADDED = (
    r"[（(](?:试行|暂行|修订|草案|征求意见稿|送审稿|\d{4}年?(?:[—～~至-]\d{4}年?|修[订正]|版))"
    r"[^）)]*[）)]"
)
_TITLE_END = re.compile(rf"({_GENRES})({_ADDED})?$")
_TITLE_LEAST = 4
_ABOUT = re.compile("关于|印发|转发")
_PUBLISHED = re.compile("(?:印发|发布|公布)$")
_ORGAN_LEAST, _MANY = 4, 3  # hanzi; organs on one line that is no single name
# Joint signatories: 县法院、县公安局、县民政局经协商一致，联合签署本备忘录.
_SIGNED = re.compile(
    r"(?:^|[，。；“”])由?([^，。；]{6,}?)(?:（[^）]*）)?(?:经[^，。；、]{2,14}，)?(?:就[^，。；]{2,60}?，?)?(?:一致同意)?(?:联合|共同)?"
    r"(?:(?:签署|签订|订立|制定|印发|出台)了?(?:《|本(?=备忘录|协议|公约))|达成(?:如下|以下)?(?:一致)?(?:意见|协议|共识))"
)
_ISSUED_BY = re.compile(
    rf"^[（(]?(?:{DATE.pattern})?([^（）\d]{{4,}}?)(?:{DATE.pattern})?(?:联合)?印发[）)]?$"
)
# The organ and the day on one line, as minutes have them under their title.
_HEADED = re.compile(rf"([^（），。；：\d]{{4,40}}?)(?:（[盖印签公]?章）)?{DATE.pattern}")
_PLACED = re.compile("中共|中国|国家|全国|[\u4e00-\u9fff]{1,7}?[省市县区州旗盟镇乡]")
# Who drew up a text that another forwards: 县法院、县公安局拟定的《…》.
_DRAFTED = re.compile(
    r"(?:^|[，。；：])([^，。；：《]{4,}?)(?:联合|共同|研究)?(?:拟[定订]|制[定订]|起草|报来|报送|提出)的《"
)
_NICKNAMED = re.compile("（(?:以下)?简?称[^）]*）")
_SEAL = re.compile("（(?:盖章|印章|签章|公章|章)）")
_NAMED_FIRST = re.compile("(?:现将|印发|转发)$")
_PASSED = ("已", "业经", "经")
# What a notice prints, by its own title.
_PRINTS = re.compile(r"(?:印发|转发)(?:《([^《》]+)》|(.+?))的?通知$")
_PRINTED = re.compile("印发《|现[^。；]{0,60}印发")
# What stands beside the heading and is no part of a title.
_MARGIN = re.compile(r"签发|签批|等级：|特急|加急|平急|急件|[机秘绝]密|密级|内部资料|\d+$")
_SIDE = re.compile(r"^[甲乙丙丁戊己]方(?:（[^）]*）)?：(.+)$")
# What a page of the web prints around a directive; none of it is a title.
_WEB = re.compile(
    r"索引号|发[布文]机构|公文时效|主题分类|组配分类|信息来源|来源：|发布(?:时间|日期)|成文日期|公开(?:日期|方式|时限)|生成日期|浏览次数|阅读次数"
    r"|字体：|字号：|【字体|打印本页|^(?:时效性|施行日期|效力级别|发文日期)(?:[：:\s\d]|现行|有效|地方|规范)|当前位置|网站首页|门户网站|^标题|^名称：|^\d{4}-\d\d?-\d\d?"
)
_NOTICE_OF = re.compile(
    r"^([^与\s]+?)(?:关于|印发|转发|发布|公布|(?:第[^第]{1,5}次)?(?:专题|常务|办公)?会议纪要)"
)
# Days that tell when a text was made, where it bears no date: as the web has them, when those
# met whose minutes it is, when an assembly passed it.
_DAYS = (
    re.compile(r"^成文日期[：\s]*(\d{4})[-年.](\d{1,2})[-月.](\d{1,2})"),
    re.compile(rf"^（{DATE.pattern}[^（）]*通过）$"),
    re.compile(rf"^时间：{DATE.pattern}"),
)
# 文号代字 ending in these stand for an organ of the place (机关代字 as courts use them).
_CODES = (("政府令", "人民政府"), ("中法", "中级人民法院"), ("法", "人民法院"))


def read_letterhead(blocks: Sequence[Block], lines: Sequence[Line] = ()) -> Letterhead:
    """The letterhead of a directive from its blocks; fields that are not there are None.

    The imprint among the `lines` of its source tells the day where nothing else does.
    """
    before, organ = said(_preface(blocks))
    cut = _forwarding(before)
    notice, own = before[: cut + 1], before[cut + 1 :]
    title, order = _title(own, notice), order_of(own)
    number = number_of(own) or number_behind(title, notice)
    closing = _closing(blocks)
    issued = _date(own) or _issued_line(own)[1] or _date(closing) or _issued_line(closing)[1]
    issued = issued or (order.issued if order else None) or printed_on(lines) or _day(own)
    issuer = (order.issuer if order else None) or _issuer(own, closing, _from_code(number, title))
    issuer = issuer or _drafted(notice) or _of_notice(own) or organ
    return Letterhead(
        title=_printed(title, blocks),
        number=printed_number(number, own),
        issuer=_NICKNAMED.sub("", _printed(issuer, blocks)) or None,
        jurisdiction=None,
        issued=issued,
        addressees=next((b.text.rstrip("：") for b in before if _is_addressees(b)), None),
        forwarded_by=_notice(notice) if notice else None,
    )


def _preface(blocks: Sequence[Block]) -> list[Block]:
    """The blocks before the first number, the table of contents left out."""
    first = next((i for i, b in enumerate(blocks) if b.number or b.label != PREFACE), len(blocks))
    return [block for block in blocks[:first] if block.kind != "contents"]


def _closing(blocks: Sequence[Block]) -> list[Block]:
    """The blocks behind the last number of the main text, signature and date; where none is
    dated, those behind a table that stands before them as an annex."""
    annexes = (i for i, b in enumerate(blocks) if b.kind == "annex" and b.label.startswith("附"))
    end = next(annexes, len(blocks))
    last = max((i for i, b in enumerate(blocks[:end]) if b.number), default=-1)
    closing = blocks[last + 1 : end] if last >= 0 else ()
    if end < len(blocks) and not any(DATE.search(block.text) for block in closing):
        rows = max(
            (i for i, block in enumerate(blocks) if block.kind == "row"), default=len(blocks)
        )
        closing = blocks[rows + 1 :]
    return [replace(block, text=spelt_out(block.text)) for block in closing]


def _printed(field: str | None, blocks: Sequence[Block]) -> str:
    """A field in the script in which the directive prints it (Traditional stays)."""
    if not field:
        return ""
    simplified = "".join(b.text for b in blocks)
    place = simplified.find(field)
    printed = "".join(normalise(b.orig)[0] for b in blocks)
    if place < 0 or len(printed) != len(simplified):
        return field
    return printed[place : place + len(field)]


def _is_addressees(block: Block) -> bool:
    return block.text.endswith("：") and bool(re.match(r"(各|县|市|州|区|院|全|省)", block.text))


def _is_short(block: Block) -> bool:
    return len(block.text) <= 90 and not re.search(r"[。；]", block.text)


def _title_groups(blocks: Sequence[Block]) -> list[str]:
    """Runs of unpunctuated lines that end in the name of a genre, joined.

    Below the number one organ on a line above 关于… is the head of the title, as GB/T 9704 has it;
    several, and one above any number, say who issues it. The red heading (…文件) is in no title.
    """
    groups: list[str] = []
    run: list[str] = []
    numbered = False
    for block in blocks:
        numbered |= NUMBER.search(block.text) is not None
        text = re.sub(r"^附件\d*(?:[：:]|$)", "", block.text)
        if whole := re.fullmatch("《([^《》]+)》", text):
            groups += [whole[1]] if _TITLE_END.search(whole[1]) else []
            run = []
            continue
        if groups and not run and re.fullmatch(_ADDED, text):
            groups[-1] += text
            continue
        plain = _is_short(block) and block.kind != "row" and not text.endswith("：")
        other = NUMBER.search(text) or DATE.search(text) or _WEB.search(text) or _MARGIN.match(text)
        other = other or SERIAL.fullmatch(text)
        if not (text and plain) or other or text.endswith("文件") or text.startswith("（"):
            run = []
            continue
        organ = bool(run) and ORGAN.search(run[-1]) and not _ABOUT.search(run[-1])
        if organ and not (numbered and len(run) == 1):
            run = []
        run.append(text)
        if _TITLE_END.search(text) and len("".join(run)) >= _TITLE_LEAST:
            groups.append(_without_organ("".join(run)))
            run = []
    return groups


def _without_organ(title: str) -> str:
    """The title of a notice without the issuing organs printed above it."""
    match = re.search(r"(关于)?(印发|转发)《", title) or re.search(r"关于(印发|转发)", title)
    return title[match.start() :] if match else title


def _quoted(blocks: Sequence[Block]) -> list[str]:
    """The norms that a notice says it prints (现将《…》印发, 签署了《…》)."""
    names: list[str] = []
    for block in blocks:
        for match in re.finditer(r"《((?:[^《》]|《[^《》]*》)*)》", block.text):
            before = re.split("[《》]", block.text[max(0, match.start() - 14) : match.start()])[-1]
            behind = re.split("[《。；]", block.text[match.end() : match.end() + 14])[0]
            around = f"{before}《》{behind}"
            told = re.search("印发|转发|签署|出台|制定了?《", around) and _TITLE_END.search(
                match[1]
            )
            # Whatever its genre: 现将《…》印发给你们, 《…》已经县政府同意，现印发给你们.
            prints = _NAMED_FIRST.search(before) or block.text.startswith(_PASSED, match.end())
            whole = prints and re.search("印发|转发", around)
            if told or whole:
                names.append(match[1])
    return names


def _title(own: Sequence[Block], notice: Sequence[Block]) -> str:
    """The title of the text that holds the duties, not of the notice that prints it."""
    groups, quoted = _title_groups(own), _quoted(own)
    texts = [g for g in groups if not _PRINTS.search(g)]
    # 市政府出台《…》 tells of another text where the notice's own title names what it prints.
    names = [m[1] or m[2] for g in groups if (m := _PRINTS.search(g))] or quoted
    if texts and (not names or _alike(texts[-1], names)):
        return texts[-1]
    if names or texts:
        return names[-1] if names else texts[-1]
    return _title(notice, ()) if notice else _first_line(own)


def _first_line(own: Sequence[Block]) -> str:
    """The first line that could be a title: no organ, number or date."""
    for block in own[:4]:
        text = block.text
        other = (
            NUMBER.search(text)
            or DATE.search(text)
            or ORGAN.search(text)
            or _WEB.search(text)
            or text.endswith(("文件", "："))
        )
        if _is_short(block) and not other and 6 <= len(text) <= 60 and not text.startswith("（"):
            return text
    return ""


def _alike(title: str, names: Sequence[str]) -> bool:
    return any(SequenceMatcher(None, title, name).ratio() > 0.6 for name in names)


def _forwarding(blocks: Sequence[Block]) -> int:
    """The last block of a forwarding notice (its date or signature); -1 where none is."""
    asked = (re.sub("请[^。；]*?转发", "", block.text) for block in blocks)
    starts = [i for i, text in enumerate(asked) if re.search(r"转发|转印|批转", text)]
    if not starts:
        return -1
    dates = (i for i in range(starts[0] + 1, len(blocks)) if DATE.fullmatch(blocks[i].text))
    return next(dates, starts[-1])


def _notice(blocks: Sequence[Block]) -> Notice:
    titles = [g for g in _title_groups(blocks) if "转发" in g or "批转" in g]
    return Notice(
        title=titles[-1] if titles else "",
        number=number_of(blocks),
        issuer=_signature(blocks) or _masthead(blocks),
        jurisdiction=None,
        issued=_date(blocks),
    )


def _date(blocks: Sequence[Block]) -> str | None:
    """The date that stands on a line of its own, or with the number, as ISO."""
    for block in reversed(blocks):
        if DATE.fullmatch(_PUBLISHED.sub("", NUMBER.sub("", block.text).strip("（）"))):
            return iso_date(block.text)
    return None


def _issued_line(blocks: Sequence[Block]) -> tuple[str | None, str | None]:
    """Organs and date of a line such as （2020年7月6日某办公室印发）, or 某办公室 2020年7月6日."""
    for above, block in zip((None, *blocks), blocks, strict=False):
        match = _ISSUED_BY.match(block.text)
        if match and DATE.search(block.text):
            organs = next((g for g in match.groups() if g and ORGAN.search(g)), None)
            return organs, iso_date(block.text)
        match = _HEADED.fullmatch(block.text)
        if match and ORGAN.search(match[1]) and not NUMBER.search(block.text):
            return _whole(above, match[1]), iso_date(block.text)
    return None, None


def _day(blocks: Sequence[Block]) -> str | None:
    """A day that a line of the head tells in other words than a date's own line."""
    for pattern in _DAYS:
        for match in filter(None, (pattern.search(block.text) for block in blocks)):
            parts = match.groups()
            return iso_date("{}年{}月{}日".format(*parts) if parts else match[0])
    return None


def _whole(above: Block | None, name: str) -> str:
    """An organ's name with its beginning from the line above, where it wraps."""
    if above is None or _PLACED.match(name) or not re.fullmatch("[\u4e00-\u9fff]+", above.text):
        return name
    wraps = _PLACED.match(above.text) and not _TITLE_END.search(above.text)
    return above.text + name if wraps else name


def _signature(blocks: Sequence[Block]) -> str | None:
    """The organs that sign: the lines right above the date, joined with 、."""
    dates = [i for i, b in enumerate(blocks) if DATE.fullmatch(b.text.strip("（）"))]
    if not dates:
        return None
    organs: list[str] = []
    for block in reversed(blocks[: dates[-1]]):
        if not ORGAN.search(block.text) or not _is_short(block) or _TITLE_END.search(block.text):
            break
        organs[:0] = _organs(block.orig)
    return "、".join(organs) or None


def _organs(line: str) -> list[str]:
    """The organs of a line; several stand apart by blanks or by their seals."""
    words = re.sub(r"文\s*件\s*$", "", line)
    sealed = [p for p in _SEAL.split(normalise(words)[0]) if p]
    if len(sealed) > 1:
        return sealed
    names = [_SEAL.sub("", normalise(part)[0]) for part in words.split()]
    apart = all(ORGAN.search(name) and len(name) >= _ORGAN_LEAST for name in names)
    return names if apart else sealed


def _masthead(blocks: Sequence[Block]) -> str | None:
    """The organs of the red heading (its line may end in 文件) or right above the title: of the
    runs of lines that are organs' names the longest."""
    runs: list[list[str]] = [[]]
    for block in blocks:
        name = block.text.removesuffix("文件")
        organ = ORGAN.search(name) and len(name) >= _ORGAN_LEAST
        many = block is blocks[0] and len(re.split(r"[\s、]+", block.orig.strip())) >= _MANY
        plain = block.kind != "row" and (many or _is_short(block))
        if plain and organ and not re.search(r"[，。；：\d]", name):
            runs[-1] += _organs(block.orig)
        elif name:
            runs.append([])
    longest = max(runs, key=len)
    return "、".join(longest) or None


def _signatories(blocks: Sequence[Block]) -> str | None:
    """Joint signatories (X、Y、Z联合签署了《…》), or the sides of a memorandum."""
    for block in blocks:
        if (match := _SIGNED.search(block.text)) and match[1].count("、") >= 2:
            return match[1]
    sides = [match[1] for b in blocks if (match := _SIDE.match(b.text))]
    return "、".join(sides) or None


def _issuer(own: Sequence[Block], closing: Sequence[Block], coded: str | None) -> str | None:
    """Who issues, from the surest place: signature, line of issue, the signatories of a text
    that a notice prints; else that of heading, closing signature and signatories which names
    most organs. `coded`, told by the code of the 文号, goes before signatories."""
    signed, head = coded or _signatories(own), _masthead(own)
    printed = not coded and any(_PRINTED.search(block.text) for block in own)
    found = _signature(own) or _issued_line(own)[0] or (signed if printed else None)
    if found:
        return found
    closed = _signature(closing) or _issued_line(closing)[0]
    ends = (head, closed, signed) if "、" in (head or "") else (closed, head, signed)
    told = [end for end in ends if end]
    return max(told, key=_count) if told else None


def _count(organs: str) -> int:
    return organs.count("、")


def _drafted(notice: Sequence[Block]) -> str | None:
    """Who drew up the text that a notice forwards."""
    match = next((m for block in notice if (m := _DRAFTED.search(block.text))), None)
    return match[1] if match and ORGAN.search(match[1]) else None


def _of_notice(own: Sequence[Block]) -> str | None:
    """The organ with which a title begins: 某县人民政府办公室关于印发…的通知."""
    for block in own:
        words = NUMBER.sub("", block.text).lstrip("《")
        match = _NOTICE_OF.match(words) if _is_short(block) else None
        if match and ORGAN.search(match[1]):
            return match[1]
    return None


def _from_code(number: str | None, title: str) -> str | None:
    """焦中法 with a title of 焦作市 is 焦作市中级人民法院."""
    place = re.match(r"(?:关于)?([\u4e00-\u9fff]{1,10}?(?:自治[县州旗]|[省市县区州旗]))", title)
    code = re.split("[〔第]", number or "")[0]
    for ending, organ in _CODES:
        if place and code.endswith(ending):
            return place[1] + organ
    return None
