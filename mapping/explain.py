"""Why a provision's assignments were made, and why its other cues led to none. [P]

The provision is read again by the rules of today, so what is told is what they do now;
`mapping.grammar.trace` says what they passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.model import Block
from mapping.analysis import Analysis
from mapping.clauses import Part, provisions
from mapping.confidence import Weight, load_weights
from mapping.fields import Field
from mapping.grammar import Context, Trace, trace
from mapping.lexicon import Lexicon
from mapping.measures import Cue, find_acts
from mapping.naming import GivenName, Naming, naming
from mapping.parties import find_parties
from mapping.proof import original_span
from mapping.reading import Found, telling_words

Kind = Literal["agency", "condition", "act", "measure", "deadline", "modality", "role"]
Why = Literal[
    "title",
    "idle",
    "membership",
    "list",
    "moved",
    "again",
    "unlikely",
    "no-agency",
    "nobody",
    "only",
    "no-object",
    "not-theirs",
    "no-head",
    "not-read",
]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a block that say something: `orig[start:end]`; `value` is an agency's or a
    measure's id, an act's class, a role or a modality, else empty."""

    kind: Kind
    start: int
    end: int
    words: str
    value: str


@dataclass(frozen=True, slots=True)
class Led:
    """An assignment with what led to it: its cue's words, how its agency was told, and the
    features of its likelihood with their weights."""

    found: Found
    cue: str
    start: int
    end: int
    naming: Naming
    weights: tuple[Weight, ...]


@dataclass(frozen=True, slots=True)
class Unled:
    """A cue that led to no assignment.

    title       it stands in an item's title, whose sentences are read instead
    idle        it stands in an aim, a definition, an entry into force
    membership  the words say who belongs to a body
    list        it stands in a list of those responsible
    moved       what another is urged to do, or the court in a case
    again       the same agency has the same measure by earlier words
    unlikely    the words of the provision more likely give the agency another measure
    no-agency   the one who acts is no agency
    nobody      no one is told to act
    only        the words mean this measure for certain agencies alone, who are not told
    no-object   it names no object, and those who are told register none
    not-theirs  by law or by the division of acts it is another's than those who are told
    no-head     its table has no head
    not-read    it stands under a heading that assigns nothing, or in an annex
    """

    cue: str
    start: int
    end: int
    measure: str
    why: Why


@dataclass(frozen=True, slots=True)
class Explained:
    """A block of the provision; `parts` are its sentences and semicolon parts, by clauses."""

    block: Block
    parts: tuple[tuple[str, ...], ...]
    marks: tuple[Mark, ...]
    led: tuple[Led, ...]
    unled: tuple[Unled, ...]


def explain(blocks: Sequence[Block], label: str, context: Context) -> tuple[Explained, ...]:
    """All blocks under a label, in order; empty where there is none."""
    traces: dict[str, Trace] = {}
    for provision in provisions(blocks):
        # The rules carry the class last named from one provision into the next.
        found = trace(provision, context)
        if provision.label == label:
            traces |= {block.id: found for block in provision.blocks}
    wanted = [block for block in blocks if block.label == label]
    names = frozenset(_given_names(context))
    return tuple(_explained(b, traces.get(b.id), context, names) for b in wanted)


def _given_names(context: Context) -> Iterator[GivenName]:
    """The agencies that patterns or a model found anywhere in the directive."""
    for doc in context.docs.values():
        for told in doc.given:
            if told.label == "agency":
                yield doc.text[told.start : told.end], told.id, told.sure


def _explained(
    block: Block, found: Trace | None, context: Context, names: frozenset[GivenName]
) -> Explained:
    doc = context.docs[block.id]
    kept = [item for item in found.kept if item.block is block] if found else []
    return Explained(
        block=block,
        parts=tuple(
            tuple(_words(block, c.start, c.end)[2] for c in part.clauses) for part in doc.parts
        ),
        marks=tuple(sorted(_marks(block, doc, context.lexicon), key=lambda m: (m.start, -m.end))),
        led=tuple(_led(item, doc, context.lexicon, names) for item in kept),
        unled=tuple(_unled(block, doc, found, context)),
    )


