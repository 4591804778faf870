"""What this installation maps with: the field and model of the settings, the corpus's patterns."""

from __future__ import annotations

from collections.abc import Iterable

from api.settings import Settings
from mapping.fields import DEFAULT_FIELD
from mapping.knowledge import Knowledge
from mapping.patterns import FOLDER, load_patterns
from mapping.reference import load_reference


def knowledge_of(settings: Settings, measures: Iterable[str] = ()) -> Knowledge:
    """For new directives, or for one whose `measures` tell the field that it was read by.

    Raises KnowledgeUnusable where a pattern is wrong or the model cannot be loaded.
    """
    reference = load_reference()
    folder = settings.spacy_model
    if folder:
        from mapping.given import load_model  # spaCy takes a second, and most runs only answer

        load_model(str(folder))
    return Knowledge(
        field=reference.field_of(measures) or settings.field or DEFAULT_FIELD,
        patterns=load_patterns(settings.corpus / FOLDER, reference),
        model=str(folder) if folder else None,
    )
