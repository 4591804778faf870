"""Likelihoods: what raises them, what lowers them, and that the table is the fitted one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mapping.confidence import FEATURES, INTERCEPT, LEAST, confidence, load_weights, of_agency
from mapping.fields import load_field
from tests.written import found_by_rules

ROOT = Path(__file__).resolve().parents[2]


def sure(text: str) -> dict[tuple[str, str], float]:
    return {(a.agency, a.measure): a.confidence for a in found_by_rules(text)}


LESS_SURE = [
    ("县公安局查询户籍。", "县公安局查询婚姻登记。", "another's register"),
    ("县公安局应当查封车辆。", "县公安局应当会同县财政局、县税务局查封车辆。", "others between"),
    ("县公安局查封车辆。", "县公安局参会。查封车辆。", "a subject carried over"),
]


@pytest.mark.parametrize(
    ("more", "less"), [c[:2] for c in LESS_SURE], ids=[c[2] for c in LESS_SURE]
)
def test_what_makes_less_sure(more: str, less: str) -> None:
    police = [
        max(value for (agency, _), value in sure(text).items() if agency == "public-security")
        for text in (f"第一条 {more}", f"第一条 {less}")
    ]
    assert police[0] > police[1]


def test_a_duty_that_no_measure_fits_is_unsure() -> None:
    found = sure("第一条 县公安局应当理顺有关手续。第二条 县公安局查封车辆。")
    assert found["public-security", "other"] + 0.1 < found["public-security", "control.vehicle"]


def test_unknown_values_weigh_nothing() -> None:
    assert confidence((("family", "flood"), ("rule", "未有"))) == confidence(())


def test_nothing_that_is_read_is_surely_wrong() -> None:
    weights = load_weights()
    names = {name for name, _ in weights} - {INTERCEPT}
    worst = (min((f for f in weights if f[0] == name), key=weights.__getitem__) for name in names)
    assert confidence(tuple(worst)) == LEAST > 0


def test_a_register_tells_its_keeper() -> None:
    assert ("register", "own") in of_agency("civil-affairs", "query.marriage", load_field())
    assert ("register", "foreign") in of_agency("finance", "query.marriage", load_field())
    assert ("register", "own") in of_agency("public-security", "control.vehicle", load_field())
    assert ("register", "none") in of_agency("finance", "organise.lead", load_field())


def test_the_table_names_only_known_features() -> None:
    assert {name for name, _ in load_weights()} == {INTERCEPT, *FEATURES}


def test_the_table_is_what_the_first_runs_give() -> None:
    check = [sys.executable, "benchmarks/confidence.py", "--check"]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
