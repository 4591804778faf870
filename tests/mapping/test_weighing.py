"""Which of the measures that words may give an agency it has, and how sure that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapping.clauses import provisions
from mapping.confidence import IN_FIELD
from mapping.fields import load_field
from mapping.grammar import trace, unweighed
from mapping.pipeline import context_of
from mapping.weighing import COVERED, INTERCEPT, RULE, Candidate, candidates, chosen
from tests.written import HEAD, document, duties, found_by_rules, mapped, reference

WEIGHTS = load_field().weights
# About the field, whatever else it says.
ABOUT = "\n第九条 县人民法院负责公布失信被执行人名单，限制被执行人高消费。"


def options(text: str) -> list[Candidate]:
    """What the first article may give whom, as the rules read it."""
    blocks = document(HEAD + text + ABOUT).blocks
    context = unweighed(context_of(blocks, reference()))
    (first,) = [p for p in provisions(blocks) if p.label == "第一条"]
    told = trace(first, context)
    return candidates(first, told.kept, told.found, context.docs, context.lexicon.field)


def given(agency: str, measure: str, proposed: bool, score: float, read: float = 0) -> Candidate:
    """A candidate whose likelihood by `LOGITS` is that of `score`, by words that a rule has `read`
    otherwise, or not."""
    like = next(o for o in options("第一条 县公安局应当查封车辆。") if not o.proposed)
    own = {"agency": agency, "measure": measure, "proposed": proposed}
    return replace(like, **own, features={"x": score, COVERED: read})


LOGITS = {INTERCEPT: 0.0, "x": 1.0}
SURE, LIKELY, UNSURE, NO = 3.0, 0.5, -0.5, -5.0  # 0.95, 0.62, 0.38, 0.01


Told = list[tuple[str, bool, float] | tuple[str, bool, float, float]]
CHOSEN: list[tuple[str, Told, set[str]]] = [
    ("all that are likely", [("a", False, SURE), ("b", False, UNSURE)], {"a", "b"}),
    ("none that is unlikely beside one that is", [("a", False, SURE), ("b", False, NO)], {"a"}),
    ("the likeliest of unlikely ones", [("a", False, NO), ("b", False, NO - 1)], {"a"}),
    ("none unlikely that no rule found", [("a", False, NO), ("b", True, UNSURE)], {"a"}),
    ("one that is likely and no rule found", [("a", False, SURE), ("b", True, SURE)], {"a", "b"}),
    ("that in place of an unlikely one", [("a", False, NO), ("b", True, SURE)], {"b"}),
    (
        "none that no rule found and is rather wrong",
        [("a", False, SURE), ("b", True, UNSURE)],
        {"a"},
    ),
    ("one rather right", [("a", False, SURE), ("b", True, LIKELY)], {"a", "b"}),
    ("none that a rule read otherwise", [("a", False, SURE), ("b", True, LIKELY, 1)], {"a"}),
    ("but that surely", [("a", False, SURE), ("b", True, SURE, 1)], {"a", "b"}),
    ("less of rules beside that", [("a", False, UNSURE), ("b", True, SURE, 1)], {"b"}),
    ("nothing unlikely by itself", [("b", True, UNSURE)], set()),
]


@pytest.mark.parametrize(
    ("told", "measures"), [case[1:] for case in CHOSEN], ids=[case[0] for case in CHOSEN]
)
def test_what_an_agency_keeps(told: Told, measures: set[str]) -> None:
    own = [given("police", *one) for one in told]
    assert {option.measure for option, _ in chosen(own, LOGITS)} == measures


def test_one_agency_loses_nothing_by_another() -> None:
    own = [given("police", "a", False, SURE), given("court", "b", False, NO)]
    assert {option.agency for option, _ in chosen(own, LOGITS)} == {"police", "court"}


def test_every_feature_has_a_weight() -> None:
    text = (
        "第一条 县公安局应当查封车辆，并将情况反馈县法院；建立台账。"
        "县民政局对婚姻登记信息，3日内提供。各成员单位应当落实。"
    )
    told = options(text)
    assert {option.proposed for option in told} == {True, False}
    assert {name for option in told for name in option.features} <= WEIGHTS.keys()


def test_without_weights_the_rules_stand() -> None:
    blocks = document(HEAD + "第一条 县公安局应当查封车辆。").blocks
    context = context_of(blocks, reference())
    (first,) = [p for p in provisions(blocks) if p.label == "第一条"]
    by_rules = trace(first, unweighed(context)).kept
    (sure,), (weighed,) = by_rules, trace(first, context).kept
    assert (sure.measure, sure.weights) == (weighed.measure, ())
    assert sure.confidence != weighed.confidence and weighed.weights


def test_words_that_no_rule_reads_may_be_given_a_measure() -> None:
    text = "第一条 县融媒体中心曝光失信名单，开辟“诚信青禾”专栏。" + ABOUT
    by_rules = {f.measure for f in found_by_rules(text) if f.provision == "第一条"}
    found = {a.measure: a for a in mapped(HEAD + text).assignments if a.provision == "第一条"}
    assert by_rules == {"information.publication"}
    assert found.keys() - by_rules == {"information.publicity"}
    proposed = found["information.publicity"]
    assert (proposed.rule, proposed.agency, proposed.mention) == (RULE, "media", "县融媒体中心")
    assert proposed.quote == "开辟“诚信青禾”专栏" and proposed.confidence >= IN_FIELD.added


@pytest.mark.parametrize(
    ("told", "by"),
    [
        ("开辟“诚信青禾”专栏。", {"media"}),
        ("开辟“诚信青禾”专栏的，报送信息。", set()),
        ("开辟“诚信青禾”专栏：", set()),
        ("关于开辟“诚信青禾”专栏，报送信息。", set()),
        ("不得开辟“诚信青禾”专栏。", set()),
        ("县民政局提供名单，开辟“诚信青禾”专栏。", {"civil-affairs"}),
        ("报送信息。开辟“诚信青禾”专栏。", {"media"}),
        ("养老机构应当提供名单，开辟“诚信青禾”专栏。", set()),
    ],
)
def test_whom_words_that_no_rule_reads_may_give_a_measure(told: str, by: set[str]) -> None:
    text = "第一条 县融媒体中心曝光失信名单，" + told + ABOUT
    asked = [o for o in options(text) if o.proposed and "专栏" in o.told.words]
    assert {o.agency for o in asked if o.measure == "information.publicity"} == by


def test_what_is_unlikely_beside_another_goes() -> None:
    text = "第一条 县法院协助扣划存款，发现账户内资金属于低保金的，不得扣划。" + ABOUT
    by_rules = {f.measure for f in found_by_rules(text) if f.provision == "第一条"}
    found = {a.measure for a in mapped(HEAD + text).assignments if a.provision == "第一条"}
    assert (by_rules - found, found - by_rules) == ({"restrict.subsidy"}, set())


def test_a_text_without_its_numbers_is_not_weighed() -> None:
    text = "第一条 县公安局应当" + "查封车辆，" * 501 + "扣押车辆。"
    found = mapped(HEAD + text).assignments
    assert [a.confidence for a in found] == [f.confidence for f in found_by_rules(text)] != []


def test_a_list_of_those_responsible_is_no_matter() -> None:
    text = "第一条 依法查封车辆，公布名单。（责任单位：县公安局，县财政局保障查封经费）"
    told = [option.told.words for option in options(text)]
    assert told and not [words for words in told if "保障" in words]


def test_what_is_forbidden_is_told_by_rules_alone() -> None:
    text = "第一条 县法院应当公布名单，不得对社保专户、救助专户等不得冻结的账户实施扣划。"
    assert "control.bank" not in {measure for (measure,) in duties(text + ABOUT, "measure")}


def test_what_a_title_tells_is_told_by_rules_alone() -> None:
    text = "第一条 失信名单曝光。县融媒体中心应当在“诚信青禾”专栏予以落实。" + ABOUT
    assert "失信名单曝光" not in {option.told.words for option in options(text)}
    assert ("information.publication",) in duties(text, "measure")


def test_what_stands_in_a_table_is_not_weighed() -> None:
    text = "序号|任务|责任单位\n1|查封车辆|县公安局\n2|公布名单|县法院"
    found = mapped(HEAD + text).assignments
    by_rules = found_by_rules(text)
    assert [a.confidence for a in found] == [f.confidence for f in by_rules]
    assert [a.rule for a in found] == ["row", "row"]
