"""Who is told to act: the agencies in subject place, or after 由.

An agency at the start of a clause is its subject; one after 由 is its agent; one
after 协助, 向, 通知 and their like is neither. A subject holds until another takes
its place. 成立X makes X the one that the rest of the sentence speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.paragraphs import BULLETS
from mapping.agencies import CLASS, OTHER, Mention, starting_in
from mapping.clauses import HEAD_OF, NUMBER, Clause, Part
from mapping.model import Role
from mapping.persons import persons_told
from mapping.suffixes import Named

_OPENING = re.compile(
    # Where a body is, or whose members: 火场所在地乡镇政府, 县防汛指挥部成员单位.
    rf"^(?:{NUMBER})?(?:[\u4e00-\u9fff]{{0,6}}(?:所在地?|[\u4e00-\u9fff]{{2}}地|属地)的?|[\u4e00-\u9fff]{{2,20}}(?:指挥部|领导小组|联席会议))?"
    rf"(?:{NUMBER}"
    r"|[笫苐笤箄弟策]\S{1,3}条|[①-⑳]|各|同时|此外|其中|必要时|原则上|今后|另外|并|而|且|请|要求|对此|如|凡|如果|若"
    r"|(?:鼓励|倡导|提倡)(?:[有具][备有]?条件的)?|会议(?:决定|同意|要求|明确|议定|责成|指出)|责成|责令|委托|授权|指定|限|以|经[^，]{2,20}后|在[^，]{1,24}[下中上内时里后]|(?:根据|按照)[^，]{1,19}[^，向对给与由为](?<!制定)(?<!编制)(?<!建立)(?<!明确)(?<!确定)(?<!落实)(?<!指导)(?<!督促)(?<!组织)(?<!协调)"
    rf"|自[^，]{{2,16}}起|[^，。；]{{2,30}}牵头(?:单位|部门)?、|[^，。；对向由将把]{{1,8}}(?:企业|公司|单位|机构|协会|[站所队校社馆]|中心|医院)、|[\u4e00-\u9fff]{{2,16}}。|[【{BULLETS}]|严禁|禁止|[一二三四五六七八九十]是|首先|其次|再次|最后|第[一二三四五]，?|汛期|[沿环临涉][\u4e00-\u9fff]{{1,3}}|[库山城矿林牧]区|[上中下]游|(?:20\d\d年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日|[年月季]?[底末]|[上中下]旬)前|[\u4e00-\u9fff]{{2,8}}期间|年内|平时|辖|（[^（）]{{1,30}}）|【[^【】]{{1,30}}】|〔[^〔〕]{{1,30}}〕|“|”|本[县市州区]|[省市县州区]委(?:、|和))*$"
)
_OBLIQUE = re.compile(
    r"(?:发现|认为|协助|配合|支持|协同|会同|(?<![省市县区残妇])联合|商请|提请|报请|报告?|向|与|同|跟|对|将|把|给|送达|送交|移送|移交|推送|通知|通报|告知|抄送|发送给|根据|依据|按照|按|依|经|被|为"
    r"|简称|接到|收到|督促|监督|指导|推动|引导|敦促|责成|追究|应|以|从|至|及|到|在|于|凭|持|是|包括|有|设在|属于|隶属|接受|依托|召集|主持|统筹|协调|组织|动员|邀请|原)$"
)
_MOVED = re.compile("(?<!会议)(?:要求|责成|责令|委托|授权|指定)$")
_MADE_UP = re.compile("组成(?![^，]{0,8}(?:组|队|专班))")
_MODAL = re.compile(
    r"^等?[^，。；]{0,4}?(?:应当|应(?!用|对|急|付|收|缴|得|届|税)|(?<!主)要(?!求)|须|必须|负责(?![的人]|同志)|可以|不得|牵头|需)"
)
_COURT_CASE = re.compile(r"^[^，]{0,4}(?:决定|要求|移送|委托|提供|通报|裁定|执行|在)")
_RECEIVES = re.compile(r"^[^，]{0,4}(?:收到|接到|认为|发现|接报|审查|对|经)")
# Between a body and what it is to do: 县水利局的主要职责是：疏浚河道.
DUTIES_ARE = r"的?(?:主要|工作|具体)*(?:职责|任务)(?:是|为|包括|(?=[：，]|$))"
_JOIN = re.compile(
    "^(?:(?:等[^，。；要应须]{0,6}(?:部门|单位))?(?:、|和|及其?|，?以及|或者?|与)|等)?各?$"
)
# What OCR makes of 、 between names that open a sentence.
_MISREAD_JOIN = ("，", ".", "．", ",")
# A unit within the body behind whose name it stands: 县法院执行局、县公安局法制大队.
_UNIT_JOIN = re.compile(
    "(?:执行局|执行指挥中心|[\u4e00-\u9fff]{2,6}?(?:科|股|庭|处|室|站|大队|支队|中队|中心))(?:、|和|及|以及|与)"
)
# To whom a matter is handed, and who then acts on it: 将名单推送县发改委，由其录入信用平台.
_TO = re.compile(
    "(?:归口|通报|推送|移送|移交|抄送|转交|转|交|送|送交|送达|报送|报|提供给?|函告|告知|通知|反馈给?|发送给?|委托|商请)$"
)
_BY_IT = re.compile(
    "由其(?!所在|主管|上级|本人|单位|法定|近亲|家属|自行|承担|他|中|成员|指定|监护|亲属)"
)
# Members of a list that no table has: 、村委会和机关、团体、企事业单位.
_JOIN_OVER = re.compile(
    r"^[、和及](?:(?:(?![由对向将把应要须为在按])[\u4e00-\u9fff]){2,5}[、和及])+[\u4e00-\u9fff]{0,4}$"
)
# Who heads a body is of the body itself.
_HEADED = re.compile("由(?:总?召集人|组长|主任|指挥长|负责人)")
# Those who man a body: 县更新办由县住建局、县房管局合署办公，负责…
_MANNED = re.compile("[^，。；]{0,16}(?:协同开展工作|合署办公|联合办公|集中办公|共同组成)")
# 由各单位参加的联席会议: the words describe something else.
_OF_THEM = re.compile(r"(?:等?(?:单位|部门)?(?:共同)?(?:参加|参与|组成))?的")
_DUTY_IS = re.compile(DUTIES_ARE)
_HAVE_MEMBERS = ("joint-meeting", "government", "party-committee")
# Another of a list that no table knows: 县教育局、金湖集团等主管部门.
OTHER_MEMBER = r"[、和及](?:(?![由对向将把应要须为在按和及])[\u4e00-\u9fff]){2,10}"
# 县住建局等相关部门, 水利、交通等工程监管部门: the class is told by those named.
_AND_OTHERS = re.compile(rf"^(?:{OTHER_MEMBER}){{0,4}}等(?:(?![应要须])[^，。；：]){{0,24}}$")
_HELP = "的?(?:密切|大力|积极)?(?:配合|协助|支持)下"  # 在县民政局的配合下
_SUPPORTS = re.compile(
    r"^(?:等[^，。；]{0,6})?(?:应当?|要|须|负责)?(?:予以|密切|积极|做好|给予|共同|参与|全力|大力|主动)*"
    r"(?:(?:配合|协助|参与|参加|协办)(?:工作|执行|实施)?$|(?:配合|协助)[县市区州][\u4e00-\u9fff]{1,14}(?:局|委|办|部|中心)(?:做好[^，。；]{0,8}工作)?$"
    rf"|作?为(?:配合|协办|参与|协助)(?:单位|部门)|{_HELP})"
)
_LEADS_ONLY = re.compile("(?:负责)?牵头[，、]")
# 县委宣传部牵头，县文旅局配合做好名单公布工作: help beside one that leads.
_HELPS_WITH = re.compile(
    "^(?:要|应当?)?(?:积极|密切|共同)?(?:配合|协助|参与)(?:做好|抓好|开展|落实|完成|实施|推进)"
)
# 县政府批准设立的征集机构负责…: another body is told to act, which this one only set up.
_SET_UP = re.compile("(?:依法)?(?:批准|决定)?(?:设立|成立|指定|授权|认定|确定|公布|委托)的")
# 公安、交通等部门参加的抢险体系, 职能部门负责的桥段: the words describe something else.
_TAKE_PART = re.compile(
    "等?(?:有关|相关)*(?:部门|单位|和)*(?:共同)?(?:(?:参加|参与|组成)的|(?:负责|牵头|承担)的[\u4e00-\u9fff]{2})"
)
# Whose act is the one told before: 考核由县委政法委牵头，县法院具体实施.
_CARRIES_ON = re.compile(
    r"^(?:等[^，。；]{0,6})?(?:(?:负责)?具体(?:组织)?(?:实施|落实|承办)|负责(?:组织|具体)*实施)(?=[，。；]|$)"
)
# Beside one that leads: 县委政法委牵头，县财政局、县民政局按职责分工负责.
_BY_DUTIES = re.compile(
    r"^(?:等[^，。；]{0,6})?[按依]照?(?:各自)?职责(?:分工)?(?:分别|各自|共同)?(?:负责|落实|抓好落实)(?=[，。；]|$)"
)
_LEADS = re.compile("^(?:等[^，。；]{0,6})?(?:负责|作?为|是)?(?:总?牵头(?!负责的)|主办(?!单位$))")
_LEADS_SOMETHING = re.compile("(?:负责|应当?|要)?牵头(?!单位|部门|负责|抓总)[^，。；、：]{2,}")
# 青禾县公安局（以下简称县局）应当查询: what is said in passing stands in nobody's way.
_IN_PASSING = re.compile(r"^（[^）]{1,40}）")
_BY = re.compile(
    r"由(?:各|辖|辖区|属地|当地|本级|沿[河江线路湖海]|涉[及事]|所辖|周边|相关|有关|[^，。；由]{0,6}(?:所在地?|住所地|登记地|事发地|发生地)的?|[作提发受][^，。；由、]{1,8}的)?$|^(?:一律|统一|直接)?交$"
)
_MAINLY = re.compile("为主(?!任|席|要|办|管)")  # 以县税务局为主
# 明确县财政局为责任单位，负责…
_NAMES = re.compile("(?:明确|确定)$")
_AS = re.compile("作?为(?:责任|牵头|主办|配合|协办|[^，。；]{2,20}(?:部门|单位|机构))")
# 县公安局要明确专门部门负责此项工作: a unit within the bureau, which acts on itself.
_OWN_UNIT = re.compile(
    "(?:明确|确定|指定|设立|设置|安排|落实)(?:[一1]个|专门|专职|具体|承办|内设|相应|相关|有关|业务|职能|责任|牵头)*$"
)
# 发挥信访、司法行政部门作用，引导…: whose part it is.
_PLAYS = re.compile("发挥(?:好)?$")
_PART_OF_IT = re.compile("的?(?:职能|主体|基层|主导|监督)?作用")
# 同意县林业局承担…工作, but not 同意县公安局提出的方案
_AGREED = re.compile("同意$")
_CHARGES = re.compile("负责|承担|牵头|组织|开展|设立|限制|查询")
# 所需经费县财政局予以保障
_FUNDS = re.compile("^[^，。；由向对]{0,12}(?:资金|经费|费用)$")
_PAYS = re.compile("(?:足额|统一|全额|给予)*(?:予以|安排|列入|纳入|解决|保障|承担|统筹|负责)")
# 县公安局的民警应当每周巡查: who acts for a body.
_ITS_PEOPLE = re.compile(
    "的[^，。；、]{0,6}(?:人员|民警|干警|干部|职工|法官|检察官)(?=应|要(?!求)|须|必须|每|对|在|不得|负责)"
)
# 县审计局审计报告由县财政局转发: what is a body's, before the one who acts.
_TOPIC = re.compile(
    "的?[^，。；、：应要须后]{1,14}?(?:报告|意见|建议|[件单书证]|信息|事项|任务|数据|材料|预算|资料|台账|结果|档案)"
    "(?:均|统一)?由(?![其于此])"
)
# An act within a row of them.
_ACT = re.compile("(?!负责|等|和|及|与|牵头|配合|协助|参[加与])[\u4e00-\u9fff]{2,8}(?<![院校站馆])")
_NO_LONGER = re.compile("不再(?:承担|负责|受理|履行|行使)")
_WITH_HELP = re.compile(_HELP)
_FOUNDS = re.compile(
    r"(?:成立|组建|设立|组成)$|(?:建立|成立|组建|设立)由[^，。；]{2,80}(?:组成|参加|[任为](?:组长|总指挥|总?召集人|指挥长|主任))的$"
)
# 成立由县文旅局牵头，县财政局、县水利局组成的…小组, over a comma.
_FOUNDS_OF = re.compile(
    r"(?:建立|成立|组建|设立)[由以][^。；]{4,200}(?:组成|参加)的$|[为任]成员(?:单位)?的$"
)
# 由县应急局、县财政局等部门组成的工作小组负责…
_FORMED = re.compile(
    rf"^(?:{NUMBER})?(?:由[^。；]{{4,200}}(?:组成|参加)|[^，。；]{{2,30}}(?:成立|设立|组建))的$"
)
# What a body that another sets up is for, before anything is said of its office:
# 县政府成立领导小组，由副县长任组长，负责…; without it, to set it up is all.
_IS_FOR = re.compile(
    r"^(?:[^。；]{0,60}?，)??(?:具体|全面|统一|专门)?(?:负责|承担|统筹|协调|领导|指挥|组织|研究|审议|指导|推进|实行|开展|召开|集中|制定)"
)
# Members who are told something in the same breath.
_EACH_THEN = re.compile("，(?:应当?|要|须)?各(?:自)?(?:确定|明确|指定|落实|安排|派)")
_ANSWERS = "(?:同志)?[是为][^，。；]{0,24}责任人"  # 各乡镇主要负责人是防汛第一责任人
_MEMBERS = re.compile(
    r"^(?:等[^，。；]{0,4}?(?:部门|单位)为|为|是)?(?:联席会议|领导小组)?(?:的)?成员(?:单位)?|^等[^，。；]{0,8}?(?:部门|单位)为[^，。；]{2,10}成员单位|^等?(?:\d+个)?(?:部门)?和?(?:单位)?组成(?!(?:[\d一二三四五六]+个)?(?:联合|专项|检查|督查|督导|巡查|考核|指导|执法|调查|验收|评估|审查|工作组|专班))"
    rf"|^(?:等[^，。；]{{0,8}}?(?:部门|单位))?的?(?:有关|主要|分管|相关)*(?:负责人|负责同志|领导|联络员)(?!{_ANSWERS})(?:分别)?(?:为|任|担任|兼任|作为)"
    rf"|^负责{HEAD_OF}|^各?(?:主要|分管)(?!负责(?!人|同志))(?!(?:负责人|负责同志|领导)(?:要|应|须|必须|亲自|每|定期|带队|约谈|督办|包[案抓保联]|{_ANSWERS}))"
    rf"|^(?:书记|局长|主任|院长|检察长|部长|行长|县长|市长|州长|区长)(?!召集|主持|{_ANSWERS})"
)


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts from `start` on: agencies with their mentions.

    `end` closes the names, `until` the reach of an agent inside another's sentence;
    `role` is told by the words right behind the names (牵头, 配合), else None.
    No agencies: someone who is no agency acts (a debtor, a company).
    """

    start: int
    end: int
    agencies: tuple[Named, ...]
    rule: str
    until: int | None = None
    role: Role | None = None

    @property
    def ids(self) -> frozenset[str]:
        """The agency ids of the party."""
        return frozenset(agency for agency, _, _ in self.agencies)


