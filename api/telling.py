"""Which measures a question names, and by which words: [P] rules over tables.

Strongest first: the cues that read directives, the everyday names (questions.tsv and
an editor's own), and, only where neither tells one, a cue's object alone (婚姻登记找谁
names no act) or two words of a measure's English name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from mapping.clauses import parts
from mapping.lexicon import EverydayName, Lexicon
from mapping.measures import find_cues
from mapping.readable import readable
from mapping.reference import Reference

How = Literal["cue", "everyday", "object", "english"]

_CUE, _EVERYDAY, _OBJECT = 2.5, 2.0, 1.0
_LATIN_WORD = re.compile(r"[a-z]{3,}")
# fmt: off
_STOP = {
    "the", "and", "for", "who", "which", "what", "agency", "agencies", "department", "bureau",
    "county", "court", "courts", "handles", "handle", "responsible", "does", "from", "this",
    "that", "with", "here", "debtor", "debtors", "defaulter", "defaulters", "other", "people",
    "local", "measures",
}
# fmt: on
# 查婚姻登记、谁冻结公积金: a name in everyday words does not reach over the next question.
_NEXT_QUESTION = re.compile(r"[、和与及](?=(?:由|归)?(?:谁|哪))|\band\b(?= (?:who|which))")
# Where one matter ends and the next begins: between questions, and between things listed.
_CLAUSE_SEAM = re.compile(r"[，,；;。？?！!]+")
_LIST_SEAM = re.compile(r"、|以及|还有|另外|和(?!解)|(?<!参)与|(?<!涉)及|(?<!合)并|\band\b|\bor\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A measure with the words `text[start:end]` that told it; `weight` is higher for surer."""

    measure: str
    weight: float
    how: How
    words: str
    start: int
    end: int


def told_measures(
    text: str,
    reference: Reference,
    lexica: Sequence[Lexicon],
    everyday: Iterable[EverydayName],
    *,
    english: bool,
    lead: bool,
) -> tuple[Told, ...]:
    """The measures named, surest first, each once; `lead`: the question asks who leads.
    `lexica` hold the words of the policy fields asked about, `everyday` further names."""
    names = [*(name for lexicon in lexica for name in lexicon.everyday), *everyday]
    found = list(_everyday(text, names, english))
    if not english:
        found += _whole(text, [told for lexicon in lexica for told in _cued(text, lexicon)])
    best = _each_once(found)
    fields = [lexicon.field for lexicon in lexica]
    idle = vague(lexica, lead=lead)
    best = [t for t in best if t.measure not in idle] or best
    if not best and english:
        best = _each_once(_of_english_names(text, reference, [f.name for f in fields]))
    elif not best:
        best = _each_once(told for lexicon in lexica for told in _objects(text, lexicon))
    return tuple(sorted(best, key=lambda t: -t.weight))


def vague(lexica: Sequence[Lexicon], *, lead: bool = False) -> frozenset[str]:
    """Measures said of nearly every matter: none of its own beside another. Where a question
    asks who leads (`lead`), leading is one."""
    fields = (lexicon.field for lexicon in lexica)
    return frozenset().union(*(f.vague - f.role_words.keys() if lead else f.vague for f in fields))


def _each_once(found: Iterable[Told]) -> list[Told]:
    best: dict[str, Told] = {}
    for told in found:
        if told.measure not in best or told.weight > best[told.measure].weight:
            best[told.measure] = told
    return list(best.values())


def _told(measure: str, weight: float, how: How, match: re.Match[str]) -> Told:
    return Told(measure, weight, how, match[0], match.start(), match.end())


def _everyday(text: str, everyday: Iterable[EverydayName], english: bool) -> Iterator[Told]:
    questions = _stretches(text, _NEXT_QUESTION)
    for name in everyday:
        for low, high in questions:
            if match := (name.en if english else name.zh).search(text, low, high):
                yield _told(name.measure, _EVERYDAY + len(match[0]) / 100, "everyday", match)


def _cued(text: str, lexicon: Lexicon) -> Iterator[Told]:
    source = readable(text)
    for part in parts(text, titled=False):
        for cue in find_cues(source, part, lexicon):
            if cue.measure == lexicon.field.default or cue.only:
                continue  # told by the agency that acts, and a question names none for certain
            words = text[cue.start : cue.end]
            yield Told(cue.measure, _CUE, "cue", words, cue.start, cue.end)


def _whole(text: str, found: Sequence[Told]) -> list[Told]:
    """Without a cue that is only the beginning of another: 冻结 in 冻结公积金 is no 冻结存款,
    but 查询土地 in 查询土地、矿权 stands."""
    return [
        told
        for told in found
        if not any(
            other.start <= told.start
            and told.end < other.end
            and not _LIST_SEAM.search(text, told.end, other.end)
            for other in found
        )
    ]


def _objects(text: str, lexicon: Lexicon) -> Iterator[Told]:
    for cue in lexicon.cues:
        if cue.act and (match := cue.object.search(text)):
            yield _told(cue.measure, _OBJECT, "object", match)


def _words(text: str) -> set[str]:
    return {w.rstrip("s") for w in _LATIN_WORD.findall(text.lower()) if w not in _STOP}


def _of_english_names(text: str, reference: Reference, fields: Sequence[str]) -> Iterator[Told]:
    """Measures of some policy fields whose English names share two words with the question."""
    asked = _words(text)
    for measure in reference.measures.values():
        if measure.field and measure.field not in fields:
            continue
        shared = asked & _words(measure.en)
        if len(shared) >= 2:
            words = " ".join(sorted(shared))
            yield Told(measure.id, len(shared) / 2, "english", words, 0, len(text))


def matters(
    text: str, told: Iterable[Told], asking: re.Pattern[str]
) -> tuple[tuple[str, ...], ...]:
    """The matters asked about, each with its measures, in the order of the text.

    谁查婚姻登记、谁冻结公积金 are two; 查询、冻结公积金 is one, told by two measures. A
    clause that does not ask (欠钱不还，…谁管) is no matter of its own beside one that does.
    """
    known = sorted(told, key=lambda t: (t.end, -t.weight))
    clauses = list(_stretches(text, _CLAUSE_SEAM))
    groups = _groups(text, [c for c in clauses if asking.search(text, *c)], known)
    groups = groups or _groups(text, clauses, known)
    order = [t.measure for t in known]
    return tuple(tuple(sorted(group, key=order.index)) for group in groups)


def _groups(text: str, clauses: Iterable[tuple[int, int]], told: Sequence[Told]) -> list[set[str]]:
    groups: list[set[str]] = []
    for low, high in clauses:
        for start, end in _stretches(text, _LIST_SEAM, low, high):
            _merge(groups, {t.measure for t in told if start < t.end <= end})
    return groups


def _merge(groups: list[set[str]], named: set[str]) -> None:
    if not named:
        return
    for group in groups:
        if group & named:
            group |= named
            return
    groups.append(named)


def _stretches(
    text: str, seam: re.Pattern[str], low: int = 0, high: int | None = None
) -> list[tuple[int, int]]:
    """The stretches of `text[low:high]` between seams."""
    end = len(text) if high is None else high
    cuts = [m.span() for m in seam.finditer(text, low, end)]
    starts = [low, *(stop for _, stop in cuts)]
    ends = [*(start for start, _ in cuts), end]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if b > a]
