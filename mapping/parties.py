"""Who is told to act: the agencies in subject place, after 由, or in a bracket behind.

Rules of design: an agency at the start of a clause is its subject; one after 由 is
its agent; one after 协助, 向, 通知 and their like is neither. A subject holds until
another takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapping.agencies import Mention
from mapping.clauses import Clause, Part
from mapping.model import Role

_OPENING = re.compile(
    r"^(?:第[^条]{1,6}条|[（(]?[一二三四五六七八九十\d]+[）).、]+|[①-⑳]|同时|此外|其中|必要时|原则上|今后|另外|并|而|且|请|要求"
    r"|对此|如|凡|如果|若|对于?[^，。；]{2,40}的|经[^，]{2,20}后|在[^，]{1,24}[下中上内时里后]|根据[^，]{2,20}|按照[^，]{2,20}|自[^，]{2,16}起"
    r"|[\u4e00-\u9fff]{2,16}。|“|”|本[县市州区])*$"
)
_OBLIQUE = re.compile(
    r"(?:协助|配合|支持|协同|会同|商请|提请|报请|报告?|向|与|同|跟|对|将|把|给|送达|送交|移送|移交|推送|通知|通报|告知|抄送|发送给"
    r"|根据|依据|按照|按|经|被|为|接到|收到|督促|监督|指导|要求|推动|引导|组织|敦促|责成|应|以|从|至|及|到|在|于|凭|持|是|包括|有|设在|属于|隶属|接受|依托)$"
)
_MODAL = re.compile(
    r"^(?:等)?(?:[^，。；]{0,4})?(?:应当|应(?!用|对)|要|须|必须|负责|可以|不得|牵头|需)"
)
_COURT_CASE = re.compile(r"^[^，]{0,4}(?:决定|要求|移送|委托|提供|通报|裁定|执行|在)")
_RECEIVES = re.compile(r"^[^，]{0,4}(?:收到|接到|认为|发现|接报|审查|对|经)")
_JOIN = re.compile(r"^(?:、|和|及|以及|或者?|，|与|等|；)?$")
_NON_AGENCY = re.compile(
    r"^(?:(?:失信)?被执行人(?!的?(?:财产|信息|名单|为|是|名下|户籍|下落|的|正在|未|拒|提供担保))|当事人|申请执行人|债权人|公民、法人|任何(?:单位|个人)|企业(?!信用)|自然人|旅行社|社会公众)"
    r"[^，。；]{0,24}(?:应当|可以|不得|有权|必须|要)"
)
_LEAD = re.compile(
    r"牵头(?!负责的|的全|单位(?!：))|负责召集|负责组织(?!实施)|主办(?!单位(?!：)|的)|统筹负责|总牵头"
)
_SUPPORT = re.compile(
    r"(?:配合|协助|参与|协办)(?=$|，|。|；|）|、|做好(?!人民|法院)|[县市州])|协助配合"
)
_BRACKET_ROLE = re.compile(
    r"(牵头|主办|主责|责任|承办|实施|负责|配合|协助|协办|参与|参加)(?:责任)?(?:单位|部门|领导|机构)?\s*[：:]"
)
_SUFFIX = re.compile(
    r"[（【\[]\s*(?:由)?[^（）【】]{0,4}(?:(?:牵头|主办|主责|责任|承办|实施|配合|协助|协办|参与)(?:责任)?(?:单位|部门|机构)|责任主体)[^【】]{0,220}?[）】\]](?=$|[。；，\n]|[^、）])"
    r"|(?:^|(?<=[。；\n]))(?:牵头|主办|责任|配合|协助|协办)(?:责任)?(?:单位|部门)[：:][^。]{2,220}(?:。|$)"
    r"|[（【](?:由)?[^（）【】，。]{2,80}(?:牵头|负责|配合|落实|承担)(?:[，；、][^（）【】]{2,90}(?:配合|协助|参与|负责))?[）】]"
)
_ROLES: dict[str, Role] = {
    "牵头": "lead",
    "主办": "lead",
    "主责": "lead",
    "责任": "responsible",
    "承办": "responsible",
    "实施": "responsible",
    "负责": "responsible",
    "配合": "support",
    "协助": "support",
    "协办": "support",
    "参与": "support",
    "参加": "support",
}


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts from `start` on: agencies with their mentions (id, printed name, role or None)."""

    start: int
    agencies: tuple[tuple[str, str, Role | None], ...]
    rule: str
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Suffix:
    """A bracket (责任单位：…) at `text[start:end]` and whom it names."""

    start: int
    end: int
    agencies: tuple[tuple[str, str, Role | None], ...]


