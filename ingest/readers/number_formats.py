"""Word's number formats (ECMA-376 part 1, 17.18.59) in print."""

from __future__ import annotations

FINANCIAL = str.maketrans("〇零一二三四五六七八九十百", "零零壹贰叁肆伍陆柒捌玖拾佰")
DIGITS = "〇一二三四五六七八九"
SERIES = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}
"""Formats of so many signs; beyond them Word goes on in figures."""

HAN = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting"}
    | {"taiwaneseCounting", "taiwaneseCountingThousand"}
)
LEGAL = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})
DIGITAL = frozenset({"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"})
ROMAN = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}


def printed(count: int, form: str) -> str:
    """`count` in one of Word's number formats; figures for those not known here."""
    if form in HAN:
        return han(count)
    if form in LEGAL:
        return han(count).translate(FINANCIAL)
    if form in DIGITAL:
        return "".join(DIGITS[int(digit)] for digit in str(count))
    if form in SERIES:
        return SERIES[form][count - 1] if 1 <= count <= len(SERIES[form]) else str(count)
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    if form == "decimalZero":
        return f"{count:02}"
    return latin(count, form)


def latin(count: int, form: str) -> str:
    """`count` in letters or Roman numerals where the format says so, else in figures."""
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        return chr((97 if form == "lowerLetter" else 65) + count - 1)
    if form in ("lowerRoman", "upperRoman") and 1 <= count < 400:
        return roman(count) if form == "upperRoman" else roman(count).lower()
    return str(count)


def roman(count: int) -> str:
    """1..399 in Roman numerals."""
    text = ""
    for value, sign in ROMAN.items():
        text += sign * (count // value)
        count %= value
    return text


def han(count: int) -> str:
    """1..999 in Chinese: 十, 二十一, 一百零三."""
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    if hundreds > 9:
        return str(count)
    text = DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones or not count else "")
