"""What a name means, on the command line and over HTTP: a place, a directive, a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.model import Filter, StoredDocument
    from corpus.store import Corpus
    from graph.compare import Scope
    from graph.model import Jurisdiction
    from mapping.reference import Reference


class Misnamed(LookupError):
    """A name that fits nothing, or several things; `what` is the sentence without the hint
    for those at the command line."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what + hint)
        self.what = what


def names_in(fields: Sequence[str]) -> list[str]:
    """The names in fields of a form, each once: several may stand in one (青禾县、临溪市)."""
    parts = (part.strip() for field in fields for part in field.replace("，", "、").split("、"))
    return list(dict.fromkeys(filter(None, parts)))


def places_of(names: Sequence[str], documents: Sequence[StoredDocument]) -> list[Jurisdiction]:
    """The places meant, all for no name; raises Misnamed."""
    from graph.places import jurisdictions, named

    if not names:
        return list(jurisdictions(documents))
    found = []
    for name in names:
        fitting = named(documents, name)
        if not fitting:
            raise Misnamed(f"{name}：库中没有这个地方的文件", "，`dutymap list` 列出各地")
        if len(fitting) > 1:
            choices = "、".join(place.name for place in fitting)
            raise Misnamed(f"{name}：对得上几个地方（{choices}），请写全名或行政区划代码")
        found.append(fitting[0])
    return found


def scopes_of(
    names: Sequence[str], documents: Sequence[StoredDocument], reference: Reference
) -> list[Scope]:
    """A directive by its id, a baseline by its own, else a place; every place for no name.

    Raises Misnamed.
    """
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


def directives_of(
    names: Sequence[str], documents: Sequence[StoredDocument], reference: Reference
) -> list[StoredDocument]:
    """The directives named, all where none is; a place brings what it has made or forwarded.

    Raises Misnamed.
    """
    from corpus.model import StoredDocument
    from graph.model import Jurisdiction
    from graph.places import jurisdiction

    if not names:
        return list(documents)
    found: dict[str, StoredDocument] = {}
    for scope in scopes_of(names, documents, reference):
        if isinstance(scope, StoredDocument):
            found[scope.id] = scope
        elif isinstance(scope, Jurisdiction):
            for document in documents:
                notice = document.record.forwarded_by
                lent = notice is not None and notice.jurisdiction == scope.name
                if lent or jurisdiction(document.record) == scope:
                    found[document.id] = document
        else:
            raise Misnamed(f"{scope.id}: 是基准，不是文件", f"，请写作 --baseline {scope.id}")
    return list(found.values())


def within(
    name: str | None, corpus: Corpus, reference: Reference, *, drafts: bool = False
) -> Filter:
    """The place with this name or adcode and all below it, any place for None. Places of the
    corpus come before others. Raises Misnamed, CorpusUnusable."""
    from corpus.model import Filter
    from mapping.places import resolve

    if name is None:
        return Filter(drafts=drafts)
    among = {code for _, code in corpus.jurisdictions() if code}
    place = resolve(name, reference.divisions, among)
    if place is None:
        raise Misnamed(f"{name}：没有这个地方，或不止一个，请写六位行政区划代码")
    return Filter(within=place.adcode, below=True, drafts=drafts)


def place_coded(adcode: str | None, reference: Reference) -> None:
    """Raise Misnamed for an adcode that no place has."""
    if adcode is not None and reference.divisions.place(adcode) is None:
        raise Misnamed(f"{adcode}: there is no such adcode")


def measures_of(
    measure: str | None, family: str | None, reference: Reference
) -> tuple[str, ...] | None:
    """The measures asked for, None for any; raises Misnamed for an id the tables do not have."""
    if measure is not None and measure not in reference.measures:
        raise Misnamed(f"{measure}：没有这个事项编号", "，`dutymap compare` 列出事项")
    families = {entry.family for entry in reference.measures.values()}
    if family is not None and family not in families:
        raise Misnamed(f"{family}：没有这一类，可选 {'、'.join(sorted(families))}")
    if measure is None and family is None:
        return None
    return tuple(
        entry.id
        for entry in reference.measures.values()
        if measure in (None, entry.id) and family in (None, entry.family)
    )
