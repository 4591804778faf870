"""What a provision has given, each (agency, measure) once, with the period of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mapping.clauses import Provision
from mapping.deadlines import whole_period
from mapping.model import NO_MEASURE
from mapping.reading import Found


def timed(provision: Provision, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Assignments without a period of their own with that of the whole provision."""
    if all(item.deadline for item in found):
        return found
    whole = next(filter(None, (whole_period(block.text) for block in provision.blocks)), None)
    return tuple(f if f.deadline or not whole else replace(f, deadline=whole) for f in found)


def settled(found: Sequence[Found]) -> tuple[Found, ...]:
    """Each (agency, measure) once: the first, a binding one before one that is not."""
    kept: dict[tuple[str, str], Found] = {}
    # What a title says to nobody (限制出境。县公安局…) is said to the one named behind it.
    named = {item.measure for item in found if item.rule in ("subject", "agent")}
    for item in found:
        bare = item.rule == "class" and ("told", "no") in item.features
        if bare and item.measure in named - {NO_MEASURE}:
            continue
        key = (item.agency, item.measure)
        weak = key in kept and kept[key].modality in ("may", "encouraged")
        if key not in kept or (weak and item.modality == "must"):
            kept[key] = item
        elif item.deadline and not kept[key].deadline and _same_sentence(kept[key], item):
            kept[key] = replace(kept[key], deadline=item.deadline)
    if all(item.role == "support" and item.rule != "row" for item in kept.values()):
        # Who helps nobody that the provision names is the one responsible.
        return tuple(replace(item, role="responsible") for item in kept.values())
    return tuple(kept.values())


def _same_sentence(one: Found, other: Found) -> bool:
    low, high = min(one.end, other.end), max(one.start, other.start)
    return one.block is other.block and one.block.text.find("。", low, high) < 0
