"""Which of the measures that words may give an agency it has, and how sure that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapping.clauses import provisions
from mapping.fields import Field, load_field
from mapping.grammar import Context, trace
from mapping.pipeline import context_of
from mapping.weighing import ADDED, INTERCEPT, KEPT, Candidate, candidates, chosen, weighed
from tests.written import HEAD, document, duties, mapped, reference

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


def unweighed(context: Context) -> Context:
    """The same without weights: what rules find stands."""
    field = replace(context.lexicon.field, weights={})
    return replace(context, lexicon=replace(context.lexicon, field=field))


def given(agency: str, measure: str, proposed: bool, score: float, *beside: str) -> Candidate:
    """A candidate whose likelihood by `LOGITS` is that of `score`, of words by which rules gave
    the measures `beside`."""
    like = next(o for o in options("第一条 县公安局应当查封车辆。") if not o.proposed)
    own = {"agency": agency, "measure": measure, "proposed": proposed}
    return replace(like, **own, beside=frozenset(beside), features={"x": score})


LOGITS = {INTERCEPT: 0.0, "x": 1.0}
SURE, UNSURE, NO = 3.0, -1.0, -5.0  # 0.95, 0.27, 0.01


Told = list[tuple[str, bool, float] | tuple[str, bool, float, str]]
CHOSEN: list[tuple[str, Told, set[str]]] = [
    ("all that are likely", [("a", False, SURE), ("b", False, UNSURE)], {"a", "b"}),
    ("none that is unlikely beside one that is", [("a", False, SURE), ("b", False, NO)], {"a"}),
    ("the likeliest of unlikely ones", [("a", False, NO), ("b", False, NO - 1)], {"a"}),
    ("none unlikely that no rule found", [("a", False, NO), ("b", True, UNSURE)], {"a"}),
    ("one that is likely and no rule found", [("a", False, SURE), ("b", True, SURE)], {"a", "b"}),
    ("that in place of an unlikely one", [("a", False, NO), ("b", True, SURE)], {"b"}),
    ("nothing by words that a rule has read", [("a", False, SURE), ("b", True, SURE, "a")], {"a"}),
    ("that by words read wrongly", [("a", False, NO), ("b", True, SURE, "a")], {"b"}),
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
    told = {name for option in options(text) for name in option.features}
    assert told <= WEIGHTS.keys()
    assert min(KEPT, ADDED) > 0


def test_without_weights_the_rules_stand() -> None:
    blocks = document(HEAD + "第一条 县公安局应当查封车辆。").blocks
    context = context_of(blocks, reference())
    (first,) = [p for p in provisions(blocks) if p.label == "第一条"]
    bare: Field = replace(context.lexicon.field, weights={})
    told = trace(first, unweighed(context))
    assert weighed(first, told.found, context.docs, bare) == told.kept
    assert trace(first, context).kept != told.kept  # their likelihoods are weighed


def test_a_list_of_those_responsible_is_no_matter() -> None:
    text = "第一条 修缮石桥。（县文旅局负责，县财政局保障修缮经费）"
    assert all("保障" not in option.told.words for option in options(text))


def test_what_is_forbidden_is_told_by_rules_alone() -> None:
    text = "第一条 县法院应当公布名单，不得对社保专户、救助专户等不得冻结的账户实施扣划。"
    assert "control.bank" not in {measure for (measure,) in duties(text + ABOUT, "measure")}


def test_what_stands_in_a_table_is_not_weighed() -> None:
    text = "序号|任务|责任单位\n1|查封车辆|县公安局\n2|公布名单|县法院"
    found = mapped("青禾县办法\n" + text).assignments
    assert {a.rule for a in found} == {"row"} and len(found) == 2