def find_suffixes(text: str, mentions: Sequence[Mention]) -> tuple[Suffix, ...]:
    """All lists of responsible agencies behind what they are responsible for."""
    found: list[Suffix] = []
    for match in _SUFFIX.finditer(text):
        named = tuple(_in_bracket(text, match.start(), match.end(), mentions))
        if named:
            found.append(Suffix(match.start(), match.end(), named))
    return tuple(found)


def _in_bracket(
    text: str, start: int, end: int, mentions: Sequence[Mention]
) -> Iterator[tuple[str, str, Role | None]]:
    """Agencies of a bracket, each in the role whose word governs it."""
    inside = [m for m in mentions if start <= m.start and m.end <= end]
    named = [m for m in inside if m.agency not in ("member-units", "other-agency")]
    for mention in named or inside:
        before = [m for m in _BRACKET_ROLE.finditer(text, start, mention.start)]
        if before:
            role: Role = _ROLES[before[-1][1]]
        else:
            after = re.search(r"牵头|主办|配合|协助|参与|负责|落实|承担", text[mention.end : end])
            role = _ROLES.get(after[0], "responsible") if after else "responsible"
        yield mention.agency, text[mention.start : mention.end], role


def groups(text: str, part: Part, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of a part, those joined to one another together.

    与 before the court joins no subject: 纪检监察机关与人民法院建立机制 has one.
    """
    found: list[list[Mention]] = []
    for mention in mentions:
        if not part.start <= mention.start < part.end:
            continue
        between = text[found[-1][-1].end : mention.start] if found else None
        comitative = between == "与" and mention.agency == "court"
        if (
            between is not None
            and _JOIN.match(between)
            and not comitative
            and not _clause_break(text, found[-1], mention)
        ):
            found[-1].append(mention)
        else:
            found.append([mention])
    return found


def _clause_break(text: str, group: Sequence[Mention], mention: Mention) -> bool:
    """A comma that ends one clause, not one between the members of a list."""
    return text[group[-1].end : mention.start] in ("，", "；", "")


def find_parties(
    text: str, part: Part, mentions: Sequence[Mention], established: bool
) -> Iterator[Party]:
    """The subjects and agents of a part in order.

    `established`: the provision has a subject already, so that the court in a
    condition (人民法院决定拘留的，…) is not taken for the one that acts.
    """
    for clause in part.clauses:
        if _NON_AGENCY.match(text[clause.start : clause.end]) and not clause.condition:
            yield Party(clause.start, (), "non-agency")
    for group in groups(text, part, mentions):
        party = _party(text, part, group, established)
        if party:
            established = True
            yield party


def _party(text: str, part: Part, group: Sequence[Mention], established: bool) -> Party | None:
    clause = next(c for c in part.clauses if c.start <= group[0].start <= c.end)
    before = text[clause.start : group[0].start]
    after = text[group[-1].end : clause.end]
    named = [m for m in group if m.agency != "member-units"] or list(group)
    if after.startswith("等") and len(named) < len(group):
        named = [m for m in group if m.agency != "member-units"]
    agencies: tuple[tuple[str, str, Role | None], ...] = tuple(
        (m.agency, text[m.start : m.end], None) for m in (group if _classes_count(group) else named)
    )
    if before.endswith("由") and not after.startswith("的"):
        until = clause.end if re.search(r"牵头的|后$|组成", after) else None
        return Party(group[0].start, agencies, "agent", until)
    if after.startswith(("的", "（以下")) and not re.match(r"的[，。]", after):
        return None
    if _OBLIQUE.search(before) and not _OPENING.match(before):
        return None
    if not _OPENING.match(before) and not _MODAL.match(after):
        return None
    if clause.condition and established and _is_court(group) and not _RECEIVES.match(after):
        return None
    if clause.condition and established and _is_court(group) and _COURT_CASE.match(after):
        return None
    return Party(group[0].start, agencies, "subject")


def _classes_count(group: Sequence[Mention]) -> bool:
    """各乡镇、各单位 are two subjects; 县住建局等相关部门 is one."""
    return all(m.agency in ("member-units", "township") for m in group) or not any(
        m.agency == "member-units" for m in group
    )


def _is_court(group: Sequence[Mention]) -> bool:
    return all(m.agency == "court" for m in group)


def is_lead(text: str) -> bool:
    """Whether the words make their subject the lead (牵头, 负责召集, 主办)."""
    return bool(_LEAD.search(text))


def is_support(clause: str) -> bool:
    """Whether a clause says 配合 or 协助 of its subject without saying whom."""
    return bool(_SUPPORT.search(clause))


def clause_of(part: Part, place: int) -> Clause:
    """The clause of a part that holds a place."""
    return next((c for c in part.clauses if c.start <= place <= c.end), part.clauses[-1])
