"""What this installation maps with: the field and model of the settings, the corpus's patterns."""

from __future__ import annotations

from api.settings import Settings
from mapping.fields import DEFAULT_FIELD
from mapping.knowledge import Knowledge
from mapping.patterns import FOLDER, load_patterns
from mapping.reference import load_reference


def knowledge_of(settings: Settings) -> Knowledge:
    """Raises KnowledgeUnusable where a pattern is wrong or the model cannot be loaded."""
    folder = settings.spacy_model
    if folder:
        from mapping.given import load_model  # spaCy takes a second, and most runs only answer

        load_model(str(folder))
    return Knowledge(
        field=settings.field or DEFAULT_FIELD,
        patterns=load_patterns(settings.corpus / FOLDER, load_reference()),
        model=str(folder) if folder else None,
    )
