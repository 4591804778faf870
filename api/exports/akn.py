"""A directive as Akoma Ntoso 3 (OASIS LegalDocML 1.0): [P].

The text stands in the hierarchy of its numbers, each element with an eId by position
(`chp_2__art_1`); what stands before any number is the preface. The assignments are an
analysis (`otherAnalysis`) that points into the text and to the agencies, roles and
measures of `references`. Every character of the blocks is in the text once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from lxml import etree

from api.exports.word import clean
from corpus.model import StoredAssignment, StoredDocument
from ingest.model import Block
from mapping.reference import Reference

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ANALYSIS = "urn:dutymap:assignments:1"
_LANGUAGE = "zho"  # ISO 639-2
_ROLES = {"lead": "牵头", "responsible": "负责", "support": "配合"}
_SHAPES = (
    (re.compile("编$"), "part", "part"),
    (re.compile("章$"), "chapter", "chp"),
    (re.compile("节$"), "section", "sec"),
    (re.compile("条$"), "article", "art"),
    (re.compile("^[（(][一二三四五六七八九十百]+[）)]$"), "paragraph", "para"),
    (re.compile("^[一二三四五六七八九十百]+$"), "section", "sec"),
    (re.compile("^[0-9]+$"), "subparagraph", "subpara"),
    (re.compile("^[（(][0-9]+[）)]$"), "point", "point"),
    (re.compile("^[①-⑳]$"), "indent", "indent"),
)
"""Element and prefix of its eId (Akoma Ntoso naming convention, 5.5) by the printed number."""
_AFTER_NUMBER = "）)、.．，, 　\t"


def akn(
    document: StoredDocument,
    blocks: Sequence[Block],
    assignments: Sequence[StoredAssignment],
    reference: Reference,
    on: date,
) -> bytes:
    """The directive as an XML file, UTF-8; `on` is the day of the manifestation."""
    root = etree.Element(_tag("akomaNtoso"), nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    act = etree.SubElement(root, _tag("act"), {"name": "directive"})
    meta = etree.SubElement(act, _tag("meta"))
    text = _Text(blocks)
    text.put(act)
    _identify(meta, document, on)
    _analyse(meta, assignments, text.ids)
    _refer(meta, document, assignments, reference)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def work_uri(document: StoredDocument) -> str:
    """FRBR URI of the work: country (and adcode), date, 文号 or id."""
    record = document.record
    place = f"cn-{record.adcode}" if record.adcode else "cn"
    return f"/akn/{place}/act/{_dated(document)}/{quote(record.number or record.document, safe='')}"


def _dated(document: StoredDocument) -> str:
    """The date of issue; the day it was entered where the text gives none."""
    return document.record.issued or document.imported_at[:10]


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _tag(name), attributes)
    if text:
        element.text = clean(text)
    return element


class _Text:
    """Puts blocks into elements; `ids` has the eId of each block."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.ids: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._children: dict[str | None, list[Block]] = defaultdict(list)
        known = {block.id for block in blocks}
        for block in blocks:
            self._children[block.parent if block.parent in known else None].append(block)

    def put(self, act: etree._Element) -> None:
        """Preface and body; a text without numbers is one container."""
        top = self._children[None]
        first = next((n for n, block in enumerate(top) if block.number), 0)
        if first:
            preface = _add(act, "preface", eId="preface")
            for block in top[:first]:
                self._put_p(preface, block, "preface")
        body = _add(act, "body", eId="body")
        for block in top[first:]:
            self._put_unit(body, block, "")

    def _id(self, within: str, prefix: str) -> str:
        place = f"{within}__{prefix}" if within else prefix
        self._counts[place] += 1
        return f"{place}_{self._counts[place]}"

    def _put_p(self, parent: etree._Element, block: Block, within: str) -> None:
        own = self._id(within, "p")
        self.ids[block.id] = own
        _add(parent, "p", block.orig, eId=own)

    def _put_unit(self, parent: etree._Element, block: Block, within: str) -> None:
        """A numbered block, or one that stands among such, with what lies below it."""
        name, prefix = _shape(block)
        own = self._id(within, prefix)
        self.ids[block.id] = own
        named = {"name": block.kind} if name == "hcontainer" else {}
        unit = _add(parent, name, eId=own, **named)
        number, words = _split(block)
        if number:
            _add(unit, "num", number, eId=f"{own}__num_1")
        below = self._children[block.id]
        lead = next((n for n, child in enumerate(below) if child.number), len(below))
        units = [*below[lead:], *(deep for p in below[:lead] for deep in self._children[p.id])]
        if block.kind == "heading" and words:
            _add(unit, "heading", words, eId=f"{own}__heading_1")
            words = ""
        if words or below[:lead]:
            holder = "intro" if units else "content"
            text = _add(unit, holder, eId=f"{own}__{holder}_1")
            if words:
                _add(text, "p", words, eId=self._id(f"{own}__{holder}_1", "p"))
            for child in below[:lead]:
                self._put_p(text, child, f"{own}__{holder}_1")
        for child in units:
            self._put_unit(unit, child, own)


