"""What a scan costs: characters misread, assignments lost, time and memory.

    .venv/bin/python benchmarks/scans.py [--full] [--only PART]… [--json]

Directives (../shared where it is there, else tests/data/unseen) are printed and worn by
tests/scans.py. Without --full: each face and each resolution once at each level, and short
scans for time and memory; with it every face at every resolution, and a scan of 300 pages.
All readers read the same scans in one run; ratios compare within it alone, seconds depend on
the machine and what else it does.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import scan_f1, scan_levels, scan_speed
from ingest.ocr.choose import EngineName, load_engine
from ingest.ocr.engine import OcrUnavailable
from tests.scans import FONTS, find_font

ROOT = Path(__file__).resolve().parents[1]
DEARER = 1.15
FASTER = 1.6
MIB = 1145  # 1.2 GB
ENOUGH = 0.97  # of the text's own F1


def directives() -> list[str]:
    """The texts to print, page numbers taken out."""
    folders = (ROOT.parent / "shared" / "directives", ROOT / "tests" / "data" / "unseen")
    paths = next(found for folder in folders if (found := sorted(folder.glob("*.txt"))))
    texts = [scan_levels.without_page_numbers(path.read_text("utf-8")) for path in paths]
    # A short text would not fill the pages of a scan.
    return texts if len(texts) < 10 else ["\n".join(texts[start::5]) for start in range(5)]


def loaded() -> list[EngineName]:
    """The engines that load here; what is wrong with another goes to stderr."""
    found: list[EngineName] = []
    for engine in ("rapid", "paddle"):
        try:
            load_engine(engine)
        except OcrUnavailable as error:
            print(error, file=sys.stderr)
        else:
            found.append(engine)
    return found


def levels_table(scores: Sequence[scan_levels.Score]) -> Table:
    """One line a level and reader; others beside the better of ours, and the worse."""
    heads = ("level", "reader", "pages", "hanzi, digits", "errors", "CER", "target", "ours / its")
    table = Table(*heads, title="Characters misread; ours / its at most 0.33, of our worse engine")
    for level, target in scan_levels.TARGETS.items():
        mine = [score for score in scores if score.level == level]
        ours = max(wrong(mine, name) for name in names(mine) if name.startswith("dutymap"))
        for name in names(mine):
            count, whole = wrong(mine, name), sum(s.characters for s in mine if s.reader == name)
            pages = sum(s.pages for s in mine if s.reader == name)
            goal, share = f"≤ {target:.1%}", "–"
            if not name.startswith("dutymap"):
                goal, share = "", f"{ours / count:.2f}" if count else "–"
            cells = (str(pages), str(whole), str(count), f"{count / whole:.3%}", goal, share)
            table.add_row(level, name, *cells)
        table.add_section()
    return table


def names(scores: Sequence[scan_levels.Score]) -> tuple[str, ...]:
    """The readers, each once, in order."""
    return tuple(dict.fromkeys(score.reader for score in scores))


def wrong(scores: Sequence[scan_levels.Score], reader: str) -> int:
    """A reader's errors."""
    return sum(score.errors for score in scores if score.reader == reader)


def places_table(scores: Sequence[scan_levels.Score]) -> Table:
    """Errors of each reader by face and resolution, all levels and each."""
    heads = ("face, dpi", *names(scores))
    table = Table(*heads, title="Errors by face and resolution: clean + worn + hard")
    for font, dpi in dict.fromkeys((score.font, score.dpi) for score in scores):
        here = [score for score in scores if (score.font, score.dpi) == (font, dpi)]
        counts = (
            " + ".join(str(s.errors) for s in here if s.reader == name) for name in names(scores)
        )
        table.add_row(f"{font}, {dpi}", *counts)
    return table


def f1_table(found: Sequence[scan_f1.Kept]) -> Table:
    """One line an engine and directive, and one for the directives together."""
    heads = ("engine", "directive", "pages", "F1 of the scan", "F1 of the text", "ratio")
    table = Table(*heads, title=f"Assignments kept, worn scans at 200 dpi; ratio at least {ENOUGH}")
    for engine in dict.fromkeys(kept.engine for kept in found):
        mine = [kept for kept in found if kept.engine == engine]
        whole = scan_f1.Kept(
            engine,
            "mean",
            sum(kept.pages for kept in mine),
            sum(kept.f1 for kept in mine) / len(mine),
            sum(kept.text_f1 for kept in mine) / len(mine),
        )
        for kept in (*mine, whole):
            figures = (f"{kept.f1:.3f}", f"{kept.text_f1:.3f}", f"{kept.f1 / kept.text_f1:.3f}")
            table.add_row(engine, kept.directive, str(kept.pages), *figures)
        table.add_section()
    return table


