"""What a scan costs: characters misread, assignments lost.

    .venv/bin/python benchmarks/scans.py [--full] [--json]

Directives (../shared where it is there, else tests/data/unseen) are printed and worn by
tests/scans.py. Without --full: 27 pages, each face and resolution once at each level; with
it 81 pages, each face at each resolution. All readers read the same scans in
one run; ratios compare within it alone, seconds depend on the machine and what else it does.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import scan_f1, scan_levels
from ingest.ocr.choose import EngineName, load_engine
from ingest.ocr.engine import OcrUnavailable
from tests.scans import FONTS, LEVELS, find_font

ROOT = Path(__file__).resolve().parents[1]
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


def main() -> None:
    """The command line of this benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--full", action="store_true", help="every face at every resolution")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    missing = [package for name, (_, package) in FONTS.items() if not find_font(name)]
    if missing:
        raise SystemExit(f"no font to print with: install {' '.join(missing)} and fontconfig")
    engines = loaded()
    with tempfile.TemporaryDirectory() as folder:
        scans = list(scan_levels.make_scans(directives(), Path(folder), given.full))
        scores = scan_levels.score(scans, engines)
        kept = scan_f1.kept_of(engines, Path(folder))
    if given.json:
        parts = {"levels": list(map(asdict, scores)), "f1": list(map(asdict, kept))}
        print(json.dumps(parts, ensure_ascii=False, indent=1))
        return
    scope = "all" if given.full else "a quick run: --full for all"
    print(f"{len(scans)} scans of {scan_levels.PAGES} pages, {len(LEVELS)} levels ({scope})")
    Console(width=120).print(levels_table(scores), places_table(scores), f1_table(kept))


if __name__ == "__main__":
    main()
