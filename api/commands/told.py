"""What became of a file, told by every command that imports."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from api.commands.common import print_record, say

if TYPE_CHECKING:
    from corpus.model import FileReport


STATUS = {"imported": "已导入", "unchanged": "已在库", "updated": "已更新", "failed": "失败"}


def tell_report(report: FileReport, as_json: bool) -> None:
    """One line about a file: a record on stdout, or a sentence on stderr."""
    if as_json:
        print_record(asdict(report))
        sys.stdout.flush()
        return
    if report.status == "failed":
        messages = [p.message.removeprefix(f"{report.path}: ") for p in report.problems]
        say(f"{STATUS[report.status]}    {report.path}：{'；'.join(messages)}")
        return
    counts = [f"{report.pages} 页", f"{report.assignments} 条职责"]
    if report.problems:
        counts.append(f"{len(report.problems)} 个问题")
    say(f"{STATUS[report.status]}  {report.path}：{report.document}，{'，'.join(counts)}")
