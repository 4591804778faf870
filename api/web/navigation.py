"""What stands in the head of every page, in its order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from corpus.keys import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the navigation: `nav.{key}` in the words, where it leads, and who sees it."""

    key: str
    address: str
    role: Role = "reader"


MAIN: Final = (
    Entry("ask", "/"),
    Entry("documents", "/documents"),
    Entry("compare", "/compare"),
    Entry("findings", "/findings"),
    Entry("agencies", "/agencies"),
    Entry("measures", "/measures"),
    Entry("graph", "/graph"),
    Entry("check", "/checks"),
)
"""What everybody reads."""

WORK: Final = (
    Entry("imports", "/imports", "editor"),
    Entry("review", "/review", "editor"),
    Entry("admin", "/admin", "admin"),
    Entry("help", "/help"),
)
"""What those who keep the corpus do."""


def is_here(entry: Entry, path: str) -> bool:
    """Whether a page belongs to an entry: the first page only itself, others all below."""
    if entry.address == "/":
        return path == "/"
    return path == entry.address or path.startswith(f"{entry.address}/")
