"""Processes that import and are killed: forked from one that has loaded everything, so that
the kill falls into the work and not into the loading."""

from __future__ import annotations

import os
import resource
import sys
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from api.cli import run
from corpus import jobs, worker
from corpus.importer import Manner, Reading, read_file
from corpus.writing import load as load_what_entering_needs
from mapping.knowledge import SHIPPED

FORKS = get_context("forkserver")
LEASE = 0.5


def text(number: int) -> str:
    """A directive of its own."""
    duties = "".join(
        f"第{n}条 县第{number}号专班由县民政局牵头，县公安局应当在{n}日内协助查询婚姻登记信息。\n"
        for n in range(1, 2 + number % 9)
    )
    head = f"青禾县人民政府办公室关于第{number}号事项的通知\n青政办发〔2019〕{number}号\n"
    return f"{head}各乡镇人民政府，县直各单位：\n{duties}青禾县人民政府办公室\n2019年5月6日\n"


def load() -> None:
    """Map something, so that tables and rules are there; called where this is preloaded."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "one.txt"
        path.write_text(text(1), encoding="utf-8")
        found = read_file(path, Manner("none", None, SHIPPED))
    assert isinstance(found, Reading)
    load_what_entering_needs(SHIPPED)


def import_command(corpus: Path, paths: list[Path], told: Path) -> None:
    """`dutymap import --json`, its records in the file `told`."""
    os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), sys.stdout.fileno())
    os._exit(run(["--corpus", str(corpus), "import", "--json", *map(str, paths)]))


def command(corpus: Path, arguments: list[str], said: Path, limit: int | None) -> None:
    """A command, what it says on stderr in the file `said`; files may grow to `limit` bytes."""
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), sys.stderr.fileno())
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    os._exit(run(["--corpus", str(corpus), *arguments]))


def work(corpus: Path) -> None:
    """A worker whose leases are short, and which gives no file up."""
    jobs.LEASE = LEASE
    jobs.ATTEMPTS = 10_000
    worker.LEASE = LEASE
    worker.main(corpus)


def started(target: object, *arguments: object) -> BaseProcess:
    """A process that does this, forked from the one that has loaded everything."""
    FORKS.set_forkserver_preload([__name__])
    process = FORKS.Process(target=target, args=arguments)  # type: ignore[arg-type]
    process.start()
    return process


if "multiprocessing.forkserver" in sys.modules and "pytest" not in sys.modules:
    load()
