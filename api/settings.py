"""Where the corpus is and how it is read and asked; read once, passed on as a value.

What the service allows is in service.py.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

CORPUS_VARIABLE = "DUTYMAP_CORPUS"
LLM_URL_VARIABLE = "DUTYMAP_LLM_URL"
LLM_MODEL_VARIABLE = "DUTYMAP_LLM_MODEL"
LOG_VARIABLE = "DUTYMAP_QUESTION_LOG"
FIELD_VARIABLE = "DUTYMAP_FIELD"
SPACY_VARIABLE = "DUTYMAP_SPACY_MODEL"
EMBEDDER_VARIABLE = "DUTYMAP_EMBEDDER"


class BadSetting(Exception):
    """A setting cannot be used; the message is one line for a person."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """An OpenAI-compatible address, and the model's name there."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """`corpus` is the folder of the corpus; `model` may rephrase questions (None: off);
    `question_log`: questions are counted; `field` is the policy field of what is imported
    (None: the default, and what is known keeps its own); `spacy_model` a local model's folder
    that adds cues (None: none); `embedder` that of a sentence model by which texts are likened
    (None: one fitted on the corpus)."""

    corpus: Path
    debug: bool = False
    model: LanguageModel | None = None
    question_log: bool = False
    field: str | None = None
    spacy_model: Path | None = None
    embedder: Path | None = None


def user_corpus() -> Path:
    """The corpus of this user, used where neither --corpus nor DUTYMAP_CORPUS names one."""
    import platformdirs

    return platformdirs.user_data_path("dutymap", appauthor=False) / "corpus"


def language_model() -> LanguageModel | None:
    """The model that the environment names; None where it names none. Raises BadSetting."""
    url = os.environ.get(LLM_URL_VARIABLE, "").strip()
    if not url:
        return None
    if not url.startswith(("http://", "https://")):
        raise BadSetting(f"{LLM_URL_VARIABLE}: {url} is no http address; mend or unset it")
    return LanguageModel(url, os.environ.get(LLM_MODEL_VARIABLE, "").strip() or "default")


def policy_field() -> str | None:
    """The policy field that the environment names, None where it names none. Raises BadSetting."""
    name = os.environ.get(FIELD_VARIABLE, "").strip()
    if not name:
        return None
    from mapping.fields import UnknownField, field_folder

    try:
        field_folder(name)
    except UnknownField as error:
        raise BadSetting(f"{FIELD_VARIABLE}: {error}") from error
    return name


def spacy_model() -> Path | None:
    """The folder of a local spaCy model that the environment names, or None."""
    name = os.environ.get(SPACY_VARIABLE, "").strip()
    return Path(name) if name else None


def embedder() -> Path | None:
    """The folder of a local sentence model that the environment names, or None."""
    name = os.environ.get(EMBEDDER_VARIABLE, "").strip()
    return Path(name) if name else None


def log_wanted() -> bool:
    """Whether the environment asks for the log of questions."""
    return os.environ.get(LOG_VARIABLE, "").strip() in ("1", "true", "yes", "on")
