"""Whom a restriction falls on besides the debtor: [P] but for the packaged table.

Only the list that begins with the debtor counts (失信被执行人及其法定代表人、主要负责人): a post
that is named further on is what is restricted, not whom. Debtors are of one policy field, and
so is the table.
"""

from __future__ import annotations

import csv
import functools
import re
from pathlib import Path

from mapping.fields import DEFAULT_FIELD, field_folder

TABLE = field_folder(DEFAULT_FIELD) / "targets.tsv"
_JOINING = r"(?:失信|本人|单位|为|其|的|及|和|与|或者|或|以及|、|影响债务履行的?|\s)"


@functools.cache
def target_words(path: Path = TABLE) -> dict[str, tuple[str, ...]]:
    """The words that name each class of persons, by its id, as the table has them."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {row["id"]: tuple(row["words"].split("、")) for row in rows}


@functools.cache
def target_names(path: Path = TABLE) -> dict[str, str]:
    """The Chinese name of each class of persons, by its id."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row["zh"] for row in csv.DictReader(lines, delimiter="\t")}


@functools.cache
def _patterns() -> tuple[re.Pattern[str], dict[str, str]]:
    """The list of persons, and which class each word is of."""
    classes = {word: key for key, words in target_words().items() for word in words}
    words = "|".join(sorted(map(re.escape, classes), key=len, reverse=True))
    return re.compile(rf"被执行人(?:{_JOINING}*(?:{words}))*"), classes


@functools.lru_cache(maxsize=65536)
def targets(quote: str) -> frozenset[str]:
    """The classes of persons on whom a clause's restriction falls; none where it names none."""
    listed, classes = _patterns()
    words = "|".join(sorted(map(re.escape, classes), key=len, reverse=True))
    return frozenset(
        classes[word] for stretch in listed.findall(quote) for word in re.findall(words, stretch)
    )
