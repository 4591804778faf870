"""How fast a digital PDF is imported, against pdfplumber's bare text of the same file.

    .venv/bin/python benchmarks/digital.py [--pages N] [--json]

A directive of so many pages (500 unless told; every tenth with a ruled table) is printed,
imported into a new corpus as `dutymap import` does (read, structured, mapped, stored), and
read by pdfplumber's `extract_text` alone. Each runs in a process of its own; the seconds
are of the processor, the memory is the most that was resident. Ratios compare within one
run alone.
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
with Corpus.open(Path(sys.argv[2]), create=True) as corpus:
    (report,) = import_paths(corpus, [Path(sys.argv[1])])
pages, told = report.pages, f"{report.status}, {report.assignments} assignments"
"""
BARE = """
import pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    pages, told = 0, ""
    for page in pdf.pages:
        page.extract_text()
        page.close()
        pages += 1
"""
MEASURED = """
import json, resource, sys, time
def main():
{body}
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = used.ru_maxrss // 1000
    print(json.dumps([pages, used.ru_utime + used.ru_stime, most, told]))
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


def measured(code: str, *arguments: str) -> tuple[int, float, int, str]:
    """(pages, seconds of the processor, MB, what it tells) of code run by itself."""
    body = "\n".join(f"    {line}" for line in code.strip().split("\n"))
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "measured.py")
        script.write_text(MEASURED.format(body=body), encoding="utf-8")
        command = [sys.executable, str(script), *arguments]
        environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": folder}
        done = subprocess.run(command, capture_output=True, check=True, env=environment)
    pages, seconds, most, told = json.loads(done.stdout)
    return pages, seconds, most, told


def main() -> int:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "directive.pdf")
        path.write_bytes(as_pdf(directive(given.pages)))
        pages, seconds, most, told = measured(IMPORT, str(path), str(Path(folder, "corpus")))
        _, bare, bare_most, _ = measured(BARE, str(path))
    ratio = bare / seconds
    figures = {
        "pages": pages,
        "import_pages_per_s": round(pages / seconds, 1),
        "pdfplumber_pages_per_s": round(pages / bare, 1),
        "ratio": round(ratio, 2),
        "import_mb": most,
        "pdfplumber_mb": bare_most,
        "told": told,
    }
    if given.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        print(f"{pages} pages, {told}")
        print(f"import      {pages / seconds:7.1f} pages/s  {most:5} MB (wanted: < {WANTED_MB})")
        print(f"pdfplumber  {pages / bare:7.1f} pages/s  {bare_most:5} MB")
        print(f"import is {ratio:.2f} times as fast (wanted: >= {WANTED_RATIO:g})")
    return 0 if ratio >= WANTED_RATIO and most < WANTED_MB else 1


if __name__ == "__main__":
    raise SystemExit(main())
