"""How one cue reads: role, modality, period and the words to quote."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from ingest.model import Block
from ingest.numerals import read_label
from mapping.analysis import Analysis
from mapping.clauses import Part, Provision
from mapping.confidence import Feature, Weight, circumstances, confidence, of_agency, of_words
from mapping.fields import Field
from mapping.measures import Cue
from mapping.model import NO_MEASURE, Modality, Role
from mapping.parties import Party
from mapping.timing import MUST_NOT, has_subject, period_of

_LEAD = re.compile(
    r"牵头(?!负责的|的全|单位(?!：)|部门负责)|负责召集|[为是](?:联席会议|领导小组)的?牵头单位|负责组织(?!实施)|(?<!业)主办(?!单位(?!：)|的|理)|统筹负责"
)
# Between a name and its 牵头, and before one that only goes along with another who leads.
_BEHIND_NAME = re.compile("(?:等[^，。；]{0,6})?(?:负责|总)?")
_WITH = re.compile("(?:会同|联合|商|协同)[^，。；]*$")
_HELPS = re.compile("协助|配合")
# Behind the party, what leads is said of the one after 由.
_OTHER_AGENT = re.compile("，由")
# 可以退付的税款 gives no leave.
_MAY = re.compile(
    r"(?!可以(?![将把对向])[^，。；]{1,3}的)(?:可以|(?<![所产物债股])有权(?!处分)|可(?=查询|查阅|调取|先行|采取|依据|向|根据|对|将|按|以|通过|视|会同|直接|依法|予以))"
)
ENCOURAGED = re.compile(r"鼓励|倡导|提倡")
_MUST = re.compile("应当|必须|(?<![需主重必])要(?!求)")
# What is bound again behind 可以: 可以查阅档案，并应当保密; 可以查询，查实的及时反馈.
_BOUND = re.compile("应|须|不得|要|并|同时|但|及时|立即|负责|由")
_ITS_PEOPLE = re.compile("及其[^，。；不]{2,8}(?=不得|不应|严禁)")
# 不得 that speaks to the agency: what follows is an agency's act, not a debtor's.
_TO_AGENCY = re.compile(
    r"不得[^，。；]{0,6}?(?:向|为|给|对|批准|同意|发放|办理|核发|销售|招收|招录|录用|允许|接收|拒收|核准|发展|将[^，。；]{2,16}评为|授予|安排|列入|将其|任命|提供|协助|受理|泄露|拒绝|停止|由|以|承接|推荐|放行|中断|推诿|仅凭|(?:再|擅自)?(?:限制|查封|冻结|扣划|扣押)[^，。；]{0,8}(?:执行人|其))"
)
# Words shown as telling a role or a modality, by what they tell.
_TELLING = (
    ("lead", _LEAD),
    ("support", re.compile(r"配合|协助")),
    ("must", re.compile(r"应当|应(?!用|对)|必须|须|负责|要(?!求)")),
    ("may", _MAY),
    ("must-not", MUST_NOT),
    ("encouraged", ENCOURAGED),
)
QUOTE_MIN, QUOTE_MAX = 4, 120
# 人民法院可以向登记机构查询权属: what the court does, and asks nobody else to do.
_BY_ITSELF = re.compile(
    r"(?:在[^，。；]{2,20}[中时]，?)?(?:可以?|应当?|要|将|负责|依法|有权|自行|直接|全面|及时|主动|立即|第一时间|在[^，。；]{1,10}内|通过[^，。；]{2,16}?|对[^，。；]{2,16}?){1,5}(?:向[^，。；]{2,24}?)?(?:进行|实施)?(?:网络)?(?:查询|调查|查封)"
)
# How likely a measure must be to name a duty that no cue names: in a directive about the field,
# where hardly a duty is `other`, and in one about another matter, where the field's own measures
# are rare; how likely to stand in the place of a cue's own, and how unlikely that must be.
LIKELY, LIKELY_ELSEWHERE, FOREIGN, SURE, DOUBTED = 0.1, 0.3, 0.7, 0.5, 0.02
CLAUSE, STEM = 10, 60
_end = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Found:
    """An assignment before its place on the page is worked out; offsets are in `block.text`.

    `cue` named the measure; `features` are what `confidence` was reckoned from, `weights` what
    weighed for and against it when the whole provision was (name, value, weight).
    """

    provision: str
    agency: str
    mention: str
    role: Role
    modality: Modality
    measure: str
    block: Block
    start: int
    end: int
    deadline: str | None
    rule: str
    confidence: float
    cue: Cue
    features: tuple[Feature, ...]
    weights: tuple[Weight, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a cue is read: a part of a block, under its provision's label; the words of the
    block open at `opens`, behind its number.

    `field` is what is known of the policy field; `may`: the line above says 可以.
    """

    label: str
    block: Block
    doc: Analysis
    part: Part
    field: Field
    opens: int
    may: bool = False

    @property
    def text(self) -> str:
        """The block's normalised text."""
        return self.block.text


