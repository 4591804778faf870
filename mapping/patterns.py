"""[S] Reads a user's patterns: JSON lines in spaCy's own format.

    {"label": "agency", "pattern": "河道管理所", "id": "water"}
    {"label": "measure", "pattern": [{"TEXT": "清"}, {"TEXT": {"IN": ["淤", "障"]}}], "id": "…"}

One token is one character. docs/patterns.md tells the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from mapping.knowledge import LABELS, KnowledgeUnusable, Pattern
from mapping.reference import Reference

FOLDER = "patterns"
_NEAR = 3
# What matches these matches anything.
_SELDOM = "龘靐齉"
# Conditions on a token that are its very words.
_LITERAL = {"TEXT", "ORTH", "LOWER", "NORM"}


def load_patterns(folder: Path, reference: Reference) -> tuple[Pattern, ...]:
    """The patterns of all *.jsonl files of a folder, by file name and line; none where there
    is no such folder. Raises KnowledgeUnusable."""
    return tuple(
        _pattern(line, f"{path}:{number}", reference)
        for path in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(_lines(path), start=1)
        if line.strip()
    )


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeUnusable(
            f"{path}: 读不出，请存为 UTF-8 文本并检查权限（{error}）"
        ) from error


def _pattern(line: str, place: str, reference: Reference) -> Pattern:
    """One line as a pattern; `place` is file:line for messages."""
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        raise KnowledgeUnusable(f"{place}: 不是一行 JSON（{error.msg}），请改正该行") from error
    if not isinstance(entry, dict) or not {"label", "pattern"} <= entry.keys():
        raise KnowledgeUnusable(f"{place}: 缺少 label 或 pattern，请照 docs/patterns.md 的样子补上")
    label, own_id = entry["label"], str(entry.get("id") or "")
    if label not in LABELS:
        raise KnowledgeUnusable(f"{place}: label “{label}” 无效，请改为：{'、'.join(LABELS)}")
    if trouble := unknown(label, own_id, reference):
        raise KnowledgeUnusable(f"{place}: {trouble}")
    if trouble := _malformed(entry["pattern"]):
        raise KnowledgeUnusable(f"{place}: {trouble}")
    return Pattern(label, own_id, json.dumps(entry["pattern"], ensure_ascii=False))


def unknown(label: str, own_id: str, reference: Reference) -> str | None:
    """Why an id cannot stand beside a label; None where it can."""
    known = {"agency": [*reference.agencies], "measure": [*reference.measures]}
    ids = known.get(label)
    if ids is None or own_id in ids:
        return None
    near = get_close_matches(own_id, ids, _NEAR, 0.5)
    hint = f"；相近的有：{'、'.join(near)}" if near else "，可用的见 docs/patterns.md"
    return f"没有 id 为“{own_id}”的 {label}，请改正 id{hint}"


def _malformed(pattern: Any) -> str | None:
    """Why spaCy would not take a pattern; None where it would."""
    import spacy  # takes a second, and most runs have no patterns
    from spacy.errors import MatchPatternError
    from spacy.matcher import Matcher

    if isinstance(pattern, str):
        return None if pattern.strip() else "pattern 是空的，请写上要找的词"
    if not isinstance(pattern, list) or not pattern:
        return "pattern 须是字符串，或由记号（token）条件组成的列表，请改正"
    for token in pattern:
        for key in _LITERAL & token.keys() if isinstance(token, dict) else ():
            if isinstance(token[key], str) and len(token[key]) > 1:
                return f"“{token[key]}”有几个字，而一个记号只有一个字，请拆成每字一个记号"
    nlp = spacy.blank("zh")
    matcher = Matcher(nlp.vocab, validate=True)
    try:
        matcher.add("pattern", [pattern])
        # Tags and lemmas, which no text has here, fail only now.
        whatever = matcher(nlp.make_doc(_SELDOM))
    except (MatchPatternError, ValueError, TypeError, re.error) as error:
        return f"spaCy 不接受这个 pattern，请改正（{_short(error)}）"
    if whatever:
        return "这个 pattern 什么文字都匹配，请给记号写上 TEXT 之类的条件"
    return None


def _short(error: Exception) -> str:
    """spaCy's message on one line, without its code."""
    words: Iterator[str] = (line.strip() for line in str(error).splitlines())
    return " ".join(filter(None, words))[:160]
