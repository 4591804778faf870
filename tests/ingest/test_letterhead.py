"""Title, number, issuer, date, addressees and forwarding notice, in the ways they are printed."""

from __future__ import annotations

import pytest

from tests.written import document

BODY = """一、县公安局查询户籍。
二、县民政局查询婚姻登记信息，县税务局查询纳税信息，均应当在三个工作日内书面反馈给人民法院执行局。"""

# what it proves, the text (BODY put in for {}), and the fields that it gives
CASES: list[tuple[str, str, dict[str, str | None]]] = [
    (
        "what a page of the web says of it, without colons",
        """发文机关青禾县人民政府
发文日期2021年3月5日
时效性现行有效
发文字号青政发〔2021〕3号
施行日期2021年4月1日
《青禾县渡口管理办法》
各乡镇人民政府：
{}""",
        {
            "title": "青禾县渡口管理办法",
            "number": "青政发〔2021〕3号",
            "issuer": "青禾县人民政府",
            "issued": "2021-03-05",
        },
    ),
    (
        "a norm in 《》 above the title, and the day it was made before that of print",
        """成文日期：2021年3月5日
印发日期：2021年3月9日
《中华人民共和国港口法》
青禾县渡口文件施行日期管理办法
{}""",
        {"title": "青禾县渡口文件施行日期管理办法", "issued": "2021-03-05"},
    ),
    (
        "the layout of an official document",
        """青禾县人民法院文件
青法〔2021〕9号
青禾县人民法院
关于规范协助执行工作的意见
各乡镇人民政府，县直各部门：
为了做好协助执行工作，提出如下意见。
{}
青禾县人民法院
2021年3月5日""",
        {
            "title": "青禾县人民法院关于规范协助执行工作的意见",
            "number": "青法〔2021〕9号",
            "issuer": "青禾县人民法院",
            "issued": "2021-03-05",
            "addressees": "各乡镇人民政府，县直各部门",
        },
    ),
    (
        "a notice that prints a text: the text's title, the notice's number, signature and date",
        """中共青禾县委政法委员会文件
青政法〔2020〕12号
关于印发《青禾县协助执行工作办法》的通知
县直各单位：
现将《青禾县协助执行工作办法》印发给你们，请遵照执行。
中共青禾县委政法委员会
2020年7月8日
青禾县协助执行工作办法
{}""",
        {
            "title": "青禾县协助执行工作办法",
            "number": "青政法〔2020〕12号",
            "issuer": "中共青禾县委政法委员会",
            "issued": "2020-07-08",
        },
    ),
    (
        "a title printed by a notice alone",
        """青法〔2020〕12号
关于印发《青禾县查控事项办理规程》的通知
{}
青禾县人民法院
2020年7月8日""",
        {"title": "青禾县查控事项办理规程", "number": "青法〔2020〕12号", "issued": "2020-07-08"},
    ),
    (
        "a title that wraps, two organs above 关于",
        """青禾县人民法院 青禾县公安局
关于建立查控协作机制
和加强信息共享的意见
青法〔2019〕21号
{}""",
        {
            "title": "关于建立查控协作机制和加强信息共享的意见",
            "number": "青法〔2019〕21号",
            "issuer": "青禾县人民法院、青禾县公安局",
            "issued": None,
        },
    ),
    (
        "one signature and the date in Chinese numerals",
        """青禾县联动机制实施细则（试行）
{}
青禾县人民法院
二〇二一年三月五日""",
        {
            "title": "青禾县联动机制实施细则（试行）",
            "issuer": "青禾县人民法院",
            "issued": "2021-03-05",
        },
    ),
    (
        "a seal behind the signature is no part of the name",
        """关于加强协助执行工作的通知
各乡镇人民政府：
{}
特此通知。
青禾县人民法院（盖章）
2021年3月5日""",
        {"issuer": "青禾县人民法院", "addressees": "各乡镇人民政府"},
    ),
    (
        "a line of issue under the title",
        "青禾县协助执行工作办法\n（2020年7月6日青禾县人民政府办公室印发）\n{}",
        {
            "title": "青禾县协助执行工作办法",
            "issuer": "青禾县人民政府办公室",
            "issued": "2020-07-06",
        },
    ),
    (
        "narrow brackets and blanks in the number",
        "青禾县协助执行工作办法\n青法发[2021] 第 15 号\n{}",
        {"number": "青法发〔2021〕15号"},
    ),
    (
        "the number above the title, organ and title on one line",
        "青法〔2021〕9号\n青禾县人民法院关于协助执行工作的通知\n{}\n2021年5月6日",
        {
            "title": "青禾县人民法院关于协助执行工作的通知",
            "number": "青法〔2021〕9号",
            "issued": "2021-05-06",
        },
    ),
    (
        "the court told by the code of the number",
        "云岭州协助执行工作规定\n云中法〔2020〕77号\n{}",
        {"issuer": "云岭州中级人民法院"},
    ),
    (
        "the sides of a memorandum issue it",
        "青禾县查控合作备忘录\n甲方：青禾县人民法院\n乙方：青禾县公安局\n{}",
        {"title": "青禾县查控合作备忘录", "issuer": "青禾县人民法院、青禾县公安局"},
    ),
    (
        "fields in Traditional script stay as printed",
        """鶴鳴縣人民法院文件
鶴法〔2021〕8號
關於建立執行聯動機制的實施意見
一、縣公安局查詢戶籍。
二、縣民政局應當查詢婚姻登記信息，並在三日內將結果書面告知縣人民法院。
鶴鳴縣人民法院
2021年6月1日""",
        {
            "title": "關於建立執行聯動機制的實施意見",
            "number": "鶴法〔2021〕8號",
            "issuer": "鶴鳴縣人民法院",
            "issued": "2021-06-01",
        },
    ),
    (
        "a number or date inside a sentence is not the directive's",
        "青禾县协助执行工作办法\n按照青法〔2018〕3号文件和2018年5月1日的会议精神，制定本办法。\n{}",
        {"number": None, "issued": None, "issuer": None},
    ),
    (
        "nothing there",
        "{}",
        {"title": "", "number": None, "issuer": None, "issued": None, "addressees": None},
    ),
    (
        "an order: number, day and issuer from the line under the title",
        """石桥县禁放烟花爆竹管理办法
2021年11月2日石桥县人民政府第八次常务会议通过 2021年11月9日石政府令第7号公布 自2022年1月1日起施行
{}""",
        {
            "title": "石桥县禁放烟花爆竹管理办法",
            "number": "石政府令第7号",
            "issuer": "石桥县人民政府",
            "issued": "2021-11-09",
        },
    ),
    (
        "what the web prints around a text is no part of its title",
        """索引号 7/2021-00021 发文字号
成文日期 2021-02-03 发布日期 2021-02-05
发布机构 民政局 公文时效 有效
石桥县人民政府门户网站2021-02-05 09:12:44 来源:本网
石桥县困境儿童保障工作制度
{}""",
        {"title": "石桥县困境儿童保障工作制度", "issuer": None},
    ),
    (
        "a number that only the web's heading tells; norms that a plan rests on are no title",
        """石桥县应急预案汇编
索引号 7/2020-00915 发文字号 石政发〔2020〕11号
根据《深化机构改革方案》《云岭州突发事件应急预案》，结合本县实际，制定本预案。
{}""",
        {"title": "石桥县应急预案汇编", "number": "石政发〔2020〕11号"},
    ),
    (
        "a year with circles for noughts, and 附件 on a line of its own",
        """关于印发《清溪河防洪方案》的通知
石政办发〔2010〕31号
各乡镇：
现将《清溪河防洪方案》印发给你们，请遵照执行。
二○一○年六月三日
附件
清溪河防洪方案
{}""",
        {"title": "清溪河防洪方案", "issued": "2010-06-03"},
    ),
    (
        "the organ with which a notice's title begins, where nobody signs",
        """石桥县人民政府办公室关于建立禁毒工作联席会议制度的通知
各乡镇人民政府：
{}""",
        {"issuer": "石桥县人民政府办公室"},
    ),
]


