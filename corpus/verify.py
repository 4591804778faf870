"""Whether a corpus is whole: its database, its originals, its quotes, its two indexes, its log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import select, text

from corpus import audit, originals
from corpus.bigrams import indexed
from corpus.connection import CorpusUnusable, vector_trouble
from corpus.store import Corpus
from corpus.vectors import standing
from corpus.writing import needed_originals


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a corpus that is not as it should be. `part` is the key of the check in
    CHECKS; `message` is Chinese, for a person."""

    part: str
    where: str
    message: str


def verify(corpus: Corpus) -> Iterator[Fault]:
    """Every fault, as it is found; none for a whole corpus.

    Blocks that have no vector yet are none: the next import makes them. Nor are originals
    of no document, which an import that was cut off leaves behind: `mend` deletes them.
    """
    for part, check in CHECKS.items():
        try:
            for where, message in check(corpus):
                yield Fault(part, where, message)
        except CorpusUnusable as error:
            yield Fault(part, str(corpus.folder), str(error))


def mend(corpus: Corpus) -> Iterator[str]:
    """Delete what imports that were killed left in the corpus's folder; its place each.

    Nobody writes meanwhile, and who is about to enter a document keeps its original again.
    Raises CorpusUnusable.
    """
    with corpus.database.writing() as connection:
        for path in originals.leftovers(corpus.folder, needed_originals(connection)):
            originals.unlink(corpus.folder, path)
            yield str(path.relative_to(corpus.folder))


Found = Iterator[tuple[str, str]]  # where and what


def _database(corpus: Corpus) -> Found:
    """SQLite's own check of every page and index; from SQLite 3.44 on, of FTS5 too."""
    with corpus.database.reading() as connection:
        for (line,) in connection.execute(text("PRAGMA integrity_check")):
            if line != "ok":
                yield "corpus.sqlite", f"数据库损坏：{line}"


def _references(corpus: Corpus) -> Found:
    with corpus.database.reading() as connection:
        for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"{table} {row}", f"指向 {parent} 中没有的行"


def _documents(corpus: Corpus) -> Found:
    """Whether each document has all its parts."""
    query = text(
        """SELECT id, pages, characters, assignments,
            (SELECT count(*) FROM pages WHERE document = documents.id),
            (SELECT coalesce(sum(length(orig)), 0) FROM blocks WHERE document = documents.id),
            (SELECT count(*) FROM assignments WHERE document = documents.id AND shown = 1)
        FROM documents"""
    )
    with corpus.database.reading() as connection:
        for own_id, *told in connection.execute(query):
            if told[:3] != told[3:]:
                counts = "、".join(f"{n}/{of}" for of, n in zip(told[:3], told[3:], strict=True))
                yield own_id, f"文件不完整：页、字、职责为 {counts}"


def _originals(corpus: Corpus) -> Found:
    with corpus.database.reading() as connection:
        needed = needed_originals(connection)
    for sha256 in sorted(needed):
        kept = originals.place(corpus.folder, sha256)
        try:
            fault = None if originals.digest(kept) == sha256 else "内容与校验值不符"
        except FileNotFoundError:
            fault = "原件不见了"
        except OSError as error:
            fault = f"原件打不开（{error.strerror}）"
        if fault and _still_needed(corpus, sha256):
            yield str(kept.relative_to(corpus.folder)), fault


def _still_needed(corpus: Corpus, sha256: str) -> bool:
    """Its document may have been removed since."""
    with corpus.database.reading() as connection:
        return sha256 in needed_originals(connection)


def _quotes(corpus: Corpus) -> Found:
    query = text(
        """SELECT assignments.document, provision, quote FROM assignments
        JOIN blocks ON blocks.id = block_id
        WHERE substr(orig, start + 1, "end" - start) <> quote
            OR blocks.document <> assignments.document OR blocks.block <> assignments.block"""
    )
    with corpus.database.reading() as connection:
        for document, provision, quote in connection.execute(query):
            yield f"{document} {provision}", f"引文与原文不符：{quote}"


def _words(corpus: Corpus) -> Found:
    """The index of words holds what each block's text gives, and nothing else."""
    query = text(
        """SELECT blocks.document, blocks.block, blocks.text, block_text.pairs
        FROM blocks LEFT JOIN block_text ON block_text.rowid = blocks.id"""
    )
    stray = text("SELECT rowid FROM block_text WHERE rowid NOT IN (SELECT id FROM blocks)")
    with corpus.database.reading() as connection:
        for document, block, words, pairs in connection.execute(query):
            if pairs != indexed(words):
                yield f"{document} {block}", "全文索引里没有这一段，或与原文不符"
        for (row,) in connection.execute(stray):
            yield f"block_text {row}", "全文索引里的这一行没有对应的段落"


def _vectors(corpus: Corpus) -> Found:
    """Each vector has its signs, in both places, and the other way round; the foreign keys
    tell the rest."""
    if vector_trouble() is not None:
        return
    with corpus.database.reading() as connection:
        held = standing(connection)
        if held is None:
            return
        space = held.space
        own = set(connection.scalars(select(space.vectors.c.id)))
        signs = set(connection.scalars(select(space.signs.c.id)))
        index = set(connection.scalars(select(space.index.c.rowid)))
    for row in sorted((own ^ signs) | (own ^ index)):
        yield f"vectors {row}", "向量与它的符号索引不符"


def _audit(corpus: Corpus) -> Found:
    """The chain of the audit log holds, from its first line to its head."""
    with corpus.database.reading() as connection:
        yield from audit.broken(connection)


CHECKS: dict[str, Callable[[Corpus], Found]] = {
    "database": _database,
    "references": _references,
    "documents": _documents,
    "originals": _originals,
    "quotes": _quotes,
    "words": _words,
    "vectors": _vectors,
    "audit": _audit,
}
