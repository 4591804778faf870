"""Why a provision is read as it is: the cues, what they led to, and why others led to nothing."""

from __future__ import annotations

import pytest

from mapping.explain import Explained, explain
from mapping.lexicon import load_lexicon
from mapping.naming import naming
from mapping.pipeline import context_of, map_document
from tests.written import HEAD, document, reference


def explained(text: str, label: str = "第一条") -> tuple[Explained, ...]:
    blocks = document(HEAD + text).blocks
    return explain(blocks, label, context_of(blocks, reference()))


UNLED = [
    ("first to the same agency", "第一条 县公安局应当查封车辆，并扣押车辆。", "again"),
    ("an aim", "第一条 为查封车辆，制定本办法。", "idle"),
    ("who belongs to it", "第一条 成员单位包括查封车辆的县公安局。", "membership"),
    (
        "another is likelier",
        "第一条 县法院协助扣划存款，发现账户内资金属于低保金的，不得扣划。",
        "unlikely",
    ),
    ("another is urged", "第一条 县公安局应当督促各银行协助查询存款。", "moved"),
    ("a debtor acts", "第一条 被执行人应当查封车辆。", "no-agency"),
    ("nothing to seize", "第一条 县气象局应当办理查封。", "no-object"),
    ("under a heading of aims", "一、指导思想\n（一）县公安局应当查封车辆。", "not-read"),
]


@pytest.mark.parametrize(("text", "why"), [c[1:] for c in UNLED], ids=[c[0] for c in UNLED])
def test_why_a_cue_led_to_nothing(text: str, why: str) -> None:
    label = "一（一）" if "（一）" in text else "第一条"
    assert why in {unled.why for item in explained(text, label) for unled in item.unled}


def test_what_led_to_an_assignment() -> None:
    (item,) = explained("第一条 县公安局应当在3日内查封车辆。")
    (led,) = item.led
    assert (led.cue, led.naming.how, led.naming.words) == ("查封车辆", "stem", "公安")
    assert item.block.orig[led.start : led.end] == led.cue
    assert ("rule", "subject") in {weight[:2] for weight in led.weights}
    kinds = {(mark.kind, mark.words) for mark in item.marks}
    assert kinds >= {("agency", "县公安局"), ("measure", "查封车辆"), ("act", "查封")}
    assert kinds >= {("deadline", "3日内"), ("modality", "应当")}


def test_every_mark_is_where_it_is_printed() -> None:
    (item,) = explained("第一條 法院決定拘留的，縣公安局應當查封車輛。", "第一条")
    assert {mark.kind for mark in item.marks} >= {"agency", "measure", "condition"}
    for mark in item.marks:
        assert mark.words == item.block.orig[mark.start : mark.end] != ""


def test_the_same_is_assigned_as_by_the_mapping() -> None:
    text = (
        "第一条 县公安局、县民政局应当查询户籍、婚姻登记；县财政局应当冻结存款。\n"
        "第二条 限制出境。查封车辆。（责任单位：县公安局）"
    )
    read = document(HEAD + text)
    mapped = map_document(read, reference(), document_id="a").assignments
    context = context_of(read.blocks, reference())
    told = [
        (label, led.found.agency, led.found.measure, led.found.confidence)
        for label in ("第一条", "第二条")
        for item in explain(read.blocks, label, context)
        for led in item.led
    ]
    assert told == [(a.provision, a.agency, a.measure, a.confidence) for a in mapped]


NAMES = [
    ("县公安局", "public-security", {}, "stem"),
    ("人民法院", "court", {}, "form"),
    ("各成员单位", "member-units", {}, "class"),
    ("甲方", "court", {"甲方": ("court",)}, "alias"),
    ("该局", "public-security", {}, "pointer"),
    ("县执行工作领导小组", "joint-meeting", {}, "joint"),
    ("县某某局", "other-agency", {}, "unlisted"),
]


@pytest.mark.parametrize(("name", "agency", "aliases", "how"), NAMES, ids=[c[0] for c in NAMES])
def test_how_a_name_was_told(
    name: str, agency: str, aliases: dict[str, tuple[str, ...]], how: str
) -> None:
    assert naming(name, agency, load_lexicon(), aliases).how == how


GIVEN = [
    ("护河队", "water", True, "pattern"),
    ("县水务局护河队", "water", True, "pattern"),
    ("护河队", "water", False, "model"),
    ("县水务局", "water", False, "form"),
    ("护河队", "court", True, "joint"),
]


@pytest.mark.parametrize(("name", "agency", "sure", "how"), GIVEN)
def test_a_name_that_a_pattern_or_a_model_gave(
    name: str, agency: str, sure: bool, how: str
) -> None:
    assert naming(name, agency, load_lexicon(), {}, [("护河队", "water", sure)]).how == how
