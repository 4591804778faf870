"""What a provision has given, each (agency, measure) once, with the period of the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mapping.analysis import Analysis
from mapping.clauses import Provision
from mapping.deadlines import whole_period
from mapping.model import NO_MEASURE
from mapping.nameless import NAMELESS
from mapping.reading import Found


def timed(
    provision: Provision, found: tuple[Found, ...], docs: Mapping[str, Analysis]
) -> tuple[Found, ...]:
    """Assignments without a period of their own with that of the list of those responsible, or of
    the whole provision."""
    if all(item.deadline for item in found):
        return found
    whole = next(filter(None, (whole_period(block.text) for block in provision.blocks)), None)
    return tuple(
        f if f.deadline else replace(f, deadline=_listed_period(f, docs[f.block.id]) or whole)
        for f in found
    )


def _listed_period(item: Found, doc: Analysis) -> str | None:
    """The period that a list of those responsible sets for what stands before it: 修缮石桥。
    （县文旅局、县财政局，6月底前完成）"""
    behind = (s for s in doc.suffixes if s.end > item.end) if item.rule == "suffix" else ()
    for suffix in behind:
        for start, end in doc.deadlines_in(suffix.start, suffix.end):
            return doc.text[start:end]
        return None
    return None


def settled(found: Sequence[Found]) -> tuple[Found, ...]:
    """Each (agency, measure) once: the first, a binding one before one that is not."""
    kept: dict[tuple[str, str], Found] = {}
    # What a title says to nobody (限制出境。县公安局…) is said to the one named behind it.
    named = {item.measure for item in found if item.rule in ("subject", "agent")}
    for item in found:
        bare = item.rule == NAMELESS and ("told", "no") in item.features
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
