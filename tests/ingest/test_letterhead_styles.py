"""Letterheads in many styles: orders, minutes, memoranda, joint and forwarded directives."""

from __future__ import annotations

import pytest

from tests.written import document

BODY = """一、县公安局查询户籍，并配合县人民法院开展查控。
二、县民政局查询婚姻登记信息，县税务局查询纳税信息，均应当在三个工作日内书面反馈给人民法院执行局。"""

# what it proves, the text (BODY put in for {}), and the fields that it gives
STYLES: list[tuple[str, str, dict[str, str | None]]] = [
    (
        "marks beside the heading, who signs, a title over three lines",
        """000012
机密★1年
特急
青禾县人民政府文件
青政发〔2020〕18号          签发人：周某某
★
青禾县人民政府
关于加强渡口安全
和船舶管理工作的
通    知
各乡镇人民政府，县政府各部门：
为了加强管理，现通知如下：
{}
青禾县人民政府
二〇二〇年五月十八日
（此件公开发布）""",
        {
            "title": "关于加强渡口安全和船舶管理工作的通知",
            "number": "青政发〔2020〕18号",
            "issuer": "青禾县人民政府",
            "issued": "2020-05-18",
        },
    ),
    (
        "an order, its number and issuer from its heading",
        """石桥县人民政府令
第 23 号
《石桥县殡葬管理办法》已经2020年3月2日县人民政府第11次常务会议通过，现予公布，自2020年5月1日起施行。
县长 周某某
二〇二〇年三月九日
石桥县殡葬管理办法
第一条 县民政局负责殡葬管理。
第二条 县公安局查询户籍。""",
        {
            "title": "石桥县殡葬管理办法",
            "number": "石桥县人民政府令第23号",
            "issuer": "石桥县人民政府",
            "issued": "2020-03-09",
        },
    ),
    (
        "an order numbered in brackets",
        """双桂县人民政府令
（第十一号）
双桂县河道采砂管理办法
第一条 县水务局负责采砂管理。
第二条 县公安局查询户籍。""",
        {
            "title": "双桂县河道采砂管理办法",
            "number": "双桂县人民政府令第十一号",
            "issuer": "双桂县人民政府",
        },
    ),
    (
        "minutes: issue, office and day under the heading",
        """会 议 纪 要
第5期
临溪市人民政府办公室        2021年4月6日
关于研究解决渡口安全有关问题的会议纪要
时间：2021年4月2日
地点：市政府三楼会议室
主持：周某某
参加：市公安局王某、市交通运输局李某
{}""",
        {
            "title": "关于研究解决渡口安全有关问题的会议纪要",
            "number": "第5期",
            "issuer": "临溪市人民政府办公室",
            "issued": "2021-04-06",
        },
    ),
    (
        "a notice that prints a memorandum: its parties",
        """青禾县人民法院  青禾县公安局
青禾县民政局    青禾县自然资源局
关于印发《共享信息合作备忘录》的通知
青法〔2021〕77号
各有关单位：
现将《共享信息合作备忘录》印发给你们。
2021年7月8日
共享信息合作备忘录
县法院、县公安局、县民政局、县自然资源局经充分协商，就共享信息有关事项达成如下协议：
{}""",
        {
            "title": "共享信息合作备忘录",
            "number": "青法〔2021〕77号",
            "issuer": "县法院、县公安局、县民政局、县自然资源局",
        },
    ),
    (
        "who drew up what another forwards",
        """双桂县人民政府办公室
转发县民政局等部门关于进一步做好困境儿童关爱工作意见的通知
双政办〔2019〕33号
各乡镇人民政府：
县民政局、县教育局、县公安局拟订的《关于进一步做好困境儿童关爱工作的意见》已经县政府同意，现转发给你们，请认真贯彻执行。
双桂县人民政府办公室
2019年6月3日
关于进一步做好困境儿童关爱工作的意见
县民政局 县教育局 县公安局
（2019年5月20日）
{}""",
        {
            "title": "关于进一步做好困境儿童关爱工作的意见",
            "issuer": "县民政局、县教育局、县公安局",
            "number": None,
            "issued": "2019-05-20",
        },
    ),
    (
        "four organs, heading and signature in two columns",
        """青 禾 县 公 安 局
青 禾 县 教 育 局
青 禾 县 财 政 局    文件
青 禾 县 民 政 局
青公发〔2021〕12号
青禾县公安局  青禾县教育局  青禾县财政局  青禾县民政局
关于开展校园周边
环境整治的实施方案
{}
青禾县公安局        青禾县教育局
青禾县财政局        青禾县民政局
2021年9月1日""",
        {
            "issuer": "青禾县公安局、青禾县教育局、青禾县财政局、青禾县民政局",
            "issued": "2021-09-01",
        },
    ),
    (
        "文件 on a line between two organs",
        """中共石桥县委办公室
文件
石桥县人民政府办公室
石办发〔2018〕6号
关于印发《石桥县河湖长制工作方案》的通知
各乡镇党委、人民政府：
《石桥县河湖长制工作方案》已经县委、县政府同意，现印发给你们，请认真贯彻落实。
中共石桥县委办公室  石桥县人民政府办公室
2018年3月1日
石桥县河湖长制工作方案
{}""",
        {
            "title": "石桥县河湖长制工作方案",
            "issuer": "中共石桥县委办公室、石桥县人民政府办公室",
            "number": "石办发〔2018〕6号",
        },
    ),
    (
        "a numbered announcement",
        """青禾县人民政府公告
〔2021〕第3号
青禾县人民政府
关于划定禁渔区的公告
为了保护渔业资源，现公告如下：
{}
2021年2月3日""",
        {
            "title": "青禾县人民政府关于划定禁渔区的公告",
            "number": "青禾县人民政府公告〔2021〕第3号",
            "issuer": "青禾县人民政府",
        },
    ),
    (
        "the year of a revision under the title",
        """石桥县城乡低保审核办法
（2021年修订）
{}""",
        {"title": "石桥县城乡低保审核办法（2021年修订）"},
    ),
    (
        "the years of a plan under the title",
        """石桥县水源地保护三年行动计划
（2021—2023年）
{}""",
        {"title": "石桥县水源地保护三年行动计划（2021—2023年）"},
    ),
    (
        "the day of printing where no other is told",
        """青禾县食品安全委员会办公室文件
青食安办〔2020〕4号
关于做好校园食品安全工作的通知
各成员单位：
{}
抄送：县委办公室，县人大常委会办公室。
青禾县食品安全委员会办公室        2020年9月3日印发""",
        {"issuer": "青禾县食品安全委员会办公室", "issued": "2020-09-03"},
    ),
    (
        "organ and day on one line",
        """关于做好秸秆禁烧工作的通知
各乡镇：
{}
青禾县生态环境局    2020年9月3日""",
        {"issuer": "青禾县生态环境局", "issued": "2020-09-03"},
    ),
    (
        "an office's name that wraps above its day",
        """石桥县打击非法捕捞专项行动
联席会议纪要
〔2021〕3号
石桥县打击非法捕捞专项行动
联席会议办公室        2021年6月2日
2021年6月1日，县农业农村局召集会议，议定如下事项：
{}""",
        {
            "number": "〔2021〕3号",
            "issuer": "石桥县打击非法捕捞专项行动联席会议办公室",
            "issued": "2021-06-02",
        },
    ),
    (
        "number and day on one line",
        """石桥县专题会议纪要
石府阅〔2021〕4号    2021年3月8日
{}""",
        {"number": "石府阅〔2021〕4号", "issued": "2021-03-08"},
    ),
    (
        "the parties at the foot, each with its seal",
        """关于共享车辆信息的合作备忘录
{}
青禾县法院（章）  青禾县公安局（章）  青禾县交通局（章）
2021年7月8日""",
        {"issuer": "青禾县法院、青禾县公安局、青禾县交通局"},
    ),
    (
        "a joint heading tells more than one signature",
        """青禾县公安局
青禾县教育局
青公发〔2021〕13号
关于开展校园周边整治的通知
{}
青禾县公安局
2021年9月1日""",
        {"issuer": "青禾县公安局、青禾县教育局"},
    ),
]


@pytest.mark.parametrize(("text", "fields"), [c[1:] for c in STYLES], ids=[c[0] for c in STYLES])
def test_fields(text: str, fields: dict[str, str | None]) -> None:
    letterhead = document(text.replace("{}", BODY)).letterhead
    assert {name: getattr(letterhead, name) for name in fields} == fields


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
