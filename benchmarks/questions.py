"""How often `ask` names the right agency first, and says nothing where nothing is assigned.

    .venv/bin/python benchmarks/questions.py [QUESTIONS.jsonl …] [--json] [--misses FILE]

Without a file: ../shared/gold/questions.jsonl where it is there, and tests/data/questions.jsonl.
All are put to one corpus in a temporary folder: ../shared/directives and corpus/samples.
An answer is right where its first agency is among the expected ones, a refusal where no
agency is named; `clause` counts first answers whose provision too is an expected one, and
`status` refusals whose status is the expected one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from api.answer import Answer
from api.ask import ask
from corpus.importer import import_paths
from corpus.store import Corpus
from mapping.evaluate import label
from mapping.reference import load_reference

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
QUESTIONS = (SHARED / "gold" / "questions.jsonl", ROOT / "tests" / "data" / "questions.jsonl")
DIRECTIVES = (SHARED / "directives", ROOT / "corpus" / "samples")


@dataclass(frozen=True, slots=True)
class Question:
    """One question; no `agencies` means that none may be named; `status` None is not asked."""

    id: str
    kind: str
    text: str
    place: str | None
    agencies: tuple[str, ...]
    provisions: frozenset[tuple[str, str]]
    status: str | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A question with what was answered; `clause` and `status` are None where not asked for."""

    id: str
    kind: str
    question: str
    wanted: str
    answered: str
    right: bool
    clause: bool | None
    status: bool | None


def read_questions(path: Path) -> tuple[Question, ...]:
    """The questions of one file."""
    return tuple(_question(json.loads(line)) for line in path.read_text("utf-8").splitlines())


def mark(question: Question, answer: Answer) -> Marked:
    """Hold an answer against what is expected."""
    first = answer.answers[0] if answer.answers else None
    if question.agencies:
        right = first is not None and first.agency in question.agencies
        place = (first.document, label(first.provision)) if first else None
        clause = right and place in question.provisions if question.provisions else None
        status, wanted = None, "|".join(question.agencies)
    else:
        right, clause = first is None, None
        wanted = question.status or "no answer"
        status = answer.status == question.status if question.status else None
    said = f"{first.agency} ({first.document} {first.provision})" if first else answer.status
    return Marked(question.id, question.kind, question.text, wanted, said, right, clause, status)


def run(files: Sequence[Path], corpus: Corpus) -> dict[str, tuple[Marked, ...]]:
    """All questions of each file, asked and marked."""
    reference = load_reference()
    return {
        path.parent.parent.name + "/" + path.parent.name + "/" + path.name: tuple(
            mark(asked, ask(asked.text, corpus, reference, place=asked.place))
            for asked in read_questions(path)
        )
        for path in files
    }


def table(name: str, marked: Sequence[Marked]) -> Table:
    """Figures by kind and in all."""
    shown = Table("kind", "asked", "right", "share", "clause", "status", title=name)
    kinds = Counter(item.kind for item in marked)
    for kind in kinds:
        shown.add_row(kind, *_figures([item for item in marked if item.kind == kind]))
    shown.add_section()
    shown.add_row("to be answered", *_figures([m for m in marked if not _refusal(m)]))
    shown.add_row("to be refused", *_figures([m for m in marked if _refusal(m)]))
    shown.add_row("all", *_figures(marked))
    return shown


def misses(marked: Iterable[Marked]) -> Iterable[str]:
    """One line a miss; a refusal for another reason than the expected one is told too."""
    for item in marked:
        if not item.right or item.status is False or item.clause is False:
            fault = "WRONG" if not item.right else "clause" if item.clause is False else "status"
            yield (
                f"{fault:6} {item.id} [{item.kind}] {item.question}"
                f"\n       wanted {item.wanted}; answered {item.answered}"
            )


def _question(row: dict[str, object]) -> Question:
    expect = row["expect"]
    assert isinstance(expect, dict)
    place, status = row["jurisdiction"], row.get("status")
    return Question(
        id=str(row["id"]),
        kind=str(row["kind"]),
        text=str(row["question"]),
        place=str(place) if place else None,
        agencies=tuple(expect["agencies"]),
        provisions=frozenset((document, label(at)) for document, at in expect["provisions"]),
        status=str(status) if status else None,
    )


def _refusal(item: Marked) -> bool:
    return item.status is not None or item.wanted == "no answer"


def _figures(items: Sequence[Marked]) -> tuple[str, ...]:
    right = sum(item.right for item in items)
    share = f"{right / len(items):.2f}" if items else "-"
    return str(len(items)), str(right), share, *(_of(items, part) for part in ("clause", "status"))


def _of(items: Sequence[Marked], part: str) -> str:
    asked = [getattr(item, part) for item in items if getattr(item, part) is not None]
    return f"{sum(asked)}/{len(asked)}" if asked else "-"


def main() -> None:
    """The command line of this benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("questions", nargs="*", type=Path)
    parser.add_argument("--json", action="store_true", help="one line a question")
    parser.add_argument("--misses", type=Path, metavar="FILE", help="the misses go there")
    given = parser.parse_args()
    files = [path for path in given.questions or QUESTIONS if path.is_file()]
    if not DIRECTIVES[0].is_dir():
        print(f"{DIRECTIVES[0].name} of ../shared are not here: samples alone", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder)) as corpus:
        import_paths(corpus, [path for path in DIRECTIVES if path.is_dir()])
        marked = run(files, corpus)
    if given.json:
        for name, items in marked.items():
            for item in items:
                print(json.dumps({"file": name, **asdict(item)}, ensure_ascii=False))
        return
    console = Console(soft_wrap=True)
    lines = [f"== {n}\n" + "\n".join(misses(items)) for n, items in marked.items()]
    for name, items in marked.items():
        console.print(table(name, items))
    if given.misses:
        given.misses.write_text("\n".join(lines) + "\n", "utf-8")
    else:
        console.print("\n".join(lines), markup=False, highlight=False)


if __name__ == "__main__":
    main()
