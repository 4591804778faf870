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

from ingest.model import Block, Letterhead, Notice
from ingest.structure import PREFACE

GENRES = "意见|办法|方案|通知|规定|细则|决定|备忘录|纪要|制度|规则|规程|计划|分工表|清单|措施|公告|通告|协议|预案|要点|批复|函"
_TITLE_END = re.compile(rf"({GENRES})([（(](试行|暂行|修订|征求意见稿)[^）)]*[）)])?$")
_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{2,12})[〔\[（(【]\s*(\d{4})\s*[〕\]）)】]\s*第?\s*(\d+)\s*号"
)
_DATE = re.compile(
    r"([\d〇零○一二三四五六七八九]{4})年([\d一二三四五六七八九十]{1,2})月([\d一二三四五六七八九十]{1,3})日"
)
_ORGAN = re.compile(
    r"(委员会|办公室|人民政府|人民法院|人民检察院|法院|检察院|委|局|厅|院|会|部|中心|办|支行|分局|公室|领导小组|联席会议)$"
)
_SIGNED = re.compile(r"(?:^|[，。；“”])([^，。；]{6,}?)(?:联合)?(?:签署|制定|印发|出台)了?《")
# 文号代字 ending in these stand for an organ of the place (机关代字 as courts use them).
_CODES = (("中法", "中级人民法院"), ("法", "人民法院"))
_DIGITS = "〇零○一二三四五六七八九"


def read_letterhead(blocks: Sequence[Block]) -> Letterhead:
    """The letterhead of a directive from its blocks; fields that are not there are None."""
    before = _preface(blocks)
    forwarded = _forwarding(before)
    notice, own = (
        (before[: forwarded + 1], before[forwarded + 1 :]) if forwarded >= 0 else ([], before)
    )
    title = _title(own, [block for block in notice])
    number = _number(own)
    issued = _date(own) or (_closing_date(blocks) if forwarded < 0 or not _date(notice) else None)
    return Letterhead(
        title=title,
        number=number,
        issuer=_issuer(own, blocks, number, title),
        jurisdiction=None,
        issued=issued,
        addressees=next((b.text.rstrip("：") for b in before if _is_addressees(b)), None),
        forwarded_by=_notice(notice) if notice else None,
    )


def _preface(blocks: Sequence[Block]) -> list[Block]:
    """The blocks before the first number."""
    first = next((i for i, b in enumerate(blocks) if b.number or b.label != PREFACE), len(blocks))
    return list(blocks[:first])


def _is_addressees(block: Block) -> bool:
    return block.text.endswith("：") and bool(re.match(r"(各|县|市|州|区|院|全|省)", block.text))


def _is_short(block: Block) -> bool:
    return len(block.text) <= 90 and not re.search(r"[。；]", block.text)


def _title_groups(blocks: Sequence[Block]) -> list[str]:
    """Runs of unpunctuated lines that end in the name of a genre, joined."""
    groups: list[str] = []
    run = ""
    for block in blocks:
        text = re.sub(r"^附件\d*[：:]", "", block.text)
        plain = _is_short(block) and not text.endswith("：") and not _NUMBER.fullmatch(text)
        if not plain or _DATE.fullmatch(text) or text.endswith("文件"):
            run = ""
            continue
        run = text if re.match(r"(关于|印发|转发)", text) or not run else run + text
        if _TITLE_END.search(text) and (_TITLE_END.search(run) and len(run) > 6):
            groups.append(_without_organ(run))
            run = ""
    return groups


def _without_organ(title: str) -> str:
    """A notice's title without the issuing organs printed above it."""
    match = re.search(r"(关于)?(印发|转发)《", title)
    return title[match.start() :] if match else title


def _quoted(blocks: Sequence[Block]) -> list[str]:
    """The norms that a notice says it prints (现将《…》印发, 签署了《…》)."""
    names: list[str] = []
    for block in blocks:
        for match in re.finditer(r"《((?:[^《》]|《[^《》]*》)*)》", block.text):
            around = block.text[max(0, match.start() - 14) : match.end() + 14]
            if re.search(r"印发|签署|制定|转发|出台", around) and _TITLE_END.search(match[1]):
                names.append(match[1])
    return names


