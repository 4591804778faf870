"""Markdown: its marks taken off, so that headings, bold numbers and lists read as printed.

A text is Markdown where it has a heading, bold words or a table's rule; other text stays
as it is, down to the last star.
"""

from __future__ import annotations

import re

TOLD = re.compile(r"^#{1,6} +\S|\*\*[^*\n]+\*\*|^\|?(?: *:?-{3,}:? *\|)+", re.MULTILINE)
RULE = re.compile(r"[ \t]*(?:\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:?)?|([-*_])(?: *\1){2,})[ \t]*")
OPENING = re.compile(r"^([ \t\u3000]*)(?:> ?)*(?:#{1,6} +|[-*+] +(?!\d+ *[-—]))?")
CLOSING = re.compile(r" +#+ *$")
STRONG = re.compile(r"(\*\*\*|\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")


def without_marks(text: str) -> str:
    """The text without Markdown's marks, line for line; text that is no Markdown as it is."""
    if not TOLD.search(text):
        return text
    return "\n".join(map(plain, text.split("\n")))


def plain(line: str) -> str:
    """One line without its marks; a rule is an empty line."""
    if RULE.fullmatch(line.rstrip("\r")):
        return ""
    line = CLOSING.sub("", OPENING.sub(r"\1", line))
    return ESCAPED.sub(r"\1", LINK.sub(r"\1", STRONG.sub(r"\2", line)))
