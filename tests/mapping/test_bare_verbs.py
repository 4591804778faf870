"""Bodies that are told to act by a bare verb, wherever and whenever they act."""

from __future__ import annotations

import pytest

from tests.written import mapped

# By a bare verb, wherever and whenever they act.
TOLD = [
    ("县公安局在桥头疏导车辆。", {"public-security"}),
    ("县水利局在险段竖牌子、拉护栏。", {"water"}),
    ("县委编办为乡镇核定护桥员编制。", {"institutional-staffing"}),
    ("县人社局从返乡人员中选送学员。", {"hr-social-security"}),
    ("县文旅局与管护户订立养护合同。", {"culture-tourism"}),
    ("各乡镇接到预警立即敲锣入户。", {"township"}),
    ("护桥成效纳入年度考核，由县综治办赋分。", {"governance-office"}),
    ("县法院设立巡回法庭。", {"court"}),
    ("县水利局为护桥主管部门。", {"water"}),
    ("县水利局为成员单位。", set()),
    ("县公安局在执法过程中，应当出示证件。", {"public-security"}),
    ("县公安局在岗人员五十人。", set()),
]


OFFICES = [
    ("城关派出所加密巡逻。", "城关派出所", "public-security"),
    ("西河镇司法所调处邻里纠纷。", "西河镇司法所", "justice"),
    ("城关市场监管所检查车行。", "城关市场监管所", "market-regulation"),
    ("国土所核查宅基地来源。", "国土所", "land-resources"),
    ("桥梁护栏由镇安监站逐处检查。", "镇安监站", "work-safety"),
]


@pytest.mark.parametrize(("words", "mention", "agency"), OFFICES, ids=[o[0] for o in OFFICES])
def test_offices_of_a_place(words: str, mention: str, agency: str) -> None:
    (duty,) = mapped(f"青禾县护桥方案\n一、{words}").assignments
    assert (duty.mention, duty.agency) == (mention, agency)


@pytest.mark.parametrize("words", ["县水利局及时通知派出所处置。", "民政所需经费由上级拨付。"])
def test_what_only_looks_like_an_office_of_a_place(words: str) -> None:
    found = mapped(f"青禾县护桥方案\n一、{words}").assignments
    assert not {"public-security", "civil-affairs"} & {item.agency for item in found}


# Told by their part in the matter, or by their function.
PARTS = [
    ("起草单位应当说明理由。", {"member-units"}),
    ("护桥名册由牵头部门汇总。", {"member-units"}),
    ("认定部门十五日内查清并答复。", {"member-units"}),
    ("县水利、公安两家每季度联合检查桥基。", {"water", "public-security"}),
    ("桥头由沿河乡镇选派护桥员。", {"township"}),
    ("县水政监察大队昼夜巡查河道。", {"water"}),
    ("县绿化委员会统一组织补植行道树。", {"joint-meeting"}),
    ("镇人居办排出清扫桥面的周计划。", {"joint-meeting"}),
    ("承办法官当日到桥头主持和解。", {"court"}),
]


def test_an_order_without_a_date_is_of_the_year_in_which_it_was_passed() -> None:
    text = (
        "青禾县人民政府令\n第3号\n青禾县护桥办法\n《青禾县护桥办法》已经2012年3月6日县人民政府"
        "常务会议通过，现予公布，自2012年5月1日起施行。\n第一条 监察机关检查护桥经费。\n"
    )
    assert {(a.provision, a.agency) for a in mapped(text).assignments} == {
        ("第一条", "supervision-bureau")
    }


NO_OFFICE = [
    ("县民政局排查隐患，组织工作队进村入户宣讲。", {"civil-affairs"}),
    ("县司法局推进司法所规范化建设试点。", {"justice"}),
    ("县财政局支持社会办医机构发展壮大。", {"finance"}),
    ("督促财险公司尽快查勘赔付。", set()),
    ("加强派出所规范化建设工作。", set()),
]


@pytest.mark.parametrize(("words", "agencies"), NO_OFFICE, ids=[words for words, _ in NO_OFFICE])
def test_verbs_are_no_part_of_an_office(words: str, agencies: set[str]) -> None:
    found = mapped(f"青禾县护桥方案\n一、{words}").assignments
    assert {item.agency for item in found} - {"member-units"} == agencies


# Named beside others.
AMONG_OTHERS = [
    ("县水利局在县公安局的配合下，每周清理桥下杂物。", {"water", "public-security"}),
    ("县审计局审计报告由县财政局转发。", {"finance"}),
    ("县检察院检察建议由县水利局限期回复。", {"water"}),
    (
        "护桥员由乡镇初审、县民政局审批、县财政局发放补助。",
        {"township", "civil-affairs", "finance"},
    ),
    ("县公安局的民警应当每周巡查桥头。", {"public-security"}),
    ("县公安局的岗亭应当迁出桥头。", set()),
    ("成立由县长任组长，公安、民政等部门为成员的领导小组。", set()),
    ("县水利局不再承担桥梁审批职责，由县住建局承担。", {"housing-construction"}),
    ("县人大要视察古桥修缮。", {"people-congress"}),
    ("公安经侦部门清查护桥经费。", {"public-security"}),
]


ACTING = [*TOLD, *PARTS, *AMONG_OTHERS]


@pytest.mark.parametrize(("words", "agencies"), ACTING, ids=[words for words, _ in ACTING])
def test_who_acts(words: str, agencies: set[str]) -> None:
    found = mapped(f"青禾县护桥方案\n一、{words}").assignments
    assert {item.agency for item in found} == agencies


def test_a_number_tells_the_year_before_a_norm_that_is_cited_does() -> None:
    text = (
        "青禾县人民政府文件\n青政发〔2021〕5号\n青禾县护桥办法\n"
        "《桥梁条例》自2012年5月1日起施行。\n第一条 监察机关检查护桥经费。\n"
    )
    assert {(a.provision, a.agency) for a in mapped(text).assignments} == {("第一条", "discipline")}
