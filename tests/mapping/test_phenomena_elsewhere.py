"""Directives about other matters than the policy field, in the wordings of their genre."""

from __future__ import annotations

import pytest

from tests.written import found_by_rules, mapped

Found = set[tuple[str, ...]]
HEAD = "青禾县护桥办法\n"


def found(text: str, *parts: str) -> Found:
    """The assignments of a directive about bridges, each as the fields named."""
    return {
        tuple(str(getattr(item, part)) for part in parts)
        for item in mapped(HEAD + text).assignments
    }


BODIES = [
    ("many schools that are no agencies", "县教育局" + "和教育" * 30 + "，应当修缮古桥。", set()),
    (
        "a duty beside what laws may add",
        "县文旅局应当修缮古桥，并履行法律、法规规定的其他职责。",
        {"culture-tourism"},
    ),
    ("a company that an owner hires", "修缮，由产权人委托的物业服务公司负责。", set()),
    ("a company that sells", "修缮，由燃气经营公司负责。", set()),
    (
        "主要负责 is no head of a member",
        "县文旅局、县财政局为成员单位。护桥联席会议主要负责修缮古桥，应当清查碑刻。",
        {"joint-meeting"},
    ),
    (
        "a body led by one and made up of others",
        "成立由县文旅局牵头，县财政局、县水利局组成的护桥工作小组，负责修缮古桥。",
        {"culture-tourism", "joint-meeting"},
    ),
    ("a department of an old name", "县公路管理署应当修缮古桥。", {"other-agency"}),
    ("what is looked at", "县文旅局应当修缮古桥。考核重点是修缮古桥。", {"culture-tourism"}),
    ("a body of no table behind 由", "石拱桥，由青禾县古桥文管所全面负责修缮。", {"other-agency"}),
    ("other departments", "其他部门：按照指挥部的指令，修缮古桥。", {"member-units"}),
    ("co-operatives", "县供销社应当修缮古桥。", {"other-agency"}),
    ("governments of the place", "地方政府应当修缮古桥。", {"government"}),
    ("a building bureau without its level", "建设局应当修缮古桥。", {"housing-construction"}),
    (
        "whose people are held to account",
        "县文旅局修缮古桥。追究县教育局责任人的责任。",
        {"culture-tourism"},
    ),
    (
        "those who take part in a system",
        "建立公安、交通等部门参加的护桥体系，县文旅局修缮古桥。",
        {"culture-tourism"},
    ),
    (
        "an office that sits with another",
        "县护桥工作联席会议办公室（设于县文旅局）应当修缮古桥。",
        {"joint-meeting"},
    ),
    ("departments of a level", "县级行政主管部门应当修缮古桥。", {"member-units"}),
    ("planning and land in one", "县规划资源局应当修缮古桥。", {"natural-resources"}),
    ("land and housing in one", "县国土房管局应当修缮古桥。", {"land-resources"}),
    ("science and information", "县科技和信息化局应当修缮古桥。", {"industry-it"}),
    ("a building commission", "县建设和管理委员会应当修缮古桥。", {"housing-construction"}),
    ("towns and townships", "各镇乡应当修缮古桥。", {"township"}),
    ("the towns of a place", "事发地所在街镇应当修缮古桥。", {"township"}),
    (
        "a bureau and towns joined by 与",
        "县绿化市容局与各镇政府应当修缮古桥。",
        {"other-agency", "township"},
    ),
    (
        "those who oversee a trade",
        "各街镇、行业主管部门应当修缮古桥。",
        {"township", "member-units"},
    ),
    (
        "a company among bureaus before 等",
        "县商务局、县教育局、金湖集团等行业主管部门应当修缮古桥。",
        {"other-agency", "education"},
    ),
    (
        "departments told by what they run",
        "县交通、水务、民政等市政设施、公共服务设施相关部门应当修缮古桥。",
        {"transport", "water", "civil-affairs"},
    ),
    (
        "a matter before one or the other",
        "一般古桥的修缮工作，由县政府或者县住建局负责。",
        {"government", "housing-construction"},
    ),
    (
        "a matter before one, and another's act",
        "较大古桥的修缮工作，由县文旅局负责，县财政局提供账目。",
        {"culture-tourism", "finance"},
    ),
    (
        "those who man an office",
        "县护桥办由县文旅局、县水利局两家单位合署办公，负责修缮古桥。",
        {"other-agency"},
    ),
    ("whoever put it there", "县文旅局登记古桥。设置者应当修缮古桥。", {"culture-tourism"}),
    ("an autonomous county", "自治县旅游主管部门应当修缮古桥。", {"tourism"}),
    ("a place with a town in its name", "萍乡市教育局应当修缮古桥。", {"education"}),
    ("whoever enforces", "行政执法机关应当修缮古桥。", {"member-units"}),
    ("the counties", "各县区、各部门应当修缮古桥。", {"government", "member-units"}),
    ("the places", "各地、各部门应当修缮古桥。", {"government", "member-units"}),
    ("a department of no table", "古桥监测管理部门应当修缮古桥。", {"other-agency"}),
    ("departments among one another", "县文旅局应当化解部门之间的分歧。", {"culture-tourism"}),
    (
        "behind a word that ends as a level",
        "护桥区域由县公安局划定，报县人民政府批准。",
        {"public-security"},
    ),
    (
        "a note behind a member of a list",
        "农业（畜牧）、城市管理、卫生等部门应当修缮古桥。",
        {"agriculture", "other-agency"},
    ),
    ("planners", "规划、水利等部门应当修缮古桥。", {"other-agency", "water"}),
    (
        "a comma before the last of a list",
        "宣传部门，以及广播、电视等新闻媒体，应当报道古桥。",
        {"publicity", "media"},
    ),
    (
        "fire brigades of the police, building committees",
        "公安消防机构、县建管委应当修缮古桥。",
        {"public-security", "housing-construction"},
    ),
    (
        "a policy bank, streets and villages",
        "农发行青禾支行、各街镇、各居委应当修缮古桥。",
        {"banks", "township", "other-agency"},
    ),
    ("a residents' committee", "各居委会应当修缮古桥。", {"other-agency"}),
    ("who runs a zone", "开发区管委会应当修缮古桥。", {"other-agency"}),
    ("a government that runs one beside", "辖区政府（管委会）应当修缮古桥。", {"government"}),
    (
        "who belongs to a body by its head",
        "县文旅局、县财政局等部门有关负责人为成员，县水利局负责修缮古桥。",
        {"water"},
    ),
    ("an office founded", "成立护桥办公室，办公室负责修缮古桥。", {"joint-meeting"}),
    (
        "a body that others make up",
        "由县文旅局、县财政局等单位组成护桥工作小组，负责修缮古桥。",
        {"joint-meeting"},
    ),
    (
        "a body founded of others",
        "建立由县文旅局等部门组成的护桥领导小组，负责修缮古桥。",
        {"joint-meeting"},
    ),
    (
        "who is made the department for it",
        "县人民政府确定县文旅局为护桥主管部门，负责修缮古桥。",
        {"culture-tourism"},
    ),
    ("who sets a body up", "县文旅局成立护桥工作小组，由局长任组长。", {"culture-tourism"}),
    (
        "a body that is set up to do something",
        "县政府成立护桥工作小组，由副县长任组长，负责修缮古桥。",
        {"joint-meeting"},
    ),
    (
        "whose office alone does something",
        "县政府成立护桥工作小组，办公室设在县文旅局，负责日常工作。",
        {"government", "joint-meeting"},
    ),
    ("a town by its own name", "青石镇负责修缮古桥。", {"township"}),
    ("a town whose name begins like a city", "古桥由城关镇负责修缮。", {"township"}),
    (
        "the other name of a bureau",
        "县发展和改革局（物价局）负责修缮古桥。",
        {"development-reform"},
    ),
    ("its police", "县公安局（森林公安）负责修缮古桥。", {"public-security"}),
    (
        "those who make up teams",
        "县文旅局、县水利局组成4个检查组，逐座检查古桥。",
        {"culture-tourism", "water"},
    ),
    ("a neighbourhood", "各社区要修缮古桥。", {"other-agency"}),
    ("a guild that is encouraged", "鼓励行业协会商会开展古桥修缮。", {"other-agency"}),
    ("the court as the one by whom", "查封古桥的，由县法院编制修缮预算。", {"court"}),
    ("what the court is to do, in short", "修缮古桥时，县法院应派员监督。", {"court"}),
    ("what the court may do", "修缮古桥时，县法院可以派员监督。", {"court"}),
    ("who answers first", "各乡镇主要负责人是本辖区古桥修缮的第一责任人。", {"township"}),
    ("commissions and bureaus", "各有关委、办、局应当修缮古桥。", {"member-units"}),
    (
        "a body founded, under another's lead",
        "县人民政府设立护桥指挥部，在市护桥指挥部的领导下，指挥本县护桥工作。",
        {"joint-meeting"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in BODIES], ids=[c[0] for c in BODIES])
def test_who_is_told(text: str, expected: set[str]) -> None:
    assert {agency for (agency,) in found(f"第三条 {text}", "agency")} == expected


MEASURES = [
    ("县文旅局应当向县人民政府报告。", "information.sharing"),
    ("县文旅局应当建立古桥信息报告制度。", "information.sharing"),
    ("县文旅局负责护桥物资储备工作。", "organise.funding"),
    ("县文旅局统一指挥护桥行动。", "organise.lead"),
    ("县文旅局开展古桥日常巡查。", "supervise.daily"),
    ("县文旅局负责古桥的全面监管。", "supervise.daily"),
    ("县文旅局加大古桥检查力度。", "supervise.daily"),
    ("县文旅局制定具体措施。", "organise.interpretation"),
    ("古桥信息公开工作，由县文旅局负责。", "information.open-government"),
    ("各乡镇对本辖区护桥工作负总责。", "organise.lead"),
    ("县政府应当加强对护桥工作的领导。", "organise.lead"),
    ("县公安局应当协助有关部门做好护桥工作。", "organise.assist-on-notice"),
    ("县公安局应当积极配合。", "organise.assist-on-notice"),
    ("县文旅局督促施工企业修缮古桥。", "supervise.daily"),
    ("县文旅局指导监督学校做好护桥工作。", "supervise.daily"),
    ("县文旅局应当将桥名向社会公布。", "information.publication"),
    ("县文旅局负责古桥修缮工程的监督管理。", "supervise.daily"),
    ("县公安局维护古桥周边秩序。", "criminal.scene-order"),
    ("县教育局开展护桥安全教育。", "information.publicity"),
    ("县公安局依法查处损毁古桥违法行为。", "other"),
    ("县教育局应履行行业管理义务。", "other"),
]


@pytest.mark.parametrize(("text", "measure"), MEASURES, ids=[case[0] for case in MEASURES])
def test_what_is_asked(text: str, measure: str) -> None:
    assert found(f"第三条 {text}", "measure") == {(measure,)}


def test_what_is_named_elsewhere_counts_only_there() -> None:
    text = "第三条 县文旅局应当将桥名向社会公布。"
    measures = {item.measure for item in found_by_rules(text, HEAD)}
    assert measures == {"information.open-government"}
    own = mapped("青禾县失信被执行人联合惩戒办法\n" + text).assignments
    assert {item.measure for item in own} == {"information.publication"}


def test_a_directive_that_only_mentions_the_field_is_about_another() -> None:
    """Its own provisions on the field are read by it all the same."""
    filler = "".join(f"第{n}条 县文旅局应当修缮古桥的栏杆、桥面和碑亭。\n" for n in range(1, 60))
    plain = "第六十条 县住建局不得办理过户。\n"
    punished = "第六十一条 县住建局限制失信单位参加工程投标。"
    there = found(filler + plain + punished, "provision", "measure")
    assert ("第六十一条", "restrict.bidding") in there
    assert ("第六十条", "control.halt-title-transfer") not in there
    assert ("第六十条", "control.halt-title-transfer") in found(
        plain + punished, "provision", "measure"
    )


HEADS = [
    (
        "a range of duties is no scope",
        "一、各部门职责范围如下：\n（一）县公安局负责清查碑刻；\n（二）县文旅局负责修缮古桥。",
        {("一", "member-units"), ("一（一）", "public-security"), ("一（二）", "culture-tourism")},
    ),
    (
        "a body that was founded long ago",
        "近年来，我县成立了护桥工作领导小组，现通知如下。\n一、主要职责\n修缮古桥；清查碑刻。",
        set(),
    ),
    (
        "a body that a notice cited founds",
        "为贯彻省政府关于成立省护桥工作领导小组的通知精神，现通知如下。\n一、工作任务\n修缮古桥。",
        set(),
    ),
    (
        "what people do by themselves",
        "一、县文旅局\n修缮古桥。村民自行组织巡查。",
        {("一", "culture-tourism")},
    ),
    (
        "a body whose members are told over several clauses",
        "一、成立以副县长为组长；县文旅局、县财政局负责人为成员的护桥领导小组，负责修缮古桥。",
        {("一", "joint-meeting")},
    ),
    (
        "lines that open with whose duties they are",
        "一、职责\n护桥工作分工如下。\n县文旅局职责：修缮古桥。\n县护桥大队职责：清查碑刻。",
        {("一", "culture-tourism"), ("一", "other-agency")},
    ),
    (
        "how the centre works that a notice founds",
        "经县政府同意，决定成立县护桥管理中心，现通知如下。\n一、运行模式\n（一）每月召开一次会议。",
        {("一（一）", "joint-meeting")},
    ),
    (
        "what the body does that the directive founds",
        "经县政府同意，决定成立护桥工作领导小组。\n一、主要职责\n修缮古桥；统筹协调护桥工作。",
        {("一", "joint-meeting")},
    ),
    (
        "items that open with whose duties they are",
        "决定成立护桥工作领导小组。\n一、工作职责\n1.领导小组职责：修缮古桥。\n2.办公室职责：清查碑刻。",
        {("一1", "joint-meeting"), ("一2", "joint-meeting")},
    ),
    (
        "what a mechanism does",
        "一、护桥联动机制工作职责\n（一）组织修缮古桥。",
        {("一（一）", "joint-meeting")},
    ),
    (
        "a sentence of its own behind that of the subject",
        "一、县文旅局统筹护桥工作；组织修缮古桥栏杆。\n二、其他",
        {("一", "culture-tourism")},
    ),
    (
        "an article titled by whose duties it lists",
        "第三条（街道办事处职责）\n（一）修缮古桥；\n（二）清查碑刻。",
        {("第三条（一）", "township"), ("第三条（二）", "township")},
    ),
    (
        "items titled by bodies of no table",
        "一、职责分工\n1.服务办。修缮古桥。\n2.城运中心。清查碑刻。",
        {("一1", "other-agency"), ("一2", "other-agency")},
    ),
    (
        "who leads, before a list of duties",
        "第三条 护桥工作由县文旅局牵头，县财政局参与，具体职责分工如下：",
        {("第三条", "culture-tourism"), ("第三条", "finance")},
    ),
    (
        "whose duties follow",
        "第三条 县文旅局、县水利局承担以下护桥职责：\n（一）修缮古桥。",
        {("第三条（一）", "culture-tourism"), ("第三条（一）", "water")},
    ),
    (
        "in charge, whose duties follow",
        "第三条 县文旅局是护桥工作主管部门，其主要职责是：\n（一）修缮古桥。",
        {("第三条（一）", "culture-tourism")},
    ),
    (
        "what one tells another is no duty of its own",
        "第三条 县文旅局向县水利局提供以下信息：\n（一）古桥名录；\n（二）修缮计划。",
        {("第三条", "culture-tourism")},
    ),
    (
        "papers to be handed in are no duties",
        "第三条 县文旅局应当提出申请，并提交以下材料：\n（一）修缮方案；\n（二）图纸。",
        {("第三条", "culture-tourism")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in HEADS], ids=[c[0] for c in HEADS])
def test_what_stands_above(text: str, expected: Found) -> None:
    assert found(text, "provision", "agency") == expected


def test_what_the_court_is_told_is_looked_up_all_the_same() -> None:
    text = "第三条 县公安局应当向县人民法院提供下列信息：\n（一）户籍信息；\n（二）出入境信息。"
    own = mapped("青禾县协助执行工作办法\n" + text).assignments
    assert {(item.provision, item.measure) for item in own} == {
        ("第三条", "information.sharing"),
        ("第三条（一）", "query.identity"),
        ("第三条（二）", "query.exit-entry"),
    }


def test_what_is_to_be_done_under_a_question_is_not_looked_up() -> None:
    text = "第三条 县公安局应当提供下列协助：\n（一）腾出车辆停放的院落；\n（二）修缮船舶码头。"
    own = mapped("青禾县协助执行工作办法\n" + text).assignments
    items = {(i.provision, i.measure) for i in own if i.provision != "第三条"}
    assert {label for label, _ in items} == {"第三条（一）", "第三条（二）"}
    assert not [measure for _, measure in items if measure.startswith("query.")]


def test_records_of_credit_and_punishment_remitted() -> None:
    head = "青禾县失信被执行人联合惩戒办法\n"
    text = "第三条 县发展改革局应当将违约情况纳入政务失信记录，对主动整改的免于惩戒。"
    measures = {item.measure for item in mapped(head + text).assignments}
    assert measures == {"information.credit-record", "organise.release"}


def test_what_binds_stands_before_what_is_only_encouraged() -> None:
    text = "一、护桥。修缮古桥栏杆。鼓励企业认养古桥。（责任单位：县文旅局）"
    assert found(text, "modality", "quote") == {("must", "修缮古桥栏杆")}
