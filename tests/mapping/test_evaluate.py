"""The arithmetic of evaluate: by hand on small sets, and against the shared scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mapping.evaluate import Figures, evaluate, label, parse_reading, reading_of
from mapping.model import Assignment, Citation, Record

SHARED = Path(__file__).parents[3] / "shared"
HEAD = {
    "document": "d",
    "title": "某县意见",
    "number": "某办〔2020〕1号",
    "issuer": "某县法院",
    "jurisdiction": "某县",
    "adcode": "990101",
    "level": "county",
    "issued": "2020-01-01",
    "cites": [{"title": "某法", "number": None}, {"title": "某意见", "number": "甲办〔2019〕3号"}],
    "members": ["court", "finance"],
}


def _row(provision: str, agency: str, measure: str, **more: str) -> dict[str, Any]:
    fixed = {"role": "responsible", "modality": "must", "quote": f"{agency} {measure}"}
    return {"provision": provision, "agency": agency, "measure": measure} | fixed | more


def _lines(head: dict[str, Any], *rows: dict[str, Any]) -> list[str]:
    return [json.dumps(row, ensure_ascii=False) for row in (head, *rows)]


GOLD = parse_reading(
    _lines(
        HEAD,
        _row("第二条", "finance", "query.tax"),
        _row("第二条", "finance", "query.bank"),
        _row("第三条", "court", "organise.lead", role="lead"),
        _row("第四条", "justice", "query.lawyer", modality="may"),
    )
)


def test_a_gold_file_agrees_with_itself() -> None:
    same = evaluate([(GOLD, GOLD)])
    assert same.assignments == Figures(1.0, 1.0, 1.0, 4, 4)
    assert same.duties == Figures(1.0, 1.0, 1.0, 3, 3)
    assert (same.role, same.modality, same.document_fields) == (1.0, 1.0, 1.0)
    assert (same.missed, same.invented, same.field_misses) == ((), (), ())


def test_figures_and_misses_by_hand() -> None:
    head = HEAD | {"title": "某 县意见", "number": None, "members": ["court"], "cites": []}
    got = parse_reading(
        _lines(
            head,
            _row("第2条", "finance", "query.tax"),
            _row("第三条", "court", "organise.lead", role="responsible"),
            _row("第四条", "justice", "query.ip"),
        )
    )
    result = evaluate([(GOLD, got)])
    assert result.assignments == Figures(0.6667, 0.5, 0.5714, 4, 3)
    assert result.duties == Figures(1.0, 1.0, 1.0, 3, 3)
    assert (result.role, result.modality) == (0.5, 1.0)
    assert result.document_fields == round(6 / 7, 4)
    assert [(m.field, m.gold, m.export) for m in result.field_misses] == [
        ("number", "某办〔2020〕1号", "")
    ]
    assert result.members == Figures(1.0, 0.5, 0.6667, 2, 1)
    assert result.cites == Figures(0.0, 0.0, 0.0, 2, 0)
    assert {(m.provision, m.measure, m.quote) for m in result.missed} == {
        ("第二条", "query.bank", "finance query.bank"),
        ("第四条", "query.lawyer", "justice query.lawyer"),
    }
    assert [(m.document, m.agency, m.measure) for m in result.invented] == [
        ("d", "justice", "query.ip")
    ]


def test_nothing_read_scores_nothing_and_does_not_fail() -> None:
    result = evaluate([(GOLD, parse_reading([]))])
    assert result.assignments == Figures(0.0, 0.0, 0.0, 4, 0)
    assert (result.role, result.modality, len(result.missed)) == (0.0, 0.0, 4)
    assert evaluate([]).assignments == Figures(1.0, 1.0, 1.0, 0, 0)


def test_a_reading_of_the_product_s_values_is_that_of_its_lines() -> None:
    record = Record(
        document="d",
        title=str(HEAD["title"]),
        number="某办〔2020〕1号",
        issuer="某县法院",
        jurisdiction="某县",
        adcode="990101",
        level="county",
        issued="2020-01-01",
        forwarded_by=None,
        cites=(Citation("某法", None), Citation("某意见", "甲办〔2019〕3号")),
        members=("court", "finance"),
    )
    duty = Assignment(
        provision="第二条",
        agency="finance",
        mention="县财政局",
        role="responsible",
        modality="must",
        measure="query.tax",
        quote="finance query.tax",
        deadline=None,
        block="1",
        start=0,
        end=17,
        page=None,
        boxes=(),
        rule="by-hand",
        confidence=1.0,
    )
    printed = parse_reading(_lines(HEAD, _row("第二条", "finance", "query.tax")))
    assert reading_of(record, [duty]) == printed


@pytest.mark.parametrize("line", ["[1]", "{", '{"measure": "query.tax"}'])
def test_another_form_is_refused(line: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        parse_reading([line])


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("第 4 条", "第四条"),
        ("第10条", "第十条"),
        ("第12条", "第十二条"),
        ("第20条", "第二十条"),
        ("第35条", "第三十五条"),
        ("第100条", "第100条"),
        ("二、(一)3.", "二（一）3"),
        ("二（一）3", "二（一）3"),
        ("前言", "前言"),
    ],
)
def test_labels_are_made_plain(printed: str, plain: str) -> None:
    assert label(printed) == plain


def _damaged(gold: Path, to: Path) -> Path:
    """The gold file as a poor reader would give it."""
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    head, duties = rows[0] | {"issuer": "", "members": rows[0]["members"][1:]}, rows[1:]
    for n, row in enumerate(duties):
        row["measure"] = "other" if n % 7 == 3 else row["measure"]
        row["role"] = "support" if n % 5 == 2 else row["role"]
        row["agency"] = "court" if n % 11 == 6 else row["agency"]
    to.write_text("\n".join(_lines(head, *duties[::2], *duties[1::4])), "utf-8")
    return to


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here: no scorer to agree with")
@pytest.mark.parametrize("name", ["baisha-2018", "jiaozuo-2017", "wuzhi-2020"])
def test_agrees_with_the_shared_scorer(name: str, tmp_path: Path) -> None:
    gold = SHARED / "gold" / f"{name}.jsonl"
    export = _damaged(gold, tmp_path / "export.jsonl")
    command = [
        sys.executable,
        SHARED / "tools" / "score.py",
        gold,
        export,
        "--misses=999",
        "--json",
    ]
    score = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    sides = [parse_reading(path.read_text("utf-8").splitlines()) for path in (gold, export)]
    ours = evaluate([(sides[0], sides[1])])
    assert 0.2 < ours.assignments.f1 < 0.95
    for key in ("precision", "recall", "f1", "gold", "export"):
        assert getattr(ours.assignments, key) == score["assignments"][key]
    for key in ("precision", "recall", "f1"):
        assert getattr(ours.duties, key) == score["duties"][key]
    for key in ("role", "modality", "document_fields"):
        assert getattr(ours, key) == score[key]
    assert (ours.members.f1, ours.cites.f1) == (score["members"], score["cites"])
    assert len(ours.missed) + len(ours.invented) == len(score["misses"])
    assert len(ours.field_misses) == len(score["field_misses"])
