from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.cli import run
from corpus import importer
from tests.corpus.test_importer_scans import half_scanned
from tests.scans import find_font

Capture = pytest.CaptureFixture[str]


def records(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_import_tells_each_file_and_the_second_time_that_nothing_changed(
    texts: Path, tmp_path: Path, capsys: Capture
) -> None:
    arguments = ["--corpus", str(tmp_path / "corpus"), "import", "--json", str(texts)]
    assert run(arguments) == 0
    first = records(capsys)
    assert [record["status"] for record in first] == ["imported", "imported"]
    assert {record["document"] for record in first} == {"qinghe", "shiqiao"}
    assert all(record["assignments"] > 0 for record in first)
    assert set(first[0]) == {
        "path", "document", "status", "pages", "characters", "assignments", "problems", "seconds",
    }  # fmt: skip
    assert run(arguments) == 0
    assert [record["status"] for record in records(capsys)] == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("empty.txt", b"", 1),
        ("broken.pdf", b"%PDF-1.7 broken", 1),
        ("missing.txt", None, 2),
        ("folder", b"", 1),
    ],
)
def test_a_bad_input_is_one_line_and_the_rest_is_imported(
    name: str, content: bytes | None, status: int, texts: Path, tmp_path: Path, capsys: Capture
) -> None:
    bad = tmp_path / name
    if name == "folder":
        bad.mkdir()
    elif content is not None:
        bad.write_bytes(content)
    corpus = str(tmp_path / "corpus")
    assert run(["--corpus", corpus, "import", str(bad), str(texts / "qinghe.txt")]) == status
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("失败") and name in lines[0]
    assert lines[1].startswith("已导入")


def test_ctrl_c_ends_the_import_even_where_a_library_swallows_it(
    texts: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swallow(*_: object, **__: object) -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt as error:
            raise ValueError("a library's own trouble") from error

    monkeypatch.setattr(importer, "mapped", swallow)
    before = signal.getsignal(signal.SIGINT)
    assert run(["--corpus", str(tmp_path / "corpus"), "import", str(texts)]) == 130
    assert capsys.readouterr().err.splitlines() == ["dutymap: 已停止，做完的都已保存"]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["import"], 2, "PATH"),
        (["ask", ""], 2, "empty"),
        (["ask", " 　"], 2, "empty"),
        (["review", "accept", "a999"], 2, "a999"),
        (["review", "correct", "a1"], 2, "--agency"),
        (["review", "correct", "a1", "--agency", "nonsense"], 2, "nonsense"),
        (["review", "correct", "a1", "--measure", "nonsense"], 2, "nonsense"),
        (["review", "merge", "a1"], 2, "a1"),
        (["review", "list", "--in", "无此县"], 2, "无此县"),
        (["nonsense"], 2, "nonsense"),
        (["show", "nowhere"], 2, "nowhere"),
        (["show", "qinghe", "第九条"], 2, "第九条"),
        (["remove", "nowhere"], 2, "nowhere"),
        (["export", "--document", "nowhere"], 2, "nowhere"),
        (["compare", "无此县"], 2, "无此县"),
        (["compare", "--family", "nonsense"], 2, "nonsense"),
        (["import", "--jurisdiction", "123456", "."], 2, "123456"),
        (["findings", "--rule", "nonsense"], 2, "nonsense"),
        (["evaluate", "nowhere.jsonl"], 2, "nowhere.jsonl"),
        (["serve", "--host", "0.0.0.0"], 2, "0.0.0.0"),
    ],
)
def test_wrong_usage_is_one_line(
    arguments: list[str], status: int, words: str, filled: Path, capsys: Capture
) -> None:
    assert run(["--corpus", str(filled), *arguments]) == status
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1 and words in lines[0]


