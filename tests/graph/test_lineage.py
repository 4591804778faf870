"""From the top down: what each tier takes up, loses, begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.importer import import_paths
from corpus.store import Corpus
from graph.lineage import lineage
from graph.load import load
from graph.model import Jurisdiction
from graph.places import named
from graph.rules.case import UnknownBaseline
from mapping.reference import BaselineItem, load_reference
from tests.graph.build import BASELINE, directive, duty, reference

TABLES = reference(BaselineItem("二6", "试", "信息", ("query.marriage", "query.tax")))
PROVINCE = directive("云海省", adcode="990000", level="province")
CITY = directive("云岭州", adcode="990100", level="prefecture")
HOME = directive("青禾县", adcode="990121")
NEXT = directive("石桥县", adcode="990122")
DOCUMENTS = [HOME, NEXT, CITY, PROVINCE]
PLACE = Jurisdiction("青禾县", "990121")
SHARED = Path(__file__).parents[3] / "shared"


def fates(given, **more):  # type: ignore[no-untyped-def]
    found = lineage(given, DOCUMENTS, PLACE, TABLES, **more)
    return found, {
        strand.measures: [step.fate for step in strand.steps] for strand in found.strands
    }


def test_the_way_down_goes_through_the_places_above_and_no_others() -> None:
    given = [
        duty(PROVINCE, "一", "transport", "restrict.transport"),
        duty(HOME, "第一条", "transport", "restrict.transport"),
        duty(NEXT, "第一条", "justice", "restrict.hotel"),
    ]
    found, told = fates(given, baseline=BASELINE)
    assert [tier.name for tier in found.tiers] == ["test-norm", "云海省", "云岭州", "青禾县"]
    assert found.tiers[-1].directives == (HOME.id,)
    assert told["restrict.transport",] == ["begun", "kept", "lost", "resumed"]
    assert told["restrict.hotel",] == ["begun", "lost", "absent", "absent"]


def test_one_of_a_matter_s_measures_is_enough() -> None:
    given = [
        duty(PROVINCE, "一", "tax", "query.tax"),
        duty(CITY, "一", "civil-affairs", "query.marriage"),
    ]
    _, told = fates(given, baseline=BASELINE)
    assert told["query.marriage", "query.tax"] == ["begun", "kept", "changed", "lost"]


def test_what_a_tier_adds_comes_after_the_norm_s_own() -> None:
    given = [
        duty(CITY, "一", "water", "query.water"),
        duty(HOME, "第一条", "land-resources", "query.real-estate"),
    ]
    found, told = fates(given, baseline=BASELINE)
    assert told["query.real-estate",] == ["absent", "absent", "absent", "begun"]
    added = [strand for strand in found.strands if strand.added]
    assert [strand.item for strand in added] == [""] * len(added)
    assert found.strands[: len(found.strands) - len(added)] == tuple(
        strand for strand in found.strands if strand.item
    )


def test_a_reform_changes_nothing_and_another_function_does() -> None:
    given = [
        duty(PROVINCE, "一", "natural-resources", "query.real-estate"),
        duty(CITY, "一", "land-resources", "query.real-estate"),
        duty(HOME, "一", "housing-construction", "query.real-estate"),
    ]
    found, told = fates(given, measure="query.real-estate")
    assert told == {("query.real-estate",): ["begun", "kept", "changed"]}
    assert found.baseline is None
    assert [e.provision for e in found.strands[0].steps[2].agencies] == ["一"]


def test_a_forwarded_text_keeps_the_matter() -> None:
    lent = directive(
        "云岭州", name="lent", adcode="990100", level="prefecture", forwarded_to="青禾县"
    )
    given = [duty(lent, "三", "tax", "query.tax")]
    found = lineage(given, [HOME, lent], PLACE, TABLES, measure="query.tax")
    assert [step.fate for step in found.strands[0].steps] == ["begun", "kept"]
    assert found.strands[0].steps[1].agencies[0].inherited_from == "云岭州"


def test_an_unknown_baseline_is_refused() -> None:
    with pytest.raises(UnknownBaseline):
        fates([], baseline="nowhere")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real directives (../shared) are not here")
def test_what_baisha_did_not_take_up_of_the_norm(tmp_path: Path) -> None:
    tables = load_reference()
    with Corpus.open(tmp_path) as corpus:
        import_paths(corpus, [SHARED / "directives" / "baisha-2018.txt"])
        held = load(corpus)
    (place,) = named(held.documents, "白沙")
    found = lineage(held.assignments, held.documents, place, tables, baseline="zhongbanfa-2016-64")
    lost = {strand.matter for strand in found.strands if strand.steps[-1].fate == "lost"}
    assert lost >= {"股票发行或挂牌转让", "海关认证", "使用草原"}
    assert len(lost) <= 4
