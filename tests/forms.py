"""Short directives of many layouts in the words of one small vocabulary, with their gold.

tests/data/forms/*.jsonl, one form a line: `form` (its name), `suffix` of the file, `text`, and
`gold`, (provision, agency, role, modality, measure) each. Their words are such as the rules
know, so that what is read wrong is the layout. They were written by people who saw the guide
and the vocabulary, and not the rules.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

from ingest.pipeline import read_document
from mapping.pipeline import map_document
from tests.written import reference

FOLDER = Path(__file__).parent / "data" / "forms"

Duty = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form and what it gives whom to do: provision, agency, role, modality, measure."""

    theme: str
    name: str
    suffix: str
    text: str
    gold: frozenset[Duty]

    @property
    def path(self) -> str:
        """Its theme and its name."""
        return f"{self.theme}/{self.name}"


@functools.cache
def forms() -> tuple[Form, ...]:
    """All forms, theme by theme."""
    return tuple(
        _form(path.stem, line) for path in sorted(FOLDER.glob("*.jsonl")) for line in _lines(path)
    )


@functools.cache
def unread() -> frozenset[str]:
    """The forms that are not yet read without a mistake, by their paths."""
    return frozenset(_lines(FOLDER / "unread.list"))


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").split("\n")[:-1]


def _form(theme: str, line: str) -> Form:
    told = json.loads(line)
    gold = frozenset(tuple(duty) for duty in told["gold"])
    return Form(theme, told["form"], told["suffix"], told["text"], gold)


def found_in(form: Form, folder: Path) -> frozenset[Duty]:
    """What is read in a form, written into a file of `folder`."""
    path = folder / f"{form.name}{form.suffix}"
    path.write_bytes(form.text.encode("utf-8"))
    mapped = map_document(read_document(path), reference(), document_id=form.name)
    return frozenset(
        (a.provision, a.agency, a.role, a.modality, a.measure) for a in mapped.assignments
    )
