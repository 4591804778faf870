"""Whether each part works: doctor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from api.commands.common import AsJson, Unusable, print_record, settings_of
from api.settings import SPACY_VARIABLE, Settings

if TYPE_CHECKING:
    from corpus.store import Corpus
    from ingest.ocr.choose import EngineName

SAMPLE = "2020"


class Broken(Exception):
    """A part does not work; the message says why, and what to do."""


def doctor(context: typer.Context, as_json: AsJson = False) -> int:
    """Each part and whether it works; status 3 where a needed one does not."""
    settings = settings_of(context)
    status = 0
    for part, (needed, check) in CHECKS.items():
        try:
            works, detail = True, check(settings)
        except Broken as error:
            works, detail = False, " ".join(str(error).split())
            status = Unusable.exit_code if needed else status
        if as_json:
            print_record({"part": part, "needed": needed, "works": works, "detail": detail})
        else:
            kind = "needed" if needed else "optional"
            print(f"{part:12} {kind:9} {'works' if works else 'BROKEN':7} {detail}")
    return status


def _reference(settings: Settings) -> str:
    from mapping.fields import DEFAULT_FIELD, field_names
    from mapping.reference import ReferenceError, load_reference

    try:
        tables = load_reference()
    except (ReferenceError, OSError) as error:
        raise Broken(str(error)) from error
    fields = "、".join(field_names())
    used = settings.field or DEFAULT_FIELD
    counted = f"{len(tables.agencies)} agencies, {len(tables.measures)} measures"
    return f"{counted}; fields {fields}; imports are read by {used}"


def _patterns(settings: Settings) -> str:
    from mapping.knowledge import KnowledgeUnusable
    from mapping.patterns import FOLDER, load_patterns
    from mapping.reference import load_reference

    folder = settings.corpus / FOLDER
    try:
        found = load_patterns(folder, load_reference())
    except KnowledgeUnusable as error:
        raise Broken(str(error)) from error
    return f"{len(found)} patterns in {folder}" if found else f"none in {folder}"


def _spacy_model(settings: Settings) -> str:
    from mapping.given import load_model, told_labels
    from mapping.knowledge import KnowledgeUnusable

    folder = settings.spacy_model
    if folder is None:
        return f"none; {SPACY_VARIABLE} may name the folder of one"
    try:
        model = load_model(str(folder))
    except KnowledgeUnusable as error:
        raise Broken(str(error)) from error
    return f"{folder}: {model.meta['lang']}_{model.meta['name']}, {'、'.join(told_labels(model))}"


def _sqlite(settings: Settings) -> str:
    from corpus.connection import CorpusUnusable, connect

    database = connect(Path(":memory:"))
    driver = database.engine.dialect.dbapi
    assert driver is not None
    try:
        with database.reading() as connection:
            connection.exec_driver_sql("CREATE VIRTUAL TABLE probe USING fts5 (words)")
    except CorpusUnusable as error:
        raise Broken(f"{driver.__name__} has no FTS5; use another Python") from error
    finally:
        database.engine.dispose()
    return f"{driver.__name__}, SQLite {driver.sqlite_version}, FTS5"


def _vectors(settings: Settings) -> str:
    from importlib.metadata import version

    from corpus.connection import vector_trouble

    if trouble := vector_trouble():
        raise Broken(trouble)
    return f"sqlite-vec {version('sqlite-vec')}"


def _embedder(settings: Settings) -> str:
    """Which model likens texts, and whether the vectors are by it."""
    from corpus.connection import CorpusUnusable, vector_trouble
    from corpus.sentence import load_sentence_model
    from corpus.store import Corpus

    if vector_trouble():
        return "不用：没有 sqlite-vec，只按字词检索"
    try:
        told = "由库中文本自行拟合（LSA）"
        if settings.embedder is not None:
            told = f"{settings.embedder}（{load_sentence_model(settings.embedder).dimensions} 维）"
        if not (settings.corpus / "corpus.sqlite").exists():
            return told
        with Corpus.open(settings.corpus, create=False, embedder=settings.embedder) as corpus:
            due = corpus.vectors_due and bool(corpus.documents())
    except CorpusUnusable as error:
        raise Broken(str(error)) from error
    return f"{told}；向量待重算，下次 dutymap import 或 remap 时进行" if due else told


def _corpus(settings: Settings) -> str:
    from corpus.connection import CorpusUnusable
    from corpus.store import Corpus

    if not settings.corpus.exists():
        return f"{settings.corpus}: not there yet; the first import makes it"
    try:
        with Corpus.open(settings.corpus, create=False) as corpus:
            due = _due(corpus, settings)
            return f"{settings.corpus}: {len(corpus.documents())} directives{due}"
    except CorpusUnusable as error:
        raise Broken(str(error)) from error


def _due(corpus: Corpus, settings: Settings) -> str:
    """What `remap` would do; nothing where a pattern or the model is broken, which is told
    beside them."""
    from api.knowledge import knowledge_of
    from mapping.knowledge import KnowledgeUnusable

    try:
        older = len(corpus.outdated(knowledge_of(settings), settings.field))
    except KnowledgeUnusable:
        return ""
    return f"，其中 {older} 份是用别的规则、词表或模型读的，请运行 dutymap remap" if older else ""


def _ocr(name: EngineName, settings: Settings) -> str:
    """Load the engine and let it read a small picture."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    from ingest.ocr.choose import load_engine
    from ingest.ocr.engine import OcrUnavailable

    picture = Image.new("RGB", (400, 120), "white")
    font = ImageFont.load_default(size=60)
    ImageDraw.Draw(picture).text((100, 25), SAMPLE, fill="black", font=font)
    try:
        lines = load_engine(name).read(np.asarray(picture))
    except OcrUnavailable as error:
        raise Broken(str(error)) from error
    read = "".join(line.text for line in lines)
    if read != SAMPLE:
        raise Broken(f"it read {read!r} where {SAMPLE!r} is printed")
    return "read a test picture"


