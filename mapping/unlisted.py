"""Bodies that no table knows, told by their level (县数据局), their place in a list, at the
head of a line that charges them (南岭铁塔公司：负责基站; 抢险救援组负责转移), or as a group that
leads others."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A bureau of no table, told by its level: 县数据局.
BUREAU = (
    r"(?<!社)[省市县区州](?!级|直|各|内|委|域|人民政府|政府|人民)(?:(?![由向将把])[\u4e00-\u9fff]){2,8}?"
    r"(?:(?:局|厅|(?<!部)署|委员会|中心|支队|大队|总队|(?<!小组)(?<!会议)(?<!指挥部)办公室|(?:事务|经办|执法|监察)机构|执法队)(?![\u4e00-\u9fff]{0,2}长)"
    r"|(?:医院|博物馆|图书馆|文化馆|纪念馆)(?=[、和与及]|具体|应|要|须|负责|设立|开设|组建|开辟|配合|协助|按)"
    r"|(?:监督|监测|检测|检验|推广|管理|水文|气象|质量安全|质监|安监)站(?![点长])"
    r"|(?:(?:管理|监督|养护|检查)所|(?:管理|工程|养护|管护)处)(?!理|置|罚|分|于|在|的|[\u4e00-\u9fff]?长|[属需辖])"
    r"|(?<![督交转承主协代开举催创停经包申快帮领续补缓通速])(?<!(?<!督)查)[办委](?=[、，。；：）]|等|和|由|会同|牵头|负责|配合|协助|落实|汇总|统筹|应当?|要|将|对|参与|[每定]|及时|按照?|根据|做好))"
    # 县突发事件预警信息发布中心
    r"|(?<!社)[省市县区州](?:(?![由向将把对和与及的])[\u4e00-\u9fff]){9,16}?中心(?=负责|应|要(?!求)|须|牵头)"
)
# A body of no table that is the agent: 由南岭文管所全面负责.
AGENT = (
    r"(?<=由)(?:(?![由向对将把应各其该本的])[\u4e00-\u9fff]){3,20}?(?:(?<!场)(?<!住)所|处|馆|(?<!加油)站)"
    r"(?=(?:全面|具体|统一|分别)?(?:负责|承担|组织实施|牵头))"
)
# An office of a town or a bureau, told by its function at the head of a clause: 党政办, 农经站.
_FUNCTIONS = (
    "党政|党建|组织|宣传|统战|纪检|人大|综治|平安|法治|维稳|信访|应急|安监|安全|消防|社会|事务|民政|社保|人社|劳动|就业|卫健|卫计|卫生|计生|教育|文化|文旅|文体|广播"
    "|经济|经发|企业|招商|统计|财政|财务|农业|农村|农经|农机|农技|农资|畜牧|兽医|动物|林业|水利|水务|国土|自然资源|规划|城建|村建|建设|城乡|城管|市容|环保|生态|环境"
    "|环卫|园林|执法|便民|政务|为民|扶贫|乡村振兴|退役军人|武装|交通|公路|供水|电力|综合|行政|党群|公共|市场|项目|技术|治安|巡防|护林|基层"
)
# 所 as an office, and not 所需, 所在, 所属.
SUO = "所(?![需有属在称得涉列办产用作提为谓持示获供述])"
# Words that tell what somebody does as well: 组织工作队进村 names no office.
_DOES = (
    r"(?!(?:组织|宣传|建设|统计|规划|教育|招商|治安|执法工作)"
    rf"(?!办|所|站(?!房)|(?:{_FUNCTIONS}){{1,3}}办))"
)
OFFICE = (
    r"(?:(?<![\u4e00-\u9fff])|(?<=[由和、条]))(?:[镇乡]|街道|园区|社区)?"
    rf"{_DOES}(?:{_FUNCTIONS}){{1,4}}(?:管理|监管|监督|服务|推广|保障|发展|工作|治理|指挥)*"
    r"(?:办(?:公室)?(?![理法事学案公好结医园养体社])|站(?![点长台房位])"
    rf"|(?<!场){SUO}|[中大分]?队(?![伍员长])"
    r"|(?<!为)中心(?![城区组地环内卫小村校社镇敬厨仓库药血粮市幼站店点任工大]))"
    r"|(?:(?<![\u4e00-\u9fff])|(?<=[由和、条]))[市县区州镇乡村]?(?:中心(?:校|小学|学校)|敬老院|福利院|广播站|供销社|信用社|图书馆|文化馆|博物馆|殡仪馆|急救中心|种子站|植保站|航道(?:管理)?[处站局]"
    r"|[\u4e00-\u9fff]{2,4}(?:管理|养护)(?:所|处(?!理|置|罚|分|于|在)|站)"
    r"|(?:(?:(?:[省市县区州镇乡村]|乡镇|镇街|街道)级(?:以上|、(?:和|及)?)?|各级?|[省市县区州镇乡])+总?|总)(?:河湖|[河湖林路田])长"
    r"(?![制办会名令的]|公示|联系|责任|体系|履职)|(?:河湖?|林)长(?=应当?|要|须|可以|每[年季月周旬日]|负责|对)"
    r"|(?:征[收迁地]|动迁|拆迁|村镇|房屋|水务|农业|林业|社会保障)(?:补偿)?事务所|卫生[院室]|(?:人民)?调解委员会|烟草专卖局|海事[处局]|仲裁(?:机构|院|委员会))"
    r"(?![\u4e00-\u9fff]?长)"
)
# A bureau of no table behind one that is known, in a list that goes on or is told to act.
LISTED = re.compile(
    r"[、和及与]([\u4e00-\u9fff]{2,6}?(?:局|委|办|中心|大队|支队|公司|联社|站)"
    r"(?=[、，。；：）]|[和及与等]|应当?|要(?!求)|须|负责|按|牵头|参与|配合|共同|分别|$)"
    r"|(?<=、)[省市县区州][\u4e00-\u9fff]{2,6}?(?:局|中心|大队|支队|公司|联社)(?![\u4e00-\u9fff]?[长的]|员|领导|主要|分管))"
)
# A member of a list of departments (、行政执法、): hanzi that govern nothing.
_MEMBER = re.compile(
    r"(?:^|[、，。；：（条款\s])((?:(?![、和及与对向由将把应要须的为在从按据])[\u4e00-\u9fff]){2,8})$"
)
_LEADING = ("指挥部", "领导小组", "联席会议", "专班")
# What stands before 部门 in a name of no table: 房屋征收部门.
DEPARTMENT = re.compile(
    r"(?:^|[，。；：由条款\s])((?:(?![、和及与对向由将把应要须的为在从按据等各其该本有相])[\u4e00-\u9fff]){2,8}"
    r"(?<!主管)(?<!牵头)(?<!责任)(?<!配合)(?<!参与)(?<!职能)(?<!监管)(?<!执法)(?<!业务)(?<![上下同][级])(?<!行政)"
    r"(?<!所属)(?<!成员)(?<!发起)(?<!受理)(?<!工作)(?<!级政府)(?<!人民政府)(?<!综合)(?<!直属)(?<!涉案)(?<!政法)(?<!综治)(?<!牵头的))$"
)

# The place of an office, before its name at the start of a clause: 城关派出所, 西河镇司法所.
_PLACE_BEFORE = re.compile(
    r"(?:^|[，。；：、由）\s])(?!辖区|属地|当地|基层|所在|各地|其他|有关|相关|及时|并|以及|包括|[由向经请交送报对与和及各该本原其第]"
    r"|通知|配合|协助|会同|指导|督促|组织|联系|报告|报送|移[交送]|协调|告知|[提商邀报申]请|联合|支持|抄[送告]|要求|责成|动员|发动|安排"
    r"|交由|转交|加强|推[进动广行]|强化|完善|健全|[建设成]立|[建增]设|规范|依托|发挥|整合|充实|优化|提升|深化|开展|创建|落实|全面|深入|选派|派驻"
    r"|抽调|新建|改造|撤并|调整|明确|借助|利用|通过|夯实|做[实强]|打造|检查|考核|表彰|保障|帮助|引导|鼓励|服务|协同|配[齐强备]|补齐)"
    r"((?:(?![的和与及或由向对将把应要须为在从按据])[\u4e00-\u9fff]){1,2}"
    r"(?![的时期后前内间年月日法动极同均都也还将])[\u4e00-\u9fff](?:镇|乡|街道)?)$"
)
_OF_PLACE = re.compile(
    "(?!市(?!场)|[省县区州各全本]|辖区|属地|当地)[\u4e00-\u9fff]{2,10}(?:[所站]|[中大]队|分局)$"
)

_GROUPS = ("组", "指挥机构")
_HEAD = re.compile(
    r"((?![各该本每其])(?:(?![、和及与对向由将把应要须的为在从按据设于即是当如若])[\u4e00-\u9fff（）“”]){2,22}?"
    r"(?:公司|集团|总队|支队|大队|中队|总站|[总分]社|学院|医院|研究院|协会|联合会|基金会|专班|(?<!小)组|指挥机构))"
    r"(?:：|。$|(?=负责|承担|协助|配合|牵头|(?:主要|工作)*职责：))"
)
_JOINT = re.compile(
    r"(?:联席会议|领导小组|协调工作小组|协调小组|工作小组|(?:工作|推进|整治|攻坚|提升|行动)专班|(?:洽谈|推进|攻坚|整治|处置|评审|联审|会审)小组|指挥部|议事协调机构)(?:办公室)?"
    r"(?!制度|机制|成员|精神|议题|、|的(?!(?:主要|工作|具体)*(?:职责|任务)(?:[是为包：]|，(?!由)))|上|纪要)"
)
# A leading body's name runs back over hanzi, but over no verb that acts on it and no number.
_JOINT_STOP = re.compile(
    r"[^\u4e00-\u9fff“”+]|简称“?|第[〇零一二三四五六七八九十百]+[章节条款项]|负责|召集|召开|转送|转交|移[送交]|抄[送报]|推送|建立|健全|组成|成立|设立|组建|参加|出席|主持|提请|商请|报请|通过|落实"
    r"|承担|督促|完善|处理|指导|定期|按时|议题|决定|牵头|通知|[报向由在将经按要和与的并对]|应(?!急)|(?<=[委局办部院会厅])[是为]"
)
_JOINT_BACK = 24


def member_before(text: str, low: int, end: int) -> tuple[int, str] | None:
    """Where the member of a list begins that no table knows and that ends at `end`, and its id."""
    match = _MEMBER.search(text, max(low, end - 9), end)
    if match is None:
        return None
    return match.start(1), "joint-meeting" if match[1].endswith(_LEADING) else "other-agency"


def leading_bodies(text: str) -> Iterator[tuple[int, int]]:
    """Leading groups and joint meetings with the hanzi before them that name them."""
    for match in _JOINT.finditer(text):
        low = max(0, match.start() - _JOINT_BACK)
        stops = list(_JOINT_STOP.finditer(text, low, match.start()))
        yield stops[-1].end() if stops else low, match.end()


def place_before(text: str, low: int, start: int, end: int) -> re.Match[str] | None:
    """The place (group 1), not before `low`, with which the name of the office `text[start:end]`
    begins: 城关 of 城关派出所."""
    if _OF_PLACE.match(text[start:end]) is None:
        return None
    return _PLACE_BEFORE.search(text, max(low, start - 8), start)


def body_at_head(text: str, opens: int) -> tuple[int, str] | None:
    """Where the name of a body ends with which a line begins, and whether it is a `group` of a
    command or another `body`; None where the line begins otherwise. `opens` is where its words
    begin, behind its number."""
    match = _HEAD.match(text, opens)
    if match is None:
        return None
    return match.end(1), "group" if match[1].endswith(_GROUPS) else "body"
