"""The number of a directive (文号): code, year and serial, or the number of an order or of minutes.

Sources of the rules: GB/T 9704 (发文字号: 代字〔年份〕序号号, 签发人 beside it; 令号 under the
heading of an order; minutes are numbered by the body that met, with or without a code).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.dates import DATE, iso_date
from ingest.model import Block
from ingest.normalise import normalise

_YEAR = r"[〔\[（(【]\s*(\d{4})\s*[〕\]）)】]"
NUMBER = re.compile(rf"([\u4e00-\u9fff]{{2,12}}){_YEAR}\s*第?\s*(\d+)\s*[号號]")
_BESIDES = 4  # characters beside the number
SERIAL = re.compile(rf"(?:{_YEAR})?(第?)\s*(\d+)\s*([号期])(?:（?总第?\d+期）?)?")
_WEB_NUMBER = re.compile(rf"(?:发文字号|文号)[：\s]*{NUMBER.pattern}")
# What may stand on the line of the number: who signs, the day.
_BESIDE = re.compile(rf"签发人?：?[\u4e00-\u9fff]{{0,12}}$|{DATE.pattern}")
# The line under the title of an order: 2021年11月9日石政府令第7号公布.
_ENACTED = re.compile(
    rf"({DATE.pattern})[^，。；\d]{{0,12}}?([\u4e00-\u9fff]{{2,10}}令)第(\d+)号(?:公布|发布)"
)
# The heading of an order: 石桥县人民政府令 第7号; the number may stand in brackets.
_HEADING = re.compile(
    r"([\u4e00-\u9fff]{4,30}?)(令|公告|通告)（?((?:〔\d{4}〕|\d{4}年)?第[\d〇一二三四五六七八九十百]{1,4}号)）?"
)


@dataclass(frozen=True, slots=True)
class Order:
    """The number of an order (令, 公告), whose order it is and its day, where they are told."""

    number: str
    issuer: str | None
    issued: str | None


def order_of(blocks: Sequence[Block]) -> Order | None:
    """The order by which a text is made known, from its heading or the line under its title."""
    texts = [block.text for block in blocks]
    for text in texts:
        if match := _ENACTED.search(text):
            return Order(f"{match[2]}第{match[3]}号", None, iso_date(match[1]))
    for above, text in zip(("", *texts), texts, strict=False):
        joined = None if NUMBER.search(text) else _HEADING.fullmatch(above + text)
        if match := _HEADING.fullmatch(text) or joined:
            return Order(match[1] + match[2] + match[3], match[1], None)
    return None


def number_of(blocks: Sequence[Block]) -> str | None:
    """The number printed on a line of its own, brackets and blanks as they should be."""
    for block in blocks:
        if match := numbered_line(block.text):
            return _coded(match)
    if order := order_of(blocks):
        return order.number
    told = next((m for block in blocks if (m := _WEB_NUMBER.search(block.text))), None)
    if told:
        return _coded(told)
    return next((_serial(m) for b in blocks if (m := SERIAL.fullmatch(b.text))), None)


def number_behind(title: str, notice: Sequence[Block]) -> str | None:
    """The number that a notice tells behind the name of what it forwards:
    现将《县政府关于修缮古桥的通知》（青政发〔2021〕3号）转发给你们."""
    for block in notice if title else ():
        at = block.text.find(f"{title}》（")
        match = NUMBER.match(block.text, at + len(title) + 2) if at >= 0 else None
        if match and block.text.startswith("）", match.end()):
            return _coded(match)
    return None


def printed_number(number: str | None, blocks: Sequence[Block]) -> str | None:
    """The number in the script in which it is printed."""
    for block in blocks if number else ():
        if match := numbered_line(normalise(block.orig)[0]):
            return f"{match[1]}〔{match[2]}〕{match[3]}{match[0][-1]}"
    return number


def numbered_line(text: str) -> re.Match[str] | None:
    """The number of a line that holds little else but the signer or the day."""
    match = NUMBER.search(text)
    rest = _BESIDE.sub("", text.replace(match[0], "", 1)) if match else ""
    return match if len(rest) <= _BESIDES else None


def _coded(match: re.Match[str]) -> str:
    return f"{match[1]}〔{match[2]}〕{match[3]}号"


def _serial(match: re.Match[str]) -> str:
    year, ordinal, serial, unit = match[1], match[2], match[3], match[4]
    return (f"〔{year}〕" if year else "") + f"{ordinal}{serial}{unit}"
