"""A policy field is a folder of tables: every one is complete, and adding one is only data."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from mapping.evaluate import evaluate, parse_reading, reading_of
from mapping.fields import (
    DEFAULT_FIELD,
    TABLES,
    UnknownField,
    field_folder,
    field_names,
    load_field,
)
from mapping.knowledge import Knowledge
from mapping.lexicon import LexiconError, load_lexicon
from mapping.pipeline import map_document
from tests.written import document, mapped, reference

ROOT = Path(__file__).parents[2]
FLOOD = ROOT / "tests" / "data"


def test_the_fields_are_the_folders() -> None:
    assert field_names() == ("joint-enforcement", "flood-control")
    assert field_names()[0] == DEFAULT_FIELD


@pytest.mark.parametrize("field", field_names())
def test_every_measure_of_a_field_has_cues_and_everyday_names(field: str) -> None:
    own = {m.id for m in reference().measures.values() if m.field == field}
    lexicon = load_lexicon(field)
    assert own
    assert {name.measure for name in lexicon.everyday} == own
    assert {cue.measure for cue in lexicon.cues} == own
    assert {cue.act for cue in lexicon.cues} - {None} <= {act for act, _ in lexicon.acts}


@pytest.mark.parametrize("field", field_names())
def test_the_rules_of_a_field_name_ids_that_exist(field: str) -> None:
    known, rules = load_field(field), reference()
    measures = {*known.owners, *known.registers, *known.powers.values(), *known.defaults.values()}
    measures |= {*known.follows, *known.follows.values(), *known.specific, *known.general}
    measures |= {*known.role_words, *known.vague}
    assert measures <= set(rules.measures)
    agencies = {*known.owners.values(), *known.powers, *known.defaults}
    assert agencies.union(*known.registers.values()) <= set(rules.agencies)
    beginnings = [*known.keeper, *known.asked, *known.inflicted, *known.barring, *known.handed]
    beginnings += [*known.assisting, *(p for than in known.specific.values() for p in than)]
    assert [p for p in beginnings if not any(m.startswith(p) for m in rules.measures)] == []


def test_every_agency_of_a_field_is_told_by_a_name() -> None:
    for field in field_names():
        path = field_folder(field) / "agencies.tsv"
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as lines:
                own = {row["id"] for row in csv.DictReader(lines, delimiter="\t")}
            assert own <= {names.id for names in load_lexicon(field).agencies}


def test_a_measure_stands_in_one_field() -> None:
    fields = {m.id: m.field for m in reference().measures.values()}
    assert fields["other"] == ""
    assert fields["query.marriage"] == DEFAULT_FIELD
    assert fields["flood.rescue"] == "flood-control"


def test_the_field_that_measures_were_told_by() -> None:
    tables = reference()
    assert tables.field_of(["other", "flood.rescue", "other"]) == "flood-control"
    assert tables.field_of(["other"]) is None


def test_an_unknown_field_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownField, match="joint-enforcement、flood-control"):
        load_lexicon("floods")


def test_a_new_field_is_only_a_folder(tmp_path: Path) -> None:
    shutil.copytree(TABLES, tmp_path / "reference", ignore=shutil.ignore_patterns("divisions*"))
    own = tmp_path / "reference" / "fields" / "parks"
    own.mkdir()
    (own / "measures.tsv").write_text(
        "id\tfamily\tzh\ten\tnote\nparks.plant\tparks\t植树\tplant\t\n"
    )
    (own / "cues.tsv").write_text("measure\tact\tobject\tunless\tonly\nparks.plant\t-\t植树\t\t\n")
    tables = tmp_path / "reference"
    assert "parks" in field_names(tables)
    assert [cue.measure for cue in load_lexicon("parks", tables).cues] == ["parks.plant"]
    assert load_field("parks", tables).default == ".*"


@pytest.mark.parametrize("cue", ["植树|\t\t", "植树\t| parks-office\t", "植树(\t\t"])
def test_a_pattern_that_matches_without_words_is_refused(tmp_path: Path, cue: str) -> None:
    shutil.copytree(TABLES, tmp_path / "reference", ignore=shutil.ignore_patterns("divisions*"))
    own = tmp_path / "reference" / "fields" / "flood-control"
    (own / "cues.tsv").write_text(f"measure\tact\tobject\tunless\tonly\nflood.rescue\t-\t{cue}\n")
    with pytest.raises(LexiconError, match=r"cues\.tsv:2"):
        load_lexicon("flood-control", tmp_path / "reference")


def test_a_directive_keeps_other_under_a_field_that_does_not_know_its_matter() -> None:
    text = "一、县水利局负责河道清淤疏浚。"
    (duty,) = mapped(text).assignments
    assert duty.measure == "other"
    knowledge = Knowledge("flood-control")
    found = map_document(document(text), reference(), document_id="d", knowledge=knowledge)
    assert [a.measure for a in found.assignments] == ["flood.dredging"]


def test_the_flood_directives_are_read_as_well_as_ever() -> None:
    pairs = []
    for path in sorted(FLOOD.glob("flood*/*.jsonl")):
        gold = parse_reading(path.read_text("utf-8").splitlines())
        read = document(path.with_suffix(".txt").read_text("utf-8"))
        found = map_document(
            read, reference(), document_id=path.stem, knowledge=Knowledge("flood-control")
        )
        pairs.append((gold, reading_of(found.record, found.assignments)))
    found_all = evaluate(pairs)
    assert found_all.assignments.f1 >= 0.95
    assert found_all.duties.f1 >= 0.98
