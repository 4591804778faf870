"""Places named in a text, and the one division meant; a name that fits several stays open."""

from __future__ import annotations

import re
from collections.abc import Collection

from mapping.divisions import Divisions, Place, PlaceMention, adcode_level

__all__ = ["Divisions", "Place", "PlaceMention", "adcode_level", "find_places", "resolve"]

_LATIN_GAP = re.compile(r",? ?\(?")


def find_places(text: str, divisions: Divisions) -> tuple[PlaceMention, ...]:
    """Every place that the text names, in order, none overlapping.

    After it each mention has at least one candidate; several where the name alone
    does not tell (楚雄 is 楚雄州 or 楚雄市, 朝阳区 lies in two cities).
    """
    hits = [*divisions.chinese_hits(text), *divisions.latin_hits(text)]
    found: list[PlaceMention] = []
    for hit in sorted(hits, key=lambda hit: hit.start):
        joined = _joined(text, found[-1], hit, divisions) if found else None
        if joined:
            found[-1] = joined
        elif not divisions.needs_parent(text[hit.start : hit.end]):
            found.append(hit)
    return tuple(found)


def _joined(
    text: str, left: PlaceMention, right: PlaceMention, divisions: Divisions
) -> PlaceMention | None:
    """One mention of the smaller place where the other contains it, else None."""
    gap = text[left.end : right.start]
    if not gap and (inner := _inside(right.candidates, left.candidates, divisions)):
        return PlaceMention(left.start, right.end, inner)
    latin = text[left.start].isascii() and gap and _LATIN_GAP.fullmatch(gap)
    if latin and (inner := _inside(left.candidates, right.candidates, divisions)):
        return PlaceMention(left.start, right.end, inner)
    return None


def _inside(
    inner: tuple[Place, ...], outer: tuple[Place, ...], divisions: Divisions
) -> tuple[Place, ...]:
    return tuple(i for i in inner if any(divisions.within(i, o) for o in outer))


def resolve(
    named: PlaceMention | str, divisions: Divisions, among: Collection[str] | None = None
) -> Place | None:
    """The one division meant, or None where there is none or more than one.

    `named` is a mention, an adcode or a name; a name that stands by itself may be an
    ordinary word too (公安 is 公安县 here, unlike in running text). Candidates whose
    adcode is in `among` (the jurisdictions of a corpus) come before all others.
    """
    candidates = _candidates(named, divisions)
    if among is not None:
        candidates = tuple(p for p in candidates if p.adcode in among) or candidates
    if len(candidates) > 1:
        candidates = _by_usage(candidates, divisions)
    return candidates[0] if len(candidates) == 1 else None


def _candidates(named: PlaceMention | str, divisions: Divisions) -> tuple[Place, ...]:
    if isinstance(named, PlaceMention):
        return named.candidates
    name = named.strip()
    if place := divisions.place(name):
        return (place,)
    if exact := divisions.named(name):
        return exact
    mentions = find_places(name, divisions)
    return mentions[0].candidates if len(mentions) == 1 else ()


def _by_usage(candidates: tuple[Place, ...], divisions: Divisions) -> tuple[Place, ...]:
    """长沙 is the city and not the county in it; Nanjing is 南京, though 南靖 sounds alike.

    An autonomous prefecture's bare name is its seat's as often: 楚雄 stays open.
    """
    for place in candidates:
        if place.name.endswith(("省", "市", "自治区")) and all(
            other == place or divisions.within(other, place) or _sounds_alike(other, place)
            for other in candidates
        ):
            return (place,)
    return candidates


def _sounds_alike(county: Place, place: Place) -> bool:
    """A county that shares with a larger place the Latin letters alone."""
    larger = county.level == "county" and place.level != "county"
    return larger and county.name[:2] != place.name[:2]
