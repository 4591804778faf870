"""Why a provision was read as it was: `dutymap show DOCUMENT PROVISION --explain`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from api.commands.common import Wrong, print_record, print_table, say
from api.why import KINDS, block_json, led_row, meaning, unled_row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from corpus.model import StoredAssignment, StoredDocument
    from ingest.model import Block
    from mapping.explain import Explained
    from mapping.knowledge import Knowledge
    from mapping.reference import Reference


def explain_provision(
    document: StoredDocument,
    blocks: Sequence[Block],
    provision: str,
    stored: Sequence[StoredAssignment],
    *,
    knowledge: Knowledge,
    due: bool,
    html: Path | None,
    as_json: bool,
) -> None:
    """Print the cues, rules and names that led to a provision's assignments, and the cues that
    led to none; with `html` write them as a page instead. `stored` are the directive's
    assignments in the corpus, `due` whether they were read by other rules, patterns or model;
    where those of today read others, a line says so."""
    from mapping.explain import explain
    from mapping.pipeline import context_of
    from mapping.reference import load_reference
    from mapping.resolve import when_of

    reference, today = load_reference(), date.today()
    record = document.record
    when = when_of(record.issued, record.number, record.level)
    context = context_of(blocks, reference, knowledge, when, record.issuer)
    explained = explain(blocks, provision, context)
    if due:
        _compare(explained, provision, stored)
    if html:
        _write(html, document, provision, explained, reference)
    elif as_json:
        for item in explained:
            print_record(block_json(item, reference, today))
    else:
        for item in explained:
            _print(item, reference, today)


def _compare(
    explained: Sequence[Explained], provision: str, stored: Sequence[StoredAssignment]
) -> None:
    kept = {(s.assignment.agency, s.assignment.measure) for s in stored}
    now = {(led.found.agency, led.found.measure) for item in explained for led in item.led}
    if kept != now:
        say(f"{provision}：库中的职责由别的规则、词表或模型读出，与下面不同；请运行 dutymap remap")


def _write(
    path: Path,
    document: StoredDocument,
    provision: str,
    explained: Sequence[Explained],
    reference: Reference,
) -> None:
    from api.web.marked import page

    title = f"{document.record.title or document.id} {provision}：是这样读出来的"
    try:
        path.write_text(page(title, explained, reference, date.today()), "utf-8")
    except OSError as error:
        raise Wrong(f"{path}：写不进去（{error.strerror}），请换一个地方") from error
    say(f"{path}：已写好，可用浏览器打开")


def _print(explained: Explained, reference: Reference, today: date) -> None:
    print(explained.block.orig)
    for number, clauses in enumerate(explained.parts, start=1):
        print(f"  第{number}句  {' ｜ '.join(clauses)}")
    cues = _table("线索", "类别", "原文", "认作")
    for mark in explained.marks:
        _row(cues, KINDS[mark.kind], mark.words, meaning(mark, reference))
    if explained.marks:
        print_table(cues)
    if explained.led:
        print_table(_led_table(explained, reference, today))
    if explained.unled:
        unled = _table("没有读成职责的用语", "用语", "事项", "原因")
        for item in explained.unled:
            _row(unled, *unled_row(item, reference).values())
        print_table(unled)


def _led_table(explained: Explained, reference: Reference, today: date) -> Table:
    table = _table("读出的职责", "单位", "为什么是它", "事项", "凭哪些字", "规则", "把握")
    for led in explained.led:
        row = led_row(led, reference, today)
        now = f"，现为{row['now']}" if row["now"] else ""
        _row(
            table,
            f"{row['mention']} → {row['agency']}{now}（{row['told']}）",
            row["naming"],
            f"{row['measure']} {row['period']}".strip(),
            row["cue"],
            row["rule"],
            f"{row['confidence']}（{row['weights']}）",
        )
    return table


def _table(title: str, *heads: str) -> Table:
    table = Table(title=title, title_justify="left")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _row(table: Table, *cells: str) -> None:
    """One row of printed words, which may hold the brackets of rich's markup."""
    table.add_row(*(escape(cell) for cell in cells))
