"""The spaCy pipeline: blank Chinese, one token a character, components that find cues.

Each component is a callable Doc -> Doc that adds one kind of cue to the Doc's
`Analysis` and reads only those before it; its work is a function of the Analysis alone, which
`name_agencies` and `fill` call where no pattern or model needs a Doc. The values are read from
outside as `doc._.mentions`, `doc._.parts`, `doc._.cues`, `doc._.deadlines`; `display` puts the
same into `doc.spans` under their names.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from mapping.agencies import find_mentions, starting_in
from mapping.aliases import Aliases, with_aliases
from mapping.analysis import Analysis
from mapping.clauses import opens_with_matter, parts
from mapping.deadlines import find_deadlines
from mapping.fields import DEFAULT_FIELD
from mapping.given import add_given
from mapping.knowledge import SHIPPED, Knowledge
from mapping.lexicon import Lexicon, load_lexicon
from mapping.measures import find_cues
from mapping.readable import readable
from mapping.suffixes import find_suffixes

COMPONENTS = (
    "dutymap_agencies",
    "dutymap_parts",
    "dutymap_measures",
    "dutymap_deadlines",
    "dutymap_suffixes",
)


def found_in(doc: Doc) -> Analysis:
    """The analysis that the components fill."""
    # In user_data itself: what stands behind `doc._` costs more than a component's work.
    analysis: Analysis = doc.user_data["analysis"]
    return analysis


def _getter(field: str) -> Callable[[Doc], object]:
    return lambda doc: getattr(found_in(doc), field)


for _name in ("mentions", "parts", "cues", "deadlines", "suffixes"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, getter=_getter(_name))


def _agencies(found: Analysis, lexicon: Lexicon) -> None:
    given = [g for g in found.given if g.label == "agency"]
    found.printed = find_mentions(found.text, lexicon, found.places, given, found.when)
    point(found, found.aliases, found.above)


def _parts(found: Analysis, lexicon: Lexicon) -> None:
    titled = found.titled or opens_with_matter(
        found.text, lambda start, end: bool(starting_in(found.mentions, start, end))
    )
    found.parts = parts(found.text, titled=titled)


def _measures(found: Analysis, lexicon: Lexicon) -> None:
    source = readable(
        found.text, [(m.start, m.end) for m in found.mentions], found.given, found.about
    )
    found.cues = tuple([find_cues(source, part, lexicon) for part in found.parts])


def _deadlines(found: Analysis, lexicon: Lexicon) -> None:
    given = [(g.start, g.end) for g in found.given if g.label == "deadline"]
    found.deadlines = find_deadlines(found.text, given)


def _suffixes(found: Analysis, lexicon: Lexicon) -> None:
    found.suffixes = find_suffixes(found.text, found.mentions)


_FUNCTIONS: tuple[Callable[[Analysis, Lexicon], None], ...] = (
    _agencies,
    _parts,
    _measures,
    _deadlines,
    _suffixes,
)


def _register(name: str, function: Callable[[Analysis, Lexicon], None]) -> None:
    def create(nlp: Language, name: str, field: str) -> Callable[[Doc], Doc]:
        lexicon = load_lexicon(field)

        def component(doc: Doc) -> Doc:
            function(found_in(doc), lexicon)
            return doc

        return component

    Language.factory(name, default_config={"field": DEFAULT_FIELD}, func=create)


for _component, _function in zip(COMPONENTS, _FUNCTIONS, strict=True):
    _register(_component, _function)


class Characters:
    """A tokeniser that makes each character a token, blanks too.

    spaCy's own for Chinese looks for each token in the rest of the text, which takes
    the square of a long paragraph's length.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a Doc; `doc.text == text`."""
        return Doc(self._vocab, words=list(text), spaces=[False] * len(text))


@functools.lru_cache(maxsize=4)
def pipeline(knowledge: Knowledge = SHIPPED) -> Language:
    """The pipeline of a policy field with the user's patterns and model, built once a
    process. Raises UnknownField, KnowledgeUnusable."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = Characters(nlp.vocab)
    add_given(nlp, knowledge)
    for component in COMPONENTS:
        nlp.add_pipe(component, config={"field": knowledge.field})
    return nlp


def name_agencies(found: Analysis, knowledge: Knowledge = SHIPPED) -> Analysis:
    """Fill an analysis with the agencies of its text. A Doc is made only for a user's patterns
    or model: it takes longer than all components. Raises UnknownField, KnowledgeUnusable."""
    if knowledge.patterns or knowledge.model:
        _through(found, knowledge, without=COMPONENTS)
    _agencies(found, load_lexicon(knowledge.field))
    return found


def point(found: Analysis, aliases: Aliases, above: tuple[str, ...] = ()) -> None:
    """Let the names of an analysis mean what these aliases say, and 上述部门 those above."""
    found.aliases, found.above = aliases, above
    found.mentions = with_aliases(found.text, found.printed, aliases, above)


def fill(found: Analysis, knowledge: Knowledge = SHIPPED) -> None:
    """Fill an analysis that has its agencies with all other cues. Raises UnknownField."""
    lexicon = load_lexicon(knowledge.field)
    for function in _FUNCTIONS[1:]:
        function(found, lexicon)


def analyse(text: str, *, aliases: Aliases | None = None, knowledge: Knowledge = SHIPPED) -> Doc:
    """A text by itself with all its cues, as a Doc."""
    return _through(Analysis(text, False, (), aliases or {}), knowledge)


def _through(found: Analysis, knowledge: Knowledge, without: Sequence[str] = ()) -> Doc:
    """Send a text through the pipeline, these components left out."""
    nlp = pipeline(knowledge)
    doc = nlp.tokenizer(found.text)  # make_doc refuses a million characters, for parsers' sake
    doc.user_data["analysis"] = found
    for name, component in nlp.pipeline:
        doc = doc if name in without else component(doc)
    return doc


def display(doc: Doc) -> Doc:
    """Put the cues into `doc.spans` as `agency`, `measure` and `deadline`, for displaCy."""
    found = found_in(doc)
    _show(doc, "agency", ((m.start, m.end, m.agency) for m in found.mentions))
    _show(doc, "measure", ((c.start, c.end, c.measure) for cues in found.cues for c in cues))
    _show(doc, "deadline", ((a, b, "deadline") for a, b in found.deadlines))
    return doc


def _show(doc: Doc, key: str, spans: Iterable[tuple[int, int, str]]) -> None:
    # Tokens are characters, so places in the text are places of tokens.
    doc.spans[key] = [Span(doc, start, end, label=label) for start, end, label in spans]
