"""What a question asks: place, agencies, role and matter, found by rules and tables.

Measures are told, strongest first: by everyday names (questions.tsv) and by the
same cues that read directives; and, only where neither tells one, by a cue's object
alone (婚姻登记找谁 names no act).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.normalise import is_traditional, normalise
from mapping.agencies import CLASS, find_mentions
from mapping.clauses import parts
from mapping.lexicon import Lexicon
from mapping.measures import find_cues
from mapping.places import PlaceMention, find_places
from mapping.reference import Reference
from mapping.reforms import lasting_agency

_LEAD = re.compile(r"牵头|主办|总负责|谁主管|\bleads?\b|in charge", re.IGNORECASE)
_SUPPORT = re.compile(r"配合单位|谁来?配合|协办|\bsupports?\b", re.IGNORECASE)
_DUTIES = re.compile(
    r"(?:负责|承担|管)(?:些)?(?:什么|哪些|哪项|哪几项|啥)|(?:有|要|应)?(?:什么|哪些|哪项)(?:职责|任务|义务|事|工作|惩戒)"
    r"|做(?:些)?(?:什么|哪些|啥)|的职责"
    r"|what (?:must|does|should|do|are) .*(?:do|duties|responsib)|responsible for what|duties of|required to do",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"谁|哪|什么(?:部门|单位|机关|局|人|时候|期限|形式)|归|由|找|问|负责|该管|管|部门|单位|几[天日]|最迟|多久"
    r"|\b(?:who|whom|which|agency|agencies|department|bureau|when|deadline)\b",
    re.IGNORECASE,
)
# Words of asking and of the field at large, which tell no matter.
_IDLE = re.compile(
    r"哪个?(?:部门|单位|局|机关|家单位|几个单位)|哪(?:个|些|家|里|几个)?|谁(?:来|去)?|由|什么|吗|呢|请问|应当?|负责|归|管|办理?|单位|部门"
    r"|协助|人民?法院|失信|被执行人|这里|这儿|本[县市州区]|我们?|的|了|在|是|有|要|会|个|去|来|和|与|及"
)
_LATIN_WORD = re.compile(r"[a-z]{3,}")
_STOP = {
    "the",
    "and",
    "for",
    "who",
    "which",
    "what",
    "agency",
    "agencies",
    "department",
    "bureau",
    "county",
    "court",
    "courts",
    "handles",
    "handle",
    "responsible",
    "does",
    "from",
    "this",
    "that",
    "with",
    "here",
    "debtor",
    "debtors",
    "defaulter",
    "defaulters",
    "other",
    "people",
    "local",
    "measures",
}


# Longer questions are read so far and no further.
MOST = 500
# Said of nearly every matter: no matter of its own beside another.
_GENERAL = {
    "organise.assist-on-notice",
    "organise.lead",
    "restrict.general",
    "query.property-general",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood; `text` is normalised, `terms` its telling character pairs.

    `measures` are ids, most telling first; `certain` False where only objects told them.
    `duties`: it asks what an agency has to do; `whose`: it asks who, or by when.
    """

    asked: str
    text: str
    english: bool
    places: tuple[PlaceMention, ...]
    agencies: tuple[str, ...]
    measures: tuple[str, ...]
    certain: bool
    terms: frozenset[str]
    role: str | None
    duties: bool
    whose: bool


def understand(asked: str, reference: Reference, lexicon: Lexicon) -> Question:
    """Read a question; never raises, whatever it holds."""
    text, _ = normalise(asked[:MOST], traditional=is_traditional(asked[:MOST]))
    places = find_places(text, reference.divisions)
    bare = _without(text, places)
    english = not re.search(r"[\u4e00-\u9fff]", bare)
    names = {bare[m.start : m.end]: m.agency for m in find_mentions(bare, lexicon)}
    agencies = tuple(
        dict.fromkeys(a for n, a in names.items() if a not in (CLASS, "court", "other-agency"))
    )
    if english:
        agencies = _english_agencies(bare, reference)
    agencies = _kin(agencies, reference)
    told = _everyday(bare, lexicon, english) | (_cued(bare, lexicon) if not english else {})
    role = "lead" if _LEAD.search(bare) else "support" if _SUPPORT.search(bare) else None
    idle = _GENERAL - ({"organise.lead"} if role == "lead" else set())
    told = {m: s for m, s in told.items() if m not in idle} or told
    certain = bool(told)
    if not told:
        told = _english_measures(bare, reference) if english else _objects(bare, lexicon)
    return Question(
        asked=asked,
        text=bare,
        english=english,
        places=places,
        agencies=agencies,
        measures=tuple(m for m, _ in sorted(told.items(), key=lambda item: -item[1])),
        certain=certain,
        terms=pairs(_IDLE.sub(" ", bare)),
        role=role,
        duties=bool(_DUTIES.search(bare)),
        whose=bool(_WHOSE.search(bare)),
    )


def pairs(text: str) -> frozenset[str]:
    """Overlapping pairs of hanzi, by which words are compared without a word list."""
    return frozenset(
        text[i : i + 2]
        for i in range(len(text) - 1)
        if re.fullmatch(r"[\u4e00-\u9fff]{2}", text[i : i + 2])
    )


def _without(text: str, places: tuple[PlaceMention, ...]) -> str:
    """The text with place names blanked, so that 公安县 is not the police."""
    for place in places:
        text = text[: place.start] + "，" * (place.end - place.start) + text[place.end :]
    return text


def _everyday(text: str, lexicon: Lexicon, english: bool) -> dict[str, float]:
    found: dict[str, float] = {}
    for name in lexicon.everyday:
        match = (name.en if english else name.zh).search(text)
        if match:
            found[name.measure] = max(found.get(name.measure, 0.0), 2.0 + len(match[0]) / 100)
    return found


def _cued(text: str, lexicon: Lexicon) -> dict[str, float]:
    return {
        cue.measure: 2.5
        for part in parts(text, titled=False)
        for cue in find_cues(text, part, lexicon)
    }


def _objects(text: str, lexicon: Lexicon) -> dict[str, float]:
    return {cue.measure: 1.0 for cue in lexicon.cues if cue.act and cue.object.search(text)}


def _words(text: str) -> set[str]:
    return {w.rstrip("s") for w in _LATIN_WORD.findall(text.lower()) if w not in _STOP}


def _english_measures(text: str, reference: Reference) -> dict[str, float]:
    """Measures whose English names share two words with the question."""
    asked = _words(text)
    shared = {m.id: len(asked & _words(m.en)) for m in reference.measures.values()}
    return {measure: count / 2 for measure, count in shared.items() if count >= 2}


def _kin(agencies: tuple[str, ...], reference: Reference) -> tuple[str, ...]:
    """Agencies with those that a reform joined them to: 税务局 is 国税局 and 地税局 too."""
    lasting = {lasting_agency(reference, agency) for agency in agencies}
    return tuple(a for a in reference.agencies if lasting_agency(reference, a) in lasting)


def _english_agencies(text: str, reference: Reference) -> tuple[str, ...]:
    low = text.lower()
    return tuple(
        a.id
        for a in reference.agencies.values()
        if a.id not in ("court", CLASS) and re.search(rf"\b{re.escape(a.en.lower())}\b", low)
    )
