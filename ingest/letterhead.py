"""Who says so: title, 文号, issuer, date, addressees and forwarding notice.

Reads the blocks before the first number (notice, letterhead, titles) and after
the last (signature, date). Sources of the rules: the layout of official
documents (GB/T 9704: 发文机关标志, 发文字号, 标题, 主送机关, 正文, 署名, 成文日期) and the
habit of printing (印发) or forwarding (转发) one text inside another's notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ingest.dates import DATE, iso_date
from ingest.model import Block, Letterhead, Notice
from ingest.normalise import normalise
from ingest.structure import PREFACE

_GENRES = (
    "意见|办法|方案|通知|规定|细则|决定|备忘录|纪要|制度|规则|规程|计划|分工表|清单|措施|公告|通告|协议|预案|批复|函"
    "|指引|要点|任务|分工|职责|事项|表"
)
_TITLE_END = re.compile(rf"({_GENRES})([（(](试行|暂行|修订|征求意见稿)[^）)]*[）)])?$")
_TITLE_LEAST = 4
_MANY = 3  # organs above a title, which then does not name them
_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{2,12})[〔\[（(【]\s*(\d{4})\s*[〕\]）)】]\s*第?\s*(\d+)\s*[号號]"
)
_ORGAN = re.compile(
    r"(委员会|办公室|人民政府|人民法院|人民检察院|法院|检察院|委|局|厅|院|会|部|中心|办|支行|分局|公室|领导小组|联席会议)(（(?:盖章|印章|章)）)?$"
)
_SIGNED = re.compile(
    r"(?:^|[，。；“”])([^，。；]{6,}?)(?:联合)?(?:签署|制定|印发|出台)了?(?:《|本(?=备忘录|协议))"
)
_ISSUED_BY = re.compile(
    rf"^[（(]?(?:{DATE.pattern})?([^（）\d]{{4,}}?)(?:{DATE.pattern})?(?:联合)?印发[）)]?$"
)
_SIDE = re.compile(r"^[甲乙丙丁戊己]方(?:（[^）]*）)?：(.+)$")
# What a page of the web prints around a directive; none of it is a title.
_WEB = re.compile(
    r"索引号|发[布文]机构|公文时效|主题分类|组配分类|信息来源|来源：|发布(?:时间|日期)|成文日期|浏览次数|阅读次数"
    r"|字体：|字号：|【字体|打印本页|当前位置|网站首页|门户网站|^标题|^名称：|^\d{4}-\d\d?-\d\d?"
)
# The line under the title of an order: 2021年11月9日石政府令第7号公布.
_ORDER = re.compile(
    rf"({DATE.pattern})[^，。；\d]{{0,12}}?([\u4e00-\u9fff]{{2,10}}令)第(\d+)号(?:公布|发布)"
)
_WEB_NUMBER = re.compile(rf"(?:发文字号|文号)[：\s]*{_NUMBER.pattern}")
_NOTICE_OF = re.compile(r"^(\S+?)(?:关于|印发|转发|发布|公布)")
# 文号代字 ending in these stand for an organ of the place (机关代字 as courts use them).
_CODES = (("政府令", "人民政府"), ("中法", "中级人民法院"), ("法", "人民法院"))


def read_letterhead(blocks: Sequence[Block]) -> Letterhead:
    """The letterhead of a directive from its blocks; fields that are not there are None."""
    before = _preface(blocks)
    cut = _forwarding(before)
    notice, own = before[: cut + 1], before[cut + 1 :]
    title, number = _title(own, notice), _number(own)
    closing = _closing(blocks)
    order = next((m for b in own if (m := _ORDER.search(b.text))), None)
    issued = _date(own) or _issued_line(own)[1] or _date(closing)
    if order:
        number, issued = number or f"{order[2]}第{order[3]}号", issued or iso_date(order[1])
    return Letterhead(
        title=_printed(title, blocks),
        number=_printed_number(number, own),
        issuer=_printed(_issuer(own, closing, number, title), blocks) or None,
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
    """The blocks behind the last number of the main text: signature and date."""
    annexes = (i for i, b in enumerate(blocks) if b.kind == "annex" and b.label.startswith("附"))
    end = next(annexes, len(blocks))
    last = max((i for i, b in enumerate(blocks[:end]) if b.number), default=-1)
    return list(blocks[last + 1 : end]) if last >= 0 else []


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


def _printed_number(number: str | None, own: Sequence[Block]) -> str | None:
    """The 文号 in the script in which it is printed."""
    for block in own if number else ():
        match = _NUMBER.search(normalise(block.orig)[0])
        if match and _is_number_line(block, match):
            return f"{match[1]}〔{match[2]}〕{match[3]}{match[0][-1]}"
    return number


def _is_addressees(block: Block) -> bool:
    return block.text.endswith("：") and bool(re.match(r"(各|县|市|州|区|院|全|省)", block.text))


def _is_short(block: Block) -> bool:
    return len(block.text) <= 90 and not re.search(r"[。；]", block.text)


def _title_groups(blocks: Sequence[Block]) -> list[str]:
    """Runs of unpunctuated lines that end in the name of a genre, joined.

    An organ printed right above 关于… belongs to the title; the red heading (…文件), three
    organs or more, each on a line of its own, and the organs of a notice that prints or
    forwards another text do not.
    """
    groups: list[str] = []
    run: list[str] = []
    organs = 0
    for block in blocks:
        text = re.sub(r"^附件\d*(?:[：:]|$)", "", block.text)
        plain = _is_short(block) and not text.endswith("：") and not _NUMBER.search(text)
        other = DATE.search(text) or _WEB.search(text)
        if not (text and plain) or other or text.endswith("文件") or text.startswith("（"):
            run, organs = [], 0
            continue
        if run and _ORGAN.search(run[-1]) and not re.match(r"关于|印发|转发", text):
            run = []
        if organs >= _MANY and not _ORGAN.search(text):
            run = []
        organs = organs + 1 if _ORGAN.search(text) else 0
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
            before = block.text[max(0, match.start() - 14) : match.start()]
            around = before + "《》" + block.text[match.end() : match.end() + 14]
            printed = re.search(r"印发|签署|转发|出台|制定了?《", around)
            if printed and _TITLE_END.search(match[1]):
                names.append(match[1])
    return names


def _title(own: Sequence[Block], notice: Sequence[Block]) -> str:
    """The title of the text that holds the duties, not of the notice that prints it."""
    groups, quoted = _title_groups(own), _quoted(own)
    texts = [g for g in groups if not re.search(r"(印发|转发)[^》]*》?的?通知$", g)]
    if texts and (not quoted or _alike(texts[-1], quoted)):
        return texts[-1]
    if quoted or texts:
        return quoted[-1] if quoted else texts[-1]
    for group in reversed(groups):
        if match := re.search(r"(?:印发|转发)(?:《(.+)》|(.+?))的?通知$", group):
            return match[1] or match[2]
    return _title(notice, ()) if notice else _first_line(own)


def _first_line(own: Sequence[Block]) -> str:
    """The first line that could be a title: no organ, number or date."""
    for block in own[:4]:
        text = block.text
        other = (
            _NUMBER.search(text)
            or DATE.search(text)
            or _ORGAN.search(text)
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
    starts = [i for i, b in enumerate(blocks) if re.search(r"转发|转印", b.text)]
    if not starts:
        return -1
    dates = (i for i in range(starts[0] + 1, len(blocks)) if DATE.fullmatch(blocks[i].text))
    return next(dates, starts[-1])


def _notice(blocks: Sequence[Block]) -> Notice:
    titles = [g for g in _title_groups(blocks) if "转发" in g]
    return Notice(
        title=titles[-1] if titles else "",
        number=_number(blocks),
        issuer=_signature(blocks) or _masthead(blocks),
        jurisdiction=None,
        issued=_date(blocks),
    )


def _is_number_line(block: Block, match: re.Match[str]) -> bool:
    return len(block.text) - len(match[0]) <= 4


def _number(blocks: Sequence[Block]) -> str | None:
    """The 文号 printed on a line of its own, brackets and blanks as they should be."""
    for block in blocks:
        if (match := _NUMBER.search(block.text)) and _is_number_line(block, match):
            return f"{match[1]}〔{match[2]}〕{match[3]}号"
    told = next((m for block in blocks if (m := _WEB_NUMBER.search(block.text))), None)
    return f"{told[1]}〔{told[2]}〕{told[3]}号" if told else None


def _date(blocks: Sequence[Block]) -> str | None:
    """The date that stands on a line of its own, as ISO."""
    for block in reversed(blocks):
        if DATE.fullmatch(block.text.strip("（）")):
            return iso_date(block.text)
    return None


def _issued_line(blocks: Sequence[Block]) -> tuple[str | None, str | None]:
    """Organs and date of a line such as （2020年7月6日某办公室印发）."""
    for block in blocks:
        match = _ISSUED_BY.match(block.text)
        if match and DATE.search(block.text):
            organs = next((g for g in match.groups() if g and _ORGAN.search(g)), None)
            return organs, iso_date(block.text)
    return None, None


def _signature(blocks: Sequence[Block]) -> str | None:
    """The organs that sign: the lines right above the date, joined with 、."""
    dates = [i for i, b in enumerate(blocks) if DATE.fullmatch(b.text.strip("（）"))]
    if not dates:
        return None
    organs: list[str] = []
    for block in reversed(blocks[: dates[-1]]):
        if not _ORGAN.search(block.text) or not _is_short(block) or _TITLE_END.search(block.text):
            break
        organs[:0] = _organs(block)
    return "、".join(organs) or None


def _organs(block: Block) -> list[str]:
    """The organs of a signature line; several on one line stand apart by blanks."""
    names = [re.sub(r"（(?:盖章|印章|章)）$", "", normalise(p)[0]) for p in block.orig.split()]
    whole = re.sub(r"（(?:盖章|印章|章)）$", "", block.text)
    return names if all(_ORGAN.search(name) and len(name) >= 4 for name in names) else [whole]


def _masthead(blocks: Sequence[Block]) -> str | None:
    """The organ of the red heading: its line ends in 文件, or the lines are organs' names."""
    organs: list[str] = []
    for block in blocks[:12]:
        name = block.text.removesuffix("文件")
        organ = _ORGAN.search(name) and len(name) >= 4 and not re.search(r"[：\d]", name)
        if _is_short(block) and organ:
            organs += [name] if name != block.text else _organs(block)
        elif organs:
            break
    return "、".join(organs) or None


def _signatories(blocks: Sequence[Block]) -> str | None:
    """Joint signatories (X、Y、Z联合签署了《…》), or the sides of a memorandum."""
    for block in blocks:
        if (match := _SIGNED.search(block.text)) and match[1].count("、") >= 2:
            return match[1]
    sides = [match[1] for b in blocks if (match := _SIDE.match(b.text))]
    return "、".join(sides) or None


def _issuer(
    own: Sequence[Block], closing: Sequence[Block], number: str | None, title: str
) -> str | None:
    """Who issues, from the surest place: signature, line of issue, signatories, the
    signature at the end, the red heading, or the code of the 文号."""
    found = _signature(own) or _issued_line(own)[0]
    if not found and not number:
        found = _signatories(own)
    found = found or _signature(closing) or _masthead(own)
    return found or _from_code(number, title) or _of_notice(own)


def _of_notice(own: Sequence[Block]) -> str | None:
    """The organ with which a title begins: 某县人民政府办公室关于印发…的通知."""
    for block in own:
        match = _NOTICE_OF.match(block.text) if _is_short(block) else None
        if match and _ORGAN.search(match[1]):
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
