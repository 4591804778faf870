"""Where the corpus is and what the service allows; read once, passed on as a value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CORPUS_VARIABLE = "DUTYMAP_CORPUS"


@dataclass(frozen=True, slots=True)
class Settings:
    """`corpus` is the folder of the corpus; `upload_limit` the bytes one request may carry."""

    corpus: Path
    debug: bool = False
    upload_limit: int = 50_000_000


def user_corpus() -> Path:
    """The corpus of this user, used where neither --corpus nor DUTYMAP_CORPUS names one."""
    import platformdirs

    return platformdirs.user_data_path("dutymap", appauthor=False) / "corpus"
