"""What a directive does to the standing of others, and when its own ends: [P].

Sources of the rules: the closing provisions (附则) of normative documents (施行日期, 有效期, 废止),
and the titles of amending ones (关于修改《…》的决定). A sentence that names no norm (以前规定与
本办法不一致的，以本办法为准) changes nobody's standing: it does not say whose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ingest.dates import DATE, iso_date
from ingest.model import Block
from ingest.numerals import ordinal
from mapping.citations import find_citations
from mapping.model import Effect, EffectKind, Record

_SENTENCE = re.compile(r"[^。；\n]+")
# A text without any of these words tells no effect.
_TELLS = re.compile(r"废止|停止|不再|失效|修改|修订|调整|变更|为准|有效期|试行期")
_REPEALS = re.compile(r"废止|停止(?:执行|施行)|不再(?:执行|施行)|自行失效|予以失效")
# Who repeals in future, or what has been repealed by others, is not said of a norm here.
_NO_REPEAL = re.compile(
    r"(?:修改|修订|制定|清理)[^，]{0,6}[、和或]废止|被废止的|废止的(?:文件|规定)"
)
_AMENDS = re.compile(
    r"(?:修改|修订|调整|变更)(?:为|如下)|作(?:如下|以下|相应)(?:修改|修订|调整)|予以(?:修改|修订)|以本[^，]{1,6}为准"
)
_AMENDING_TITLE = re.compile(r"关于(?:修改|修订|调整)[^《]{0,4}《")
_REPEALING_TITLE = re.compile(r"关于(?:废止|宣布失效)[^《]{0,8}《")
_REVISED = re.compile(
    r"[（(](?:\d{4}年)?(?:第?[一二三四五\d]*次)?(?:修订|修正|修改)(?:稿|版|本)?[）)]$"
)
_NUMBER = re.compile(
    r"(?:原|废止|宣布|[和及与将对])*([\u4e00-\u9fff]{2,12})[〔\[（(【]\s*((?:19|20)\d\d)\s*[〕\]）)】]\s*第?\s*(\d+)\s*号"
)
_IN_FORCE = re.compile(rf"自({DATE.pattern})(?:起|之日起)?(?:正式)?(?:施行|实施|执行|生效)")
_UNTIL = re.compile(rf"有效期(?:限)?[^。；]{{0,12}}?(?:至|到)({DATE.pattern})")
_YEARS = re.compile(r"(?:有效期|试行期)(?:限)?(?:为|是)?([\d一二两三四五六七八九十]{1,3})年")
# Of a list, a licence or a restriction, not of the directive, where nothing of this is said.
_OF_ITSELF = re.compile(
    r"本(?!行政|级|辖|人|院)[^，。；]{1,8}|印发|发布|公布|施行|实施|^\s*有效期|^\s*试行期"
)
_QUOTE_MOST = 120


def find_effects(blocks: Sequence[Block], record: Record) -> tuple[Effect, ...]:
    """The effects that a directive's text and title tell, each norm once a kind."""
    begins = _begins(blocks) or record.issued
    found = [*_of_title(record, begins)]
    for block in blocks:
        if not _TELLS.search(block.text):
            continue
        for sentence in _SENTENCE.finditer(block.text.removeprefix(block.number)):
            found.extend(_of_sentence(sentence[0].strip(), block.label, record, begins))
    once: dict[tuple[EffectKind, str | None, str | None], Effect] = {}
    for effect in found:
        once.setdefault((effect.kind, effect.title, effect.number), effect)
    return tuple(once.values())


def plain_title(title: str) -> str:
    """A title by which two mentions of one norm are equal: without marks, blanks, revision."""
    return _REVISED.sub("", re.sub(r"[\s“”\"'‘’〈〉《》]", "", title))


def is_revision(title: str) -> bool:
    """Whether a title says that it is the text of a norm after a revision: …（修订）."""
    return bool(_REVISED.search(title.strip()))


def _begins(blocks: Sequence[Block]) -> str | None:
    """The day from which a directive holds, where its text names one."""
    for block in reversed(blocks):
        if match := _IN_FORCE.search(block.text):
            return iso_date(match[1])
    return None


def _of_title(record: Record, begins: str | None) -> Iterator[Effect]:
    """An amending or repealing directive by its title; a revised text replaces the older."""
    title = record.title
    kinds: tuple[tuple[EffectKind, re.Pattern[str]], ...] = (
        ("amends", _AMENDING_TITLE),
        ("repeals", _REPEALING_TITLE),
    )
    for kind, pattern in kinds:
        if pattern.search(title):
            for citation in find_citations(title):
                yield Effect(kind, citation.title, citation.number, begins, "", title)
    if is_revision(title):
        yield Effect("repeals", plain_title(title), None, begins, "", title)


def _of_sentence(
    sentence: str, provision: str, record: Record, begins: str | None
) -> Iterator[Effect]:
    quote = sentence.lstrip("、，．. \u3000")[:_QUOTE_MOST]
    if end := _end(sentence, begins):
        yield Effect("expires", None, None, end, provision, quote)
    kind: EffectKind
    if _REPEALS.search(sentence) and not _NO_REPEAL.search(sentence):
        kind = "repeals"
    elif _AMENDS.search(sentence):
        kind = "amends"
    else:
        return
    for title, number in _named(sentence):
        if number != record.number or (number is None and title != record.title):
            yield Effect(kind, title, number, begins, provision, quote)


def _named(sentence: str) -> Iterator[tuple[str | None, str | None]]:
    """The norms of a sentence, by title with 文号, and those by 文号 alone."""
    told = find_citations(sentence)
    yield from ((citation.title, citation.number) for citation in told)
    for match in _NUMBER.finditer(sentence):
        number = f"{match[1]}〔{match[2]}〕{match[3]}号"
        if not any((citation.number or "").endswith(number) for citation in told):
            yield None, number


def _end(sentence: str, begins: str | None) -> str | None:
    """The first day on which the directive no longer holds, where a sentence sets it."""
    if not _OF_ITSELF.search(sentence):
        return None
    try:
        if match := _UNTIL.search(sentence):
            last = iso_date(match[1])
            return last and (date.fromisoformat(last) + timedelta(days=1)).isoformat()
        match = _YEARS.search(sentence)
        if begins and match and (years := ordinal(match[1])):
            return _years_after(date.fromisoformat(begins), years).isoformat()
    except (ValueError, OverflowError):  # behind the last day of the calendar
        pass
    return None


def _years_after(start: date, years: int) -> date:
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # 29 February
        return date(start.year + years, 3, 1)