def test_an_unusable_corpus_is_status_3(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "corpus.sqlite").write_bytes(b"this is no database " * 500)
    assert run(["--corpus", str(tmp_path), "list"]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert run(["--corpus", str(tmp_path / "nothing"), "list"]) == 3
    assert not (tmp_path / "nothing").exists()


def test_the_environment_names_the_corpus(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("DUTYMAP_CORPUS", str(filled))
    assert run(["list", "--json"]) == 0
    assert [record["id"] for record in records(capsys)] == ["qinghe", "shiqiao"]


def test_ask_answers_with_the_clause(filled: Path, capsys: Capture) -> None:
    question = "青禾县查询婚姻登记信息找哪个部门？"
    assert run(["--corpus", str(filled), "ask", question, "--json"]) == 0
    (answer,) = records(capsys)
    assert answer["status"] == "answered"
    first = answer["answers"][0]
    assert (first["agency"], first["provision"]) == ("civil-affairs", "第一条")
    assert "婚姻登记" in first["quote"]
    assert run(["--corpus", str(filled), "ask", question]) == 0
    printed = capsys.readouterr().out
    assert "民政局" in printed and "第一条" in printed


def test_ask_names_nobody_where_nobody_is_named(filled: Path, capsys: Capture) -> None:
    question = "哪个部门协助查询住房公积金？"
    assert run(["--corpus", str(filled), "ask", question, "--in", "青禾县", "--json"]) == 0
    (answer,) = records(capsys)
    assert (answer["status"], answer["answers"]) == ("not-assigned", [])
    assert "石桥县" in {other["jurisdiction"] for other in answer["elsewhere"]}


def test_export_can_be_evaluated_against_itself(
    filled: Path, tmp_path: Path, capsys: Capture
) -> None:
    gold = tmp_path / "qinghe.jsonl"
    corpus = ["--corpus", str(filled)]
    assert run([*corpus, "export", "--document", "qinghe", "-o", str(gold)]) == 0
    assert run([*corpus, "evaluate", str(gold), "--json"]) == 0
    (evaluation,) = records(capsys)
    assert evaluation["assignments"]["f1"] == 1.0
    assert evaluation["assignments"]["gold"] >= 3
    assert run([*corpus, "evaluate", str(gold)]) == 0
    assert "1.000" in capsys.readouterr().out


def test_compare_sets_the_places_side_by_side(filled: Path, capsys: Capture) -> None:
    places = ["石桥县", "青禾县"]
    assert run(["--corpus", str(filled), "compare", *places, "--format", "json"]) == 0
    (comparison,) = records(capsys)
    assert [place["name"] for place in comparison["jurisdictions"]] == places
    fund = [cell for cell in comparison["cells"] if cell["measure"] == "query.housing-fund"]
    assert [bool(cell["agencies"]) for cell in fund] == [True, False]
    assert run(["--corpus", str(filled), "compare", *places]) == 0
    assert "石桥县" in capsys.readouterr().out


def test_a_verdict_hides_a_finding_and_is_kept(capsys: Capture, tmp_path: Path) -> None:
    sample = Path(importer.__file__).parent / "samples" / "qinghe-2021.txt"
    corpus = ["--corpus", str(tmp_path / "corpus")]
    assert run([*corpus, "import", str(sample)]) == 0
    capsys.readouterr()
    assert run([*corpus, "findings", "--json"]) == 0
    first, second, *_ = records(capsys)
    assert first["verdict"] is None and first["category"]
    assert run([*corpus, "verdict", first["id"], "dismissed"]) == 2
    assert run([*corpus, "verdict", "nonsense", "accepted"]) == 2
    why = ["--reason", "另有规定", "--by", "王某"]
    assert run([*corpus, "verdict", first["id"], "dismissed", *why]) == 0
    assert run([*corpus, "verdict", second["id"], "accepted"]) == 0
    capsys.readouterr()
    assert run([*corpus, "findings", "--json"]) == 0
    shown = {record["id"]: record["verdict"] for record in records(capsys)}
    assert first["id"] not in shown and shown[second["id"]]["verdict"] == "accepted"
    assert run([*corpus, "findings", "--all", "--json"]) == 0
    every = {record["id"]: record["verdict"] for record in records(capsys)}
    assert every[first["id"]]["reason"] == "另有规定" and every[first["id"]]["by"] == "王某"


def test_findings_since_a_day(filled: Path, capsys: Capture) -> None:
    every = ["--corpus", str(filled), "findings", "--json"]
    assert run([*every, "--since", "2000-01-01"]) == 0
    assert len(records(capsys)) > 0
    assert run([*every, "--since", "2999-01-01"]) == 0
    assert records(capsys) == []


def test_findings_rest_on_printed_words(filled: Path, capsys: Capture) -> None:
    assert run(["--corpus", str(filled), "findings", "--in", "青禾县", "--json"]) == 0
    found = records(capsys)
    assert {finding["jurisdiction"]["name"] for finding in found} == {"青禾县"}
    (ended,) = (finding for finding in found if finding["rule"] == "ended-agency")
    assert ended["evidence"][0]["mention"] == "县工商局"
    assert run(["--corpus", str(filled), "findings", "--each", "1", "--json"]) == 0
    rules = [finding["rule"] for finding in records(capsys)]
    assert "ended-agency" in rules and len(rules) == len(set(rules))
    assert run(["--corpus", str(filled), "findings", "--rule", "ended-agency"]) == 0
    assert "县工商局" in capsys.readouterr().out


def test_show_and_remove(texts: Path, tmp_path: Path, capsys: Capture) -> None:
    corpus = ["--corpus", str(tmp_path / "corpus")]
    run([*corpus, "import", str(texts / "qinghe.txt")])
    assert run([*corpus, "show", "qinghe", "第一条"]) == 0
    printed = capsys.readouterr().out
    assert "婚姻登记" in printed and "civil-affairs" in printed and "机动车" not in printed
    assert run([*corpus, "remove", "qinghe"]) == 0
    capsys.readouterr()
    assert run([*corpus, "list", "--json"]) == 0
    assert records(capsys) == []


def test_importing_the_command_line_pulls_in_nothing_heavy() -> None:
    heavy = "{'spacy', 'sqlalchemy', 'fastapi', 'cv2', 'numpy', 'networkx', 'onnxruntime'}"
    code = f"import sys, api.cli; print(sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_explain_shows_what_was_understood_and_the_candidates(
    filled: Path, capsys: Capture
) -> None:
    ask = ["--corpus", str(filled), "ask", "查老赖婚姻登记几天办完，找谁", "--in", "青禾县"]
    assert run([*ask, "--explain"]) == 0
    shown = capsys.readouterr().out
    for words in ("民政局", "query.marriage", "期限", "查询婚姻登记信息", "候选", "✓"):
        assert words in shown
    assert run([*ask, "--explain", "--json"]) == 0
    (record,) = records(capsys)
    trace = record["trace"]
    (candidate,) = trace["candidates"]
    weighed = sum(trace["weights"][name] * value for name, value in candidate["features"].items())
    assert candidate["score"] == pytest.approx(weighed, abs=0.001)
    assert candidate["shown"] and trace["way"] == "measure"
    assert trace["measures"][0]["words"] in "查老赖婚姻登记几天办完，找谁"
    run([*ask, "--json"])
    assert "trace" not in records(capsys)[0]


def test_lineage_tells_what_was_taken_up(filled: Path, capsys: Capture) -> None:
    corpus = ["--corpus", str(filled)]
    assert run([*corpus, "lineage", "query.marriage", "--in", "青禾县", "--json"]) == 0
    (told,) = records(capsys)
    assert [tier["name"] for tier in told["tiers"]] == ["青禾县"]
    assert told["strands"][0]["steps"][0]["fate"] == "begun"
    assert run([*corpus, "lineage", "zhongbanfa-2016-64", "--in", "青禾县"]) == 0
    printed = capsys.readouterr().out
    assert "未承接" in printed and "项中青禾县承接" in printed
    assert run([*corpus, "lineage", "nonsense", "--in", "青禾县"]) == 2
    assert "nonsense" in capsys.readouterr().err


def test_a_directive_without_a_place_is_told_and_cannot_be_compared(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "nowhere.txt"
    path.write_text("民政局应当协助查询婚姻登记信息。\n", encoding="utf-8")
    corpus = ["--corpus", str(tmp_path / "corpus")]
    assert run([*corpus, "import", str(path)]) == 0
    capsys.readouterr()
    assert run([*corpus, "findings"]) == 0
    out, err = capsys.readouterr()
    assert not out and "共 0 条" in err and "nowhere：文中没有地名" in err
    assert run([*corpus, "compare"]) == 2
    assert "没有可比的地区" in capsys.readouterr().err


def test_the_record_with_the_place_of_each_value(tmp_path: Path, capsys: Capture) -> None:
    text = tmp_path / "a.txt"
    text.write_text(
        "青禾县人民政府办公室文件\n青政办〔2021〕3号\n青禾县办法\n第一条 县公安局应当查封车辆。\n",
        "utf-8",
    )
    corpus = ["--corpus", str(tmp_path / "corpus")]
    assert run([*corpus, "import", str(text)]) == 0
    capsys.readouterr()
    assert run([*corpus, "show", "a", "--record", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["number"] == "青政办〔2021〕3号"
    assert [p["words"] for p in record["places"] if p["field"] == "number"] == [record["number"]]
    assert run([*corpus, "show", "a", "--record"]) == 0
    assert "由标题、发文机关推出" in capsys.readouterr().out


@pytest.mark.skipif(find_font() is None, reason="fonts-noto-cjk is not installed")
@pytest.mark.timeout(600)  # opens an engine in a process of its own
def test_how_each_page_was_read(tmp_path: Path, capsys: Capture) -> None:
    corpus, path = ["--corpus", str(tmp_path / "corpus")], str(half_scanned(tmp_path / "half.pdf"))
    assert run([*corpus, "import", "--ocr", "none", path]) == 0
    capsys.readouterr()
    assert run([*corpus, "show", "half", "--pages"]) == 0
    unread = capsys.readouterr().out
    assert "文件自带文字" in unread and "没有读出" in unread and "全件" in unread
    assert run([*corpus, "import", path]) == 0
    capsys.readouterr()
    assert run([*corpus, "show", "half", "--pages", "--json"]) == 0
    printed, scan = records(capsys)
    assert (printed["engine"], scan["engine"]) == (None, "rapidocr")
    assert scan["kept"] > 0.99 and scan["confidence"] > 0.95 and scan["problems"] == []
    assert run([*corpus, "show", "half", "--pages"]) == 0
    assert "rapidocr" in capsys.readouterr().out
