"""What became of a file, told by every command that imports."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from api.commands.common import print_record, say

if TYPE_CHECKING:
    from corpus.model import FileReport


def tell_report(report: FileReport, as_json: bool) -> None:
    """One line about a file: a record on stdout, or a sentence on stderr."""
    if as_json:
        print_record(asdict(report))
        sys.stdout.flush()
        return
    if report.status == "failed":
        messages = [p.message.removeprefix(f"{report.path}: ") for p in report.problems]
        say(f"failed     {report.path}: {'; '.join(messages)}")
        return
    counts = [counted(report.pages, "page"), counted(report.assignments, "assignment")]
    if report.problems:
        counts.append(counted(len(report.problems), "problem"))
    say(f"{report.status:10} {report.path}: {report.document}, {', '.join(counts)}")


def counted(number: int, thing: str) -> str:
    """A number of things in words."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
