"""What became of a directive: its standing, its older readings, people's decisions."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from api.commands.common import print_record, print_table, say

if TYPE_CHECKING:
    from corpus.history import OlderReading, Spoken
    from corpus.model import StoredDocument
    from corpus.store import Corpus

_DUTY = ("provision", "agency", "role", "modality", "measure", "deadline")


def standing_told(document: StoredDocument, day: date) -> str:
    """A directive's standing on a day in one phrase: `已废止（2021-04-01 起，见 qinghe-2021）`."""
    from api.web.words import STANDINGS

    told = document.standing_on(day)
    why = [f"{told.since} 起"] * bool(told.since) + [f"见 {told.by}"] * bool(told.by)
    return STANDINGS[told.standing] + (f"（{'，'.join(why)}）" if why else "")


def standing_record(document: StoredDocument, day: date) -> dict[str, Any]:
    """The same for JSON."""
    told = document.standing_on(day)
    return {"standing": told.standing, "since": told.since, "by": told.by}


def print_history(corpus: Corpus, document: StoredDocument, *, as_json: bool) -> None:
    """Older readings and copies of a directive, then every decision made on it."""
    from corpus.history import older_readings, spoken

    readings, said = older_readings(corpus, document.id), spoken(corpus, document.id)
    if as_json:
        for reading in readings:
            print_record({"reading": asdict(reading)})
        for each in said:
            print_record({"decision": asdict(each)})
        return
    if not readings and not said:
        say("没有更早的读本，也没有人工决定")
    if readings:
        _print_readings(readings)
    if said:
        _print_decisions(said)


def _print_readings(readings: tuple[OlderReading, ...]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table("时间", "读本", "文件名", "字数", "职责", box=None)
    for one in readings:
        counts = ("–" if n is None else str(n) for n in (one.characters, one.assignments))
        table.add_row(one.at, one.reason, escape(one.name), *counts)
    print_table(table)


def _print_decisions(said: tuple[Spoken, ...]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table("序号", "时间", "谁", "决定", "原读法", "改为", "备注", box=None)
    for one in said:
        cells = (one.by, one.action, _line(one.before), _line(one.after), one.note or "")
        table.add_row(str(one.id), one.at, *map(escape, cells))
    print_table(table)


def _line(value: dict[str, Any] | None) -> str:
    if value is None:
        return "–"
    if "around" in value:  # a repair
        return f"{value['read']} → {value['text']}"
    names = _DUTY if "provision" in value else tuple(value)
    return " ".join(str(value[name]) for name in names if value[name] is not None)
