"""Lists of responsible agencies behind their matter: （责任单位：…）, 牵头单位：…；配合单位：…"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from ingest.paragraphs import is_field
from mapping.agencies import CLASS, Mention, starting_in
from mapping.clauses import NUMBER
from mapping.model import Role

Named = tuple[str, str, Role | None]

ROLES: dict[str, Role] = {
    "牵头": "lead",
    "主办": "lead",
    "组长": "lead",
    "主责": "responsible",
    "责任": "responsible",
    "承办": "responsible",
    "实施": "responsible",
    "负责": "responsible",
    "落实": "responsible",
    "承担": "responsible",
    "主抓": "responsible",
    "办理": "responsible",
    "联办": "support",
    "惩戒": "responsible",
    "配合": "support",
    "协助": "support",
    "协办": "support",
    "会办": "support",
    "协同": "support",
    "参与": "support",
    "参加": "support",
    "成员": "responsible",
}
ROLE_WORDS = "|".join(ROLES)
OPENING = "（【〔["  # brackets that may hold such a list
_WORD = (
    r"(?:总?牵头|主办|主责|责任|承办|实施|配合|协助|协办|参与|协同(?=[：:])"
    r"|(?:落实|惩戒|负责|承担|参加|协同|联办|主抓|办理)(?=单位|部门))"
)
_ROLE_AT = re.compile(
    rf"({ROLE_WORDS})(?:责任)?"
    r"(?:(?:单位|部门|机构|主体)?\s*[：:]|(?:单位|部门|机构|主体)[为是】〕\]])"
)
# A field of people, who are no agencies: 牵头领导：县政协副主席.
_PERSON_AT = re.compile(r"(?:领导|责任人|负责人|联系人|联络员)\s*[：:为]")
_LABEL = re.compile("成员单位[：为]")
_ROLE_BEHIND = re.compile("[（(〔【](牵头|主办|配合|协助|协办)(?:(?:单位|部门)(?=[）)]))?[）)〕】]")
_ROLE_WORD = re.compile("牵头|主办|配合|协助|协办|协同|参与|参加|负责|落实|实施")
# In the list may stand a bracket of its own: 各县（市、区）人民政府.
_INNER = r"[（〔][^（）〔〕]{1,20}[）〕]"
# Whose head a person is, before the list: （责任领导：王建国，责任单位：县公安局）.
_HEADED = (
    "(?:[\u4e00-\u9fff]{0,4}(?:领导|责任人|负责人|联系人|联络员)[：:]"
    "[^（）【】〔〕，。；：]{1,20}[，；、]){0,2}"
)
# By when, behind the list: （县公安局负责，6月底前完成并长期坚持）.
_TIMED = (
    r"(?:[，；](?:于|在|力争|确保)?(?:[\d每年季月下上第一二三四五六七八九十]|长期|持续|常年|全年)"
    "[^（）【】〔〕，；。]{1,24})?"
)
_SUFFIX = re.compile(
    rf"[（【〔\[](?:由)?{_HEADED}[^（）【】〔〕]{{0,4}}{_WORD}(?:责任)?(?:(?:单位|部门|机构|主体)[^（）【】〔〕]{{0,6}}|：)(?:[^（）【】〔〕\]]|{_INNER}){{0,400}}[）】〕\]]"
    rf"|(?:^(?:{NUMBER})?|(?<=[。；）])){_HEADED}(?:第[一二]|其他|共同)?{_WORD}(?:责任)?(?:单位|部门)?：[^。]{{2,400}}(?:。|$)"
    r"|(?<=[的，])(?:责任|牵头|主办)(?:单位|部门)[为是：][^。；]{2,200}(?:[。；]|$)"
    rf"|[（【〔](?:由)?(?:[^（）【】〔〕。]|{_INNER}){{2,120}}?(?:牵头|主办|负责|配合|落实|承担)(?:[，；、](?:[^（）【】〔〕]|{_INNER}){{2,200}}(?:配合|协助|协办|参与|参加|承办|实施|负责|落实))?(?:，[列排][^（）]{{2,30}})?{_TIMED}[）】〕](?=[。；，、]|$)"
)


_OPENS = re.compile(r"[（【〔\[：—–|]|[。；](?:[此该本这]项[^，。；]{0,4}|具体)?由|牵头|单位")
_end = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Suffix:
    """A list at `text[start:end]` and whom it names; it covers what stands before it."""

    start: int
    end: int
    agencies: tuple[Named, ...]


# Behind the matter, a sentence that says no more than who leads it and who helps.
_CLAUSES = rf"(?:[^。；（）：]|{_INNER})"
_CLOSING = re.compile(
    rf"(?:^|(?<=[。；]))(?:{_CLAUSES}{{2,200}}?(?:牵头|主办|责任单位)|(?:责任|牵头|主办)单位为|(?:[此该本这]项[^，。；]{{0,4}}|具体)?由{_CLAUSES}{{2,200}}?(?:负责|实施|落实|执行|承担)){_CLAUSES}{{0,200}}(?:[。；]|$)"
)
_LIST_MAX = 400  # characters of sentences that only tell roles
_SENTENCE = re.compile("[^。]+(?:。|$)")
# A list behind a dash or a bar at the end of a matter: 查询户籍——县公安局.
_DASHED = re.compile(r"(?:[—–]{1,2}|\|)([^—–。；：|]{2,80})[。；]?$")
_ONLY_ROLES = re.compile(
    "(?:由|以及|或者|[、，和及与或等各。；：为]|总?牵头|组长|主办|配合|参与|参加|协助|协办|会同|协同|(?:具体|共同|分别)?负责|承担|组织|执行|抓好|做好|落实|实施|予以|密切|积极"
    "|[此该本这]项|以上|上述|事项|任务|责任"
    "|有关|相关|单位|部门|[按依]照?|各自的?|职责|职能|分工|工作|为成员|成员|[\u4e00-\u9fff]{1,8}区(?=[、和])|于?[^，。；牵配合]{2,12}前(?:全部|全面)?(?:完成|到位|建成|办结))*"
)
_BRACKET = re.compile(
    rf"[（【〔\[]((?:[^（）【】〔〕\[\]。；：]|{_INNER}){{2,120}})[）】〕\]](?=$|[。；])"
)
_ITEM = re.compile(rf"(?:[^、（）]|{_INNER})+")
_ENDED = re.compile(rf"(?:{_INNER})?")
# Who is no agency, or that no table knows: 各岸段使用或管理单位.
_OTHER_ITEM = re.compile("[\u4e00-\u9fff]{2,14}(?:单位|部门|机构|公司|企业|集团|医院|学校)")
_BESIDE = re.compile("(?:会同|协同)(?![：:单])|商请?$")
# Those present, each with his office: 出席：李某某（县法院）、张某某（县财政局）。
PERSONS = re.compile(
    "(?:出席|列席|参加|主持|记录|请假|缺席)[^：]{0,4}：(?:[\u4e00-\u9fff]{2,4}（[^（）。；]{2,20}）[，。；、]?)+"
    "|(?:[\u4e00-\u9fff]某{1,2}（[^（）。；]{2,20}）[，。；、]?)+"
)
_SEAM = re.compile("[、和及与]")
# （县林业局，4月20日前）
_BY_WHEN = re.compile("，[^，、]{2,20}$")
# A class told by its duty is no other name: 县林业局、各有监管职责的部门
_IN_CHARGE = re.compile("[、和]各?负?有[^、，]{2,10}职责的(?:部门|单位)")
_BETWEEN = re.compile(r"[、和及与]|以及|等")


def find_suffixes(text: str, mentions: Sequence[Mention]) -> tuple[Suffix, ...]:
    """All such lists of a text that name an agency."""
    if not (mentions and _OPENS.search(text)) or PERSONS.fullmatch(text):
        return ()
    if is_field(text):
        named = tuple(_named(text, 0, len(text), mentions))
        return (Suffix(0, len(text), named),) if named else ()
    found: list[Suffix] = []
    for match in _SUFFIX.finditer(text):
        named = tuple(_named(text, match.start(), match.end(), mentions))
        if named and found and not text[found[-1].end : match.start()].strip("；，、"):
            # 【牵头单位：…】【配合单位：…】
            found[-1] = Suffix(found[-1].start, match.end(), (*found[-1].agencies, *named))
        elif named:
            found.append(Suffix(match.start(), match.end(), named))
    return (
        tuple(found)
        or tuple(_closing(text, mentions))
        or tuple(_bare(text, mentions))
        or tuple(_dashed(text, mentions))
    )


def alone(text: str, suffix: Suffix) -> bool:
    """Whether a list is all that its line holds: （县司法局、县财政局）."""
    return suffix.start == 0 and suffix.end == len(text)


def around(suffixes: Sequence[Suffix], place: int) -> Sequence[Suffix]:
    """Of lists in order the last that ends at or before a place, and the one behind it."""
    behind = bisect_right(suffixes, place, key=_end)
    return suffixes[max(0, behind - 1) : behind + 1]


def _closing(text: str, mentions: Sequence[Mention]) -> Iterator[Suffix]:
    """Sentences of agencies and their roles alone: 修缮古桥。由县文旅局牵头，县财政局配合。"""
    done = 0
    for match in _CLOSING.finditer(text):
        start, end = match.span()
        # Who is in a body is no matter of its leader's: 由县法院、县公安局组成。县法院为牵头单位。
        member = text.endswith("组成。", 0, start)
        if member or start < done or not only_roles(text, start, end, mentions):
            continue
        # 县文旅局牵头。县财政局配合。
        while end - start < _LIST_MAX and (more := _SENTENCE.match(text, end)):
            if not (
                _inside(mentions, end, more.end()) and only_roles(text, end, more.end(), mentions)
            ):
                break
            end = more.end()
        done = end
        if named := tuple(_named(text, start, end, mentions)):
            yield Suffix(start, end, named)


def only_roles(text: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether `text[start:end]` holds agencies and their roles and no more."""
    done, rest = start, ""
    for mention in _inside(mentions, start, end):
        rest += text[done : mention.start]
        done = max(done, mention.end)
    # What else a body is called stands in brackets: 县文旅局（县文物局）.
    return _ONLY_ROLES.fullmatch((rest + text[done:end]).replace("（）", "")) is not None


