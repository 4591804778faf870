"""Duties that no cue alone tells: matters handed to a body with its own power, and plain
duties of a named agency that no measure fits."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mapping.agencies import CLASS, OTHER, starting_in
from mapping.analysis import Analysis
from mapping.clauses import HEAD_OF, NUMBER, Clause, Part
from mapping.fields import Field
from mapping.idle import is_idle
from mapping.measures import Cue
from mapping.model import NO_MEASURE
from mapping.parties import DUTIES_ARE, OTHER_MEMBER, Party, opens_clause
from mapping.reading import ENCOURAGED, QUOTE_MIN, Scene
from mapping.suffixes import around, only_roles

# Who is the office of a body is so by the way: 县水利局为领导小组办公室，负责疏浚河道.
_AS_OFFICE = re.compile(
    "^(?:[是为][^，。；]{2,24}(?:办公室|所在单位|业主|法人|部门|机构|主体)|设[在于][^，。；]{2,24})，(?=(?:具体|主要)?(?:负责|承担))"
)
# What makes a clause a duty though no measure is named in it, and what is said too
# generally to be one.
_PLAIN_DUTY = re.compile(
    rf"^(?:{DUTIES_ARE})?"
    r"(?:（[^（）]{1,14}）(?=：|负责|应|要))?[：，]?(?:(?:负责|承担)[^，。；]{2,}"
    r"|[是为][^，。；]{2,30}的?(?:(?:行政)?主管|责任|监管|牵头|执法|实施)(?:部门|单位|机关|主体)"
    r"|为(?![省市县区州]|[^，。；]{0,24}(?:单位|部门|机[构关]|主体|组[长员]|成员|主任|[人局委办室]|重点|[主准界])(?:[，。；（：]|$))[^，。；]{5,}"
    r"|为[^，。；]{2,24}(?:提供|办理|代办|出具|开展|发放|配备|安排|建立|制作|减免|解决)[^，。；]{2,}"
    r"|在(?!职(?![业校])|[岗编册建家收接逃押]|[^，。；]{0,24}[中时后前内下的上](?:，|$))[^，。；]{4,}"
    r"|在[^，。；]{2,36}(?:中|时|前|内|方面|环节)(?!，)[^，。；]{4,}"
    r"|从[^，。；]{2,24}[中里内][^，。；]{2,}|从[^，。；]{1,12}起(?!来)[^，。；]{4,}"
    r"|与(?:其|[^，。；]{2,16}?)(?:签订|订立|签署|建立|开展|联合|共同|会商|核对|比对|对接|约定|商定|协商|衔接|共[享用建]|互[通认换])[^，。；]{2,}"
    r"|(?!的|等?[，。；]|不(?:履行|落实|执行|配合|按|及时)|[为是、（）和与在至]|及(?!时)|从(?![严快重速])"
    r"|收到|接到|认为|发现|(?:[\u4e00-\u9fff]{2}人员)?持[^，。；]{0,16}[证件书函]|之间|有权|要求|决定(?!和)|成立|[\u4e00-\u9fff]{2}的[\u4e00-\u9fff]|应用|处[，。])[^，。；]{4,})"
)
# Of the one after 由 only these words tell a duty: 由县公安局受理 says it of a matter named before.
_AGENT_DUTY = re.compile(r"负责|应当|应(?!对|用)|承担|做好|组织|落实|牵头")
_VAGUE = re.compile(
    r"统一思想|提高认识|高度重视|增强[^，]*意识|加强(?:沟通|协作|配合)|相互配合|认真贯彻|各司其职|密切配合|(?:[是为]|作为)[^，。；]{0,12}成员单位|依照执行|大局|充分认识|(?:下列|以下|如下)[^，。；]{0,8}(?:职责|任务|工作|事项|措施|要求|规定|几点|几项)"
)
# 县公安局（以下简称“公安局”）疏导车辆
_SHORT_NAME = re.compile("^（以?下?[简统]?称[^（）]{2,24}）")
# A list of names may be closed by a comma: 民政、水利等部门，按照职责做好…
_CLOSED = re.compile(
    "^(?:等[^，。；]{0,14})?，(?=[按依]照?|根据|在|对|应|要|须|负责|做好|严格|切实|认真|共同|联合|依法|及时)"
)
_AND_OTHERS = re.compile(
    f"^(?:{OTHER_MEMBER}){{1,6}}(?=等)|^及其[^，。；应要须]{{2,8}}(?=应当|不得|要|须|依法|负责)"
    f"|^(?:（[^（）]{{1,12}}）)?(?:{OTHER_MEMBER}){{1,4}}(?=应(?!急|用|对|付|收)|要(?!求)|必须|负责|不得|自行|组织|开展|实施|共同|牵头|[在对每]|[是为][^，。；]{{2,40}}主体)"
)
# Who does what was named before, and no more.
_ONLY_WHO = re.compile(
    r"(?:等[^，。；]{0,6})?(?:共同|分别)?(?:[按依]照?)?(?:各自)?的?(?:职责|职能)?(?:分工|范围内?)?(?:共同|分别|各自)?"
    r"(?:负责|牵头|落实|抓好落实|组织实施|实施|配合|履行相应职责)(?:落实|实施|抓好落实)?[，。；]?"
)
# Another name beside the first in a row of signatures.
_NAME_ALONE = re.compile(
    r"\s*(?!负责|应|要|须|协助|配合|会同)[\u4e00-\u9fff]{1,4}[省市县区州旗][\u4e00-\u9fff]{2,12}(?:局|委|办|院|部|中心|支行)"
)
_CARRIES_OUT = re.compile(
    "[^，。；]{0,4}?(?:应当?|要|须|必须|可以)(?:[^，。；]{0,10}内)?(?:予以?|依法|及时|立即|当场|按规定|优先|从[快速])*"
    "(?:(?:协助|配合)?(?:办理|执行)|受理|协助|配合|(?:提供|出具|反馈|答复|告知)(?:查询)?(?:结果|情况|信息)?)(?=[，。；]|并)"
)
_MOVER = re.compile(
    r"督促|监督|敦促|要求|指导|责令|(?:组织|协调)(?=[^，。；]{0,6}(?:银行|保险|金融机构))"
)
# 要求县公安局… at the head of a sentence: nobody moves, and who is asked has the duty.
_ASKED = re.compile(f"(?:{NUMBER})?(?:会议)?(?:要求|责令)")
# Those a body moves that are no agencies: 督促中介机构协助查询.
_FIRM = re.compile(r"(?:机构|公司|企业|经营者)[^，。；]{0,6}(?:协助|配合)")
_HANDED = re.compile(r"(?:移送|移交|商请|报请|提请|建议)[^，。；]{0,6}$")
_PASSED_ON = re.compile("(?:移送|移交|转送|转交|交由)[^，。；]{0,4}$")
_DEALS = re.compile(
    "(?:等?有关(?:机关|部门))?(?:依法|依规|依纪|按规定|按程序|予以|及时|进行|直接)*"
    "(?:处[理置罚]|查处|办理|立案|侦[查办]|追究|提起|调查|审查)"
)
# What an agent does with the matter told before: 考核结果由县综治办赋分.
_BRIEF = re.compile(
    "(?!负责|配合|协助|牵头|组成|参加|担任|兼任|自行|自筹|决定|受理)[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,6}){0,2}[、。；]?"
)
# What is done by the agent behind it (处置由县公安局负责, 以县公安局为主): hanzi enough for a
# matter, without a verb of telling.
_MATTER = re.compile(
    r"(?!具体|分别|一律|统一|原则|主要|经|报|凡|如|按|根据|因|涉嫌|应|并)[^，。；：由]{2,40}[由以](?:各|所在地?的?|辖区|属地|当地)?"
)
_SHORT_ACT = re.compile(
    "(?!要求|同意|批准|决定|研究|委托|授权|通过|负责|牵头|配合|协助|参[加与])[\u4e00-\u9fff]{2,3}，"
)
_MEMBERS = re.compile("成员单位|组成")
_CHARGED = re.compile("(?:主要|具体)?(?:负责|承担)[^，。；]{2}")
# Who is in a body, heads it or calls it, and who pays for himself.
_OF_BODY = re.compile("组成|成员|参加|担任|兼任|自筹|自理|自行")
# Which bodies are in a class, and what they may leave undone, is no duty of the class.
_OF_CLASS = re.compile(r"(?:包括|由|有|主要有|不应(?!当))")
# The case in which a body acts, said right behind its name.
_CASE_OF_ITS_OWN = re.compile(
    r"(?:对|在|正在|发现|认为|接到|收到|遇有?)[^。；]{2,}|(?:执行|承办|工作)?(?:人员|法官|干警|部门)[^。；]{2,}?的(?=，(?:应|要|须|可以|不得))|(?!要求|提[出请]|申请|请求|委托|移[送交]|商请|通知|决定)[^，。；]{2,}的(?=，(?:应(?!急)|不得|必须|一律))|[^。；]{2,}(?:[时后前]|期间|过程中)(?=，(?:应当?|要(?!求)|须|必须|同步|同时|于|报|及时|立即|按|提交|上报))"
)
# The same, short and without a stop.
_CASE_BEFORE = re.compile(
    r"(?:接到|收到|发现)[^，。；]{0,20}?后(?:，|(?:[^，。；]{1,8}内)?(?=应当?|要(?!求)|须|必须|立即|及时|即[行时刻]|[对向在按]|[\d一二三四五六七八九十]+[日天个小时分]))"
    "|(?:接到|收到|发现|遇有?)[^，。；]{2,16}?(?=须|必须|应当|要(?!求)|立即|及时|即时|当场|随即|第一时间|即[赴到可派刻])"
    "|(?:接到|收到)[^，。；]{1,16}?后(?=[\u4e00-\u9fff]{3})(?!的)"
    "|(?:接到|收到)[^，。；]{2,20}，(?=应当?|要(?!求)|须|必须|可以?|立即|及时|即[行时刻赴]|先行|迅速|第一时间)"
    "|，?应?在[^，。；]{2,40}(?:领导|指导|指挥|支持|配合|协助|帮助)下，"
    # How, when and by which measure: 遵循便民的原则，…; 在日常工作中，…; 视情况….
    "|(?:应当?|要|须)?(?:遵循|本着)[^，。；]{2,30}原则，|在[^，。；]{2,30}(?:[中内时前后]|期间|(?:前提|基础|条件|情况)下)，|自[^，。；]{2,30}起，"
    "|(?:应当?|要|可以?)?视情况?(?:，|(?=[\u4e00-\u9fff]{4}))"
)
_BESIDE = ("support", "responsible")  # the roles of those told only to join in what another does
_LEAST_OWN = 5  # characters of what is ordered behind such a case, its stop among them
# What a court does in a case by law, and no directive tells it: 由人民法院审查决定.
_JUDGES = re.compile("(?:依法)?(?:审查|裁定|决定|审理|判决|认定|强制执行|追究)")
# When a body meets, where it sits and who heads it is no duty of its own.
MEETS = re.compile(r"(?:（[^（）]*）)?[^，。；（）]{0,12}(?:召开|设在|设于|下设|由|组成)")
# 各乡镇要主动配合: how they are to help.
_HEARTILY = re.compile("(?:(?:应当?|要|须)(?:主动|大力|全力|共同|给予)*)?")
_BOUND = re.compile(
    rf"(?:对[^，。；]{{2,30}}，?)?[^，。；]{{0,4}}(?:不得|承担|负责(?!{HEAD_OF}|同志)|应(?!对|急|用|诉|收|付|税|得|缴|然|届|变)|要(?!求|件|点|素)|必须|可以?(?!能))"
)
_CLAUSES = re.compile("[^，；。]+[，；。]?")
_STOP = re.compile("[，；。]")
# What is to be done, told by its verb.
SAYS_WHAT = re.compile(
    "(?:要|应当?|认真|切实|积极|及时|全力|依法|共同|扎实|主动|严格|持续|定期|对[^，。；]{2,24}(?=进行|实施|开展|给予))*(?:进行|实施|给予|做好|抓好|开展|编制|制定|组织|落实|负责|完成|建立|健全|完善|强化|加快|推进|监督|检查|查处|管理|指导|加强(?!沟通|协作|配合|领导|协调)|把[^，。；]{2,20}(?:列入|纳入|摆上))"
)


def handed(scene: Scene, cues: Sequence[Cue]) -> Iterator[tuple[Party, Cue]]:
    """The bodies to which a matter is handed (移送纪检监察机关), each with its own measure, or
    with none where it is to deal with it by another power (移送县城管局查处)."""
    for mention in starting_in(scene.doc.mentions, scene.part.start, scene.part.end):
        measure = scene.field.powers.get(mention.agency)
        before = scene.text[max(scene.part.start, mention.start - 14) : mention.start]
        told = _PASSED_ON.search(before) and _DEALS.match(scene.text, mention.end)
        deals = told and mention.agency != CLASS
        if deals or (_HANDED.search(before) and any(cue.measure == measure for cue in cues)):
            measure = measure or NO_MEASURE
            clause = scene.part.clause_at(mention.start)
            words = scene.text[mention.start : mention.end]
            named = ((mention.agency, words, None),)
            cue = Cue(clause.start, clause.end, mention.start, measure, frozenset())
            yield Party(mention.start, mention.end, named, "handed"), cue


def is_plain(words: str, *, everybody: bool = False) -> bool:
    """Whether words that follow an agency tell a duty though they name no measure; what is told
    to `everybody` in general terms is none, whatever stands behind it."""
    words = _AND_OTHERS.sub("", _SHORT_NAME.sub("", words))
    words = _AS_OFFICE.sub("", _CLOSED.sub("", words))
    if _ONLY_WHO.fullmatch(words) or _NAME_ALONE.fullmatch(words):
        return False
    # 要加强协作，密切配合，做好雨情预报: a duty stands behind what is too general to be one.
    clauses = _CLAUSES.findall(words)
    told = [clause for clause in clauses if not _VAGUE.search(clause)]
    if len(told) < len(clauses):
        told = [] if everybody else told
        told = [clause for clause in told if SAYS_WHAT.match(clause)]
    # 汇总，形成年度报告: too short to be a duty alone.
    first = told[1] if len(told) > 1 and _SHORT_ACT.fullmatch(told[0]) else "".join(told[:1])
    return _PLAIN_DUTY.match(first) is not None


def _vague_opening(words: str) -> int:
    """How far words are too general to be a duty: 要加强协作，密切配合，做好雨情预报."""
    clauses = _CLAUSES.findall(words)
    said = [*itertools.takewhile(_VAGUE.search, clauses)]
    return len("".join(said)) if len(said) < len(clauses) else 0


def binding(text: str, parts: Sequence[Part]) -> Part:
    """The last of several parts that binds, and is no heading; else the last."""
    told = [part for part in parts if not part.heading] or parts[-1:]
    bound = [part for part in told if not ENCOURAGED.search(text, part.start, part.end)]
    return (bound or told)[-1]


def carries_out(text: str, part: Part, party: Party, cue: Cue) -> bool:
    """Whether a party is only told to do what the case before it asks for: 申请过户的，县房管局应当
    办理."""
    case = part.clause_at(cue.end - 1)
    told = party.rule == "subject" and _CARRIES_OUT.match(text, party.end)
    return bool(told) and case.condition and case.end + 1 == part.clause_at(party.start).start


def has(doc: Analysis, part: Part, party: Party) -> bool:
    """Whether all from a party on says that it has the matter before it: 限制出境，县公安局负责."""
    clause = part.clause_at(party.start)
    listed = any(s.start <= party.start < s.end for s in around(doc.suffixes, party.start))
    return (
        party.rule == "subject"
        and clause.start == party.start > part.start
        and not listed
        and only_roles(doc.text, clause.start, part.end, doc.mentions)
    )


def matter_led(doc: Analysis, part: Part, cue: Cue, field: Field) -> Cue:
    """What is led, where 牵头 stands by itself before it: 县公安局牵头，县民政局配合，清查旅店."""
    text = doc.text
    clause = part.clause_at(cue.end)
    word = text[cue.start : cue.end].removesuffix("单位").removesuffix("部门")
    if word != field.role_words.get(cue.measure) or cue.end != clause.end:
        return cue
    behind = [
        c
        for c in part.clauses
        if c.start > clause.start and not (c.condition or is_idle(text[c.start : c.end]))
    ]
    if _MEMBERS.search(text, clause.end, part.end):
        # 由县应急局牵头，县公安局组成，负责转移群众
        behind = [c for c in behind if _CHARGED.match(text, c.start)]
    matter = next((c for c in behind if not only_roles(text, c.start, c.end, doc.mentions)), None)
    if matter is None or matter.end - matter.start < QUOTE_MIN:
        return cue
    # 执行联动由县法院牵头，县公安局协助查询户籍: what another is told is not what is led.
    named = starting_in(doc.mentions, matter.start, matter.end)
    theirs = named and opens_clause(text[matter.start : named[0].start])
    sits = "设在" in text[matter.start : matter.end]
    if theirs and (sits or any(doc.cues_in(matter.start, matter.end))):
        return cue
    return replace(cue, start=matter.start, end=matter.end, measure=NO_MEASURE, acts=frozenset())


def own_cues(doc: Analysis, part: Part, cues: Sequence[Cue], field: Field) -> Iterator[Cue]:
    """Without the acts of a body that the subject only moves (督促银行查询账户), and those of
    the court in a case that others are told to act in (法院查封车辆时，县公安局应当维持秩序)."""
    case = {cue for cue in cues if _of_court_in_case(doc, part, cue)}
    if case and len(case) < len(cues):
        cues = [cue for cue in cues if cue not in case]
    asked = _ASKED.match(doc.text, part.start)
    start = asked.end() if asked else part.start
    for cue in cues:
        movers = [m.end() for m in _MOVER.finditer(doc.text, start, max(start, cue.at))]
        moved = movers and (
            _FIRM.search(doc.text, movers[-1], cue.at)
            or any(
                m.agency in ("banks", "insurers", OTHER)
                # 根据人民法院要求，各银行应当查询: they are told by themselves.
                and not _STOP.search(doc.text, movers[-1], m.start)
                for m in starting_in(doc.mentions, movers[-1], cue.at + 1)
            )
        )
        if not (moved and cue.measure.startswith(field.keeper)):
            yield cue


def _of_court_in_case(doc: Analysis, part: Part, cue: Cue) -> bool:
    """Whether a cue is what the court does in a case: 法院查封车辆时，县公安局应当维持秩序."""
    clause = part.clause_at(cue.at)
    return clause.condition and any(
        m.agency == "court" and opens_clause(doc.text[clause.start : m.start])
        for m in starting_in(doc.mentions, clause.start, cue.start)
    )


def helpers(parties: Sequence[Party], told: Party) -> Iterator[Party]:
    """Who is told to help a party with what it does: of one that leads, all; else those
    named right behind it (县住建局督促还款，县人社局予以配合)."""
    if told.role == "support":
        return
    near: Iterable[Party] = parties
    if told.role != "lead":
        behind = (p for p in parties if p.start > told.start)
        near = itertools.takewhile(lambda p: p.role in _BESIDE, behind)
    yield from (p for p in near if p.role in _BESIDE and p is not told and CLASS not in p.ids)


def ranked(doc: Analysis, part: Part, parties: Sequence[Party], told: Party) -> Iterator[Party]:
    """Behind the agent of a matter those who are told no more than their role in it: 考核由领导小组
    领导，县委政法委牵头实施，县法院参与."""
    if told.rule == "agent" and told.role is None:
        behind = (p for p in parties if p.start > told.end)
        for party in itertools.takewhile(lambda p: p.role is not None and p.agencies, behind):
            end = part.clause_at(party.end).end
            if CLASS not in party.ids and only_roles(doc.text, party.end, end, ()):
                yield party


def _is_matter(scene: Scene, clause: Clause, agent: Party) -> bool:
    """Whether a clause opens with what the agent behind it is to do: 所需资金由县财政局统筹."""
    opens = max(clause.start, scene.opens)
    matter = _MATTER.fullmatch(scene.text, opens, agent.start)
    return bool(matter) and not _OF_BODY.search(scene.text, agent.start, clause.end)


def _matter_before(scene: Scene, clause: Clause, agent: Party, stop: int) -> int | None:
    """Where the matter begins that stands before the agent's clause, which tells no more than
    who has it: 清理户外广告，由县城管局负责，县住建局配合; at `stop` another is told something."""
    opens = max(scene.part.start, scene.opens)
    by = scene.text[clause.start : agent.start] in ("由", "由各") or has(
        scene.doc, scene.part, agent
    )
    by = by and clause.start - opens > _LEAST_OWN
    closes = [scene.part.end] if stop == scene.part.end else [scene.part.end, clause.end]
    roles = by and any(
        only_roles(scene.text, clause.start, end, scene.doc.mentions) for end in closes
    )
    named = starting_in(scene.doc.mentions, opens, clause.start)
    return opens if roles and not named else None


def plain_duties(
    scene: Scene, parties: Sequence[Party], cues: Sequence[Cue]
) -> Iterator[tuple[Party, Cue]]:
    """Parties that are plainly told to do something in which no measure is named."""
    text, part = scene.text, scene.part
    named = list(scene.doc.cues_in(part.start, part.end))
    # A measure that is none of theirs (责令改正 of another bureau) is no other matter.
    alone = all(c.only and not any(c.only & p.ids for p in parties) for c in named)
    # Those in whose help a body acts (在县公安局的配合下) end nobody's words.
    acting = [p for p in parties if p.role != "support" or not text.endswith("在", 0, p.start)]
    for party, after in itertools.zip_longest(acting, acting[1:]):
        clause = part.clause_at(party.start)
        stop = _before_case(part, party, after) if after else part.end
        # 负责X is a duty by itself; other verbs only where nothing else is said.
        reach = min(clause.end if text.startswith("负责", party.end) else stop, stop)
        start = _own_words(text, party, clause, reach, stop)
        # What the case names in which it acts is not what it does, nor what another in turn does.
        in_turn = text.startswith("、", party.start - 1)
        low = clause.start if start == party.end and not in_turn else start
        if any(low <= c.at < reach or start <= c.end < reach for c in cues):
            continue
        if any(carries_out(text, part, party, cue) for cue in cues):
            continue
        words = text[start:reach]
        # What the court does is mostly told by the way, of a matter that is another's.
        by_way = party.rule != "agent" and not _BOUND.match(words)
        if scene.doc.about and party.ids == {"court"} and named and by_way:
            continue
        matter = party.rule == "agent" and _is_matter(scene, clause, party)
        own = start == party.end or len(words) >= _LEAST_OWN
        case = clause.condition and start == party.end
        if party.role or case or not (own and (matter or _may_be_told(party, words))):
            continue
        foreign = not scene.doc.about
        told = party.rule != "agent" or _AGENT_DUTY.match(words) or alone or foreign
        if matter:
            start = clause.start
        elif (before := _matter_before(scene, clause, party, stop)) is not None:
            start, reach, matter = before, clause.start - 1, True
            if any(start <= c.at < reach for c in cues):
                continue
        elif party.rule == "agent" and _BRIEF.fullmatch(words):
            start, matter = clause.start, True
        if matter or (told and is_plain(words, everybody=party.ids == {CLASS})):
            start += 0 if matter else _vague_opening(words)
            beside = (*helpers(parties, party), *ranked(scene.doc, part, parties, party))
            for bound in dict.fromkeys((party, *beside)):
                yield bound, Cue(start, reach, start, "other", frozenset())


def _before_case(part: Part, party: Party, after: Party) -> int:
    """Where the words of a party before another end: ahead of the matter of an agent (县房管局
    可以减租，所需资金由县财政局安排), and of the case in which it acts (各乡镇负责材料，造假的，由
    县纪委监委问责)."""
    acts = part.clause_at(after.start)
    if after.rule != "agent" or acts.start < party.end:
        return after.start
    case = part.clause_at(max(part.start, acts.start - 1))
    return case.start if case.condition else acts.start


def _own_words(text: str, party: Party, clause: Clause, reach: int, stop: int) -> int:
    """Where the words begin that tell what a party does, behind the case in which it acts."""
    start = party.end
    if told_first := _CASE_BEFORE.match(text, start, reach):
        start = told_first.end()  # 各乡镇接到预警后30分钟内要通知到户
    needs = party.ids == {"court"} and text.startswith("需", start)  # what others are to do then
    if clause.condition and not needs and _CASE_OF_ITS_OWN.match(text, start, stop):
        start = min(clause.end + 1, reach)  # 县公安局对遗弃儿童的，依法训诫、查处
    return start


def _may_be_told(party: Party, words: str) -> bool:
    """Whether words behind a party can be a duty of its own."""
    meets = party.ids == {"joint-meeting"} and MEETS.match(_AS_OFFICE.sub("", words))
    judges = party.ids == {"court"} and _JUDGES.match(words)
    of_class = party.ids == {CLASS} and _OF_CLASS.match(words)
    return bool(party.ids) and not (meets or judges or of_class)


def without_helping(
    doc: Analysis, part: Part, parties: Sequence[Party], cues: list[Cue]
) -> list[Cue]:
    """Without 予以协助 of those who help another with what it does: it is their role in that."""
    if not any(p.agencies and p.role != "support" for p in parties):
        return cues
    ends = [(p.end, part.clause_at(p.end).end) for p in parties if p.role == "support"]
    told = ((_HEARTILY.match(doc.text, a, b), b) for a, b in ends)
    alone = [(a.start(), b) for a, b in told if a and only_roles(doc.text, a.end(), b, ())]
    return [c for c in cues if not any(a <= c.start and c.end <= b for a, b in alone)]
