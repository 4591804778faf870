"""How fast a digital PDF is imported, against pdfplumber's bare text of the same file.

    .venv/bin/python benchmarks/digital.py [--pages N] [--json]

A directive of so many pages (500 unless told; every tenth with a ruled table) is printed,
imported into a new corpus as `dutymap import` does (read, structured, mapped, stored), and
read by pdfplumber's `extract_text` alone. Each runs in a process of its own; the seconds
are of the processor, those of helping processes included, the memory is the most that one
process had resident. What the first import of a process costs more (tables, models) is told
apart. Ratios compare within one run alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.formats import as_pdf  # noqa: E402

WANTED_RATIO, WANTED_MB = 3.0, 600
ARTICLES_A_PAGE = 6
IMPORT = """
from pathlib import Path
from corpus.importer import import_paths
from corpus.store import Corpus
from ingest.readers.apart import end_idle
from ingest.readers import read_source
with Corpus.open(Path(sys.argv[3]), create=True) as corpus:
    import_paths(corpus, [Path(sys.argv[2])])
    end_idle()
    first = used()
    (report,) = import_paths(corpus, [Path(sys.argv[1])])
    end_idle()
    whole = used() - first
    read_source(Path(sys.argv[1]))
    end_idle()
    tell(report.pages, whole, first, used() - first - whole, report.assignments)
"""
BARE = """
import pdfplumber
before = used()
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_text()
        page.close()
    tell(len(pdf.pages), used() - before)
"""
MEASURED = """
import json, resource, sys
def used():
    kinds = (resource.getrusage(kind) for kind in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(kind.ru_utime + kind.ru_stime for kind in kinds)
def tell(*figures):
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    print(json.dumps([max(resource.getrusage(kind).ru_maxrss for kind in kinds) // 1000, *figures]))
def main():
{body}
if __name__ == "__main__":
    main()
"""


def directive(pages: int) -> str:
    """A directive of about so many pages: articles in turn over agencies and measures."""
    agencies = ("县公安局", "县民政局", "县自然资源局", "县税务局", "县市场监督管理局")
    duties = (
        "应当协助查询被执行人的婚姻登记信息",
        "应当限制失信被执行人担任企业法定代表人",
        "应当办理土地查封登记，停止办理转移登记",
        "应当协助查询纳税和退税信息",
    )
    lines = ["青禾县执行联动工作规则汇编", "青政办发〔2021〕17号"]
    for number in range(1, pages * ARTICLES_A_PAGE + 1):
        agency, duty = agencies[number % 5], duties[number % 4]
        tail = f"并于{number % 28 + 1}个工作日内书面回复人民法院，逾期的由县委政法委督办。"
        lines.append(f"第{number}条 {agency}{duty}，{tail}")
        if number % (10 * ARTICLES_A_PAGE) == 0:
            lines += ["序号\t任务\t责任单位"]
            lines += [f"{row}\t限制失信被执行人乘坐飞机\t{agency}" for row in range(1, 8)]
    return "\n".join(lines)


def measured(code: str, *arguments: str) -> list[float]:
    """MB, and what the code tells, run by itself."""
    body = "\n".join(f"    {line}" for line in code.strip().split("\n"))
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "measured.py")
        script.write_text(MEASURED.format(body=body), encoding="utf-8")
        command = [sys.executable, str(script), *arguments]
        environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": folder}
        done = subprocess.run(command, capture_output=True, check=True, env=environment)
    figures: list[float] = json.loads(done.stdout)
    return figures


def compared(pages: int) -> dict[str, float]:
    """The figures for a directive of about so many pages."""
    with tempfile.TemporaryDirectory() as folder:
        path, small = Path(folder, "directive.pdf"), Path(folder, "small.pdf")
        path.write_bytes(as_pdf(directive(pages)))
        small.write_bytes(as_pdf(directive(1)))
        corpus = str(Path(folder, "corpus"))
        most, printed, whole, first, read, duties = measured(IMPORT, str(path), str(small), corpus)
        bare_most, _, bare = measured(BARE, str(path))
    return {
        "pages": printed,
        "assignments": duties,
        "pdfplumber_pages_per_s": round(printed / bare, 1),
        "pdfplumber_mb": bare_most,
        "read_pages_per_s": round(printed / read, 1),
        "read_ratio": round(bare / read, 2),
        "import_pages_per_s": round(printed / whole, 1),
        "import_ratio": round(bare / whole, 2),
        "import_mb": most,
        "first_import_s": round(first, 1),
    }


def main() -> int:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = compared(given.pages)
    if given.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name:24} {figure:10,}")
        print(f"wanted: import_ratio >= {WANTED_RATIO:g}, import_mb < {WANTED_MB}")
    met = figures["import_ratio"] >= WANTED_RATIO and figures["import_mb"] < WANTED_MB
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
