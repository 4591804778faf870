"""The pages' words, all from words.tsv: a key, its Chinese and its English.

An English cell may be `singular|plural`; the value `n` chooses. What values of the core are
called stands there too (`role.lead`), and the commands and exports take it from here.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args
from urllib.parse import quote

if TYPE_CHECKING:
    from mapping.reference import Reference

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
_TABLE = Path(__file__).parent / "words.tsv"


@functools.cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The table: each key with its words by language."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["key"]: {language: row[language] for language in LANGUAGES} for row in table}


def said(key: str, language: str, **values: object) -> str:
    """The words of a key, its {places} filled in. Raises KeyError for an unknown key."""
    text = words()[key][language]
    if language == "en" and "|" in text:
        one, many = text.split("|")
        text = one if values.get("n") == 1 else many
    return text.format(**values) if values else text


def called(kind: str, value: str, language: str = "zh") -> str:
    """What a value of the core is called: `called("role", "lead")`; itself where untold."""
    entry = words().get(f"{kind}.{value}")
    return entry[language] if entry else value


def _chinese(kind: str) -> dict[str, str]:
    """The Chinese names of all values of one kind."""
    start = f"{kind}."
    return {
        key.removeprefix(start): both["zh"]
        for key, both in words().items()
        if key.startswith(start)
    }


ROLES = _chinese("role")
MODALITIES = _chinese("modality")
STANDINGS = _chinese("standing")
VERDICTS = _chinese("verdict")


def anchor(provision: str) -> str:
    """The id of a provision's element: its label, blanks taken out."""
    return "p-" + "".join(provision.split())


def clause_link(document: str, provision: str | None = None) -> str:
    """The address of a provision on the page of its directive."""
    address = f"/documents/{quote(document, safe='')}"
    return f"{address}#{quote(anchor(provision))}" if provision else address


def agency_name(agency: str, reference: Reference, language: str = "zh") -> str:
    """The agency's name; its id where the tables do not have it."""
    entry = reference.agencies.get(agency)
    return (entry.zh if language == "zh" else entry.en) if entry else agency


def measure_name(measure: str, reference: Reference, language: str = "zh") -> str:
    """The measure's name; its id where the tables do not have it."""
    entry = reference.measures.get(measure)
    return (entry.zh if language == "zh" else entry.en) if entry else measure
