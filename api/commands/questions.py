"""The log of questions, and what an editor makes of the missed ones: review questions, synonym."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from api.commands.common import AsJson, Wrong, opened, print_record, print_table, say


def questions(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Logged questions that were not answered, the latest first."""
    from rich.markup import escape
    from rich.table import Table

    with opened(context) as corpus:
        found = corpus.missed_questions(limit)
    if as_json:
        for asked in found:
            print_record(asdict(asked))
        return
    if not found:
        say("没有未答的问题；设 DUTYMAP_QUESTION_LOG=1 才会记录")
        return
    table = Table("编号", "问题", "地区", "结果", "日期", "次数", box=None)
    for asked in found:
        words = (asked.question, asked.place or "–", asked.status, asked.day)
        table.add_row(str(asked.id), *map(escape, words), str(asked.times))
    print_table(table)


def synonym(
    context: typer.Context,
    measure: Annotated[str, typer.Argument(metavar="MEASURE", help="Id, such as query.marriage.")],
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="As people say it; * for a few characters.")
    ],
    source: Annotated[
        int | None,
        typer.Option("--from", metavar="ID", help="The missed question it is made from."),
    ] = None,
) -> None:
    """Keep an everyday name of a measure in the corpus; `ask` knows it from then on."""
    from api.synonyms import trouble
    from corpus.model import Synonym
    from mapping.reference import load_reference

    if measure not in load_reference().measures:
        raise Wrong(f"{measure}：没有这个事项编号，`dutymap compare` 列出事项")
    if reason := trouble(words):
        raise Wrong(reason)
    with opened(context) as corpus:
        question = corpus.logged_question(source) if source is not None else None
        if source is not None and question is None:
            raise Wrong(f"--from {source}：没有这个问题，`dutymap review questions` 列出各个")
        kept = corpus.keep_synonym(Synonym(measure, words, question, date.today().isoformat()))
    say(f"{'已保存' if kept else '未变'}  {words} → {measure}")
