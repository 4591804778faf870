"""A corpus kept safe: backup, restore, verify, audit."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import (
    AsJson,
    Unusable,
    Wrong,
    opened,
    print_record,
    print_table,
    say,
    settings_of,
)

if TYPE_CHECKING:
    from corpus.backup import Manifest

Archive = Annotated[Path, typer.Argument(metavar="FILE", help="The archive, such as b.tar.gz.")]


PARTS = {
    "database": "数据库",
    "references": "引用",
    "documents": "文件",
    "originals": "原件",
    "quotes": "引文",
    "words": "全文索引",
    "vectors": "向量",
    "audit": "操作记录",
}


def backup(
    context: typer.Context,
    file: Archive,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> int:
    """The whole corpus into one file, while others may read and write."""
    from corpus.backup import back_up

    if file.is_dir():
        raise Wrong(f"{file}：这是文件夹，请给出备份文件的名字")
    if file.exists() and not force:
        raise Wrong(f"{file}：已有这个文件，请换一个名字，或用 --force 覆盖")
    with opened(context) as corpus:
        made = back_up(corpus, file)
    for sha256 in made.missing:
        say(f"缺原件  {sha256}：丢失或损坏，详见 `dutymap verify`")
    say(f"已备份  {file}：{_told(made)}")
    return 1 if made.missing else 0


def _told(made: Manifest) -> str:
    waiting = f"，{made.uploads} 份待导入" if made.uploads else ""
    return f"{made.documents} 份文件，{made.originals} 个原件{waiting}"


def restore(context: typer.Context, file: Archive) -> int:
    """An empty folder made the corpus that a backup holds."""
    from corpus.backup import NotRestored
    from corpus.backup import restore as unpack
    from corpus.connection import CorpusUnusable
    from corpus.schema import SCHEMA

    folder = settings_of(context).corpus
    try:
        made = unpack(file, folder)
    except NotRestored as error:
        raise Wrong(str(error)) from error
    except CorpusUnusable as error:
        raise Unusable(str(error)) from error
    for sha256 in made.missing:
        say(f"缺原件  {sha256}：备份之前库里就已丢失")
    say(f"已恢复  {folder}：{_told(made)}")
    if made.schema < SCHEMA:
        say("旧版本  备份出自较早的 dutymap，请接着运行 `dutymap migrate`")
    return 1 if made.missing else 0


def verify(
    context: typer.Context,
    mend: Annotated[
        bool, typer.Option("--mend", help="Delete what killed imports left behind.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Whether the corpus is whole: one line a fault, status 1 where there is one."""
    from corpus.verify import CHECKS
    from corpus.verify import mend as sweep
    from corpus.verify import verify as faults

    number = 0
    with opened(context) as corpus:
        for place in sweep(corpus) if mend else ():
            say(f"已清理  {place}：没有文件用到")
        for fault in faults(corpus):
            number += 1
            if as_json:
                print_record(asdict(fault))
            else:
                print(f"{PARTS[fault.part]}  {fault.where}：{fault.message}")
    told = f"{number} 处问题" if number else "没有问题"
    say(f"已检查  {'、'.join(PARTS[part] for part in CHECKS)}：{told}")
    return 1 if number else 0


def audit(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Who did what and from where, the latest first."""
    from rich.markup import escape
    from rich.table import Table

    with opened(context) as corpus:
        entries = corpus.trail(limit)
    if as_json:
        for entry in entries:
            print_record(asdict(entry))
        return
    table = Table("时间", "谁", "从哪里", "做了什么", "文件", "详情", "校验", box=None)
    for entry in entries:
        told = " ".join(f"{name}={value}" for name, value in entry.told.items() if value)
        table.add_row(
            *(entry.at, entry.by, entry.origin, entry.action, entry.document),
            *(escape(told), entry.hash[:12]),
        )
    print_table(table)
