"""Which assignments have come and gone between two runs of benchmarks/accuracy.py."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

Key = tuple[str, str, str, str, str]
"""Set, directive, provision, agency, measure."""


def write(path: Path, sides: Mapping[Key, tuple[bool, bool]]) -> None:
    """Keep which of (gold, ours) has each assignment; packed where the name ends in .gz.

    No word of a directive is kept, so the file may go where the directives may not.
    """
    lines = (
        json.dumps([*key, int(gold), int(ours)], ensure_ascii=False)
        for key, (gold, ours) in sorted(sides.items())
    )
    text = "".join(f"{line}\n" for line in lines).encode()
    # Without a time inside, the same result gives the same file.
    path.write_bytes(gzip.compress(text, mtime=0) if path.suffix == ".gz" else text)


def read(path: Path) -> dict[Key, tuple[bool, bool]]:
    """What `write` kept."""
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    rows: list[list[Any]] = [json.loads(line) for line in text.decode().splitlines()]
    return {tuple(row[:5]): (bool(row[5]), bool(row[6])) for row in rows}  # type: ignore[misc]


def changes(
    before: Mapping[Key, tuple[bool, bool]],
    now: Mapping[Key, tuple[bool, bool]],
    quotes: Mapping[Key, str],
) -> Iterator[str]:
    """One line for each assignment that came or went, gains marked +, losses -; only of
    directives that both runs have."""
    documents = {key[:2] for key in before} & {key[:2] for key in now}
    for key in sorted(before.keys() | now.keys()):
        was, there = before.get(key, (False, False))[1], now.get(key, (False, False))[1]
        if was == there or key[:2] not in documents:
            continue
        gold = (now.get(key) or before[key])[0]
        mark = "+" if gold == there else "-"
        kind = "gold" if gold else "not in gold"
        came = "found" if there else "gone"
        yield f"{mark} {came:5} {kind:11} {' '.join(key)}  {quotes.get(key, '')}"


def counted(lines: Iterable[str]) -> str:
    """How many gains and losses there are."""
    marks = [line[0] for line in lines]
    return f"{marks.count('+')} gains, {marks.count('-')} losses"