def _bare(text: str, mentions: Sequence[Mention]) -> Iterator[Suffix]:
    """Brackets at the end of a sentence that hold agencies and nothing else: 查询户籍（县公安局、
    县民政局）。 Behind an agency's own name such a bracket explains the name."""
    for match in _BRACKET.finditer(text):
        inside = _inside(mentions, *match.span(1))
        listed = _IN_CHARGE.sub("", _BY_WHEN.sub("", match[1]))
        words = sum(m.end - m.start for m in inside) + len("".join(_BETWEEN.findall(listed)))
        ended = bisect_left(mentions, match.start(), key=_end)
        explains = ended < len(mentions) and mentions[ended].end == match.start()
        told = words >= len(listed) or mostly_known(text, *match.span(1), inside)
        if told and inside and not explains:
            yield Suffix(match.start(), match.end(), tuple(_named(text, *match.span(), inside)))


def mostly_known(text: str, start: int, end: int, inside: Sequence[Mention]) -> bool:
    """Whether a list opens with an agency, at least half of it are, and the others are bodies too:
    县水务局（县河长办）、沿江街镇、各岸段管理单位."""
    items = list(_ITEM.finditer(text, start, end))
    known = [
        any(item.start() <= m.start and _ENDED.fullmatch(text, m.end, item.end()) for m in inside)
        for item in items
    ]
    others = (item[0] for item, own in zip(items, known, strict=True) if not own)
    return (
        known[:1] == [True]
        and 2 * sum(known) >= len(known)
        and all(map(_OTHER_ITEM.fullmatch, others))
    )


