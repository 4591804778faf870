"""`dutymap show DOCUMENT PROVISION --explain`, in a terminal, as records and as a page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from api.cli import run
from api.why import REASONS, RULES, WEIGHED, WHYS
from mapping.confidence import FEATURES, load_weights
from mapping.fields import load_field
from mapping.weighing import INTERCEPT

Capture = pytest.CaptureFixture[str]
TEXT = """青禾县协助执行工作办法
青办发〔2016〕9号
第一条 县国土资源局应当在3日内查封不动产，并查封房产。
第二条 为查封车辆，制定本办法。
"""


@pytest.fixture
def corpus(tmp_path: Path) -> list[str]:
    source = tmp_path / "qinghe-2016.txt"
    source.write_text(TEXT, "utf-8")
    arguments = ["--corpus", str(tmp_path / "corpus")]
    assert run([*arguments, "import", str(source)]) == 0
    return arguments


def test_the_terminal_tells_name_cue_rule_and_what_led_to_nothing(
    corpus: list[str], capsys: Capture
) -> None:
    assert run([*corpus, "show", "qinghe", "第一条", "--explain"]) == 0
    shown = "".join(capsys.readouterr().out.split())
    assert "县国土资源局→" in shown and "现为自然资源局" in shown
    assert RULES["subject"] in shown and "查封不动产" in shown and "3日内" in shown
    assert WHYS["again"] in shown


def test_records_hold_cues_assignments_and_the_rest(corpus: list[str], capsys: Capture) -> None:
    capsys.readouterr()
    assert run([*corpus, "show", "qinghe", "第二条", "--explain", "--json"]) == 0
    (record,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert record["assignments"] == []
    assert [item["why"] for item in record["unassigned"]] == ["idle"]
    for cue in record["cues"]:
        assert record["text"][cue["start"] : cue["end"]] == cue["words"]


def test_the_page_marks_the_text_and_needs_no_network(corpus: list[str], tmp_path: Path) -> None:
    page = tmp_path / "why.html"
    assert run([*corpus, "show", "qinghe", "第一条", "--html", str(page)]) == 0
    written = page.read_text("utf-8")
    assert "<title>青禾县协助执行工作办法 第一条" in written
    assert "http" not in written and "src=" not in written and "displaCy" not in written
    drawn = written[written.index('class="spans"') : written.index("读出的职责")]
    plain = re.sub(r'<span class="l".*?</span>|<[^>]*>', "", drawn)
    assert "县国土资源局应当在3日内查封不动产，并查封房产。" in plain


WRONG = [
    (["show", "qinghe", "--explain"], "请写明是哪一条"),
    (["show", "qinghe", "第九条", "--explain"], "第九条"),
    (["show", "nowhere", "第一条", "--explain"], "nowhere"),
    (["show", "qinghe", "第一条", "--html", "/nowhere/why.html"], "写不进去"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=[case[1] for case in WRONG])
def test_a_wrong_use_is_one_line(
    arguments: list[str], words: str, corpus: list[str], capsys: Capture
) -> None:
    capsys.readouterr()
    assert run([*corpus, *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line


def test_a_prefix_of_two_directives_is_refused(
    corpus: list[str], tmp_path: Path, capsys: Capture
) -> None:
    other = tmp_path / "qinghe-2017.txt"
    other.write_text(TEXT.replace("9号", "8号"), "utf-8")
    run([*corpus, "import", str(other)])
    capsys.readouterr()
    assert run([*corpus, "show", "qinghe", "第一条"]) == 2
    assert "qinghe-2016、qinghe-2017" in capsys.readouterr().err


def test_every_rule_and_value_of_a_feature_has_words() -> None:
    for name, value in load_weights():
        if name == "rule":
            assert value in RULES
        elif name in set(FEATURES) - {"family", "measure"}:
            assert (name, value) in REASONS
    for name in load_field().weights.keys() - {INTERCEPT}:
        # What a rule says is told by what that rests on.
        assert name in WEIGHED or name.startswith(("given-", "rule"))
