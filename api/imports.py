"""Files sent to be imported: taken within the limits, and told how far they are."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict

from api.errors import Denied
from api.service import MB, Service
from corpus import batches, uploads
from corpus.batches import OPEN, Batch, Wish
from corpus.jobs import Job, State
from corpus.model import ImportStatus
from corpus.store import Corpus
from ingest.model import Problem

RETRY = {"Retry-After": "30"}


class FileProblem(BaseModel):
    """A problem of a file, as docs/problems.md tells them."""

    code: str
    message: str
    page: int | None


class FileOut(BaseModel):
    """One file of an import: how far it is, and what became of it once it is `done`."""

    name: str
    state: State
    pages_done: int
    pages: int
    status: ImportStatus | None
    document: str | None
    assignments: int
    seconds: float
    problems: list[FileProblem]


class ImportOut(BaseModel):
    """Files sent together. `state` is `running` until each of them is done, failed or
    cancelled; `changes` grows with each change."""

    model_config = ConfigDict(json_schema_extra={"examples": []})

    id: int
    at: str
    by: str
    state: Literal["running", "done", "failed", "cancelled"]
    changes: int
    files: list[FileOut]


def take(
    corpus: Corpus,
    service: Service,
    files: Sequence[UploadFile],
    wish: Wish,
    by: str,
    token: str | None = None,
) -> tuple[int, bool]:
    """Keep the files and ask for their import: its id, and whether it is new.

    Raises Denied where a limit is passed, and CorpusUnusable.
    """
    _check(corpus.folder, service, files)
    with ExitStack() as received:
        kept = []
        for file in files:
            kept.append(uploads.receive(corpus.folder, file.filename or "", file.file))
            received.callback(uploads.forget, kept[-1])
        try:
            return batches.enter(corpus, kept, wish, by, token=token, most=service.queue)
        except batches.QueueFull as error:
            detail = f"{error.waiting} files wait; at most {service.queue} may. Try again later."
            said = f"排队的文件已有 {error.waiting} 份，最多 {service.queue} 份，请稍后再试。"
            raise Denied(429, detail, said, RETRY) from error
        except batches.TokenUsed as error:
            detail = "This Idempotency-Key came before with other files; take a new one."
            raise Denied(422, detail, "这次导入的编号已经用过，请重新选择文件。") from error


def _check(folder: Path, service: Service, files: Sequence[UploadFile]) -> None:
    if not all(file.filename for file in files):
        raise Denied(422, "files: a file without a name", "请先选择一个文件。")
    if len(files) > service.upload_files:
        detail = f"At most {service.upload_files} files can be sent at once."
        raise Denied(413, detail, f"一次最多导入 {service.upload_files} 份文件，请分几次。")
    free = shutil.disk_usage(folder).free // MB
    if free < service.room_mb:
        detail = f"The disk has {free} MB left; {service.room_mb} MB are kept free."
        raise Denied(507, detail, "服务器的磁盘快满了，请告诉管理员。", RETRY)


def told(batch: Batch) -> ImportOut:
    """A batch as the service tells it, without a path of the server."""
    return ImportOut(
        id=batch.id,
        at=batch.at,
        by=batch.by,
        state=_state(batch),
        changes=batch.changes,
        files=[_file(job) for job in batch.jobs],
    )


def _state(batch: Batch) -> Literal["running", "done", "failed", "cancelled"]:
    """The worst that became of a file, once none is open."""
    states = {job.state for job in batch.jobs}
    if states & set(OPEN):
        return "running"
    if "failed" in states:
        return "failed"
    return "cancelled" if "cancelled" in states else "done"


def _file(job: Job) -> FileOut:
    report = job.report
    problems = [] if report is None else [_problem(job, each) for each in report.problems]
    if report is None and job.error and job.state == "failed":
        problems = [FileProblem(code="not-done", message=_bare(job, job.error), page=None)]
    return FileOut(
        name=job.file.name,
        state=job.state,
        pages_done=job.pages_done,
        pages=job.pages,
        status=report.status if report else None,
        document=report.document if report else None,
        assignments=report.assignments if report else 0,
        seconds=report.seconds if report else 0.0,
        problems=problems,
    )


def _problem(job: Job, problem: Problem) -> FileProblem:
    return FileProblem(code=problem.code, message=_bare(job, problem.message), page=problem.page)


def _bare(job: Job, message: str) -> str:
    """A message without the folder that the file lay in, or the corpus."""
    uploaded = job.file.parent
    for folder in (uploaded, *uploaded.parents[2:3]):
        message = message.replace(f"{folder}/", "").replace(str(folder), "")
    return message
