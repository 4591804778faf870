"""What a name on the command line means: a place, a directive or a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.commands.common import places_of

if TYPE_CHECKING:
    from corpus.model import StoredDocument
    from graph.compare import Scope
    from mapping.reference import Reference


def scopes_of(
    names: Sequence[str], documents: Sequence[StoredDocument], reference: Reference
) -> list[Scope]:
    """A directive by its id, a baseline by its own, else a place; every place for no name."""
    if not names:
        return list(places_of((), documents))
    directives = {document.id: document for document in documents}
    found: list[Scope] = []
    for name in names:
        if name in directives:
            found.append(directives[name])
        elif name in reference.baselines:
            found.append(reference.norm(name))
        else:
            found += places_of([name], documents)
    return found