def _words(block: Block, low: int, high: int) -> tuple[int, int, str]:
    """The place in `block.orig` of text[low:high], and the words there."""
    start, end = original_span(block, low, high)
    return start, end, block.orig[start:end]


def _marks(block: Block, doc: Analysis, lexicon: Lexicon) -> Iterator[Mark]:
    for mention in doc.mentions:
        yield Mark("agency", *_words(block, mention.start, mention.end), mention.agency)
    for low, high in doc.deadlines:
        yield Mark("deadline", *_words(block, low, high), "")
    for part, cues in zip(doc.parts, doc.cues, strict=True):
        for clause in part.clauses:
            if clause.condition:
                yield Mark("condition", *_words(block, clause.start, clause.end), "")
        for act in find_acts(doc.text, part, lexicon.acts):
            yield Mark("act", *_words(block, act.start, act.end), act.kind)
        for cue in cues:
            yield Mark("measure", *_words(block, cue.start, cue.end), cue.measure)
        for low, high, what in telling_words(doc.text, part.start, part.end):
            if any(m.start <= low and high <= m.end for m in doc.mentions):
                continue  # 应 in 应急管理局 tells nothing
            kind: Kind = "role" if what in ("lead", "support") else "modality"
            yield Mark(kind, *_words(block, low, high), what)


def _led(found: Found, doc: Analysis, lexicon: Lexicon, names: frozenset[GivenName]) -> Led:
    start, end, words = _words(found.block, found.cue.start, found.cue.end)
    return Led(
        found=found,
        cue=words,
        start=start,
        end=end,
        naming=naming(found.mention, found.agency, lexicon, doc.aliases, names),
        weights=tuple(_weights(found, lexicon.field)),
    )


def _weights(found: Found, field: Field) -> Iterator[Weight]:
    """What speaks for and against an assignment: of a rule's features, where it was weighed beside
    others, what is left of them in that."""
    weights = load_weights()
    left = field.weights.get("rule-logit", 1.0) if found.weights else 1.0
    yield from ((*f, weights[f] * left) for f in found.features if f in weights)
    yield from (w for w in found.weights if not w[0].startswith("rule"))


def _unled(block: Block, doc: Analysis, found: Trace | None, context: Context) -> Iterator[Unled]:
    """The cues of a block that are no kept assignment's, each with why."""
    kept = [item for item in found.kept if item.block is block] if found else []
    if block.kind == "row" and block.id in context.heads:
        return  # A row's cells are read one by one, and not by the cues of the whole row.
    for part, cues in zip(doc.parts, doc.cues, strict=True):
        for cue in cues:
            if not any(_led_by(item, cue) for item in kept):
                start, end, words = _words(block, cue.start, cue.end)
                yield Unled(words, start, end, cue.measure, _why(block, doc, part, cue, found))


def _led_by(found: Found, cue: Cue) -> bool:
    """Whether an assignment came of a cue, or of wider words that say the same."""
    meets = found.cue.start < cue.end and cue.start < found.cue.end
    return found.cue == cue or (meets and found.measure == cue.measure)


def _why(block: Block, doc: Analysis, part: Part, cue: Cue, found: Trace | None) -> Why:
    if found is None:
        return "not-read"
    if block.kind in ("row", "heading"):
        return "no-head" if block.kind == "row" else "title"
    if why := found.passed.get((block.id, cue)):
        return why
    if gave := {
        (item.agency, item.measure)
        for item in found.found
        if item.cue == cue and item.block is block
    }:
        kept = {(item.agency, item.measure) for item in found.kept}
        return "again" if gave & kept else "unlikely"
    parties = find_parties(doc.text, part, doc.mentions, False)
    if parties and not any(party.agencies for party in parties):
        return "no-agency"
    if not (parties or found.found):
        return "nobody"
    if cue.measure.endswith(".*"):
        return "no-object"
    return "only" if cue.only else "not-theirs"