def _shape(block: Block) -> tuple[str, str]:
    """Element and eId prefix; what has no number of a known shape is a container."""
    if block.number and block.kind != "row":
        for pattern, name, prefix in _SHAPES:
            if pattern.search(block.number):
                return name, prefix
    return "hcontainer", "hcontainer"


def _split(block: Block) -> tuple[str, str]:
    """The number as printed, with its mark, and the words after it; "" where OCR broke it."""
    core = block.number.strip("（）()")
    place = block.orig[:16].find(core) if core and block.kind != "row" else -1
    if place < 0:
        return "", block.orig
    end = place + len(core)
    while end < len(block.orig) and block.orig[end] in _AFTER_NUMBER:
        end += 1
    return block.orig[:end], block.orig[end:]


def _identify(meta: etree._Element, document: StoredDocument, on: date) -> None:
    record = document.record
    work = work_uri(document)
    expression = f"{work}/{_LANGUAGE}@"
    levels = (
        ("FRBRWork", work, _dated(document), "issued" if record.issued else "entered", "#issuer"),
        ("FRBRExpression", expression, _dated(document), "expression", "#issuer"),
        ("FRBRManifestation", f"{expression}.akn", on.isoformat(), "markup", "#dutymap"),
    )
    main = {"FRBRManifestation": f"{expression}/!main.akn"}
    identification = _add(meta, "identification", source="#dutymap")
    for name, uri, day, what, author in levels:
        level = _add(identification, name)
        _add(level, "FRBRthis", value=main.get(name, f"{uri}/!main"))
        _add(level, "FRBRuri", value=uri)
        _add(level, "FRBRdate", date=day, name=what)
        _add(level, "FRBRauthor", href=author)
        if name == "FRBRWork":
            _add(level, "FRBRcountry", value=f"cn-{record.adcode}" if record.adcode else "cn")
            if record.number:
                _add(level, "FRBRnumber", value=record.number)
            _add(level, "FRBRname", value=clean(record.title or record.document))
        elif name == "FRBRExpression":
            _add(level, "FRBRlanguage", language=_LANGUAGE)


def _analyse(
    meta: etree._Element, assignments: Sequence[StoredAssignment], ids: dict[str, str]
) -> None:
    analysis = _add(_add(meta, "analysis", source="#dutymap"), "otherAnalysis", source="#dutymap")
    for stored in assignments:
        duty = stored.assignment
        facts = {
            "href": f"#{ids[duty.block]}",
            "provision": duty.provision,
            "agency": f"#{_eid('agency', duty.agency)}",
            "mention": duty.mention,
            "role": f"#{_eid('role', duty.role)}",
            "modality": duty.modality,
            "measure": f"#{_eid('measure', duty.measure)}",
            "deadline": duty.deadline or "",
            "act": duty.act,
            "rule": duty.rule,
            "confidence": f"{duty.confidence:g}",
        }
        given = {key: clean(value) for key, value in facts.items() if value}
        made = etree.SubElement(
            analysis, f"{{{ANALYSIS}}}assignment", given, nsmap={"duty": ANALYSIS}
        )
        made.text = clean(duty.quote)


def _eid(kind: str, key: str) -> str:
    return f"{kind}-{key.replace('/', '-')}"


def _refer(
    meta: etree._Element,
    document: StoredDocument,
    assignments: Sequence[StoredAssignment],
    reference: Reference,
) -> None:
    """Who and what the metadata points to, each once."""
    duties = [stored.assignment for stored in assignments]
    references = _add(meta, "references", source="#dutymap")
    for citation in document.record.cites:
        href = f"/akn/cn/act/{quote(citation.number or citation.title, safe='')}"
        _add(references, "original", href=href, showAs=clean(f"《{citation.title}》"))
    issuer = document.record.issuer or document.record.jurisdiction or "—"
    _entity(references, "TLCOrganization", "issuer", "organization/issuer", issuer)
    _entity(references, "TLCOrganization", "dutymap", "organization/dutymap", "dutymap")
    for key in dict.fromkeys(duty.agency for duty in duties):
        agency = reference.agencies.get(key)
        name = agency.zh if agency else key
        path = f"organization/cn/{key}"
        _entity(references, "TLCOrganization", _eid("agency", key), path, name)
    for role in dict.fromkeys(duty.role for duty in duties):
        _entity(references, "TLCRole", _eid("role", role), f"role/{role}", _ROLES[role])
    for key in dict.fromkeys(duty.measure for duty in duties):
        measure = reference.measures.get(key)
        name = measure.zh if measure else key
        _entity(references, "TLCConcept", _eid("measure", key), f"concept/cn/{key}", name)


def _entity(parent: etree._Element, name: str, eid: str, path: str, shown: str) -> None:
    _add(parent, name, eId=eid, href=f"/akn/ontology/{path}", showAs=clean(shown))