def _ocr_auto(settings: Settings) -> str:
    """The engine that `auto` uses, and why."""
    from ingest.ocr.choose import chosen
    from ingest.ocr.engine import OcrUnavailable

    try:
        name, why = chosen()
    except OcrUnavailable as error:
        raise Broken(str(error)) from error
    return f"--ocr auto 用 {name}：{why}"


def _libreoffice(settings: Settings) -> str:
    """Let LibreOffice turn a small text, and read it back."""
    from ingest.errors import Unreadable
    from ingest.readers.doc import read_rtf
    from ingest.readers.office import find_libreoffice

    program = find_libreoffice()
    if program is None:
        raise Broken("not installed; DOC, WPS and RTF need it (antiword reads some DOC)")
    with TemporaryDirectory() as folder:
        path = Path(folder, "sample.rtf")
        path.write_text(f"{{\\rtf1 {SAMPLE}\\par}}", encoding="ascii")
        try:
            read = "".join(line.text for line in read_rtf(path, None).lines)
        except (Unreadable, OSError) as error:
            raise Broken(f"{program}: {error}") from error
    if read != SAMPLE:
        raise Broken(f"{program} read {read!r} where {SAMPLE!r} is written")
    return f"{program} turned a test file"


def _antiword(settings: Settings) -> str:
    from ingest.readers.office import find_antiword

    program = find_antiword()
    if program is None:
        raise Broken("not installed; it reads DOC where LibreOffice is not there")
    return f"{program}; used where LibreOffice is not there"


CHECKS: dict[str, tuple[bool, Callable[[Settings], str]]] = {
    "reference": (True, _reference),
    "sqlite": (True, _sqlite),
    "corpus": (True, _corpus),
    "patterns": (True, _patterns),
    "spacy model": (True, _spacy_model),
    "sqlite-vec": (False, _vectors),
    "embedder": (False, _embedder),
    "ocr auto": (False, _ocr_auto),
    "ocr rapid": (False, partial(_ocr, "rapid")),
    "ocr paddle": (False, partial(_ocr, "paddle")),
    "libreoffice": (False, _libreoffice),
    "antiword": (False, _antiword),
}
