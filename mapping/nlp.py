"""The spaCy pipeline: blank Chinese, one token a character, components that find cues.

Each component is a callable Doc -> Doc that adds one kind of cue and reads only
those before it. `doc._.source` is the text (Doc.text joins the
tokens anew at each call). Values for the grammar lie in `doc._.mentions`, `doc._.parts`,
`doc._.cues`, `doc._.deadlines`; the same stand in `doc.spans` under their names
for display. `doc._.titled` is set by the caller before the pipeline runs.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from mapping.agencies import find_mentions
from mapping.aliases import Aliases, with_aliases
from mapping.clauses import parts
from mapping.deadlines import find_deadlines
from mapping.lexicon import Lexicon, load_lexicon
from mapping.measures import find_cues, readable

COMPONENTS = ("dutymap_agencies", "dutymap_parts", "dutymap_measures", "dutymap_deadlines")

for _name, _default in (
    ("source", ""),
    ("mentions", ()),
    ("parts", ()),
    ("cues", ()),
    ("deadlines", ()),
    ("titled", False),
    ("places", ()),
    ("aliases", None),
):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


def _show(doc: Doc, key: str, spans: Iterable[tuple[int, int, str]]) -> None:
    found = (doc.char_span(a, b, label=label, alignment_mode="expand") for a, b, label in spans)
    doc.spans[key] = [span for span in found if isinstance(span, Span)]


def _agencies(doc: Doc, lexicon: Lexicon) -> Doc:
    found = find_mentions(doc._.source, lexicon, doc._.places)
    doc._.mentions = with_aliases(doc._.source, found, doc._.aliases or {})
    _show(doc, "agency", ((m.start, m.end, m.agency) for m in doc._.mentions))
    return doc


def _parts(doc: Doc, lexicon: Lexicon) -> Doc:
    doc._.parts = parts(doc._.source, titled=doc._.titled)
    return doc


def _measures(doc: Doc, lexicon: Lexicon) -> Doc:
    spans = [(m.start, m.end) for m in doc._.mentions]
    source = readable(doc._.source, spans)
    doc._.cues = tuple(find_cues(source, part, lexicon) for part in doc._.parts)
    _show(doc, "measure", ((c.start, c.end, c.measure) for cues in doc._.cues for c in cues))
    return doc


def _deadlines(doc: Doc, lexicon: Lexicon) -> Doc:
    doc._.deadlines = find_deadlines(doc._.source)
    _show(doc, "deadline", ((a, b, "deadline") for a, b in doc._.deadlines))
    return doc


_FUNCTIONS: tuple[Callable[[Doc, Lexicon], Doc], ...] = (_agencies, _parts, _measures, _deadlines)


def _register(name: str, function: Callable[[Doc, Lexicon], Doc]) -> None:
    def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        lexicon = load_lexicon()
        return lambda doc: function(doc, lexicon)

    Language.factory(name, func=create)


for _component, _function in zip(COMPONENTS, _FUNCTIONS, strict=True):
    _register(_component, _function)


@functools.cache
def pipeline() -> Language:
    """The pipeline, built once a process."""
    nlp = spacy.blank("zh")
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def analyse(
    text: str,
    *,
    titled: bool = False,
    places: tuple[str, ...] = (),
    aliases: Aliases | None = None,
) -> Doc:
    """A text with all its cues; `titled` where it opens a numbered item."""
    nlp = pipeline()
    doc: Any = nlp.make_doc(text)
    doc._.source = text
    doc._.titled = titled
    doc._.places = places
    doc._.aliases = aliases
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc  # type: ignore[no-any-return]