@pytest.mark.parametrize(("text", "fields"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_fields(text: str, fields: dict[str, str | None]) -> None:
    letterhead = document(text.replace("{}", BODY)).letterhead
    assert {name: getattr(letterhead, name) for name in fields} == fields
    assert letterhead.forwarded_by is None


FORWARDED = """青禾县人民政府办公室文件
青政办〔2021〕3号
青禾县人民政府办公室
关于转发《云岭州协助执行工作规定》的通知
各乡镇人民政府：
现将《云岭州协助执行工作规定》转发给你们，请认真执行。
青禾县人民政府办公室
2021年2月1日
云岭州协助执行工作规定
云中法〔2020〕77号
{}
云岭州中级人民法院
2020年12月3日"""


def test_a_notice_that_forwards_stands_beside_the_text_it_forwards() -> None:
    letterhead = document(FORWARDED.replace("{}", BODY)).letterhead
    notice = letterhead.forwarded_by
    assert (letterhead.title, letterhead.number) == ("云岭州协助执行工作规定", "云中法〔2020〕77号")
    assert letterhead.issuer == "云岭州中级人民法院"
    assert notice is not None
    assert notice.title == "关于转发《云岭州协助执行工作规定》的通知"
    assert (notice.number, notice.issued) == ("青政办〔2021〕3号", "2021-02-01")
    assert notice.issuer == "青禾县人民政府办公室"


def test_the_date_of_a_forwarded_text() -> None:
    assert document(FORWARDED.replace("{}", BODY)).letterhead.issued == "2020-12-03"


def test_organs_above_a_title_without_about() -> None:
    text = "云岭州中级人民法院 云岭州公安局\n云岭州协助执行工作规定\n{}"
    letterhead = document(text.replace("{}", BODY)).letterhead
    assert letterhead.title == "云岭州协助执行工作规定"


def test_the_title_of_minutes() -> None:
    text = "青禾县人民法院与青禾县公安局会议纪要\n〔2021〕第4期\n{}"
    assert (
        document(text.replace("{}", BODY)).letterhead.title
        == "青禾县人民法院与青禾县公安局会议纪要"
    )


def test_two_signatures_one_a_line() -> None:
    text = f"青禾县实施细则\n{BODY}\n特此通知。\n青禾县人民法院\n青禾县公安局\n2021年3月5日"
    assert document(text).letterhead.issuer == "青禾县人民法院、青禾县公安局"


def test_a_cited_notice_is_not_the_title() -> None:
    text = f"""青禾县人民法院关于协助执行工作的意见
根据《关于印发〈协作备忘录〉的通知》（云办发〔2016〕64号），提出意见。
{BODY}"""
    assert document(text).letterhead.title == "青禾县人民法院关于协助执行工作的意见"


@pytest.mark.parametrize("title", ["会议纪要", "合作备忘录"])
def test_a_short_title(title: str) -> None:
    assert document(f"{title}\n{BODY}").letterhead.title == title


def test_a_signature_right_behind_a_notice() -> None:
    text = """青禾县人民政府办公室关于印发青禾县
协助执行工作任务分工方案的通知
《青禾县协助执行工作任务分工方案》已经县政府同意，现印发给你们。
青禾县人民政府办公室
2021年8月9日
青禾县协助执行工作任务分工方案
一、县公安局查询户籍，并在三日内反馈给人民法院。"""
    assert document(text).letterhead.issuer == "青禾县人民政府办公室"


def test_a_signature_behind_a_short_text_is_no_part_of_its_last_provision() -> None:
    text = (
        "青禾县关于建立执行联动机制的通知\n各乡镇人民政府，县政府各部门：\n"
        "为推进执行联动，现将有关事项通知如下：\n一、县公安局应当协助查找被执行人下落。\n"
        "二、县自然资源局负责办理查封登记。\n三、县民政局协助查询婚姻登记信息。\n"
        "青禾县人民政府办公室\n2021年3月5日\n"
    )
    read = document(text)
    assert [block.orig for block in read.blocks[-3:]] == text.split("\n")[-4:-1]
    assert read.letterhead.issuer == "青禾县人民政府办公室"


def test_rows_that_end_in_an_agency_are_no_issuer() -> None:
    text = "青禾县执行联动任务分工表\n1 查询婚姻登记信息 县民政局 县公安局\n2 限制出境 县公安局\n"
    assert document(text).letterhead.issuer is None


def test_a_title_as_long_as_the_lines_is_not_run_into_the_addressees() -> None:
    line = "各乡镇应当对辖区内的渡口逐一登记造册并落实专人看守严禁超载"
    text = (
        "石桥县交通运输局关于进一步加强全县渡口渡船安全管理工作的通知\n"
        "县渡口管理站、县船舶检验所，各乡镇交通管理站，局机关各股室：\n"
        + "\n".join([line] * 8)
        + "。\n一、县公安局查询户籍。\n二、县民政局查询婚姻登记信息。"
    )
    assert document(text).letterhead.title == text.split("\n", maxsplit=1)[0]


def test_two_who_sign_below_a_sentence_that_fills_its_line() -> None:
    text = """石办发〔2019〕4号
关于印发《石桥县渡口管理方案》的通知
各乡镇党委、人民政府，县直有关单位，驻县单位和
有关企业事业单位，各社会团体，请结合实际情况，
对照方案抓好落实，确保各项任务按期完成到位，并
《石桥县渡口管理方案》已经县委、县政府研究同意，
现印发给你们，请认真贯彻落实，确保取得实际效果。
中共石桥县委办公室
石桥县人民政府办公室
2019年6月30日
石桥县渡口管理方案
一、县公安局查询户籍。
二、县民政局查询婚姻登记信息。"""
    assert document(text).letterhead.issuer == "中共石桥县委办公室、石桥县人民政府办公室"