def cost_table(found: Sequence[scan_speed.Cost]) -> Table:
    """One line an engine; the ratio by the processor's time is the one that others on the
    machine disturb least."""
    heads = ("engine", "pages", "ours, s/page", "bare, s/page", "ratio", "ratio, processor time")
    table = Table(*heads, title=f"Time beside the bare tuned engine; ratio at most {DEARER}")
    for item in found:
        paces = (f"{item.ours / item.pages:.2f}", f"{item.bare / item.pages:.2f}")
        ratios = (f"{item.ours / item.bare:.2f}", f"{item.ours_cpu / item.bare_cpu:.2f}")
        table.add_row(item.engine, str(item.pages), *paces, *ratios)
    return table


def gain_table(item: scan_speed.Gain) -> Table:
    """The one line of two processes against one, and against one of as many threads."""
    heads = ("pages", "one process, s", "one, threads as each of two", "two, s", "gain", "gain")
    table = Table(*heads, "cores", "load", title=f"--jobs 2 against 1; gain at least {FASTER}")
    seconds = (f"{spent:.1f}" for spent in (item.one, item.alone, item.two))
    gains = (f"{item.one / item.two:.2f}", f"{item.alone / item.two:.2f} of such")
    table.add_row(str(item.pages), *seconds, *gains, str(item.cores), f"{item.load:.1f}")
    return table


def memory_table(found: Sequence[scan_speed.Memory]) -> Table:
    """One line for each tenth of the scan."""
    table = Table("pages", "MiB", title=f"Peak memory of the reading process; at most {MIB} MiB")
    for item in found:
        table.add_row(str(item.pages), f"{item.peak:.0f}")
    return table


PARTS = ("levels", "f1", "cost", "gain", "memory")


def measured(folder: Path, parts: Sequence[str], full: bool) -> dict[str, list[Any]]:
    """What each part found, in the order of PARTS."""
    texts, engines = directives(), loaded()
    found: dict[str, list[Any]] = {}
    if "levels" in parts:
        scans = list(scan_levels.make_scans(texts, folder, full))
        found["levels"] = scan_levels.score(scans, engines)
    if "f1" in parts:
        found["f1"] = scan_f1.kept_of(engines, folder)
    few, many = (12, 300) if full else (6, 20)
    if "cost" in parts:
        pdf = scan_speed.long_scan(texts, folder, few)
        found["cost"] = [scan_speed.cost(pdf, few, engine) for engine in engines]
    if "gain" in parts:
        pdf = scan_speed.long_scan(texts, folder, 2 * few)
        found["gain"] = [scan_speed.gain(pdf, 2 * few)]
    if "memory" in parts:
        found["memory"] = list(scan_speed.memory(scan_speed.long_scan(texts, folder, many), many))
    return found


def tables(found: dict[str, list[Any]]) -> Iterator[Table]:
    """What was found, for a person."""
    if scores := found.get("levels"):
        yield levels_table(scores)
        yield places_table(scores)
    if kept := found.get("f1"):
        yield f1_table(kept)
    if costs := found.get("cost"):
        yield cost_table(costs)
    for item in found.get("gain", ()):
        yield gain_table(item)
    if memories := found.get("memory"):
        yield memory_table(memories)


def main() -> None:
    """The command line of this benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--full", action="store_true", help="every face, every resolution")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part; may be repeated")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    missing = [package for name, (_, package) in FONTS.items() if not find_font(name)]
    if missing:
        raise SystemExit(f"no font to print with: install {' '.join(missing)} and fontconfig")
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), given.only or PARTS, given.full)
    if given.json:
        parts = {part: list(map(asdict, items)) for part, items in found.items()}
        print(json.dumps(parts, ensure_ascii=False, indent=1))
        return
    print(
        "a full run" if given.full else "a quick run on few pages; --full for the figures of docs"
    )
    Console(width=120).print(*tables(found))


if __name__ == "__main__":
    main()
