"""Which agency does an agency's work after the reforms: [P] steps along `successor` and `since`.

A year is all the tables know of a reform: it counts from 1 January of `since`.
"""

from __future__ import annotations

from datetime import date

from mapping.reference import Reference


def current_agency(reference: Reference, agency: str, on: date) -> str:
    """The id that holds `agency`'s functions on the date `on`; itself where no reform ended it."""
    return _follow(reference, agency, on.year)


def lasting_agency(reference: Reference, agency: str) -> str:
    """The last successor, whatever the date: equal for an agency and its successors."""
    return _follow(reference, agency, None)


def _follow(reference: Reference, agency: str, year: int | None) -> str:
    """Step to successors; a ring in the tables ends where it began to repeat."""
    seen = {agency}
    while entry := reference.agencies.get(agency):
        heir, since = entry.successor, entry.since
        if heir is None or since is None or heir in seen or (year is not None and since > year):
            break
        seen.add(heir)
        agency = heir
    return agency
