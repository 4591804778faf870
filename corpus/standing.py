"""A directive's standing, worked out from the stored texts of all: [P]."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model import Change, Standing
from mapping.effects import plain_title
from mapping.model import Effect, Record

_STANDINGS: dict[str, Standing] = {
    "repeals": "repealed",
    "amends": "amended",
    "expires": "expired",
}


def means(effect: Effect, actor: Record, record: Record) -> bool:
    """Whether an effect of the directive `actor` is on the one of `record`.

    A 文号 tells one directive; a title tells it within the actor's own jurisdiction, since
    titles repeat from place to place, and among those not issued after the effect.
    """
    if effect.kind == "expires" or actor.document == record.document:
        return False
    if effect.number is not None and record.number is not None:
        return effect.number == record.number
    if effect.title is None or None in (actor.adcode, record.adcode):
        return False
    older = (record.issued or "") < (actor.issued or effect.since or "9")
    same_place = actor.adcode == record.adcode
    return older and same_place and plain_title(effect.title) == plain_title(record.title)


def changes(own: Iterable[Effect], upon: Iterable[tuple[str, Effect]]) -> tuple[Change, ...]:
    """What becomes of a directive, by date: its own effects (it may expire) and those that
    directives in force have upon it, each with the actor's id.

    The first amendment and the first end count; nothing comes after the end.
    """
    told = [(None, effect) for effect in own if effect.kind == "expires"]
    every = sorted([*told, *upon], key=lambda each: (each[1].since or "", each[0] or ""))
    found: list[Change] = []
    for by, effect in every:
        standing = _STANDINGS[effect.kind]
        if all(change.standing != standing for change in found):
            found.append(Change(standing, effect.since, by))
        if standing != "amended":
            break
    return tuple(found)
