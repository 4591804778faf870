"""Who is told what, as whole directives of districts and towns say it."""

from __future__ import annotations

import pytest

from tests.written import mapped

Told = set[tuple[str, str]]

CASES: list[tuple[str, Told]] = [
    # The one whose duties in a matter a heading names.
    ("三、各街道护桥工作责任\n（一）配备护桥员。", {("三（一）", "township")}),
    # A body set up by law or by those who make it up.
    (
        "一、县政府依照有关规定成立的护桥议事协调机构履行下列职责：\n（一）研究部署护桥工作。",
        {("一（一）", "joint-meeting")},
    ),
    (
        "一、由县水利局、县财政局等部门组成的护桥工作小组（以下简称“工作小组”），"
        "具体履行以下职责：\n（一）检查桥基。",
        {("一（一）", "joint-meeting")},
    ),
    ("一、县突发事件应急管理委员会决定和部署护桥工作。", {("一", "joint-meeting")}),
    # Who carries out what another is charged with.
    (
        "一、县水利局对桥梁实施监督管理，并由县护桥大队负责实施。",
        {("一", "water"), ("一", "other-agency")},
    ),
    # Those of both kinds, and a name for several.
    ("一、各街镇（管委会）要清理桥面。", {("一", "township"), ("一", "other-agency")}),
    (
        "一、县水利局指导镇人民政府以及有管理职能的管委会（以下简称“属地单位”）。\n"
        "二、属地单位应当清理桥面。",
        {("一", "water"), ("二", "township"), ("二", "other-agency")},
    ),
    (
        "一、县水利局指导各镇人民政府，东山工业区管委会（以下简称“各街镇”）。\n"
        "二、各街镇应当清理桥面。",
        {("一", "water"), ("二", "township")},
    ),
    ("一、各镇、东山工业区应当清理桥面。", {("一", "township")}),
    # Offices of a street or town by the name of the two.
    ("一、街镇司法所审核处罚决定。", {("一", "justice")}),
    ("一、街镇综合行政执法队应当巡查桥面。", {("一", "other-agency")}),
    (
        "一、公安青禾分局交通管理部门（以下简称“公安分局交管部门”）疏导桥头交通。\n"
        "二、公安分局交管部门维护标线。",
        {("一", "public-security"), ("二", "public-security")},
    ),
    ("一、县水闸管理所具体负责桥闸养护。", {("一", "other-agency")}),
    # A list in brackets that other bodies stand in too, and what else one of it is called.
    (
        "一、打捞桥下漂浮物。（县水利局（县河长办）、相关沿河街镇、各河段管理单位）",
        {("一", "water"), ("一", "township")},
    ),
    (
        "一、车站、县交通局、县公安局共同清查桥头。",
        {("一", "transport"), ("一", "public-security")},
    ),
    (
        "一、桥上事故处置以县公安局为主，县交通局配合。",
        {("一", "public-security"), ("一", "transport")},
    ),
    ("一、县交通局为县应急局提供抢险车辆。", {("一", "transport")}),
    # Bodies over their items, the last of which no line closes; items set apart by bars.
    (
        "◎县公安局\n（一）登记车辆，拒绝为超重车辆放行。\n◎县水利局\n（二）抽查桥基。\n"
        "◎乡镇、街道\n（三）清扫桥面。",
        {("（一）", "public-security"), ("（二）", "water"), ("（三）", "township")},
    ),
    (
        "一、排查\n1｜徒步量桥，统一编码｜县水利局\n2｜登记造册｜县财政局、各镇（街道）",
        {("一1", "water"), ("一2", "finance"), ("一2", "township")},
    ),
    # A directive without a number.
    (
        "各乡镇：\n桥头低洼路段由县住建局派人看守；车辆需要绕行的，县公安局指挥分流。\n"
        "县民政局对独居老人逐一照料。",
        {("前言", "housing-construction"), ("前言", "public-security"), ("前言", "civil-affairs")},
    ),
    # Those who act for a body, and bodies without a place.
    ("第一条 银行受理后，应当在两日内回复。", {("第一条", "banks")}),
    ("第一条 执行人员应当出示工作证。", {("第一条", "court")}),
    ("第一条 公诉部门在一个月内审查案卷。", {("第一条", "procuratorate")}),
    ("一、县劳动仲裁院先行调解。", {("一", "hr-social-security")}),
    ("一、护桥经费纠纷由作出决定的人民法院复核。", {("一", "court")}),
    ("一、护桥标志由权属部门负责维修。", {("一", "member-units")}),
    ("县政府各部门：\n一、护桥\n（一）保养单位每月应当巡查桥面。", set()),
    ("一、县财政局将政府部门应付工程款编入预算。", {("一", "finance")}),
    (
        "一、护桥\n（一）县公安局对偷盗护栏的，依法查处；县水利局巡查桥面。",
        {("一（一）", "public-security"), ("一（一）", "water")},
    ),
    # Headings by bodies of short names, by several, and by the divisions of one.
    (
        "（一）公安青禾分局\n负责查处超重车辆。\n（二）县规土局\n负责划定桥头用地。\n"
        "（三）各街镇、县管企业\n负责清扫桥面。",
        {("（一）", "public-security"), ("（二）", "land-resources"), ("（三）", "township")},
    ),
    (
        "第一条 部门职责\n（一）规资处：负责划定桥头用地。\n（二）建交处：负责修补桥面。",
        {
            ("第一条（一）", "natural-resources"),
            ("第一条（二）", "housing-construction"),
        },
    ),
    ("一、桥头路灯由县城照明管理所维护。", {("一", "other-agency")}),
    ("一、镇级河长每旬巡河一次。", {("一", "other-agency")}),
    ("一、业主不修的桥面由街道代为组织修补。", {("一", "township")}),
    ("一、桥头争议由属地街道先行调解。", {("一", "township")}),
    ("一、本细则由县旧改办解释。", {("一", "joint-meeting")}),
    ("一、各协作单位收到后即时清理桥面。", {("一", "member-units")}),
    # What is attributed is told to nobody, nor is anything told by who belongs to a body.
    ("一、县水利局清理桥面，对辖区内职能部门负责的护桥事项进行督办。", {("一", "water")}),
    ("一、职能部门负责的桥段由县水利局统一养护。", {("一", "water")}),
    ("一、县水利局、县财政局等部门和单位为护桥工作成员单位，根据需要补充。", set()),
    # The case in which a body acts, right behind its name.
    ("一、县水利局接到桥面裂缝警报，可以先行封桥。", {("一", "water")}),
    ("一、县水利局接到桥面裂缝警报即赴桥头处置。", {("一", "water")}),
    ("一、县水利局收到护桥申请后五日内办结。", {("一", "water")}),
    ("一、县水利局收到通知后对危桥停止放行。", {("一", "water")}),
    ("一、县住建局未见验桥报告的，不得发放通行证。", {("一", "housing-construction")}),
    ("一、县法院要求核对桥名的，应当当场出具。", set()),
    ("一、超重车辆压桥的，交县交通局组织卸载。", {("一", "transport")}),
    ("一、县水利局与邻县约定轮值护桥，互通水位。", {("一", "water")}),
    ("一、县文旅局作为主办单位，负责桥会布展。", {("一", "culture-tourism")}),
    ("一、县市场监管局（县知识产权局）受理桥名商标申请。", {("一", "market-regulation")}),
    ("一、各参演单位确定一名联络员。", {("一", "member-units")}),
    ("一、作出认定的单位应当把护桥名册送达桥工。", {("一", "member-units")}),
    (
        "一、县湖长制办公室设在县水利局，承担桥墩巡查事项的转办。组委会布展部收起桥头摊位。\n"
        "二、县12345热线受理断桥报修。\n三、乡、镇人民政府清扫桥面。\n四、县内银行减收桥工手续费。",
        {
            ("一", "joint-meeting"),
            ("二", "other-agency"),
            ("三", "township"),
            ("四", "banks"),
        },
    ),
    (
        "（一）清障组（县交通局、县公安局）：运走桥面落石，疏导过桥车辆。",
        {("（一）", "transport"), ("（一）", "public-security")},
    ),
    (
        "一、县房管局可以减收桥头摊租，所需资金由县财政局安排。",
        {("一", "housing-administration"), ("一", "finance")},
    ),
    ("一、县水利局巡查桥墩，对进展滞后的乡镇发提示函。", {("一", "water")}),
    ("一、由县政府约谈乡镇党政主要负责人。", {("一", "government")}),
    ("一、县民政局抓好敬老院、福利院门前桥面修补。", {("一", "civil-affairs")}),
    ("一、桥工欠薪归口县人社局，由其受理投诉。", {("一", "hr-social-security")}),
    ("一、县广播电视台从9月起每晚播出护桥短片。", {("一", "media")}),
    ("一、接收地乡镇登记过桥人口。", {("一", "township")}),
    ("一、库区派出所昼夜巡桥。", {("一", "public-security")}),
    ("一、指挥部办公室设在县水利局，承担护桥值守。", {("一", "joint-meeting")}),
    ("一、委员会办公室每月调度护桥一次。", {("一", "joint-meeting")}),
    ("一、县水利局为项目业主，负责修桥招标。", {("一", "water")}),
    ("一、派出所、交管站在集日疏导过桥车辆。", {("一", "public-security")}),
    ("一、县价格主管部门核定过桥收费。", {("一", "development-reform")}),
    ("一、县政府应急办修订断桥应急预案。", {("一", "government-office")}),
    (
        "一、各乡镇清扫桥面；护桥实绩纳入平安建设考核，由县委政法委执行。",
        {("一", "township"), ("一", "political-legal")},
    ),
    (
        "一、各成员单位报送护桥进度，由办公室汇总后报县政府。",
        {("一", "member-units"), ("一", "joint-meeting")},
    ),
    (
        "一、桥塌毁损的，各承保公司先行赔付，各承办银行五日内答复贷款申请。",
        {("一", "insurers"), ("一", "banks")},
    ),
    ("一、县法院对毁桥案件优先立案，县司法局讲授护桥法规。", {("一", "court"), ("一", "justice")}),
    ("一、县信访局收到护桥来信的，同步转送领导小组办公室。", {("一", "petition")}),
    ("根据县防指有关要求，现将护桥事项通知如下。\n一、县水利局巡查桥墩。", {("一", "water")}),
    ("一、县水利局核对桥名；对信息提供单位要求保密的，应当保密。", {("一", "water")}),
    (
        "一、县护桥设施安全监测预警中心负责看守桥墩，县桥梁监测站测量桥面，县电力公司架设桥灯。\n"
        "二、代发银行上门发放桥工补贴。\n三、县“护桥”办召集例会。\n四、县委督查室每月通报护桥进度。",
        {
            ("一", "other-agency"),
            ("二", "banks"),
            ("三", "joint-meeting"),
            ("四", "party-committee"),
        },
    ),
    ("一、各国有林场修剪桥头杂树，铁路工务段清理桥下杂草。", {("一", "other-agency")}),
    ("一、各级河长每周巡桥一次，发现险情由县总河长约谈镇长。", {("一", "other-agency")}),
    ("一、县级河湖长应当督促修桥，乡级、村级林长清理桥头杂树。", {("一", "other-agency")}),
    ("一、县水利局设立河长公示牌，落实河长制。", {("一", "water")}),
    ("一、县防火委办公室抽查木桥，州森防指办公室解释本方案。", {("一", "joint-meeting")}),
    (
        "一、由县市民政局修缮木桥，县委编办增核桥工编制6名。",
        {("一", "civil-affairs"), ("一", "institutional-staffing")},
    ),
    (
        "一、危桥由属地县级政府负责拆除，消防救援队伍就近驻守桥头。",
        {("一", "government"), ("一", "other-agency")},
    ),
    ("一、路政人员负责给过桥货车称重。", {("一", "transport")}),
    ("一、县电子政务办落实护桥平台等级保护。", {("一", "other-agency")}),
    ("一、水行政主管部门应当登记桥墩，县河道主管机关清淤。", {("一", "water")}),
    ("一、县防汛抗旱指挥机构调度闸门，县文物安全委员会统筹修桥。", {("一", "joint-meeting")}),
    ("一、县桥梁普查领导小组办公室（设在县统计局）负责汇总。", {("一", "joint-meeting")}),
    (
        "一、发现断桥的，所在地乡（镇）立即封路，县信访工作机构接待来访。",
        {("一", "township"), ("一", "petition")},
    ),
    (
        "一、县公安局维护桥头秩序、县卫生健康局救治落水群众。",
        {("一", "public-security"), ("一", "other-agency")},
    ),
    ("一、县优化办公开电话，推进专班负总责，县假日办每日提示。", {("一", "joint-meeting")}),
    ("一、桥工补助由县财政列支，县水保局审批修桥方案。", {("一", "finance"), ("一", "water")}),
    ("一、镇纪工委提醒谈话，派驻纪检监察组查办。", {("一", "discipline")}),
    (
        "近年来，断桥增多，县政府决定集中整治。\n县水利局逐座登记断桥。木桥一律换板。\n县公安局在桥头设卡。",
        {("前言", "water"), ("前言", "public-security")},
    ),
    (
        "一、州民宗委跟踪督办。\n二、国家统计局青禾调查队点数过桥人次。",
        {("一", "other-agency"), ("二", "other-agency")},
    ),
    ("一、县桥梁质量安全站每月检查桥墩。", {("一", "other-agency")}),
]


