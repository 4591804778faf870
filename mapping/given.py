"""Cues that a user adds: by spaCy patterns, and by a local spaCy model. [S] loads the model.

Both are components that stand before the others: spaCy's SpanRuler finds the patterns,
`dutymap_given` runs the model and puts what both gave into the Doc's `Analysis`.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from mapping.analysis import Analysis
from mapping.knowledge import LABELS, Given, Knowledge, KnowledgeUnusable, Label
from mapping.patterns import unknown
from mapping.reference import Reference, load_reference

_KEY = "patterns"
_GIVEN = "dutymap_given"
# Behind a label of a model that tells no ids: agency/water, measure/flood.rescue.
_SEAM = "/"


def add_given(nlp: Language, knowledge: Knowledge) -> None:
    """Add the components for patterns and model, where there are any. Raises KnowledgeUnusable."""
    if knowledge.patterns == () and knowledge.model is None:
        return
    measures = load_reference().measures
    patterns = [
        {"label": p.label, "id": p.id, "pattern": json.loads(p.pattern)}
        for p in knowledge.patterns
        if p.label != "measure" or measures[p.id].field in ("", knowledge.field)
    ]
    if patterns:
        ruler = nlp.add_pipe("span_ruler", config={"spans_key": _KEY, "validate": True})
        ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    if patterns or knowledge.model:
        nlp.add_pipe(_GIVEN, config={"model": knowledge.model})


@Language.factory(_GIVEN, default_config={"model": None})
def _component(nlp: Language, name: str, model: str | None) -> Callable[[Doc], Doc]:
    read = load_model(model) if model else None

    def give(doc: Doc) -> Doc:
        analysis: Analysis = doc.user_data["analysis"]
        told = tuple(_givens(doc.spans.get(_KEY, ()), sure=True))
        if read:
            said = read(analysis.text)
            spans = [*said.ents, *(s for group in said.spans.values() for s in group)]
            told += tuple(
                g
                for g in _givens(spans, sure=False)
                if not any(t.meets(g.start, g.end) for t in told)
            )
        analysis.given = told
        return doc

    return give


def _givens(spans: Iterable[Span], *, sure: bool) -> Iterator[Given]:
    """Spans with a label of ours, of those that overlap the longest; in order of the text."""
    known = [span for span in spans if span.label_.partition(_SEAM)[0] in LABELS]
    for span in filter_spans(known):
        label, _, told = span.label_.partition(_SEAM)
        own_id = span.id_ or span.ent_id_ or told
        if own_id or label == "deadline":
            yield Given(span.start_char, span.end_char, cast(Label, label), own_id, sure)


@functools.lru_cache(maxsize=2)
def load_model(folder: str) -> Language:
    """The spaCy model of a local folder; nothing is ever fetched. Raises KnowledgeUnusable where
    it is none, or tells none of our labels, or an id that the tables do not have."""
    path = Path(folder)
    if not path.is_dir():
        raise KnowledgeUnusable(f"{folder}: 没有这个文件夹，请把 spaCy 模型的文件夹写进设置")
    try:
        model = spacy.load(path)
    except (OSError, ValueError, ImportError, KeyError) as error:
        reason = " ".join(str(error).split())[:160]
        raise KnowledgeUnusable(
            f"{folder}: 不是可用的 spaCy 模型（{reason}），请换一个文件夹"
        ) from error
    if trouble := _trouble(model, load_reference()):
        raise KnowledgeUnusable(f"{folder}: {trouble}")
    return model


def told_labels(model: Language) -> tuple[str, ...]:
    """The labels of a model that mean something here."""
    labels = {label for own in model.pipe_labels.values() for label in own}
    return tuple(sorted(label for label in labels if label.partition(_SEAM)[0] in LABELS))


def _trouble(model: Language, reference: Reference) -> str | None:
    """Why a model gives no cues; None where it does."""
    labels = told_labels(model)
    if not labels:
        return f"模型没有 {'、'.join(LABELS)} 标签，请照 docs/patterns.md 训练"
    for label in labels:
        kind, seam, own_id = label.partition(_SEAM)
        if seam and (trouble := unknown(kind, own_id, reference)):
            return f"标签 {label}: {trouble}"
    return None