def _dashed(text: str, mentions: Sequence[Mention]) -> Iterator[Suffix]:
    """Agencies and their roles alone behind a dash at the end of a text."""
    match = _DASHED.search(text)
    if not (match and match.start() and only_roles(text, *match.span(1), mentions)):
        return
    if named := tuple(_named(text, *match.span(1), mentions)):
        yield Suffix(match.start(), match.end(), named)


def _inside(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    return [m for m in starting_in(mentions, start, end) if m.end <= end]


def roles_in(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Named]:
    """The agencies of `text[start:end]`, each in the role whose word governs it: one in a bracket
    behind it (县法院（牵头）), before a colon (牵头：县法院), or behind the list (县法院、县财政局
    牵头); None where none is said. A class stands only alone, and whom another only acts with
    (会同县财政局) not at all."""
    done, beside = start, False
    for mention in _inside(mentions, start, end):
        between = text[done : mention.start]
        beside = bool(_BESIDE.search(between)) or (beside and _SEAM.fullmatch(between) is not None)
        # 县水务局（县河长办）: what else a body is called.
        also = between == "（" and done > start and text.startswith("）", mention.end)
        done = mention.end
        said = not also and not (mention.agency == CLASS and between.endswith("等"))
        said = said and _LABEL.match(text, mention.start) is None
        if said and not beside and not _is_person(text, start, mention):
            yield (
                mention.agency,
                text[mention.start : mention.end],
                _role(text, start, end, mention),
            )


def _is_person(text: str, start: int, mention: Mention) -> bool:
    """Whether a name tells whose head a person is, in a field of people."""
    people = [m.end() for m in _PERSON_AT.finditer(text, start, mention.start)]
    roles = [m.end() for m in _ROLE_AT.finditer(text, start, mention.start)]
    return bool(people) and people[-1] > max(roles, default=0)


def _role(text: str, start: int, end: int, mention: Mention) -> Role | None:
    if own := _ROLE_BEHIND.match(text, mention.end):
        return ROLES[own[1]]
    if before := list(_ROLE_AT.finditer(text, start, mention.start)):
        return ROLES[before[-1][1]]
    after = _ROLE_WORD.search(_ROLE_BEHIND.sub(_blanked, text[mention.end : end]))
    return ROLES[after[0]] if after else None


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _named(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Named]:
    """Agencies of a list, each in its role; one of which none is said is responsible."""
    for agency, mention, role in roles_in(text, start, end, mentions):
        yield agency, mention, role or "responsible"