@pytest.mark.parametrize(("text", "told"), CASES, ids=[text for text, _ in CASES])
def test_who_is_told(text: str, told: Told) -> None:
    found = mapped(f"青禾县护桥方案\n{text}").assignments
    assert {(item.provision, item.agency) for item in found} == told


SENT = "青禾县护桥方案\n{}：\n现将护桥方案印发给你们。\n一、护桥\n（一）{}"


@pytest.mark.parametrize("addressed", ["县政府有关委、办、局", "各街道办事处、镇政府"])
@pytest.mark.parametrize("words", ["优化摊位摆放。", "针对桥头堵塞的情况，优化摊位摆放。"])
def test_what_no_body_is_told_is_for_those_addressed(words: str, addressed: str) -> None:
    (duty,) = mapped(SENT.format(addressed, words)).assignments
    assert (duty.agency, duty.mention) == ("member-units", addressed)


def test_a_line_that_tells_something_addresses_nobody() -> None:
    assert mapped(SENT.format("各项护桥工作要求如下", "优化摊位摆放。")).assignments == ()


IN_THE_FIELD = [
    ("打招呼、递条子的，由县监察局查处。", "supervision-bureau", "supervise.discipline"),
    ("情节严重的，移送县监察局处理。", "supervision-bureau", "supervise.discipline"),
    ("补助协助执行的信息员，由县财政局列支。", "finance", "organise.funding"),
]


