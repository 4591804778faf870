"""The hand-made cases of tests/data/findings, read as files are and held to what they expect."""

from __future__ import annotations

import functools
import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.model import StoredAssignment, StoredDocument
from graph.findings import find
from graph.model import Told
from graph.told import told_by
from ingest.model import Document, Source
from ingest.pipeline import read_document
from mapping.model import Mapping
from mapping.pipeline import map_document
from mapping.reference import BaselineItem, Reference, load_reference

FOLDER = Path(__file__).parents[1] / "data" / "findings"
ON = "2024-06-01"
BASELINE = "case"
AIM = "为支持人民法院执行工作"  # a directive's own words tell its policy field
STOCK = """第一条 县民政局应当协助查询婚姻登记信息。
第二条 县市场监督管理局应当协助查询企业设立、变更登记信息。
第三条 县住房公积金管理中心应当协助查询住房公积金信息。
第四条 县教育局应当限制失信被执行人的子女就读高收费私立学校。
第五条 县文化广电和旅游局应当限制失信被执行人参加旅行社组织的出境团队旅游。
第六条 县人民武装部应当将失信情况作为入伍服役的重要参考。"""

Said = tuple[str, str, str]  # rule, place, measure


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found of a case, beside what was expected of it."""

    name: str
    expected: tuple[Said, ...]
    found: tuple[Said, ...]

    @property
    def right(self) -> int:
        return (Counter(self.expected) & Counter(self.found)).total()


def cases() -> list[dict[str, Any]]:
    """All cases of all files."""
    files = sorted(FOLDER.glob("*.toml"))
    return [case for path in files for case in tomllib.loads(path.read_text("utf-8"))["case"]]


def outcome(case: dict[str, Any], folder: Path) -> Outcome:
    """Read, map and judge one case; its texts are written to `folder`."""
    documents: list[StoredDocument] = []
    assignments: list[StoredAssignment] = []
    told: list[Told] = []
    for number, text in enumerate(case["texts"]):
        notice = case.get("forwarded") if number == 0 else None
        path = folder / f"{case['name']}-{number}.txt"
        path.write_text(printed(text, notice), encoding="utf-8")
        reading, mapping = read_and_map(path)
        stored = _stored(reading, mapping)
        documents.append(stored)
        assignments += [StoredAssignment(0, stored, duty) for duty in mapping.assignments]
        told += told_by([(stored.id, block, None) for block in reading.blocks], [stored])
    baseline = case.get("baseline")
    found = find(
        assignments,
        documents,
        _reference(tuple(baseline or ())),
        told,
        on=date.fromisoformat(case.get("on", ON)),
        baseline=BASELINE if baseline else None,
    )
    return Outcome(
        case["name"],
        tuple(tuple(said) for said in case["expected"]),
        tuple((f.rule, f.jurisdiction.name, f.measure or "") for f in found),
    )


def printed(text: list[str], forwarded: list[str] | None) -> str:
    """A text with the letterhead of its kind, and of the notice that forwards it."""
    place, number, day, title, body = text
    issuer, signed = f"{place}人民政府办公室", _in_words(day)
    body = body.replace("[stock]", STOCK)
    if forwarded:
        other, notice, on = forwarded
        by = f"{other}人民政府办公室"
        head = f"{by}文件\n\n{notice}\n\n{by}\n关于转发《{title}》的通知\n\n各有关单位：\n"
        head += f"\n{AIM}，现将《{title}》转发给你们，请认真执行。\n\n{by}\n\n{_in_words(on)}\n"
        return f"{head}\n{title}\n\n{number}\n\n{body}\n\n{issuer}\n\n{signed}\n"
    head = f"{issuer}文件\n\n{number}\n\n{issuer}\n关于印发《{title}》的通知\n\n各有关单位：\n"
    head += f"\n{AIM}，现将《{title}》印发给你们，请认真执行。\n\n{issuer}\n\n{signed}\n"
    return f"{head}\n{title}\n\n{body}\n"


def read_and_map(path: Path) -> tuple[Document, Mapping]:
    """A file's reading, and what it makes whom do."""
    reading = read_document(path)
    return reading, map_document(reading, load_reference(), document_id=path.stem)


def score(outcomes: Iterable[Outcome]) -> tuple[float, float]:
    """Precision and recall over all findings."""
    every = list(outcomes)
    right = sum(one.right for one in every)
    found = sum(len(one.found) for one in every)
    expected = sum(len(one.expected) for one in every)
    return right / found, right / expected


def _in_words(day: str) -> str:
    year, month, date_ = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{date_}日"


def _stored(reading: Document, mapping: Mapping) -> StoredDocument:
    source: Source = reading.source
    return StoredDocument(
        mapping.record,
        hashlib.sha256(mapping.record.document.encode()).hexdigest(),
        reading.name,
        source.format,
        "in-force",
        1,
        100,
        len(mapping.assignments),
        (),
        "2024-01-01T00:00:00Z",
    )


@functools.cache
def _reference(baseline: tuple[str, ...]) -> Reference:
    shipped = load_reference()
    items = tuple(
        BaselineItem(f"二{n}", "试", shipped.measures[m].zh, (m,))
        for n, m in enumerate(baseline, 1)
    )
    return Reference(
        agencies=shipped.agencies,
        measures=shipped.measures,
        baselines={BASELINE: items},
        divisions=shipped.divisions,
        norms=shipped.norms,
    )