def read(scene: Scene, cue: Cue, party: Party, rule: str, *, led: bool = False) -> Iterator[Found]:
    """A cue's measure for each agency of a party; `led`: another leads in the provision."""
    start, end = quote_of(scene.text, scene.part, cue)
    start = max(start, scene.opens)
    if start >= end:
        return  # a number without words, and those responsible behind it
    told = role_of(scene, cue, party, led)
    modality = modality_of(scene, cue, cue.measure)
    deadline = period_of(scene.text, scene.part, cue, scene.doc)
    around = circumstances(scene.doc, scene.part, cue, party, rule)
    words = scene.text[start:end]
    # The names of a long list say who, and would drown what.
    if len(party.agencies) > 2 and start <= party.start and party.end < end:
        words = scene.text[start : party.start] + scene.text[party.end : end]
    for agency, mention, role in party.agencies:
        # 负有日常监管职责的部门 tells whom and not what.
        said = words.replace(mention, "") if len(mention) > CLAUSE else words
        measure, likely = measure_of(cue, agency, said, scene)
        if measure and _may_have(agency, cue, party, rule, scene):
            features = (*around, *of_agency(agency, measure, scene.field), of_words(likely))
            yield Found(
                provision=scene.label,
                agency=agency,
                mention=mention,
                role=role or told,
                modality=modality if measure == cue.measure else modality_of(scene, cue, measure),
                measure=measure,
                block=scene.block,
                start=start,
                end=end,
                deadline=deadline,
                rule=rule,
                confidence=confidence(features),
                cue=cue,
                features=features,
            )


def measure_of(cue: Cue, agency: str, words: str, scene: Scene) -> tuple[str | None, float | None]:
    """The measure that an agency has by a cue, and how likely its words are that measure: what
    the agency seizes where they name no object, what they are most like where they name nothing
    or where their likeness speaks against the cue. None where no likeness knows the measure."""
    field = scene.field
    named = field.defaults.get(agency) if cue.measure == field.default else cue.measure
    if field.likeness is None or named not in field.likeness.index:
        return named, None
    likely = field.likeness.likelihoods(words, agency)
    best = int(likely.argmax())
    nearest, sure = field.likeness.measures[best], float(likely[best])
    own = float(likely[field.likeness.index[named]])
    about = scene.doc.about
    foreign = field.alone(nearest) or nearest.startswith((*field.handed, *field.inflicted))
    if foreign and not about and (sure < FOREIGN or nearest.startswith(field.keeper)):
        return named, own
    if not may_be(nearest, agency, words, scene):
        return named, own
    doubted = own < DOUBTED and about
    # 牵头 alone may lead any matter: 县民政局牵头开展困境儿童排查.
    role_word = scene.text[cue.start : cue.end] == field.role_words.get(named)
    if named == NO_MEASURE:
        least = LIKELY if about else LIKELY_ELSEWHERE
    elif nearest == NO_MEASURE:
        least = LIKELY_ELSEWHERE if doubted else math.inf
    elif doubted and cue.by and not cue.weak and _told_by_item(cue, agency, scene, named):
        least = math.inf
    else:
        least = SURE if doubted or (role_word and len(words) >= CLAUSE) else math.inf
    return (nearest, sure) if sure >= least else (named, own)


