"""What a question asks: place, agencies, role and matter, found by rules and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.telling import Told, matters, told_measures, vague
from ingest.normalise import is_traditional, normalise
from mapping.agencies import CLASS, OTHER, find_mentions
from mapping.lexicon import EverydayName, Lexicon
from mapping.places import PlaceMention, find_places
from mapping.reference import Reference
from mapping.reforms import lasting_agency
from mapping.resolve import ANY_TIME, UNRESOLVED, senses

_LEAD = re.compile(r"牵头|主办|总负责|谁主管|\bleads?\b|in charge", re.IGNORECASE)
_SUPPORT = re.compile(r"配合单位|谁来?配合|协办|\bsupports?\b", re.IGNORECASE)
_DUTIES = re.compile(
    r"(?:负责|承担|管)(?:些)?(?:什么|哪些|哪项|哪几项|啥)|(?:有|要|应)?(?:什么|哪些|哪项)(?:职责|任务|义务|事|工作|惩戒)"
    r"|做(?:些)?(?:什么|哪些|啥)|的职责"
    r"|what (?:must|does|should|do|are) .*(?:do|duties|responsib)"
    r"|responsible for what|duties of|required to do",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"谁|哪|什么(?:部门|单位|机关|局|人|时候|期限|形式)|归|由|找|问|负责|该管|管|部门|单位|几[天日]|最迟|多久"
    r"|\b(?:who|whom|which|agency|agencies|department|bureau|when|deadline)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?<![这那前过好])几[天日]|多少[天日]|多久|多长时间|何时|什么时候|最迟|期限|时限|截止"
    r"|\b(?:when|how (?:long|soon|many days)|deadline|by what (?:date|time))\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"什么(?:时候|情况|条件|情形)|何种情[况形]|哪些情[况形]|前提|条件"
    r"|\b(?:when|under what|in what case|condition)",
    re.IGNORECASE,
)
# Words of asking and of the field at large, which tell no matter.
_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
_IDLE = re.compile(
    r"哪个?(?:部门|单位|局|机关|家单位|几个单位)|哪(?:个|些|家|里|几个)?|谁(?:来|去)?|由|找|什么|吗|呢|请问|应当?|负责|归|管|办理?|单位|部门"
    r"|协助|人民?法院|失信|被执行人|这里|这儿|本[县市州区]|我们?|的|了|在|是|有|要|会|个|去|来|和|与|及"
)
# Longer questions are read so far and no further.
MOST = 500


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood.

    `normal` is its normalised text, `text` the same with place names blanked; `words` are
    its telling words, blank-separated, `terms` their pairs of characters. `agencies` are
    ids, `named` the words that told them. `told` are the measures, surest first,
    `certain` False where only objects told them, `specific` False where moreover each is
    said of nearly every matter; `matters` the things asked about, one or
    more measures each. `duties`: it asks what an agency has to do; `whose`: who does it,
    or by when; `when`, `condition`: it asks for the deadline, for the case of doing it.
    """

    asked: str
    normal: str
    text: str
    english: bool
    places: tuple[PlaceMention, ...]
    agencies: tuple[str, ...]
    named: tuple[str, ...]
    told: tuple[Told, ...]
    certain: bool
    specific: bool
    matters: tuple[tuple[str, ...], ...]
    words: str
    terms: frozenset[str]
    role: str | None
    duties: bool
    whose: bool
    when: bool
    condition: bool

    @property
    def measures(self) -> tuple[str, ...]:
        """The ids of the measures, surest first."""
        return tuple(told.measure for told in self.told)

    @property
    def has_matter(self) -> bool:
        """Whether it is known what is asked for, answerable or not."""
        told = self.told and (self.certain or self.whose)
        return bool(told or (self.agencies and self.duties))


def understand(
    asked: str,
    reference: Reference,
    lexica: Sequence[Lexicon],
    everyday: Sequence[EverydayName] = (),
) -> Question:
    """Read a question; never raises, whatever it holds. `lexica` are the words of the
    policy fields that may be asked about, `everyday` names of measures beside theirs."""
    text, _ = normalise(asked[:MOST], traditional=is_traditional(asked[:MOST]))
    places = find_places(text, reference.divisions)
    bare = _without(text, places)
    english = not re.search(r"[\u4e00-\u9fff]", bare)
    named = _english_agencies(bare, reference) if english else _agencies(bare, lexica)
    role = "lead" if _LEAD.search(bare) else "support" if _SUPPORT.search(bare) else None
    leads = role == "lead"
    told = told_measures(bare, reference, lexica, everyday, english=english, lead=leads)
    words = _IDLE.sub(" ", bare)
    certain = any(t.how in ("cue", "everyday") for t in told)
    return Question(
        asked=asked,
        normal=text,
        text=bare,
        english=english,
        places=places,
        agencies=_kin(tuple(named), reference),
        named=tuple(named.values()),
        told=told,
        certain=certain,
        specific=certain and not vague(lexica).issuperset(t.measure for t in told),
        matters=matters(_without(text, places, " "), told, _WHOSE),
        words=words,
        terms=pairs(words),
        role=role,
        duties=bool(_DUTIES.search(bare)),
        whose=bool(_WHOSE.search(bare)),
        when=bool(_WHEN.search(bare)),
        condition=bool(_IF.search(bare)),
    )


def pairs(text: str) -> frozenset[str]:
    """Overlapping pairs of hanzi, by which words are compared without a word list."""
    return frozenset(_PAIR.findall(text))


def _without(text: str, places: tuple[PlaceMention, ...], blank: str = "，") -> str:
    """The text with place names blanked, so that 公安县 is not the police."""
    for place in places:
        text = text[: place.start] + blank * (place.end - place.start) + text[place.end :]
    return text


def _agencies(text: str, lexica: Sequence[Lexicon]) -> dict[str, str]:
    """Agencies named, with the words that name them; a name of several means each of them."""
    found: dict[str, str] = {}
    for lexicon in lexica:
        for mention in find_mentions(text, lexicon):
            words = text[mention.start : mention.end]
            several = mention.agency == UNRESOLVED
            meant = senses(words, lexicon, ANY_TIME) if several else (mention.agency,)
            found |= dict.fromkeys(meant, words)
    return {a: words for a, words in found.items() if a not in (CLASS, OTHER, "court")}


def _english_agencies(text: str, reference: Reference) -> dict[str, str]:
    low = text.lower()
    return {
        a.id: a.en
        for a in reference.agencies.values()
        if a.id not in ("court", CLASS) and re.search(rf"\b{re.escape(a.en.lower())}\b", low)
    }


def _kin(agencies: tuple[str, ...], reference: Reference) -> tuple[str, ...]:
    """Agencies with those that a reform joined them to: 税务局 is 国税局 and 地税局 too."""
    if not agencies:
        return ()
    lasting = {lasting_agency(reference, agency) for agency in agencies}
    return tuple(a for a in reference.agencies if lasting_agency(reference, a) in lasting)
