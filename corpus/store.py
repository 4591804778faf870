"""The corpus: a folder with a database and the originals, the one lasting state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import ColumnElement, Connection, select

from corpus import (
    audit,
    copies,
    due,
    mending,
    originals,
    passages,
    past,
    questions,
    rows,
    sayings,
    schema,
    vectors,
    verdicts,
    writing,
)
from corpus.connection import CorpusUnusable, Database, connect, vector_trouble
from corpus.embed import Embedder
from corpus.filters import of_assignments, of_documents
from corpus.fuse import fuse
from corpus.model import (
    AskedQuestion,
    Entered,
    Filter,
    Hit,
    Passage,
    StoredAssignment,
    StoredDocument,
    Synonym,
    Verdict,
)
from corpus.schema import assignments, blocks, documents
from corpus.search import Among, all_hits, among, as_printed, text_hits, vector_hits
from corpus.sentence import load_sentence_model
from ingest.model import Block, Document, Line, Page
from mapping.knowledge import SHIPPED, Knowledge
from mapping.model import Mapping as Mapped

ANY = Filter(drafts=True)
_VERSION = select(schema.meta.c.value).where(schema.meta.c.key == "version")
_DEPTH = 50  # blocks that each ranking gives to a search


class Corpus:
    """An open corpus; safe to use from several threads and beside other processes. Every
    method may raise CorpusUnusable."""

    def __init__(self, folder: Path, database: Database, embedder: Path | None = None) -> None:
        """Use `Corpus.open`."""
        self.folder = folder
        self._database = database
        self._embedder = embedder
        self._local: Embedder | None = None
        self._model: Embedder | None = None

    @classmethod
    def open(cls, folder: Path, *, create: bool = True, embedder: Path | None = None) -> Self:
        """Open the corpus in `folder`; without `create` there must be one. `embedder` is the
        folder of a sentence model, None: texts are likened by a model fitted on the corpus.

        Raises CorpusUnusable where it cannot be read and written, is damaged or is newer.
        """
        path = folder / "corpus.sqlite"
        try:
            if folder.is_file():
                reason = "这是文件，不是文件夹，请用 --corpus 另选文件夹"
                raise CorpusUnusable(f"{folder}：{reason}")
            if create:
                folder.mkdir(parents=True, exist_ok=True)
            elif not path.exists():
                raise CorpusUnusable(f"{folder}：这里还没有库，请先用 `dutymap import` 导入文件")
        except OSError as error:
            reason = f"文件夹打不开（{error.strerror}），请用 --corpus 另选"
            raise CorpusUnusable(f"{folder}：{reason}") from error
        corpus = cls(folder, connect(path), embedder)
        corpus._make_tables()
        return corpus

    def _make_tables(self) -> None:
        with self.database.reading() as connection:
            ready = schema.check(connection, self.folder)
        if not ready:
            with self.database.writing() as connection:
                schema.create(connection)

    def close(self) -> None:
        """Give the files back; the corpus must not be used after."""
        self.database.engine.dispose()

    def __enter__(self) -> Self:
        """The corpus itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    @property
    def vectors(self) -> bool:
        """Whether this Python can search by vectors; `vector_trouble()` says why not."""
        return vector_trouble() is None

    @property
    def version(self) -> int:
        """A number that grows with every document added, replaced or removed."""
        with self.database.reading() as connection:
            return int(connection.execute(_VERSION).scalar_one())

    @property
    def database(self) -> Database:
        """The open database, for the other modules of this package."""
        return self._database

    def one_state(self) -> AbstractContextManager[None]:
        """Within, all that this thread reads is of one state of the corpus."""
        return self.database.one_state()

    def known(self, sha256: str) -> StoredDocument | None:
        """The document that the file with this SHA-256 was read as, or is a copy of; None
        where there is none."""
        copy = select(schema.copies.c.document).where(schema.copies.c.sha256 == sha256)
        return self._one((documents.c.sha256 == sha256) | documents.c.id.in_(copy))

    def document(self, document_id: str) -> StoredDocument | None:
        """The document with this id, None where there is none."""
        return self._one(documents.c.id == document_id)

    def documents(self, wanted: Filter = ANY) -> tuple[StoredDocument, ...]:
        """The documents that `wanted` lets through (all, drafts too, by default), by id."""
        with self.database.reading() as connection:
            return _documents(connection, wanted)

    def jurisdictions(self, wanted: Filter = ANY) -> tuple[tuple[str, str | None], ...]:
        """(name, adcode) of the places with a document, by adcode; one name an adcode, the
        most frequent. Places without an adcode come last."""
        names: dict[str, Counter[str]] = {}
        for stored in self.documents(wanted):
            if name := stored.record.jurisdiction:
                names.setdefault(stored.record.adcode or "", Counter())[name] += 1
        coded = [(names[code].most_common(1)[0][0], code) for code in sorted(names) if code]
        return (*coded, *((name, None) for name in sorted(names.get("", ()))))

    def blocks(self, document_id: str) -> tuple[Block, ...]:
        """The blocks of a document in reading order."""
        query = select(blocks).where(blocks.c.document == document_id)
        with self.database.reading() as connection:
            found = connection.execute(query.order_by(blocks.c.position)).mappings()
            return tuple(rows.block(row) for row in found)

    def lines(self, document_id: str) -> tuple[Line, ...]:
        """The printed lines of a document in reading order, furniture too."""
        table = schema.lines
        query = select(table).where(table.c.document == document_id).order_by(table.c.position)
        with self.database.reading() as connection:
            return tuple(rows.line(row) for row in connection.execute(query).mappings())

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """The pages of a document."""
        table = schema.pages
        query = select(table).where(table.c.document == document_id).order_by(table.c.number)
        with self.database.reading() as connection:
            return tuple(rows.page(row) for row in connection.execute(query).mappings())

    def assignments(self, wanted: Filter = ANY) -> tuple[StoredAssignment, ...]:
        """The assignments that `wanted` lets through, by document, block and place in it."""
        order = (assignments.c.document, blocks.c.position, assignments.c.start, assignments.c.id)
        with self.database.reading() as connection:
            owners = {stored.id: stored for stored in _documents(connection, wanted)}
            query = select(assignments).join(blocks).where(*of_assignments(wanted))
            if len(owners) == 1:
                query = query.where(assignments.c.document == next(iter(owners)))
            found = connection.execute(query.order_by(*order)).mappings()
            return tuple(
                rows.stored_assignment(row, owners[row["document"]])
                for row in found
                if row["document"] in owners
            )

    def passages(
        self,
        owners: Mapping[str, StoredDocument],
        *,
        measures: Collection[str] | None = None,
        agencies: Collection[str] | None = None,
        within: Collection[tuple[str, str]] | None = None,
    ) -> tuple[Passage, ...]:
        """The assignments of a few documents with the words around them; see passages.read."""
        with self.database.reading() as connection:
            return passages.read(
                connection, owners, measures=measures, agencies=agencies, within=within
            )

    def holders(self, measures: Sequence[str]) -> tuple[str, ...]:
        """Ids of the documents that give one of `measures` to anybody, drafts too, by id."""
        with self.database.reading() as connection:
            return passages.holders(connection, measures)

    def measures(self, document_id: str) -> tuple[str, ...]:
        """The measure of each assignment of a document, in no order."""
        own = select(assignments.c.measure).where(assignments.c.document == document_id)
        with self._database.reading() as connection:
            return tuple(connection.scalars(own))

    def saying(
        self, words: Sequence[str], documents: Collection[str] | None = None
    ) -> tuple[sayings.Saying, ...]:
        """Blocks that hold one of `words`, with their pages; see sayings.blocks_saying."""
        with self._database.reading() as connection:
            return sayings.blocks_saying(connection, words, documents)

    def readings_on(self, day: date) -> tuple[past.Reading, ...]:
        """Readings of an earlier day that have been replaced since; see corpus.past."""
        with self._database.reading() as connection:
            return past.readings_on(connection, day)

    def judge(self, verdict: Verdict) -> None:
        """Keep a person's verdict on a finding."""
        with self._database.writing() as connection:
            verdicts.judge(connection, verdict)

    def verdicts(self) -> dict[str, Verdict]:
        """The last verdict on each finding, by the finding's id."""
        with self._database.reading() as connection:
            return verdicts.given(connection)

    def original(self, document_id: str) -> Path:
        """The file that the document was read from, as it came. Raises KeyError for an
        unknown id; the file's name is the stored document's `name`."""
        stored = self.document(document_id)
        if stored is None:
            raise KeyError(document_id)
        return originals.place(self.folder, stored.sha256)

    def search(self, query: str, wanted: Filter = ANY, limit: int = 10) -> tuple[Hit, ...]:
        """Blocks that answer to `query` by words or by vector, best first; by words alone where
        they fill the ranking."""
        depth = max(limit, _DEPTH)
        with self.database.reading() as connection:
            within = among(connection, wanted)
            rankings = [text_hits(connection, query, within, depth)]
            if len(rankings[0]) < depth or not as_printed(rankings[0], query):
                rankings.append(self._by_vector(connection, query, within, depth))
        return fuse(rankings, limit)

    def blocks_with(self, wanted: Filter, limit: int = 10) -> tuple[Hit, ...]:
        """The blocks that hold an assignment that `wanted` lets through, in reading order."""
        with self.database.reading() as connection:
            return all_hits(connection, wanted, limit)

    def log_question(self, question: str, place: str | None, status: str, day: str) -> None:
        """Count a question in the log; see corpus.questions."""
        with self.database.writing() as connection:
            questions.log(connection, question, place, status, day)

    def missed_questions(self, limit: int = 100) -> tuple[AskedQuestion, ...]:
        """Logged questions that were not answered, the latest first."""
        with self.database.reading() as connection:
            return questions.missed(connection, limit)

    def logged_question(self, number: int) -> str | None:
        """The words of a logged question, None where there is none of that number."""
        with self.database.reading() as connection:
            return questions.question(connection, number)

    def keep_synonym(self, synonym: Synonym) -> bool:
        """Keep an everyday name of a measure; False where it is there already."""
        with self.database.writing() as connection:
            return questions.keep(connection, synonym)

    def synonyms(self) -> tuple[Synonym, ...]:
        """The everyday names of measures that an editor has added."""
        with self.database.reading() as connection:
            return questions.kept(connection)

    def add(
        self,
        document: Document,
        mapping: Mapped,
        original: Path,
        *,
        standing: Entered = "in-force",
        told: str | None = None,
        knowledge: Knowledge = SHIPPED,
        by: str = "",
    ) -> tuple[str, writing.Outcome]:
        """Enter a reading with its original in one transaction; give its id and what it was.

        It replaces (`updated`) the reading of the same directive, which moves with its
        original to the superseded ones; but the same text from another file is `unchanged`,
        and the same words read less surely are `poorer`: both are kept as copies only. The
        id is the record's, with -2, -3 behind it where another directive has it. `told` is
        the adcode that a person gave, `knowledge` what mapped it, `by` who imports it, as the
        audit trail tells. People's decisions on the directive hold on. Raises Unreadable where
        the file has changed meanwhile.
        """
        originals.keep(self.folder, original, document.sha256)
        writing.load(knowledge)
        with self.database.writing() as connection:
            # Again, since a `remove` may have dropped it meanwhile; here it no longer can.
            originals.keep(self.folder, original, document.sha256)
            done = writing.enter(connection, document, mapping, standing, told, knowledge, by)
            if done[1] in ("imported", "updated"):
                mending.write(connection, done[0], mapping.repairs)
                mending.heed(connection, done[0], mapping.repairs, knowledge)
            return done

    def remove(self, document_id: str, *, by: str) -> bool:
        """Remove a document, all its readings and originals; False where there is none.

        Who did it, when, and what the document was stays in the audit trail.
        """
        with self.database.writing() as connection:
            removed = writing.remove(connection, document_id, by)
        if removed:
            # Only now: had the transaction failed, the document would want them back.
            with self.database.writing() as connection:
                for sha256 in removed - writing.needed_originals(connection):
                    originals.drop(self.folder, sha256)
        return bool(removed)

    def outdated(self, knowledge: Knowledge = SHIPPED, field: str | None = None) -> tuple[str, ...]:
        """Ids of the documents that were mapped by other rules, patterns or another model than
        the present ones, or by another policy field than `field` (None: none is asked for)
        where no measure of theirs tells whose they are."""
        with self.database.reading() as connection:
            return due.outdated(connection, knowledge, field)

    def trail(self, limit: int = 100, before: int | None = None) -> tuple[audit.Entry, ...]:
        """The last things that people did to the corpus, the latest first; those `before` the
        line of this id."""
        with self.database.reading() as connection:
            return audit.trail(connection, limit, before)

    def catch_up(self) -> None:
        """What follows an import, and need not be in its transactions: find documents like
        those that were entered, and give their blocks vectors (see `refresh_vectors`)."""
        copies.liken(self._database)
        self.refresh_vectors()

    def refresh_vectors(self) -> None:
        """Give every block a vector, by another model where one is due; nothing where this
        Python cannot search by vectors. What there was answers until the new ones are there."""
        if self.vectors:
            vectors.refresh(self._database, self._own_model())

    @property
    def vectors_due(self) -> bool:
        """Whether the next import will make all vectors anew: the setting has changed, or the
        corpus has grown by half."""
        with self._database.reading() as connection:
            return self.vectors and vectors.is_due(connection, self._own_model())

    def _one(self, condition: ColumnElement[bool]) -> StoredDocument | None:
        with self.database.reading() as connection:
            row = connection.execute(select(documents).where(condition)).mappings().first()
            return rows.stored_document(row) if row else None

    def _by_vector(
        self, connection: Connection, query: str, within: Among, limit: int
    ) -> tuple[Hit, ...]:
        held = vectors.standing(connection) if self.vectors else None
        if held is None:
            return ()
        if self._model is None or self._model.version != held.version:
            self._model = vectors.load(connection, held, self._own_model())
        if self._model is None:
            return ()
        vector = self._model.encode([query])[0]
        return vector_hits(connection, vector, held.space, within, limit)

    def _own_model(self) -> Embedder | None:
        """The sentence model that is set, None where none is."""
        if self._embedder is not None and self._local is None:
            self._local = load_sentence_model(self._embedder)
        return self._local


def _documents(connection: Connection, wanted: Filter) -> tuple[StoredDocument, ...]:
    query = select(documents).where(*of_documents(wanted)).order_by(documents.c.id)
    return tuple(rows.stored_document(row) for row in connection.execute(query).mappings())