def may_be(measure: str, agency: str, words: str, scene: Scene) -> bool:
    """Whether likeness may give an agency a measure: no act that is another's by law, and no
    look-up or seizure where 不得 stands."""
    field = scene.field
    if "不得" in words and measure.startswith(field.keeper):
        return False
    # The investigation that the committee of politics and law leads stays with the police.
    return field.owners.get(measure, agency) == agency


def _told_by_item(cue: Cue, agency: str, scene: Scene, named: str) -> bool:
    """Whether a cue's own item of a list is surely its measure, where the words from the act on
    are more like a neighbour's: 发行股票 in 限制参加招投标、发行股票、发行债券."""
    text, likeness = scene.text, scene.field.likeness
    clause = scene.part.clause_at(cue.end - 1)
    low = text.rfind("、", clause.start, cue.end) + 1
    high = text.find("、", cue.end, clause.end)
    item = text[low or cue.start : high if high > 0 else clause.end]
    if likeness is None or not (low or high > 0) or len(item) < QUOTE_MIN:
        return False
    nearest, sure = likeness.nearest(item, agency)
    return nearest == named and sure >= SURE


def number_end(block: Block) -> int:
    """Where the words of a block begin behind its number."""
    if not block.number:
        return 0
    if label := read_label(block.text):
        return label.length
    # A heading without a dot (1总则), or an article whose number is not told.
    bare = block.text.startswith(block.number)
    return len(block.number) if bare else block.text.find("条") + 1


def _may_have(agency: str, cue: Cue, party: Party, rule: str, scene: Scene) -> bool:
    """Whether an agency of a party has this measure: each has its own act and not the others',
    and the court what others are asked for only where it is told to do it by itself."""
    field = scene.field
    listed = rule in ("suffix", "row")
    owner = field.owners.get(cue.measure)
    if owner and owner in party.ids and len(party.ids) > 1 and agency != owner:
        return False
    if cue.only and agency not in cue.only and not (listed and cue.only & party.ids):
        return False
    if listed or agency != "court" or not cue.measure.startswith(field.asked):
        return True
    return rule == "subject" and _BY_ITSELF.match(scene.text, party.end) is not None


def role_of(scene: Scene, cue: Cue, party: Party, led: bool) -> Role:
    """The role in which a party has a cue; `led`: another agency leads in the provision."""
    text, part = scene.text, scene.part
    if party.role:
        return party.role
    low = party.start if part.start <= party.start < part.end else part.start
    lead = _LEAD.search(text, low, part.end)
    while lead and _leads_another(scene, party, lead.start()):
        lead = _LEAD.search(text, lead.end(), part.end)
    if lead and not _OTHER_AGENT.search(text, max(low, party.end), lead.start()):
        return "lead"
    # Who helps elsewhere helps the one in charge there, and not the court.
    helping = (led or not scene.doc.about) and cue.measure.startswith(scene.field.assisting)
    if not helping:
        return "responsible"
    clause = part.clause_at(cue.at)
    return "support" if _HELPS.search(text, clause.start, clause.end) else "responsible"


def _leads_another(scene: Scene, party: Party, lead: int) -> bool:
    """Whether 牵头 is said of another agency, right behind its name: 县水文局监测，县应急局牵头."""
    mentions = scene.doc.mentions
    before = bisect_left(mentions, lead, key=_end)
    if before < len(mentions) and mentions[before].end == lead:
        before += 1
    if not before:
        return False
    last = mentions[before - 1]
    own = party.start <= last.start < party.end or last.start < scene.part.start
    if own or not _BEHIND_NAME.fullmatch(scene.text, last.end, lead):
        return False
    return not _WITH.search(scene.text, scene.part.start, last.start)


