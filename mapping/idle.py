"""Sentences that give nobody a duty: why a directive is issued, who belongs to a body, cases."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Block
from mapping.clauses import HEAD_OF, NUMBER, Part, Provision
from mapping.measures import Cue
from mapping.suffixes import PERSONS

_MEMBERSHIP = re.compile(
    r"(?:^|[）、.．])(?:第一|常务)?(?:副?组长|成员|副?召集人|副?主任|副?总?指挥长?)(?:单位)?："
    r"|成员单位(?:暂定)?(?:包括|由|有|为|：)|组成人员|由[^。]{4,}组成(?![^，。；]{0,6}(?:调查|验收|检查|督查|执法|考核|评估|审查|工作)组)|担任(?:组长|主任|召集人)|长(?:兼|担)?任(?:第一|常务)?副?(?:总?指挥长?|组长|主任|召集人)，[^。；]*成员|(?:负责人|负责同志|领导)(?:兼?任|为)[^，。；]{0,8}(?:组长|主任|召集人|指挥长|成员)|由(?:(?!限制|禁止|不得|不予|不准)[^。；]){2,40}担任|为(?:主要)?召集人"
)
_IDLE = re.compile(
    r"制定本(?:实施)?(?:办法|意见|方案|规定|细则|制度|规程|预案|计划)|(?:所称|是指|，适用本)|^(?!.*解释).*自(?:发布|印发|公布|下发|签订)之日起"
    r"|^(?:(?!，).){0,20}(?:下列|以下|如下)[^，。；]{0,6}(?:事项|工作|任务|措施|职责|义务)(?:[^，。；]*|(?:由|[^，。；]{0,20}(?:牵头|负责))[^。；]*)：$|^[^，。；]*(?:(?:职责|分工)如下[：:]?$|(?:承担|履行|行使|负责|落实)(?:下列|以下|如下)[^，。；]{0,10}(?:事项|工作|任务|措施|职责|义务)：$)|(?:主管|责任|监管)(?:部门|单位|机关)，其?(?:主要|具体)*职责(?:是|为|包括)?：$|见(?:下表|附[件表])"
    r"|^(?:出席|列席|参加|参会|主持|记录|请假|缺席|发送|分送|主送|抄送)[^，。；]{0,4}：|^(?:联系人|联系电话|签发人|编号)：|^关于[^，。；]{2,20}。$|签署日期|（(?:盖章|章|签[字章])）|签订日期|？$|(?:日印发|年印发)$|特此(?:通知|函告|函达|批复|公告|通告|说明)"
    r"|(?:制定|提出|作出|达成)(?:如下|以下)|各执一份|现印发|转发给你们|经[^，]{2,20}同意，现|会议指出|会议认为|会议听取|^[^，。；]{0,16}遵循[^。；]{0,40}原则(?:[。；]?$|，(?:坚持|做到|实行|依法))"
    # What is looked at: 考核重点是…
    r"|^[^，。；]{0,6}(?:督查|考核|检查|排查|评估)(?:重点|对象|内容|指标|频次)(?:主要)?(?:是|为|：|包括)"
    # What may be added to a list: （六）法律、法规规定的其他措施.
    rf"|^(?:{NUMBER})?(?:(?:法律|法规|规章|国家|上级)[、和]?)+[^，。；]{{0,8}}规定的其他[^，。；]{{2,10}}[；。]?$"
    # A field of a form: what is to be reached, what is amiss, which person leads.
    r"|^(?:[一二三四五六七八九十]+、)?[^，。；：]{0,4}(?:目标|问题|表现|领导|责任人|负责人)：(?!负责|承担|要|应)"
    # How a speech ends.
    r"|^同志们[，：]|(?:^|，)让我们"
    # Which groups a body is divided into: 指挥部下设排涝组、转移组。
    r"|(?:^|，)[^，。；：]{0,30}(?:下设|分设|内设)(?:(?!负责|承担|组织)[^，。；：]){2,200}[组队班](?:等?[\d一二三四五六七八九十]+个[^，。；]{0,6})?[。：]?$"
    # The title of an article: 第四条（街道办事处职责）
    r"|^第[^，。；]{1,4}条（[^（）]*）$"
    # Who of a list leads: 列第一位者为牵头单位.
    r"|^[^，。；：]{0,8}[列排][^，。；]{0,4}(?:第一|首|最前)[^，。；]{0,6}[为是](?:牵头|责任)(?:单位|部门)"
    # Who is meant: 惩戒对象为…; 人民法院认定的失信被执行人.
    r"|(?:惩戒|奖惩|监管|适用|限制)(?:的)?对象(?:主要)?(?:为|是|包括|有)(?![^，。；]*的，)|^[^，；]{0,16}(?:认定|公布|确定|列入|纳入|发布)[^，；]{0,16}的(?:失信)?(?:被执行人|人员|主体|企业|单位)(?:（[^）]*）)?[。；]?$"
)
# What has been done, and binds nobody by any word: 近年来，县水利局修建水库三座; 目前，县财政局
# 已设立专户.
_DONE_SO_FAR = re.compile(
    rf"(?:{NUMBER})?(?:(?:近年来|近[几两三]年来?)(?!的|未)|(?:(?![对就]|[排核清检]查|清理)[^，。；]){{0,20}}以来(?=，)|(?:目前|当前|截[至止][^，。；]{{1,14}})(?=，(?!对)[^。；]*(?:已|了(?!解))))[^。；]*[。；]?"
)
_BINDS = re.compile(
    rf"应(?!用|对|急|有)|必须|务必|(?<![主重需必首简摘次])要(?!求|点|素|案|件)|不得|负责(?!{HEAD_OF}|同志|领导)|为此|今后|下一步|将(?!近)|，由|予以|不予|汇总|[未已](?!经?[建完设成出制印])[^，。；]{{0,14}}的(?:[\u4e00-\u9fff]{{2,3}})?，"
)
_PEOPLE = re.compile(
    "(?![对向为要将把]|组织|引导|督促|指导|鼓励|支持|动员|帮助|通知|发动|要求)[^，。；]{0,6}"
    "(?:村民|游客|居民|公民|住户|业主|群众|商户|经营者|当事人|申请人|家长|企业|使用者|设置者)"
)
# 县公安局（负责车辆查控的大队） is a member like the others.
_CHARGED = re.compile(f"负责(?!{HEAD_OF}|同志|领导|[^，。；（）]{{2,20}}的[^，。；（）]{{2,12}}）)")
# Under such a line stand cases, and no duties.
_CASES = re.compile("(?:下列|以下)[^。；]{0,12}(?:情形|行为|情况)(?:之一)?")
# Under such a line stands what something is about.
_SCOPE = re.compile(
    "(?:(?<!职责)(?<!责任)(?<!职权)(?<!工作)(?<!分工)(?<!管理)范围|对象|条件|情形)(?:如下|[为是包][^。；：]*(?:，(?:主要)?包括|以下|下列|包括)[^。；：，]{0,6})：$"
)

# Under such a line stands what is forbidden to all.
_FORBIDS = re.compile("(?:禁止|严禁)(?:有|从事|进行|实施)?(?:下列|以下|如下)[^。；]*：$")
_ASKS = re.compile("查询|查阅|调查|提供")
_INFORMATION = re.compile("[^，。；]*(?:信息|情况|资料|记录|状况|数据)(?=[，。；（])")
# Information that one body sends another.
_NEWS = re.compile(
    "(?:提供|报送|推送|移送|交换|通报|公布|公开)(?:以下|下列|如下)[^，。；]{0,10}(?:信息|情况|数据|内容|材料|资料)：$"
)
_PAPERS = re.compile(
    "(?:提交|附送|附具|载明|具备|符合)(?:下列|以下|如下)(?:材料|资料|文件|证明|证件|内容|条件|事项)：$"
    "|(?:方案|预案|公告|通知书?|协议|报告|申请书?|合同|档案|台账|目录|清单)(?:应当?|须)?(?:一般)?(?:包括|包含|载明|明确)"
    "(?:下列|以下|如下)[^，。；]{0,6}(?:内容|事项)：$"
)


def is_idle(words: str) -> bool:
    """Whether a sentence says why, how or by whom a directive is issued, and binds nobody."""
    done = _DONE_SO_FAR.fullmatch(words) is not None and _BINDS.search(words) is None
    return done or _IDLE.search(words) is not None or PERSONS.fullmatch(words) is not None


def of_people(words: str) -> bool:
    """Whether a sentence begins with people or companies who do something by themselves."""
    return _PEOPLE.match(words) is not None


def names_members(words: str) -> bool:
    """Whether a sentence names the members of a body."""
    return _MEMBERSHIP.search(words) is not None


def tells_members(words: str) -> bool:
    """Whether a sentence only names the members of a body, and gives them no duty."""
    return names_members(words) and "牵头" not in words and not _CHARGED.search(words)


def about_members(
    part: Part, words: str, cues: Sequence[Cue]
) -> tuple[Sequence[Cue], Sequence[Cue]]:
    """The cues of a part in the clauses that tell who belongs to a body, and those behind."""
    last = list(_MEMBERSHIP.finditer(words))[-1]
    end = part.clause_at(part.start + last.end()).end
    return [c for c in cues if c.at <= end], [c for c in cues if c.at > end]


def is_case(provision: Provision, block: Block) -> bool:
    """Whether an item is a case (泄露查询内容的；) in which something is done to someone, or one of
    the papers that somebody is to hand in, or what is forbidden to all."""
    stem = provision.above[-1].text if provision.above else ""
    case = block.text.endswith(("的；", "的。")) and _CASES.search(stem) is not None
    return case or any(words.search(stem) for words in (_PAPERS, _SCOPE, _FORBIDS))


def asks(provision: Provision, words: str) -> bool:
    """Whether the words of an item only name what the sentence above asks for: 协助查询下列事项：
    （一）出入境信息; but not （一）安排车辆."""
    stem = provision.above[-1].text if provision.above else ""
    asked = stem.endswith("：") and _ASKS.search(stem) is not None
    return asked and _INFORMATION.match(words) is not None


def is_news(provision: Provision) -> bool:
    """Whether the items of a provision only say what one body tells another."""
    return bool(provision.above) and _NEWS.search(provision.above[-1].text) is not None