@pytest.mark.parametrize(("words", "agency", "measure"), IN_THE_FIELD)
def test_an_agent_of_a_few_words_in_the_field(words: str, agency: str, measure: str) -> None:
    text = f"青禾县关于协助人民法院执行失信被执行人案件的意见\n一、{words}"
    assert (agency, measure) in {(a.agency, a.measure) for a in mapped(text).assignments}


def test_what_is_published_elsewhere() -> None:
    (duty,) = mapped("青禾县护桥办法\n第一条 县文旅局应当曝光毁桥行为。").assignments
    assert (duty.agency, duty.measure) == ("culture-tourism", "information.publication")


def test_what_is_forbidden_to_all_is_nobodys_duty() -> None:
    text = (
        "青禾县护桥办法\n县政府各部门：\n一、桥梁保护范围内，禁止下列行为：\n"
        "1.开展爆破、取土作业；\n2.设置摊点；"
    )
    assert mapped(text).assignments == ()


@pytest.mark.parametrize(
    ("words", "agencies"),
    [
        ("当事人拒绝的，双方共同做当事人工作。", {"court", "water"}),
        ("双方当事人达成和解的，县水利局应当登记备案。", {"water"}),
    ],
)
def test_the_two_sides_of_a_letter_and_of_a_case(words: str, agencies: set[str]) -> None:
    text = f"青禾县人民法院 青禾县水利局\n青法联〔2021〕3号\n关于护桥协作的意见\n一、{words}\n"
    assert {a.agency for a in mapped(text).assignments} == agencies


