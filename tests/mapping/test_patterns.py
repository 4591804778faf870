"""A user's patterns: what docs/patterns.md shows works, what is wrong is said in one line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mapping.knowledge import Knowledge, KnowledgeUnusable, Pattern
from mapping.model import Assignment
from mapping.patterns import load_patterns
from mapping.pipeline import map_document
from tests.written import document, reference

DOCS = (Path(__file__).parents[2] / "docs" / "patterns.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)
    assert found
    return found[1]


def mapped(text: str, *patterns: Pattern, field: str = "flood-control") -> list[Assignment]:
    knowledge = Knowledge(field, patterns)
    found = map_document(document(text), reference(), document_id="d", knowledge=knowledge)
    return list(found.assignments)


def pattern(label: str, pattern: object, own_id: str = "") -> Pattern:
    return Pattern(label, own_id, json.dumps(pattern))  # type: ignore[arg-type]


def test_the_examples_of_the_documentation(tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text(block("jsonl"), "utf-8")
    found = mapped(block("text"), *load_patterns(tmp_path, reference()))
    rows = [
        f"| {a.provision} | {a.agency} | {a.mention} | {a.measure} | {a.deadline or ''} |"
        for a in found
    ]
    assert len(rows) == 3
    assert [row for row in rows if row.replace("|  |", "| |") not in DOCS] == []


def test_without_patterns_the_examples_say_less() -> None:
    assert [a.measure for a in mapped(block("text"))] != ["flood.dredging"] * 2 + ["flood.warning"]


def test_the_words_of_a_pattern_are_told_by_it_alone() -> None:
    text = "一、县水利局负责鱼塘清淤。"
    mine = pattern("measure", "鱼塘清淤", "flood.farming")
    assert [a.measure for a in mapped(text)] == ["flood.dredging"]
    assert [a.measure for a in mapped(text, mine)] == ["flood.farming"]


def test_a_measure_in_a_condition_is_none() -> None:
    mine = pattern("measure", "翻坝", "flood.rescue")
    assert mapped("一、发现洪水翻坝的，县水利局要开闸泄洪。", mine)[0].measure == "flood.dispatch"
    assert len(mapped("一、发现洪水翻坝的，县水利局要开闸泄洪。", mine)) == 1


def test_a_pattern_works_in_a_table_row() -> None:
    mine = pattern("measure", "扎草把", "flood.dredging")
    rows = "序号\t任务\t责任单位\n1\t沿河扎草把\t县水利局"
    assert [a.measure for a in mapped(rows)] == ["other"]
    assert [a.measure for a in mapped(rows, mine)] == ["flood.dredging"]


def test_a_measure_of_another_field_is_left_out() -> None:
    mine = pattern("measure", "查老底", "query.identity")
    text = "一、县公安局负责查老底。"
    assert [a.measure for a in mapped(text, mine, field="joint-enforcement")] == ["query.identity"]
    assert "query.identity" not in [a.measure for a in mapped(text, mine)]


def test_an_agency_wins_over_the_one_its_words_would_tell() -> None:
    text = "一、县水利管护中心负责清淤。"
    mine = pattern("agency", "水利管护中心", "works-managers")
    assert [a.agency for a in mapped(text, mine)] == ["works-managers"]
    assert [a.mention for a in mapped(text, mine)] == ["县水利管护中心"]


WRONG = [
    ("{", "不是一行 JSON"),
    ('["a"]', "缺少 label 或 pattern"),
    ('{"label": "agency", "id": "water"}', "缺少 label 或 pattern"),
    ('{"label": "role", "pattern": "甲"}', "label “role” 无效，请改为：agency、measure、deadline"),
    ('{"label": "agency", "pattern": "甲", "id": "watr"}', "相近的有：water"),
    ('{"label": "measure", "pattern": "甲", "id": "flood.dredgin"}', "flood.dredging"),
    ('{"label": "measure", "pattern": "甲"}', "没有 id 为“”的 measure"),
    ('{"label": "deadline", "pattern": " "}', "pattern 是空的"),
    ('{"label": "deadline", "pattern": []}', "pattern 须是字符串"),
    ('{"label": "deadline", "pattern": [{"TEXT": "汛前"}]}', "一个记号只有一个字"),
    ('{"label": "deadline", "pattern": [{"WORD": "汛"}]}', "spaCy 不接受"),
    ('{"label": "deadline", "pattern": [{"TEXT": {"REGEX": "("}}]}', "spaCy 不接受"),
    ('{"label": "deadline", "pattern": [{"POS": "NOUN"}]}', "spaCy 不接受"),
    ('{"label": "agency", "pattern": [{"OP": "*"}], "id": "water"}', "什么文字都匹配"),
    ('{"label": "deadline", "pattern": [{}, {"OP": "?"}]}', "什么文字都匹配"),
    ('{"label": "deadline", "pattern": [{"TEXT": {"REGEX": "."}, "OP": "+"}]}', "什么文字都匹配"),
    ('{"label": "deadline", "pattern": [{"TEXT": {"NOT_IN": ["汛"]}}]}', "什么文字都匹配"),
    ('{"label": "agency", "pattern": "甲", "id": 5}', "没有 id 为“5”的 agency"),
]


@pytest.mark.parametrize(("line", "said"), WRONG)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "mine.jsonl").write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(KnowledgeUnusable) as raised:
        load_patterns(tmp_path, reference())
    message = str(raised.value)
    assert message.startswith(f"{tmp_path / 'mine.jsonl'}:2: ")
    assert said in message
    assert "\n" not in message


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KnowledgeUnusable, match="UTF-8"):
        load_patterns(tmp_path, reference())


def test_no_folder_no_patterns(tmp_path: Path) -> None:
    assert load_patterns(tmp_path / "none", reference()) == ()
