"""Policy field, patterns and model as a person sets them: imports, answers, comparison."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy

from api.cli import run

FLOOD = Path(__file__).parents[1] / "data" / "flood"
Capture = pytest.CaptureFixture[str]
Records = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def records(tmp_path: Path, capsys: Capture) -> Records:
    """Runs a command on a corpus of the test's own and gives its records."""

    def call(*arguments: str) -> list[dict[str, Any]]:
        assert run(["--corpus", str(tmp_path / "corpus"), *arguments]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return call


def answered(records: Records, question: str) -> tuple[str, list[str]]:
    (answer,) = records("ask", question, "--json")
    return answer["status"], [item["agency"] for item in answer["answers"]]


def test_both_fields_in_one_corpus(
    records: Records, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records("import", str(texts), "--json")
    assert answered(records, "石桥县河道清淤谁负责")[0] == "not-understood"
    monkeypatch.setenv("DUTYMAP_FIELD", "flood-control")
    records("import", str(FLOOD / "shiqiao-2022.txt"), str(FLOOD / "yunling-2019.txt"), "--json")
    monkeypatch.delenv("DUTYMAP_FIELD")
    found = answered(records, "石桥县河道清淤谁负责")
    assert found == ("answered", ["water", "urban-management"])
    assert answered(records, "石桥县查婚姻登记找谁") == ("answered", ["civil-affairs"])
    assert answered(records, "Who dredges rivers in Shiqiao County?")[1] == found[1]
    assert answered(records, "石桥县谁发布预警")[0] == "answered"
    (compared,) = records("compare", "石桥县", "云岭州", "--format", "json")
    assert "flood.medical" in compared["measures"]
    assert "query.marriage" in compared["measures"]


def test_a_known_directive_keeps_its_field_until_another_is_asked_for(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(FLOOD / "yunling-2019.txt")
    assert records("import", path, "--json")[0]["status"] == "imported"
    monkeypatch.setenv("DUTYMAP_FIELD", "flood-control")
    assert [records("import", path, "--json")[0]["status"] for _ in range(2)] == [
        "updated",
        "unchanged",
    ]
    monkeypatch.delenv("DUTYMAP_FIELD")
    assert records("import", path, "--json")[0]["status"] == "unchanged"
    monkeypatch.setenv("DUTYMAP_FIELD", "joint-enforcement")
    assert records("import", path, "--json")[0]["status"] == "updated"


def test_an_unknown_field_is_wrong_usage(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUTYMAP_FIELD", "floods")
    assert run(["--corpus", str(tmp_path), "list"]) == 2
    assert "joint-enforcement、flood-control" in capsys.readouterr().err


def test_patterns_of_the_corpus_folder_are_used(records: Records, tmp_path: Path) -> None:
    folder = tmp_path / "corpus" / "patterns"
    folder.mkdir(parents=True)
    line = {"label": "measure", "pattern": "捞浮萍", "id": "organise.liaison"}
    (folder / "mine.jsonl").write_text(json.dumps(line), "utf-8")
    text = tmp_path / "a.txt"
    text.write_text(
        "青禾县人民政府办公室文件\n\n青禾县办法\n\n第一条 县水务局负责捞浮萍。\n", "utf-8"
    )
    records("import", "--jobs", "2", "--json", str(text))
    duties = records("export")
    assert [row["measure"] for row in duties if "measure" in row] == ["organise.liaison"]


@pytest.mark.parametrize("command", [["import", "x.txt"]])
def test_a_wrong_pattern_or_model_stops_the_import_in_one_line(
    command: list[str], tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "corpus" / "patterns"
    folder.mkdir(parents=True)
    (folder / "mine.jsonl").write_text(
        '{"label": "agency", "pattern": "甲", "id": "watr"}', "utf-8"
    )
    for said in ("mine.jsonl:1: ", "不是可用的 spaCy 模型"):
        assert run(["--corpus", str(tmp_path / "corpus"), *command]) == 3
        errors = capsys.readouterr().err
        assert errors.count("\n") == 1
        assert said in errors
        (folder / "mine.jsonl").unlink(missing_ok=True)
        monkeypatch.setenv("DUTYMAP_SPACY_MODEL", str(tmp_path))


def test_doctor_tells_field_patterns_and_model(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = spacy.blank("zh")
    patterns = [{"label": "agency/water", "pattern": "护河队"}]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "model")
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns" / "a.jsonl").write_text(
        '{"label": "deadline", "pattern": "汛前"}', "utf-8"
    )
    monkeypatch.setenv("DUTYMAP_SPACY_MODEL", str(tmp_path / "model"))
    monkeypatch.setenv("DUTYMAP_FIELD", "flood-control")
    run(["--corpus", str(tmp_path), "doctor", "--json"])
    parts = {row["part"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert parts["reference"]["detail"].endswith("imports are read by flood-control")
    assert parts["patterns"]["detail"].startswith("1 patterns in ")
    assert "agency/water" in parts["spacy model"]["detail"]


def due(tmp_path: Path, capsys: Capture, *arguments: str) -> str:
    """What a command says on stderr and stdout together."""
    run(["--corpus", str(tmp_path / "corpus"), *arguments])
    said = capsys.readouterr()
    return said.err + said.out


def written(tmp_path: Path, words: str) -> str:
    path = tmp_path / "a.txt"
    path.write_text(f"青禾县人民政府办公室文件\n\n青禾县办法\n\n{words}\n", "utf-8")
    return str(path)


def test_patterns_added_later_are_taken_up_by_remap(
    records: Records, tmp_path: Path, capsys: Capture
) -> None:
    text = written(tmp_path, "第一条 护河队应当查封车辆。")
    records("import", "--json", text)
    assert "remap" not in due(tmp_path, capsys, "doctor")
    folder = tmp_path / "corpus" / "patterns"
    folder.mkdir()
    line = {"label": "agency", "pattern": "护河队", "id": "water"}
    (folder / "mine.jsonl").write_text(json.dumps(line), "utf-8")
    said = due(tmp_path, capsys, "import", text)
    assert said.startswith("已在库")
    assert "请运行 dutymap remap" in said
    assert "请运行 dutymap remap" in due(tmp_path, capsys, "doctor")
    assert "请运行 dutymap remap" in due(tmp_path, capsys, "show", "a", "第一条", "--explain")
    done, total = records("remap", "--json")
    assert [one["agency"] for one in done["gained"]] == ["water"]
    assert total["sum"]["documents"] == 1
    assert records("remap", "--json")[-1]["sum"]["documents"] == 0
    explained = due(tmp_path, capsys, "show", "a", "第一条", "--explain")
    assert "词表（patterns）" in explained
    assert "dutymap remap" not in explained
    (folder / "mine.jsonl").unlink()
    done, _ = records("remap", "--json")
    assert [one["agency"] for one in done["lost"]] == ["water"]


def test_a_model_set_later_is_taken_up_by_remap(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records("import", "--json", written(tmp_path, "第一条 护河队应当查封车辆。"))
    nlp = spacy.blank("zh")
    patterns = [{"label": "agency/water", "pattern": "护河队"}]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "model")
    monkeypatch.setenv("DUTYMAP_SPACY_MODEL", str(tmp_path / "model"))
    done, _ = records("remap", "--json")
    assert [one["agency"] for one in done["gained"]] == ["water"]
    (explained,) = records("show", "a", "第一条", "--explain", "--json")
    assert explained["assignments"][0]["told_by"] == {"how": "model", "words": "护河队"}


def test_a_field_asked_for_is_due_only_where_no_measure_tells_another(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records("import", "--json", written(tmp_path, "第一条 县水务局负责清淤疏浚。"))
    other = tmp_path / "b.txt"
    other.write_text("石桥县办法\n第一条 县公安局应当查封被执行人的车辆。\n", "utf-8")
    records("import", "--json", str(other))
    monkeypatch.setenv("DUTYMAP_FIELD", "flood-control")
    done, total = records("remap", "--json")
    assert done["document"] == "a"
    assert [one["measure"] for one in done["gained"]] == ["flood.dredging"]
    assert total["sum"]["documents"] == 1
    monkeypatch.delenv("DUTYMAP_FIELD")
    assert records("remap", "--json")[-1]["sum"]["documents"] == 0