def groups(text: str, part: Part, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of a part, those joined to one another together.

    与 before the court joins no subject (纪检监察机关与人民法院建立机制 has one), and a
    class behind 等 (县住建局等相关部门) stands for no one beside those named.
    """
    found: list[list[Mention]] = []
    for mention in starting_in(mentions, part.start, part.end):
        between = text[found[-1][-1].end : mention.start] if found else "，"
        if mention.agency == CLASS and _AND_OTHERS.match(between):
            continue
        inside = between == "（" and text.startswith("）", mention.end)
        if inside and found[-1][-1].agency == "township":
            # 各街镇（管委会）: those of both kinds.
            found[-1].append(replace(mention, end=mention.end + 1))
            continue
        if inside and (
            found[-1][-1].agency == "joint-meeting"
            or mention.agency not in (CLASS, "joint-meeting", "township")
        ):
            # 领导小组办公室（县发改局）负责统筹: the office acts; where it sits is told by the way,
            # and the other name of a bureau is (县市场监管局（县知识产权局）).
            found[-1][-1] = replace(found[-1][-1], end=mention.end + 1)
            continue
        same = bool(found) and mention.start <= found[-1][-1].end
        comitative = between.endswith("与") and mention.agency == "court"
        listed = bool(_JOIN.match(between) or _UNIT_JOIN.fullmatch(between))
        if found and between in _MISREAD_JOIN:
            first = found[-1][0].start
            listed |= opens_clause(text[part.clause_at(first).start : first])
        listed |= mention.agency == CLASS and _JOIN_OVER.match(between) is not None
        if mention.agency == CLASS and not between and found[-1][-1].agency in _HAVE_MEMBERS:
            # 县防指成员单位 are its members, and not the body itself.
            found[-1][-1] = replace(mention, start=found[-1][-1].start)
        elif same or (between and listed and not comitative):
            found[-1].append(mention)
        else:
            found.append([mention])
    return found


def _only_sets_up(text: str, part: Part, found: Sequence[Party], body: Party) -> bool:
    """Whether a clause says no more than who sets a body up."""
    clause = part.clause_at(body.start)
    own = found and found[-1].agencies and found[-1].start >= clause.start
    told = text[body.end : part.end].partition("办公室")[0].lstrip("，")
    return bool(own) and _IS_FOR.match(told) is None


def find_parties(
    text: str, part: Part, mentions: Sequence[Mention], established: bool
) -> tuple[Party, ...]:
    """The subjects and agents of a part in order.

    `established`: the provision has a subject already, so that the court in a
    condition (人民法院决定拘留的，…) is not taken for the one that acts.
    """
    found = [Party(at, at, (), "non-agency") for at in persons_told(text, part)]
    grouped = groups(text, part, mentions)
    for group in grouped:
        if found and _MOVED.search(text[part.start : group[0].start]):
            continue  # 县检察院发现不立案的，要求公安机关说明理由
        party = _party(text, part, group, established) or _in_turn(text, part, group, found)
        if party:
            if party.rule == "founded" and _only_sets_up(text, part, found, party):
                continue
            established = True
            found.append(party)
    found += _by_those_told(text, part, grouped)
    ordered = sorted(found, key=lambda p: p.start)
    if any(p.role == "lead" and _LEADS_ONLY.match(text, p.end) for p in ordered):
        ordered = [_helping(text, p) for p in ordered]
    return tuple(ordered)


def going_on(text: str, party: Party) -> Party:
    """A party as the next sentences have it: what it does there it does not lead, where 牵头 has
    a matter of its own (县发改委牵头建立机制)."""
    once = party.role == "lead" and _LEADS_SOMETHING.match(text, party.end)
    return replace(party, role=None) if once else party


def of_others(text: str, part: Part, mentions: Sequence[Mention]) -> bool:
    """Whether a part opens with what someone who is no agency must do: 燃气企业应当检查管道."""
    parties = find_parties(text, part, mentions, True)
    return bool(parties) and not parties[0].agencies


def _by_those_told(text: str, part: Part, grouped: Sequence[Sequence[Mention]]) -> Iterator[Party]:
    """The agents of 由其: those to whom the clause before hands the matter."""
    for told in _BY_IT.finditer(text, part.start, part.end):
        clause = part.clause_at(told.start())
        before = [group for group in grouped if group[0].start < clause.start]
        if clause.start != told.start() or not before:
            continue
        receivers = before[-1]
        sender = part.clause_at(receivers[0].start)
        if sender.end + 1 == clause.start and _TO.search(text, sender.start, receivers[0].start):
            agencies = tuple((m.agency, text[m.start : m.end], None) for m in receivers)
            yield Party(told.start(), told.end(), agencies, "agent", until=clause.end)


def _helping(text: str, party: Party) -> Party:
    if party.role is not None or party.rule != "subject":
        return party
    if _BY_DUTIES.match(text[party.end :]):
        return replace(party, role="responsible")
    return replace(party, role="support") if _HELPS_WITH.match(text[party.end :]) else party


def _party(text: str, part: Part, group: Sequence[Mention], established: bool) -> Party | None:
    clause = part.clause_at(group[0].start)
    before = text[clause.start : group[0].start]
    after = _IN_PASSING.sub("", text[group[-1].end : clause.end])
    if _MEMBERS.match(after) and not _EACH_THEN.match(text, clause.end):
        return None
    within = group[0].agency == CLASS and not text.startswith("各", group[0].start)
    if within and (unit := _OWN_UNIT.search(before)) and unit.start():
        return None
    rule = _rule(before, after, group, established)
    if rule is None and all(m.agency == "joint-meeting" for m in group):
        founds = _FOUNDS_OF.search(text, part.start, group[0].start)
        rule = "founded" if founds and founds.end() == group[0].start else None
    if rule is None:
        return None
    court = established and all(m.agency == "court" for m in group)
    case = rule == "subject" and clause.condition and court
    if case and (not _RECEIVES.match(after) or _COURT_CASE.match(after)):
        return None
    people = _ITS_PEOPLE.match(text, group[-1].end, clause.end)
    return Party(
        start=group[0].start - (2 if rule == "founded" else 0),
        end=people.end() if people else group[-1].end,
        agencies=tuple((m.agency, text[m.start : m.end], None) for m in group),
        rule=rule,
        until=_reach(rule, clause, after, group, established),
        role=_role_behind(after),
    )


def _in_turn(
    text: str, part: Part, group: Sequence[Mention], found: Sequence[Party]
) -> Party | None:
    """Who acts next in a row of bodies and short acts: 由乡镇初审、县民政局审批、县财政局拨付."""
    clause = part.clause_at(group[0].start)
    last = found[-1] if found and found[-1].agencies else None
    if last is None or last.start < clause.start:
        return None
    seam = group[0].start - 1
    row = text[seam] == "、" and _ACT.fullmatch(text, last.end, seam)
    own = _ACT.match(text, group[-1].end, clause.end) if row else None
    if own is None or text[own.end() : own.end() + 1] not in ("", "、", "，", "。", "；"):
        return None
    named = tuple((m.agency, text[m.start : m.end], None) for m in group)
    return Party(group[0].start, group[-1].end, named, "agent")


def opens_clause(before: str) -> bool:
    """Whether nothing but a number or an opening word stands before a name in its clause."""
    return bool(_OPENING.match(before))


def _rule(before: str, after: str, group: Sequence[Mention], established: bool) -> str | None:
    """By which rule a group acts, told from the words around it; None where it does not."""
    if before.endswith("在") and _WITH_HELP.match(after):
        return "subject"
    if _BY.search(before) or (before.endswith("以") and _MAINLY.match(after)):
        return None if _OF_THEM.match(after) or _MANNED.match(after) else "agent"
    if after.startswith("由"):
        body = all(m.agency in ("joint-meeting", "other-agency") for m in group)
        own = body and (_HEADED.match(after) or _MANNED.search(after))
        return "subject" if own else None
    if _FOUNDS.search(before) and all(m.agency == "joint-meeting" for m in group):
        # 各乡镇要成立专班: those who each set one up act on.
        return None if established and "各" in before else "founded"
    if _SET_UP.match(after) or _TAKE_PART.match(after):
        return None
    if _FORMED.search(before) and all(m.agency == "joint-meeting" for m in group):
        return "subject"
    told = after.startswith(("的，", "的。")) or _DUTY_IS.match(after) or _ITS_PEOPLE.match(after)
    if (after.startswith("的") and not told) or _TOPIC.match(after) or _NO_LONGER.match(after):
        return None
    # 乡镇要发挥网格员作用: their people are no subject beside their own.
    if _PLAYS.search(before) and _PART_OF_IT.match(after):
        return None if any(m.agency == OTHER for m in group) else "subject"
    if (_NAMES.search(before) and _AS.match(after)) or (
        _AGREED.search(before) and _CHARGES.match(after)
    ):
        return "subject"
    if _FUNDS.search(before) and _PAYS.match(after):
        return "subject"
    if not opens_clause(before) and (_OBLIQUE.search(before) or not _MODAL.match(after)):
        return None
    return "subject"


def _reach(
    rule: str, clause: Clause, after: str, group: Sequence[Mention], established: bool
) -> int | None:
    """How far a party acts where it does not take over: to the end of its clause."""
    if rule == "agent" and (
        "牵头的" in after or _MADE_UP.search(after) or (established and after.endswith("后"))
    ):
        return clause.end
    # Governments of the places below do not take over a bureau's provision.
    below = all(m.agency == "government" for m in group)
    return clause.end + 40 if below and established and rule == "subject" else None


def _role_behind(after: str) -> Role | None:
    if _LEADS.match(after):
        return "lead"
    if _CARRIES_ON.match(after):
        return "responsible"
    return "support" if _SUPPORTS.match(after) else None
