"""A local spaCy model adds cues: one with rules, one trained in the test, and none at all."""

from __future__ import annotations

import functools
import itertools
import random
from pathlib import Path

import pytest
import spacy
from spacy.training import Example

from mapping.given import load_model, told_labels
from mapping.knowledge import Knowledge, KnowledgeUnusable, Pattern
from mapping.model import Assignment
from mapping.pipeline import map_document
from tests.written import document, reference

PLACES = ("河道", "水库", "沟渠", "堤岸", "塘坝", "湖面")
AGENCIES = ("护水队", "巡水队", "治水队", "管水队", "保水队")


def ruled(folder: Path, *patterns: dict[str, object]) -> str:
    """A model saved to a folder, whose entity ruler knows some patterns."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns(list(patterns))  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return str(folder)


def mapped(text: str, model: str, *patterns: Pattern) -> list[Assignment]:
    knowledge = Knowledge("flood-control", patterns, model)
    found = map_document(document(text), reference(), document_id="d", knowledge=knowledge)
    return list(found.assignments)


@functools.cache
def trained(folder: Path) -> str:
    """A tiny recogniser of agencies, trained here on sentences composed here."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner").add_label("agency/works-managers")  # type: ignore[attr-defined]
    examples = []
    for agency, place in itertools.product(AGENCIES[:-1], PLACES):
        for number in ("", "一、", "三、"):
            entities = [(len(number), len(number + agency), "agency/works-managers")]
            doc = nlp.make_doc(f"{number}{agency}负责{place}清淤。")
            examples.append(Example.from_dict(doc, {"entities": entities}))
    spacy.util.fix_random_seed(0)
    optimiser = nlp.initialize(lambda: examples)
    order = random.Random(0)
    for _ in range(6):
        order.shuffle(examples)
        for batch in spacy.util.minibatch(examples, 8):
            nlp.update(batch, sgd=optimiser)
    nlp.to_disk(folder)
    return str(folder)


def test_the_cues_of_a_model_with_rules(tmp_path: Path) -> None:
    model = ruled(
        tmp_path / "model",
        {"label": "agency", "pattern": "护河队", "id": "works-managers"},
        {"label": "measure/flood.dredging", "pattern": "捞水葫芦"},
        {"label": "deadline", "pattern": "谷雨前"},
        {"label": "PERSON", "pattern": "王某"},
    )
    (duty,) = mapped("一、护河队应当于谷雨前会同王某捞水葫芦。", model)
    assert (duty.agency, duty.measure) == ("works-managers", "flood.dredging")
    assert (duty.mention, duty.deadline) == ("护河队", "谷雨前")


def test_a_model_that_learnt_finds_what_it_was_not_shown(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    model = trained(tmp_path_factory.mktemp("trained"))
    (duty,) = mapped(f"一、{AGENCIES[-1]}负责河道清淤。", model)
    assert (duty.agency, duty.mention) == ("works-managers", AGENCIES[-1])


def test_the_rules_and_patterns_stand_before_a_model(tmp_path: Path) -> None:
    model = ruled(
        tmp_path / "model",
        {"label": "agency/health", "pattern": "县水利局"},
        {"label": "agency/health", "pattern": "护河队"},
    )
    assert [a.agency for a in mapped("一、县水利局负责清淤。", model)] == ["water"]
    mine = Pattern("agency", "works-managers", '"护河队"')
    assert [a.agency for a in mapped("一、护河队负责清淤。", model)] == ["health"]
    assert [a.agency for a in mapped("一、护河队负责清淤。", model, mine)] == ["works-managers"]


def test_the_labels_that_count(tmp_path: Path) -> None:
    patterns = [{"label": label, "pattern": "甲"} for label in ("agency/water", "PERSON")]
    assert told_labels(load_model(ruled(tmp_path / "model", *patterns))) == ("agency/water",)


@pytest.mark.parametrize(
    ("label", "said"),
    [("PERSON", "没有 agency、measure、deadline 标签"), ("agency/watr", "相近的有：water")],
)
def test_a_model_without_a_usable_label(tmp_path: Path, label: str, said: str) -> None:
    with pytest.raises(KnowledgeUnusable, match=said):
        load_model(ruled(tmp_path / "model", {"label": label, "pattern": "甲"}))


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    for folder, said in ((tmp_path, "不是可用的 spaCy 模型"), (tmp_path / "no", "没有这个文件夹")):
        with pytest.raises(KnowledgeUnusable, match=said) as raised:
            load_model(str(folder))
        assert "\n" not in str(raised.value)
