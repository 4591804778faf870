"""A corpus kept in step with dutymap: migrate, remap."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from api.commands.common import (
    AsJson,
    Unusable,
    known,
    opened,
    print_record,
    say,
    settings_of,
    stoppable,
)

if TYPE_CHECKING:
    from corpus.remap import Remapped
    from mapping.model import Assignment


def migrate(context: typer.Context) -> None:
    """Bring a corpus made by an older dutymap to this version, after a backup."""
    from corpus.connection import CorpusUnusable
    from corpus.migrate import migrate

    try:
        done = migrate(settings_of(context).corpus)
    except CorpusUnusable as error:
        raise Unusable(str(error)) from error
    if done.backup is None:
        say(f"未变    库已是这一版本（表结构 {done.after}）")
        return
    say(f"已备份  {done.backup}")
    say(f"已升级  表结构 {done.before} → {done.after}，请接着运行 `dutymap remap`")


def remap(context: typer.Context, as_json: AsJson = False) -> None:
    """Map again what other rules, patterns or model mapped; tell what is gained and lost."""
    from corpus.audit import login
    from corpus.remap import remap

    counts: Counter[str] = Counter(documents=0, gained=0, lost=0, changed=0)
    with opened(context) as corpus, stoppable() as stop_if_asked:
        for done in remap(corpus, known(context), settings_of(context).field, login()):
            counts["documents"] += 1
            for kind in ("gained", "lost", "changed"):
                counts[kind] += len(getattr(done, kind))
            if as_json:
                print_record(asdict(done))
            else:
                _print(done)
            sys.stdout.flush()
            stop_if_asked()
    if as_json:
        print_record({"sum": counts})
    else:
        say("  ".join(f"{name} {number}" for name, number in counts.items()))


def _print(done: Remapped) -> None:
    for sign, found in (("+", done.gained), ("-", done.lost)):
        for duty in found:
            print(f"{sign} {done.document} {_line(duty)}")
    for before, now in done.changed:
        told = " → ".join(
            f"{duty.role}, {duty.modality}, {duty.deadline or '–'}" for duty in (before, now)
        )
        print(f"~ {done.document} {now.provision} {now.agency} {now.measure}  {told}")


def _line(duty: Assignment) -> str:
    return f"{duty.provision} {duty.agency} {duty.role} {duty.measure}  “{duty.quote}”"
