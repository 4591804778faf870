"""What time has overtaken: [P], one function a rule."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import StoredAssignment, StoredDocument
from graph.model import Told
from graph.places import jurisdiction
from graph.rules.case import Case, Claim
from graph.rules.holdings import Holding
from graph.rules.norms import Ending
from graph.rules.wording import cited, en, evidence, marked, printed, spoken, zh
from mapping.reforms import current_agency


def of_agencies(case: Case) -> Iterator[Claim]:
    """An agency that a reform has ended by the date asked about, and a directive still names.

    Once for each directive and agency, with every provision that names it. A printed
    name that is still good for the successor (exceptions.tsv) is not out of date.
    """
    for held in case.holdings.values():
        for (document, agency), every in held.outlived.items():
            heir = current_agency(case.reference, agency, case.on)
            valid = case.exceptions.valid_mentions
            uses = [stored for stored in every if stored.assignment.mention not in valid]
            if uses and heir != agency:
                yield _outlived(case, held, document, agency, heir, uses)


def of_citations(case: Case) -> Iterator[Claim]:
    """A norm that a directive of the corpus has repealed or amended, and another still cites.

    Where the citing directive says that it carries out the repealed one, of_bases has it.
    """
    for document in case.documents:
        place = jurisdiction(document.record)
        if place is None or document.id in case.ended:
            continue
        carried = {(said.title, said.number) for said in case.norms.bases(document)}
        for citation in document.record.cites:
            ending = _overtaken(case, document, citation.title, citation.number)
            replaced = ending and ending.told.kind == "repeals"
            if ending and not (replaced and (citation.title, citation.number) in carried):
                yield _cites(case, document, ending, citation.title, citation.number)


def of_validity(case: Case) -> Iterator[Claim]:
    """A directive past the end that its own text sets (有效期), not repealed by another."""
    for identity, ending in case.ended.items():
        document = case.norms.documents[identity]
        place = jurisdiction(document.record)
        if ending.told.kind == "expires" and place:
            here = spoken(document, ending.told)
            day = ending.told.since or ""
            yield Claim(
                place,
                None,
                (document.id, day),
                f"{cited(here)}自{day}起已过有效期，请确认废止、修订或者重新公布。",
                f"{cited(here)} has been past its period of validity since {day}; repeal, revise"
                " or issue it anew.",
                (here,),
            )


def of_bases(case: Case) -> Iterator[Claim]:
    """A directive that carries out a norm which a newer directive has replaced, where the
    place has none that carries out the newer one."""
    for document in case.documents:
        place = jurisdiction(document.record)
        if place is None or document.id in case.ended:
            continue
        for said in case.norms.bases(document):
            ending = _overtaken(case, document, said.title, said.number)
            replaced = ending and ending.told.kind == "repeals" and _newer(ending.by, document)
            if ending and replaced and not _carried_out(case, case.holdings[place], ending.by):
                yield _bases(document, said, ending)


def _overtaken(
    case: Case, document: StoredDocument, title: str | None, number: str | None
) -> Ending | None:
    """Who has repealed, else amended, a norm that a directive names; None where nobody has, or
    the directive itself does."""
    found = case.norms.endings(title, number, document.record)
    if any(ending.by.id == document.id for ending in found):
        return None
    return min(found, key=lambda ending: ending.told.kind == "amends", default=None)


def _newer(one: StoredDocument, other: StoredDocument) -> bool:
    return (one.record.issued or "") > (other.record.issued or "")


def _carried_out(case: Case, held: Holding, norm: StoredDocument) -> bool:
    """Whether a directive in force of the place says that it carries out `norm`."""
    return any(
        case.norms.held(said.title, said.number, document.record) is norm
        for document in held.documents
        for said in case.norms.bases(document)
    )


def _outlived(
    case: Case,
    held: Holding,
    document: str,
    agency: str,
    heir: str,
    uses: list[StoredAssignment],
) -> Claim:
    since = case.reference.agencies[agency].since
    first: dict[str, StoredAssignment] = {}
    for stored in uses:
        first.setdefault(stored.assignment.provision, stored)

    def make() -> Claim:
        shown = tuple(evidence(stored) for stored in first.values())
        name, full = printed(shown[0]), zh(case.reference, agency)
        told = f"“{name}”" if name.endswith(full) else f"“{name}”（{full}）"
        where = "、".join([cited(shown[0]), *(item.provision for item in shown[1:])])
        return Claim(
            held.place,
            None,
            (document, agency, heir),
            f"{where}仍写{told}，该机构{since}年机构改革后不再保留，"
            f"职责由{zh(case.reference, heir)}承担，请改用现名。",
            f"{where} still names “{name}” ({en(case.reference, agency)}), which the reform of"
            f" {since} ended; its functions are now with {en(case.reference, heir)}:"
            " use the present name.",
            shown,
            successor=heir,
            since=since,
        )

    words = ("ended-agency", *held.place_key, agency, heir)
    return case.once(make, words, tuple(first.values()))


def _cites(
    case: Case, document: StoredDocument, ending: Ending, title: str, number: str | None
) -> Claim:
    place = jurisdiction(document.record)
    assert place is not None
    said = next(
        (
            told
            for told in case.norms.told.get(document.id, ())
            if told.title == title and (number is None or told.number == number)
        ),
        None,
    )
    here, there = spoken(document, said), spoken(ending.by, ending.told)
    zh_end, en_end = _ENDED[ending.told.kind]
    return Claim(
        place,
        None,
        (document.id, ending.by.id, ending.told.kind, title, number or ""),
        f"{cited(here)}引用{marked(title)}，该文件已由{cited(there)}{zh_end}，请核改引用。",
        f"{cited(here)} cites {marked(title)}, which {cited(there)} has {en_end}; mend the"
        " citation.",
        (here, there),
    )


_ENDED = {"repeals": ("废止", "repealed"), "amends": ("修改", "amended")}


def _bases(document: StoredDocument, said: Told, ending: Ending) -> Claim:
    place = jurisdiction(document.record)
    assert place is not None
    here, there = spoken(document, said), spoken(ending.by, ending.told)
    return Claim(
        place,
        None,
        (document.id, ending.by.id, said.title or "", said.number or ""),
        f"{marked(here.title)}所落实的{marked(said.title or '')}已由{cited(there)}废止，"
        f"{place.name}没有更新的落实文件，请核查是否继续执行，并修订或废止。",
        f"{marked(here.title)} carries out {marked(said.title or '')}, which {cited(there)} has"
        f" repealed; {place.name} has no newer one that carries it on: revise or repeal it.",
        (here, there),
    )