def modality_of(scene: Scene, cue: Cue, measure: str) -> Modality:
    """must, may, must-not or encouraged, from the words before the cue in its clause, which tell
    of `measure`."""
    text, part = scene.text, scene.part
    clause = part.clause_at(cue.at)
    if _encouraged(scene, cue):
        return "encouraged"
    if _TO_AGENCY.search(text, clause.start, min(clause.end, cue.end + 8)):
        return "must-not"
    told = cue.acts or measure.startswith(scene.field.inflicted)
    people = _ITS_PEOPLE.match(text, cue.start, cue.end)
    opens = people.end() if people else cue.start
    if not told and MUST_NOT.search(text, clause.start, opens + 4):
        return "must-not"
    may = _may(scene, cue, measure)
    # 应当加强巡逻，可以聘用辅警: the first binding one stands.
    bound = isinstance(may, re.Match) and _MUST.search(text, clause.start, may.start())
    return "may" if may and not bound else "must"


def may_do(provision: Provision) -> bool:
    """Whether the line above its items says that they may be done: 县法院可以采取下列措施：."""
    stem = provision.above[-1].text[-STEM:] if provision.above else ""
    told = stem[stem.rfind("。") + 1 :]
    return told.endswith("：") and bool(_MAY.search(told)) and not _MUST.search(told)


def _may(scene: Scene, cue: Cue, measure: str) -> re.Match[str] | bool | None:
    """The 可以 that tells of a cue, in its clause or the first of those that go on to it without
    a modal word or a subject of their own (县法院可以限制其乘坐飞机，入住星级宾馆)."""
    text, field, clause = scene.text, scene.field, scene.part.clause_at(cue.at)
    if may := _MAY.search(text, clause.start, cue.end if cue.by else min(cue.end, clause.end)):
        return may
    if not measure.startswith((*field.keeper, *field.inflicted, *field.informing)):
        return None
    end = clause.end
    for before in reversed([c for c in scene.part.clauses if c.start < clause.start]):
        own = has_subject(text, scene.doc, clause) or _BOUND.search(text, clause.start, end)
        if own or text[before.end] != "，" or before.condition:
            return None
        if may := _MAY.search(text, before.start, before.end):
            return may
        clause, end = before, before.end
    # The first clause of an item goes on from the line above.
    return scene.may and not _BOUND.search(text, clause.start, end)


def _encouraged(scene: Scene, cue: Cue) -> bool:
    """Whether an act is encouraged; others may be, before an agency is told something in a clause
    of its own: 鼓励群众举报，县公安局应当给予奖励."""
    word = ENCOURAGED.search(scene.text, scene.part.start, cue.end)
    if word is None:
        return False
    clause = scene.part.clause_at(cue.at)
    if clause.start < clause.end <= word.start():
        return False  # 要加强抽检，鼓励学校公开后厨: the first binding one stands
    return word.end() > clause.start or not has_subject(scene.text, scene.doc, clause)


def telling_words(text: str, low: int, high: int) -> Iterator[tuple[int, int, str]]:
    """The words of text[low:high] that may tell a role or a modality, each with which."""
    for what, pattern in _TELLING:
        for match in pattern.finditer(text, low, high):
            yield match.start(), match.end(), what


def quote_of(text: str, part: Part, cue: Cue) -> tuple[int, int]:
    """The clauses from the act to the end of the cue, 4 to 120 characters; a shorter clause
    takes in what stands before it."""
    start = part.clause_at(cue.start).start
    end = part.clause_at(cue.end - 1).end
    # A bracket that the clause does not close is no words of it: …排污口（县环保局牵头，….
    bracket = text.rfind("（", cue.end - 1, end)
    if bracket >= cue.end - 1 and text.find("）", bracket, end) < 0:
        end = bracket
    # Nor is a list that is set apart by a bar: 巡查桥头｜县公安局.
    bar = text.find("|", cue.end - 1, end)
    end = bar if bar > start else end
    if end - start < QUOTE_MIN:
        start, end = max(0, end - QUOTE_MIN), max(end, min(QUOTE_MIN, len(text)))
    if end - start > QUOTE_MAX:
        start = max(start, min(cue.start, end - QUOTE_MAX))
        end = min(end, start + QUOTE_MAX)
    return start, end
