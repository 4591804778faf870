"""Imports that are done by workers: jobs list, jobs cancel, jobs run; and watch."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.common import (
    AsJson,
    Unusable,
    Wrong,
    known,
    opened,
    print_record,
    print_table,
    say,
    settings_of,
    stoppable,
)
from api.commands.told import STATUS, tell_report

if TYPE_CHECKING:
    from corpus.jobs import Job
    from corpus.store import Corpus
    from corpus.worker import Means

OcrChoice = Literal["auto", "rapid", "paddle", "none"]
Seconds = Annotated[float, typer.Option(min=0.1, max=3600, help="Seconds between two looks.")]
States = Literal["waiting", "running", "done", "failed", "cancelled"]
_STATES = {
    "waiting": "等候",
    "running": "进行中",
    "done": "完成",
    "failed": "失败",
    "cancelled": "已取消",
}


def list_jobs(
    context: typer.Context,
    state: Annotated[States | None, typer.Option(help="Only those in this state.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Imports asked for, the latest first, and how far they are."""
    from rich.table import Table

    from corpus import jobs

    with opened(context) as corpus:
        found = jobs.listed(corpus, (state,) if state else jobs.STATES, limit=limit)
    if as_json:
        for job in found:
            print_record(asdict(job))
        return
    table = Table("编号", "状态", "页", "文件", "结果", box=None)
    for job in found:
        pages = f"{job.pages_done}/{job.pages}" if job.pages else "–"
        table.add_row(str(job.id), _STATES[job.state], pages, Path(job.path).name, _outcome(job))
    print_table(table)


def _outcome(job: Job) -> str:
    if job.report is None:
        return job.error or ""
    problems = "；".join(problem.message for problem in job.report.problems)
    return f"{job.report.document or ''} {STATUS[job.report.status]} {problems}".strip()


def cancel_job(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="As `jobs list` shows it.")],
) -> None:
    """Leave an import undone; a running one stops at its next page."""
    from corpus import jobs

    with opened(context) as corpus:
        state = jobs.cancel(corpus, number)
    if state is None:
        raise Wrong(f"{number}：没有这个任务，`dutymap jobs list` 列出全部任务")
    if state in ("done", "failed"):
        raise Wrong(f"{number}：任务已经结束（{state}），不能取消")
    say(f"已取消  {number}" if state == "cancelled" else f"取消中  {number}：读完这一页就停")


def run_jobs(
    context: typer.Context,
    until_empty: Annotated[
        bool, typer.Option("--until-empty", help="End when there is none to do.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Do the imports asked for, one after the other, until Ctrl-C."""
    from threading import Event

    from corpus import worker
    from corpus.model import FileReport

    with opened(context, create=True) as corpus, stoppable() as stop_if_asked:

        def told(report: FileReport) -> None:
            tell_report(report, as_json)
            stop_if_asked()

        worker.work(corpus, Event(), means=_means(context), until_empty=until_empty, on_report=told)


def _means(context: typer.Context) -> Means:
    from corpus.worker import Means

    settings = settings_of(context)
    return Means(known(context), settings.field, embedder=settings.embedder)


def watch(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to look at.")],
    every: Seconds = 5.0,
    ocr: Annotated[OcrChoice, typer.Option(help="As of `import`.")] = "auto",
    status: Annotated[
        Literal["in-force", "draft"] | None, typer.Option(help="As of `import`.")
    ] = None,
    jurisdiction: Annotated[
        str | None, typer.Option(metavar="CODE", help="As of `import`.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Import what arrives in a folder, until Ctrl-C; nothing in it is moved or changed."""
    from corpus import worker
    from corpus.watch import Watch

    if not folder.is_dir():
        raise Wrong(f"{folder}：没有这个文件夹，请检查路径")
    with opened(context, create=True) as corpus, stoppable():
        eye = Watch(corpus, folder, ocr=ocr, standing=status, jurisdiction=jurisdiction)
        means = _means(context)
        process = worker.start(corpus.folder, means)
        say(f"监看中  {folder}")
        try:
            begun: set[int] = set()
            while True:
                begun.update(eye.look())
                begun -= _tell_finished(corpus, begun, as_json)
                if process.exitcode == worker.UNUSABLE:
                    raise Unusable("")  # it has said why
                if not process.is_alive():
                    say("已重启  导入进程中断了，它手上的任务会重做")
                    process = worker.start(corpus.folder, means)
                time.sleep(every)
        finally:
            worker.stop(process)


def _tell_finished(corpus: Corpus, begun: Collection[int], as_json: bool) -> set[int]:
    """Tell those that are finished; their numbers."""
    from corpus import jobs

    if not begun:
        return set()
    finished = jobs.listed(corpus, ("done", "failed", "cancelled"), numbers=begun)
    for job in reversed(finished):
        if job.report is not None:
            tell_report(job.report, as_json)
        else:
            say(f"{_STATES[job.state]}  {job.path}：{job.error or ''}".rstrip("："))
    return {job.id for job in finished}
