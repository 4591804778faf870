"""What a name on the command line means: a place, a directive or a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.commands.common import Wrong

if TYPE_CHECKING:
    from corpus.model import StoredDocument
    from graph.compare import Scope
    from graph.model import Jurisdiction
    from mapping.reference import Reference


def place_of(name: str, documents: Sequence[StoredDocument]) -> Jurisdiction:
    """The place meant; Wrong where the name fits none or several."""
    from graph.places import named

    fitting = named(documents, name)
    if not fitting:
        raise Wrong(f"{name}: no directive of such a place; `dutymap list` shows them")
    if len(fitting) > 1:
        choices = "、".join(place.name for place in fitting)
        raise Wrong(f"{name}: fits several places ({choices}); give the full name or code")
    return fitting[0]


def scopes_of(
    names: Sequence[str], documents: Sequence[StoredDocument], reference: Reference
) -> list[Scope]:
    """A directive by its id, a baseline by its own, else a place; every place for no name."""
    from graph.places import jurisdictions

    if not names:
        return list(jurisdictions(documents))
    directives = {document.id: document for document in documents}
    found: list[Scope] = []
    for name in names:
        if name in directives:
            found.append(directives[name])
        elif name in reference.baselines:
            found.append(reference.norm(name))
        else:
            found.append(place_of(name, documents))
    return found
