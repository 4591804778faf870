"""What time has overtaken: [P], one function a rule."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import StoredAssignment
from graph.model import Jurisdiction
from graph.rules.case import Case, Claim, cited, en, evidence, printed, zh
from mapping.reforms import current_agency


def of_agencies(case: Case) -> Iterator[Claim]:
    """An agency that a reform has ended by the date asked about, and a directive still names.

    Once for each directive and agency, with every provision that names it. A printed
    name that is still good for the successor (exceptions.tsv) is not out of date.
    """
    for place, assignments in case.own.items():
        named: dict[tuple[str, str], list[StoredAssignment]] = {}
        for stored in assignments:
            if stored.assignment.mention not in case.exceptions.valid_mentions:
                key = (stored.document.id, stored.assignment.agency)
                named.setdefault(key, []).append(stored)
        for (document, agency), uses in named.items():
            heir = current_agency(case.reference, agency, case.on)
            if heir != agency:
                yield _ended(case, place, document, agency, heir, uses)


def _ended(
    case: Case,
    place: Jurisdiction,
    document: str,
    agency: str,
    heir: str,
    uses: list[StoredAssignment],
) -> Claim:
    since = case.reference.agencies[agency].since
    first: dict[str, StoredAssignment] = {}
    for stored in uses:
        first.setdefault(stored.assignment.provision, stored)
    shown = tuple(evidence(stored) for stored in first.values())
    name, full = printed(shown[0]), zh(case, agency)
    told = f"“{name}”" if name.endswith(full) else f"“{name}”（{full}）"
    where = "、".join([cited(shown[0]), *(item.provision for item in shown[1:])])
    return Claim(
        place,
        None,
        (document, agency, heir),
        f"{where}仍写{told}，"
        f"该机构{since}年机构改革后不再保留，职责由{zh(case, heir)}承担，请改用现名。",
        f"{where} still names “{name}” ({en(case, agency)}), which the reform of {since} ended;"
        f" its functions are now with {en(case, heir)}: use the present name.",
        shown,
        successor=heir,
        since=since,
    )
