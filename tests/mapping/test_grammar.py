"""What real directives do, phenomenon by phenomenon: text -> who has what, in which role."""

from __future__ import annotations

import pytest

from tests.written import duties

POLICE, AFFAIRS, COURT, TAX = "public-security", "civil-affairs", "court", "tax"
Pairs = set[tuple[str, ...]]

# what it proves, the text, and the (agency, measure) pairs that it gives
DUTIES: list[tuple[str, str, Pairs]] = [
    (
        "a subject carries over to the sentences that follow",
        "第一条 县公安局应当查询被执行人户籍。发现车辆的，应当扣押，并通知法院。应当限制出境。",
        # telling the court of a car found is part of taking it
        {(POLICE, "query.identity"), (POLICE, "control.vehicle"), (POLICE, "restrict.exit")},
    ),
    (
        "and over a semicolon",
        "第一条 县公安局应当查询被执行人户籍；限制被执行人出境。",
        {(POLICE, "query.identity"), (POLICE, "restrict.exit")},
    ),
    (
        "until another agency takes it",
        "第一条 县公安局查询户籍；县民政局查询婚姻登记，并出具低保证明。",
        {
            (POLICE, "query.identity"),
            (AFFAIRS, "query.marriage"),
            (AFFAIRS, "query.social-assistance"),
        },
    ),
    (
        "a new paragraph returns to the article's first agency",
        "第一条 县公安局应当查询户籍。县民政局查询婚姻登记。\n　　情况紧急的，应当限制出境。",
        {(POLICE, "query.identity"), (AFFAIRS, "query.marriage"), (POLICE, "restrict.exit")},
    ),
    (
        "it does not carry over to the next article",
        "第一条 县公安局查询户籍。\n第二条 被执行人应当如实报告财产。",
        {(POLICE, "query.identity")},
    ),
    (
        "a joint subject: each agency each measure",
        "第一条 县公安局、县民政局应当查询被执行人户籍和婚姻登记信息。",
        {(a, m) for a in (POLICE, AFFAIRS) for m in ("query.identity", "query.marriage")},
    ),
    (
        "等部门 behind those named adds no one",
        "第一条 县公安局、县民政局等相关部门应当查询被执行人户籍。",
        {(POLICE, "query.identity"), (AFFAIRS, "query.identity")},
    ),
    (
        "acts that one body alone has by law",
        "第一条 公安机关、检察机关、人民法院应当及时立案侦查、提起公诉和审判拒执犯罪。",
        {
            (POLICE, "criminal.investigation"),
            ("procuratorate", "criminal.prosecution"),
            (COURT, "criminal.trial"),
        },
    ),
    (
        "侦查、起诉、审判",
        "第一条 县公安局、县检察院、县法院分别负责拒执犯罪的侦查、起诉、审判。",
        {
            (POLICE, "criminal.investigation"),
            ("procuratorate", "criminal.prosecution"),
            (COURT, "criminal.trial"),
        },
    ),
    (
        "分别 tells joint acts apart, one to one",
        "第一条 县公安局、县民政局、县税务局分别查询被执行人车辆、婚姻登记、纳税信息。",
        {(POLICE, "query.vehicle"), (AFFAIRS, "query.marriage"), (TAX, "query.tax")},
    ),
    (
        "分别 where one measure is named twice",
        "第一条 县公安局、县民政局分别查询车辆、机动车、婚姻登记。",
        {(POLICE, "query.vehicle"), (AFFAIRS, "query.marriage")},
    ),
    (
        "three departments beside their own three registers, one to one",
        "第一条 县公安局、县民政局、县税务局应当提供被执行人户籍、婚姻、纳税信息。",
        {(POLICE, "query.identity"), (AFFAIRS, "query.marriage"), (TAX, "query.tax")},
    ),
    (
        "two departments share what they are told together",
        "第一条 县公安局、县民政局应当提供被执行人户籍、婚姻信息。",
        {(a, m) for a in (POLICE, AFFAIRS) for m in ("query.identity", "query.marriage")},
    ),
    (
        "one of them keeps no register: all share",
        "第一条 县公安局、县民政局、县文旅局应当提供被执行人户籍、婚姻信息。",
        {
            (a, m)
            for a in (POLICE, AFFAIRS, "culture-tourism")
            for m in ("query.identity", "query.marriage")
        },
    ),
    (
        "what was seized before is only what the next clause is about",
        "第一条 对已被人民法院查封的房屋，县住建局应当暂停办理网签备案手续。",
        {("housing-construction", "control.halt-housing-filing")},
    ),
    (
        "the one who urges has the duty, not the one urged",
        "第一条 人民银行青禾县支行应当督促各商业银行协助人民法院冻结、扣划存款。",
        {("pboc", "supervise.financial-institution")},
    ),
    (
        "urging a company to perform",
        "第一条 县国资委应当督促国有企业自觉履行生效裁判。",
        {("state-assets", "supervise.performance")},
    ),
    (
        "a matter handed to a body with its own power is a duty of both",
        "第一条 县公安局对拒不协助的人员，应当移送纪检监察机关处理。",
        {(POLICE, "supervise.discipline"), ("discipline", "supervise.discipline")},
    ),
    (
        "会同 gives no record to the one beside",
        "第一条 县自然资源局会同县税务局办理不动产查封登记。",
        {("natural-resources", "control.real-estate")},
    ),
    (
        "协助人民法院 does not make the court act",
        "第一条 县公安局应当协助人民法院查询车辆信息。",
        {(POLICE, "query.vehicle")},
    ),
    (
        "nor does 根据人民法院通知",
        "第一条 根据人民法院的协助执行通知书，县公安局应当查封车辆。",
        {(POLICE, "control.vehicle")},
    ),
    (
        "the court acts where it is told to",
        "第一条 县公安局应当协助查询车辆信息，人民法院应及时将案件信息推送民政部门。",
        {(POLICE, "query.vehicle"), (COURT, "information.sharing")},
    ),
    (
        "telling the court is a duty of its own",
        "第一条 县公安局应当协助人民法院执行，并将有关情况告知人民法院。",
        {(POLICE, "organise.assist-on-notice"), (POLICE, "information.sharing")},
    ),
    (
        "向人民法院提供 is the agency's act, not the court's",
        "第一条 县公安局应当向人民法院提供被执行人的车辆信息。",
        {(POLICE, "query.vehicle")},
    ),
    (
        "what is told about a measure is not the measure",
        "第一条 县公安局应当将车辆查封情况书面告知人民法院。",
        {(POLICE, "information.sharing")},
    ),
    (
        "the agent after 由 behind its matter",
        "第一条 被执行人婚姻登记信息由县民政局负责查询，户籍信息由县公安局提供。",
        {(AFFAIRS, "query.marriage"), (POLICE, "query.identity")},
    ),
    (
        "the agent in the next clause",
        "第一条 在本县登记的房产，由县不动产登记中心办理查封。",
        {("real-estate-registry", "control.real-estate")},
    ),
    (
        "a prefix said once",
        "第一条 市经信委、财政局应当限制失信被执行人享受政策支持。",
        {("industry-it", "restrict.policy-support"), ("finance", "restrict.policy-support")},
    ),
    (
        "two levels before one name",
        "第一条 市、区财政部门应当限制失信被执行人参加政府采购活动。",
        {("finance", "restrict.procurement")},
    ),
    (
        "a vertical body, by its full name",
        "第一条 国家税务总局青禾县税务局应当查询被执行人纳税信息。",
        {(TAX, "query.tax")},
    ),
    (
        "a part of a bureau: 110指挥中心",
        "第一条 110指挥中心接到求助后，应当立即出警，维护执行现场秩序。",
        {(POLICE, "criminal.scene-order")},
    ),
    (
        "a part of a bureau: 婚姻登记机关",
        "第一条 婚姻登记机关应当查询被执行人婚姻登记信息。",
        {(AFFAIRS, "query.marriage")},
    ),
    (
        "the jail takes those detained",
        "第一条 县拘留所应当凭拘留决定书收押被拘留人。",
        {(POLICE, "control.detention")},
    ),
    (
        "以下简称",
        "第一条 青禾县公安局（以下简称县局）应当查询户籍。\n第二条 县局应当查封车辆。",
        {(POLICE, "query.identity"), (POLICE, "control.vehicle")},
    ),
    (
        "a former name in brackets",
        "第一条 县市场监管局（原县工商局）应当冻结股权。",
        {("market-regulation", "control.equity")},
    ),
    (
        "甲方 and 乙方",
        "甲方：青禾县人民法院\n乙方：青禾县公安局、青禾县民政局\n第一条 乙方应当查询户籍信息。\n"
        "第二条 甲方应当向乙方推送失信被执行人名单。",
        {(POLICE, "query.identity"), (AFFAIRS, "query.identity"), (COURT, "information.sharing")},
    ),
    (
        "该局",
        "第一条 县公安局负责车辆查封。该局应当在5日内将结果告知人民法院。",
        {(POLICE, "control.vehicle"), (POLICE, "information.sharing")},
    ),
    (
        "a class of agencies",
        "第一条 各成员单位应当确定联络员。\n第二条 有关部门应当限制失信被执行人参加招投标。",
        {("member-units", "organise.liaison"), ("member-units", "restrict.bidding")},
    ),
    (
        "no subject at all: the class last printed",
        "第一条 各成员单位应当协助人民法院执行。\n第二条 确定联络员，负责日常联系。",
        {("member-units", "organise.assist-on-notice"), ("member-units", "organise.liaison")},
    ),
    (
        "a body that the clause sets up has the duty that it is given",
        "第一条 成立青禾县执行工作联席会议，负责统筹协调全县执行联动工作。",
        {("joint-meeting", "organise.lead")},
    ),
    (
        "a list behind the words",
        "一、查询户籍及家庭成员信息。（责任单位：县公安局）\n二、查询婚姻登记。（县民政局负责）",
        {(POLICE, "query.identity"), (AFFAIRS, "query.marriage")},
    ),
    (
        "a list on a line of its own covers its provision",
        "一、查询被执行人户籍，查封车辆。\n责任单位：县公安局",
        {(POLICE, "query.identity"), (POLICE, "control.vehicle")},
    ),
    (
        "the agency as a heading, its duties below",
        "一、县公安局\n（一）查询被执行人户籍。\n（二）查封车辆。\n二、县民政局\n（一）查询婚姻登记。",
        {(POLICE, "query.identity"), (POLICE, "control.vehicle"), (AFFAIRS, "query.marriage")},
    ),
    (
        "items under the sentence that introduces them",
        "第一条 县公安局履行下列职责：\n（一）查询户籍；\n（二）查封车辆。",
        {(POLICE, "query.identity"), (POLICE, "control.vehicle")},
    ),
    (
        "a condition is no duty; what follows it is",
        "第一条 被执行人拒不执行的，县公安局应当立案侦查。",
        {(POLICE, "criminal.investigation")},
    ),
    (
        "what a debtor or a company must do assigns nothing",
        "第一条 被执行人应当如实报告财产。被执行人不得乘坐飞机。企业应当自觉履行生效裁判。",
        set(),
    ),
    (
        "who belongs to a body is no duty",
        "第一条 联席会议由县人民法院、县公安局、县民政局组成。",
        set(),
    ),
    (
        "a first sentence that tells an agency to act is no title",
        "第一条 县公安局可以查封车辆。县民政局应当查询婚姻登记。",
        {(POLICE, "control.vehicle"), (AFFAIRS, "query.marriage")},
    ),
    ("aims are no duty", "第一条 为了切实解决执行难，推动社会诚信建设，制定本办法。", set()),
    (
        "nor are principles",
        "一、基本原则\n（一）县公安局应当依法查询户籍。\n二、职责分工\n（一）县民政局查询婚姻登记。",
        {(AFFAIRS, "query.marriage")},
    ),
    ("nor general exhortation", "第一条 各级各部门要高度重视，密切配合。", set()),
    ("nor the title of a norm", "第一条 县公安局按照《查封车辆规定》的要求，统一思想。", set()),
    (
        "several restrictions, one sentence",
        "第一条 县市场监管局限制其担任企业法定代表人，县教育局限制其子女就读高收费私立学校。",
        {
            ("market-regulation", "restrict.enterprise-executive"),
            ("education", "restrict.private-school"),
        },
    ),
    (
        "a general measure says nothing beside a specific one",
        "第一条 县公安局应当查询被执行人车辆等财产信息。",
        {(POLICE, "query.vehicle")},
    ),
    (
        "a general measure alone is one",
        "第一条 县公安局应当查询被执行人财产信息。",
        {(POLICE, "query.property-general")},
    ),
    (
        "the name of an agency names no object",
        "第一条 县旅游局应当限制被执行人乘坐飞机。",
        {("tourism", "restrict.transport")},
    ),
    (
        "a general duty to assist is no other duty",
        "第一条 县公安局应当予以协助。\n第二条 县民政局应当协助执行。",
        {(POLICE, "organise.assist-on-notice"), (AFFAIRS, "organise.assist-on-notice")},
    ),
    (
        "a duty that no measure fits",
        "第一条 县民政局负责地名标志的设置和管理工作。",
        {(AFFAIRS, "other")},
    ),
    (
        "items under an introduction whose subject stands a sentence before",
        "第一条 县公安局应当协助人民法院执行。具体职责：\n（一）查询户籍；\n（二）查封车辆。",
        {
            (POLICE, "organise.assist-on-notice"),
            (POLICE, "query.identity"),
            (POLICE, "control.vehicle"),
        },
    ),
    (
        "a subject behind an article's number that OCR broke",
        "第一条 县公安局查询户籍。\n笫二条 县民政局查询婚姻登记。\n第三条 县税务局查询纳税信息。",
        {(POLICE, "query.identity"), (AFFAIRS, "query.marriage"), (TAX, "query.tax")},
    ),
    (
        "the leader beside those who take part",
        "第一条 县委政法委牵头，县法院、县公安局参加，每季度召开一次联席会议。",
        {
            ("political-legal", "organise.meeting"),
            (COURT, "organise.meeting"),
            (POLICE, "organise.meeting"),
        },
    ),
    (
        "a word that OCR broke",
        "第一条 县发改秀应当限制失信被执行人享受政策支持。",
        {("development-reform", "restrict.policy-support")},
    ),
    (
        "an agency as the title of its item",
        "（一）县公安局。负责查询户籍。\n（二）县民政局。负责查询婚姻登记。",
        {(POLICE, "query.identity"), (AFFAIRS, "query.marriage")},
    ),
    (
        "the matter in the title, the agencies behind",
        "一、建立信息共享机制。由县法院牵头，县公安局参与，2021年底前建成。",
        {(COURT, "information.sharing"), (POLICE, "information.sharing")},
    ),
    (
        "上述部门 are those named",
        "第一条 县民政局查询婚姻登记，县公安局查询户籍。上述部门应当将结果反馈给人民法院。",
        {
            (AFFAIRS, "query.marriage"),
            (POLICE, "query.identity"),
            (AFFAIRS, "information.sharing"),
            (POLICE, "information.sharing"),
        },
    ),
    (
        "what the court does in a condition is no duty",
        "第一条 人民法院查封车辆时，县公安局应当派员维持现场秩序。",
        {(POLICE, "criminal.scene-order")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in DUTIES], ids=[c[0] for c in DUTIES])
def test_duties(text: str, expected: Pairs) -> None:
    assert duties(text, "agency", "measure") == expected