def test_the_words_of_an_item_end_at_its_bar() -> None:
    (duty,) = mapped("青禾县护桥方案\n1｜徒步量桥，统一编码｜县水利局").assignments
    assert duty.quote == "徒步量桥，统一编码"


# How plain sentences of real directives go on, what they call who acts, and where it stands.
PLAIN = [
    ("县水利局遵循便民高效的原则，开展护桥巡查。", {"water"}),
    ("各乡镇在日常工作中，制定修桥方案。", {"township"}),
    ("各成员单位在各自职责范围内，开展洽谈工作。", {"member-units"}),
    (
        "县公安局交管部门需要对桥头交通进行调整的，应会同县交通局确定调整方案并组织实施。",
        {"public-security"},
    ),
    ("县自然资源局在不影响桥面宽度的前提下，对摊位方案予以审批。", {"natural-resources"}),
    ("街道应落实属地责任，做好桥头巡查。", {"township"}),
    ("各入驻部门（单位）应精简审批层级，加强协同联动。", {"member-units"}),
    ("县相关部门（单位）协同做好断桥调查核查工作。", {"member-units"}),
    ("县政府及其工作部门应当开展护桥巡查。", {"government", "member-units"}),
    ("园区管理机构负责管理区域内的护桥工作。", {"other-agency"}),
    ("县滨河办参与古桥项目的公开遴选工作。", {"other-agency"}),
    ("征收事务所负责具体实施古桥征收补偿工作。", {"other-agency"}),
    (
        "县发展改革、公安、科技工信、财政等部门按照各自职责，共同实施本规定。",
        {"development-reform", "public-security", "industry-it", "finance"},
    ),
    ("县发展改革委牵头，联合县统计局开展桥梁普查。", {"development-reform"}),
    ("县财政须足额配套古桥建设资金。", {"finance"}),
    ("市、县财政保障护桥装备费用。", {"finance"}),
    ("县招商洽谈小组对古桥项目材料进行核验。", {"joint-meeting"}),
    ("各街镇、相关县管企业应自行选址石料场所。", {"township"}),
    ("由县住建局汇总，形成年度古桥保护情况报告。", {"housing-construction"}),
    ("各桥灯监管单位根据各自职能，分工协作，对桥灯安全开展联合检查。", {"member-units"}),
    ("桥面完工后，由县水利局、项目管理服务单位组织竣工验收。", {"water"}),
    (
        "县安全监管、公安等部门以及乡镇政府要加强信息共享。",
        {"work-safety", "public-security", "township"},
    ),
    ("镇规划建设办及时委托单位编制古桥报告。", {"other-agency"}),
    ("县、镇两级路长办公室做好断桥问题收集、汇总。", {"joint-meeting"}),
    ("各镇（场）要加强桥头巡查。", {"township"}),
    ("各镇（街道）党委、政府要加强桥头巡查。", {"township"}),
    ("各镇政府、街道办要加强桥头巡查。", {"township"}),
    ("古桥修缮由各派出所负责。", {"public-security"}),
    ("辖区银行业金融机构按职责做好修桥贷款。", {"banks"}),
    ("修缮古桥。（责任单位：县防汛抗旱指挥部、县水利局）", {"joint-meeting", "water"}),
    ("县目标办将护桥工作纳入乡镇年度目标考核。", {"other-agency"}),
    ("桥头垃圾清除由所在乡镇（街道）负责。", {"township"}),
    ("接单单位应在20日内修完桥灯并书面回复。", {"member-units"}),
    ("市属媒体免费刊播护桥案例。", {"media"}),
    ("其他成员单位按照各自职责做好护桥相关工作。", {"member-units"}),
    ("发现违法搭建的，移交县城管局依法查处。", {"other-agency"}),
    ("线索移交县检察院依法提起公益诉讼。", {"procuratorate"}),
    ("环湖各镇要增设护桥岗位。", {"township"}),
    ("下游乡镇按预定路线转移群众。", {"township"}),
    ("县财政局是综合管理部门，负责制定修桥配置标准。", {"finance"}),
    (
        "县交通局是全县桥梁管理的主管部门。按照“县桥县管”的原则制定相关部门、各镇人民政府护桥责任清单。",
        {"transport"},
    ),
]


@pytest.mark.parametrize(("words", "told"), PLAIN, ids=[words for words, _ in PLAIN])
def test_who_a_plain_sentence_tells(words: str, told: set[str]) -> None:
    found = mapped(f"青禾县护桥方案\n一、护桥\n（一）{words}").assignments
    assert {item.agency for item in found} == told
