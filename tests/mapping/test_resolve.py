"""Names that several agencies go by: told by date and level, or by nobody."""

from __future__ import annotations

import pytest

from mapping.agencies import find_mentions
from mapping.candidates import agency_candidates, is_unknown
from mapping.lexicon import load_lexicon
from mapping.resolve import UNRESOLVED, When, resolve, senses, when_of
from tests.written import mapped, reference

LEXICON = load_lexicon()
POLICE, OLD, NEW = "public-security", "banking-regulator", "financial-regulator"

CASES: list[tuple[str, When, str | None]] = [
    ("监察机关", When(2016), "supervision-bureau"),
    ("监察机关", When(2018), "discipline"),
    ("县监察机关", When(2021, "county"), "discipline"),
    ("监察机关", When(), None),  # no date: either
    ("银监部门", When(2017), OLD),
    ("银监部门", When(2019), None),  # the year in which the boards were changed
    ("银监部门", When(2020), NEW),
    ("银监", When(2016), OLD),
    ("金融监管部门", When(2017), None),
    ("金融监管部门", When(2021, "county"), None),
    ("金融监管部门", When(2024), NEW),
    ("规划部门", When(2016), None),
    ("城乡规划主管部门", When(2020), "natural-resources"),
    ("土地管理部门", When(2012), "land-resources"),
    ("土地管理部门", When(2022), "natural-resources"),
    ("产权登记部门", When(2013), None),
    ("房屋产权登记部门", When(2013), "housing-administration"),
    ("产权登记部门", When(2019), "real-estate-registry"),
    ("住房保障部门", When(2022), None),
    ("企业登记机关", When(2016, "prefecture"), "industry-commerce"),
    ("企业登记机关", When(2016, "county"), None),  # counties were merging theirs
    ("公司登记机关", When(2020, "county"), "market-regulation"),
    ("食品安全监管部门", When(2013, "county"), "food-drug"),
    ("县公安局", When(2020), None),  # not in the table
]


@pytest.mark.parametrize(("words", "when", "agency"), CASES)
def test_a_name_at_its_date_and_level(words: str, when: When, agency: str | None) -> None:
    assert resolve(words, LEXICON, when) == agency


NAMED = [
    ("县监察机关应当", 2020, [("县监察机关", "discipline")]),
    ("人行、银监等部门应当", 2016, [("人行", "pboc"), ("银监", OLD)]),
    ("县规划部门应当", 2015, [("县规划部门", UNRESOLVED)]),
    # whole names keep what they name, whatever the year
    ("县银监办应当", 2020, [("县银监办", OLD)]),
    ("纪检监察机关应当", 2020, [("纪检监察机关", "discipline")]),
    ("自然资源和规划部门应当", 2020, [("自然资源和规划部门", "natural-resources")]),
    ("劳动部门应当", 2010, [("劳动部门", "hr-social-security")]),
    ("司法机关应当", 2020, []),
]


@pytest.mark.parametrize(("text", "year", "expected"), NAMED, ids=[case[0] for case in NAMED])
def test_mentions(text: str, year: int, expected: list[tuple[str, str]]) -> None:
    found = find_mentions(text, LEXICON, when=When(year))
    assert [(text[m.start : m.end], m.agency) for m in found if m.agency != "member-units"] == (
        expected
    )


def test_every_sense_is_of_an_agency_and_some_name_has_two() -> None:
    assert {sense.agency for sense in LEXICON.senses} <= set(reference().agencies)
    assert {sense.levels <= {"county", "prefecture", "province"} for sense in LEXICON.senses} == {
        True
    }


def test_the_year_is_that_of_issue_else_of_the_number() -> None:
    assert when_of("2018-09-19", "青办发〔2017〕3号", "county") == When(2018, "county")
    assert when_of(None, "青办发〔2017〕3号", None) == When(2017)
    assert when_of(None, None, None) == When()


@pytest.mark.parametrize(
    ("number", "agency"), [("〔2016〕9号", "supervision-bureau"), ("〔2022〕9号", "discipline")]
)
def test_a_directive_gives_its_date(number: str, agency: str) -> None:
    text = f"青禾县协助执行工作办法\n青办发{number}\n第一条 县监察机关应当追究失职人员责任。"
    assert {a.agency for a in mapped(text).assignments} == {agency}


def test_what_is_not_unique_has_its_candidates() -> None:
    text = "青禾县协助执行办法\n青办发〔2016〕9号\n第一条 规划部门应当暂停审批被执行人的建设项目。"
    (duty,) = mapped(text).assignments
    assert (duty.agency, duty.mention) == (UNRESOLVED, "规划部门")
    assert is_unknown(duty.agency, duty.mention, LEXICON)
    asked = agency_candidates(duty.agency, duty.mention, LEXICON, When(2016))
    assert asked == ("housing-construction", "land-resources")
    assert senses(duty.mention, LEXICON, When(2020)) == ("natural-resources",)
