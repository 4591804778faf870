"""What a directive is mapped with beside the shipped tables, as one plain value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from mapping.fields import DEFAULT_FIELD

Label = Literal["agency", "measure", "deadline"]
LABELS: tuple[Label, ...] = get_args(Label)


class KnowledgeUnusable(Exception):
    """A user's pattern or model cannot be used; the message is one line: where (file:line),
    what, and what to do."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A cue that a user adds: `pattern` is JSON, a string or a list of token dicts as
    spaCy's SpanRuler takes them; `id` an agency or a measure, empty for a deadline."""

    label: Label
    id: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The policy field whose measures are looked for, the user's patterns, and the folder
    of a local spaCy model (None: no model). Hashable, and fit to cross processes."""

    field: str = DEFAULT_FIELD
    patterns: tuple[Pattern, ...] = ()
    model: str | None = None


SHIPPED = Knowledge()


@dataclass(frozen=True, slots=True)
class Given:
    """A cue at `text[start:end]` that a pattern (`sure`) or a model gave."""

    start: int
    end: int
    label: Label
    id: str
    sure: bool

    def meets(self, start: int, end: int) -> bool:
        """Whether it shares a character with `text[start:end]`."""
        return self.start < end and start < self.end