def _title(own: Sequence[Block], notice: Sequence[Block]) -> str:
    """The title of the text that holds the duties, not of the notice that prints it."""
    groups = [g for g in _title_groups(own)]
    quoted = _quoted(own)
    texts = [g for g in groups if not re.search(r"(印发|转发)[^》]*的?通知$", g)]
    if texts and (not quoted or _alike(texts[-1], quoted)):
        return texts[-1]
    if quoted:
        return quoted[-1]
    if texts:
        return texts[-1]
    for group in reversed(groups):
        if match := re.search(r"(?:印发|转发)(?:《(.+)》|(.+?))的?通知$", group):
            return match[1] or match[2]
    return _title(notice, ()) if notice else ""


def _alike(title: str, names: Sequence[str]) -> bool:
    return any(SequenceMatcher(None, title, name).ratio() > 0.6 for name in names)


def _forwarding(blocks: Sequence[Block]) -> int:
    """The last block of a forwarding notice (its date or signature); -1 where none is."""
    starts = [
        i
        for i, b in enumerate(blocks)
        if re.search(r"转发|转印", b.text) and "印发你们" not in b.text
    ]
    if not starts:
        return -1
    for index in range(starts[0] + 1, len(blocks)):
        if _DATE.fullmatch(blocks[index].text):
            return index
    return starts[-1]


def _notice(blocks: Sequence[Block]) -> Notice:
    titles = [g for g in _title_groups(blocks) if "转发" in g]
    number = _number(blocks)
    return Notice(
        title=titles[-1] if titles else "",
        number=number,
        issuer=_signature(blocks) or _masthead(blocks),
        jurisdiction=None,
        issued=_date(blocks),
    )


def _number(blocks: Sequence[Block]) -> str | None:
    """The 文号 printed on a line of its own, brackets and blanks as they should be."""
    for block in blocks:
        if (match := _NUMBER.search(block.text)) and len(block.text) - len(match[0]) <= 4:
            return f"{match[1]}〔{match[2]}〕{match[3]}号"
    return None


def _date(blocks: Sequence[Block]) -> str | None:
    """The date that stands on a line of its own, as ISO."""
    for block in reversed(blocks):
        if match := _DATE.fullmatch(block.text.strip("（）")):
            return _iso(match)
    return None


def _closing_date(blocks: Sequence[Block]) -> str | None:
    """The date after the last provision."""
    return _date(blocks[-8:])


def _iso(match: re.Match[str]) -> str | None:
    year = "".join(str(max(0, _DIGITS.find(c) - 2)) if c in _DIGITS else c for c in match[1])
    month, day = _small(match[2]), _small(match[3])
    return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _small(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    tens, _, ones = numeral.rpartition("十")
    value = "一二三四五六七八九".find
    if "十" not in numeral:
        return value(numeral) + 1
    return (value(tens) + 1 if tens else 1) * 10 + (value(ones) + 1 if ones else 0)


def _signature(blocks: Sequence[Block]) -> str | None:
    """The organs that sign: the lines right above the date, joined with 、."""
    dates = [i for i, b in enumerate(blocks) if _DATE.fullmatch(b.text.strip("（）"))]
    if not dates:
        return None
    organs: list[str] = []
    for block in reversed(blocks[: dates[-1]]):
        if not _ORGAN.search(block.text) or not _is_short(block) or _TITLE_END.search(block.text):
            break
        organs.insert(0, block.text)
    return "、".join(organs) or None


def _masthead(blocks: Sequence[Block]) -> str | None:
    """The organ of the red heading: its line ends in 文件, or is an organ's name alone."""
    for block in blocks[:4]:
        name = block.text.removesuffix("文件")
        if _is_short(block) and _ORGAN.search(name) and len(name) >= 4 and "：" not in name:
            return name
    return None


def _signatories(blocks: Sequence[Block]) -> str | None:
    """Joint signatories: X、Y、Z联合签署了《…》."""
    for block in blocks:
        if (match := _SIGNED.search(block.text)) and match[1].count("、") >= 2:
            return match[1]
    return None


def _issuer(
    own: Sequence[Block], blocks: Sequence[Block], number: str | None, title: str
) -> str | None:
    """Signature, joint signatories, red heading, signature at the end, or the 文号's code."""
    found = _signature(own)
    if not found and not number:
        found = _signatories(own)
    return found or _masthead(own) or _signature(blocks[-8:]) or _from_code(number, title)


def _from_code(number: str | None, title: str) -> str | None:
    """焦中法 with a title of 焦作市 is 焦作市中级人民法院."""
    place = re.match(r"(?:关于)?([\u4e00-\u9fff]{1,10}?(?:自治[县州旗]|[省市县区州旗]))", title)
    code = (number or "").split("〔")[0]
    for ending, organ in _CODES:
        if place and code.endswith(ending):
            return place[1] + organ
    return None
