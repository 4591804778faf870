"""The reference tables load whole and in order, and a wrong row is told with its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mapping.reference import AgencyEntry, ReferenceError, load_reference

AGENCIES = "id\tzh\ten\taliases\tsuccessor\tsince\n"
MEASURES = "id\tfamily\tzh\ten\tnote\n"
BASELINE = "item\tcategory\tmatter\tmeasures\n"
DIVISIONS = "adcode\tname\tshort\tlevel\tparent\tlatin\n"
WORDS = "word\tuse\tnote\n"


def test_shipped_tables() -> None:
    """Every row of every table, in the order of the table."""
    reference = load_reference()
    assert len(reference.agencies) >= 65
    assert len(reference.measures) >= 128
    assert next(iter(reference.agencies)) == "court"
    assert next(iter(reference.measures)) == "query.identity"
    assert len(reference.baselines["zhongbanfa-2016-64"]) == 37
    assert reference.norm("zhongbanfa-2016-64").number == "中办发〔2016〕64号"
    assert reference.norm("own").title == "own"
    assert len(reference.divisions) > 3200
    assert load_reference() is reference


def test_an_ended_agency_names_its_successor() -> None:
    """Aliases are parted, an empty cell is None."""
    agencies = load_reference().agencies
    land = agencies["land-resources"]
    assert (land.successor, land.since) == ("natural-resources", 2018)
    assert "国土局" in land.aliases
    assert agencies["intellectual-property"].aliases == ()
    assert agencies["court"].successor is None


@pytest.mark.parametrize(
    ("adcode", "name", "level", "parent"),
    [
        ("469025", "白沙黎族自治县", "county", "460000"),
        ("410823", "武陟县", "county", "410800"),
        ("410800", "焦作市", "prefecture", "410000"),
        ("532300", "楚雄彝族自治州", "prefecture", "530000"),
        ("532301", "楚雄市", "county", "532300"),
        ("421022", "公安县", "county", "421000"),
        ("419001", "济源市", "county", "410000"),
        ("429004", "仙桃市", "county", "420000"),
        ("110105", "朝阳区", "county", "110000"),
        ("110000", "北京市", "province", None),
        ("540581", "错那市", "county", "540500"),
        ("990121", "青禾县", "county", "990100"),
    ],
)
def test_divisions(adcode: str, name: str, level: str, parent: str | None) -> None:
    """Codes of GB/T 2260, and the fictional ones of the samples."""
    place = load_reference().divisions.place(adcode)
    assert place is not None
    assert (place.name, place.level, place.parent) == (name, level, parent)


def test_a_folder_adds_a_policy_field(tmp_path: Path) -> None:
    """Rows of a further folder stand after the shipped ones."""
    (tmp_path / "baselines").mkdir()
    (tmp_path / "agencies.tsv").write_text(AGENCIES + "parks\t公园处\tparks\t园林队、花圃\t\t\n")
    (tmp_path / "measures.tsv").write_text(MEASURES + "green.plant\tgreen\t植树\tplant\t\n")
    (tmp_path / "baselines" / "green.tsv").write_text(
        BASELINE + "一1\t绿化\t植树\tgreen.plant,query.identity\n"
    )
    reference = load_reference((tmp_path,))
    assert list(reference.agencies.values())[-1] == AgencyEntry(
        "parks", "公园处", "parks", ("园林队", "花圃"), None, None
    )
    assert reference.baselines["green"][0].measures == ("green.plant", "query.identity")
    assert "green.plant" not in load_reference().measures


WRONG = [
    ("agencies.tsv", AGENCIES + "court\t甲\ta\t\t\t\n", ":2: “court” stands twice"),
    ("agencies.tsv", AGENCIES + "a\t甲\ta\t\tnobody\t2018\n", ":2: successor “nobody”"),
    ("agencies.tsv", AGENCIES + "a\t甲\ta\t\tcourt\tsoon\n", ":2: since is “soon”"),
    ("agencies.tsv", AGENCIES + "\t甲\ta\t\t\t\n", ":2: the first cell is empty"),
    ("agencies.tsv", AGENCIES + "a\t甲\ta\t\t\t\n" + "b\t乙\n", ":3: 2 cells, not 6"),
    ("agencies.tsv", "id\tzh\n", ":1: columns are"),
    ("measures.tsv", MEASURES + "other\tx\t乙\tb\t\n", ":2: “other” stands twice"),
    ("baselines/b.tsv", BASELINE + "一\t甲\t乙\tother,none.such\n", ":2: measure “none.such”"),
    ("baselines/b.tsv", BASELINE + "一\t甲\t乙\tother\n" * 2, ":3: “一” stands twice"),
    ("divisions.tsv", DIVISIONS + "410000\t甲省\t\tprovince\t\t\n", ":2: “410000” stands twice"),
    ("divisions.tsv", DIVISIONS + "980101\t甲县\t\tcounty\t980100\t\n", ":2: parent “980100”"),
    ("divisions.tsv", DIVISIONS + "980000\t甲省\t\tstate\t\t\n", ":2: level “state”"),
    ("place-words.tsv", WORDS + "甲\tsometimes\t\n", ":2: use “sometimes”"),
]


@pytest.mark.parametrize(("table", "text", "message"), WRONG, ids=[case[2] for case in WRONG])
def test_a_wrong_row_is_told_with_its_place(
    tmp_path: Path, table: str, text: str, message: str
) -> None:
    """File, line, what is wrong; no half-loaded reference."""
    path = tmp_path / table
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceError) as raised:
        load_reference((tmp_path,))
    assert f"{path.name}{message}" in str(raised.value)


def test_loading_is_quick() -> None:
    """Every command loads the tables: 60 ms here, four times that on a busy machine."""
    code = (
        "import time; from mapping.reference import load_reference; t = time.process_time();"
        "load_reference(); print(time.process_time() - t)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(run.stdout) < 0.24
