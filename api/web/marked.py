"""A provision with its cues marked, as one page that opens without a network: displaCy's
spans in our own words, one character a token, so that hanzi stand as they are printed."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from api.web.render import filled
from api.why import KINDS, led_row, unled_row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mapping.explain import Explained, Mark
    from mapping.reference import Reference

COLOURS = {
    "单位": "#9cc3e6",
    "事项": "#f6b26b",
    "行为": "#ffe08a",
    "期限": "#b6d7a8",
    "情态": "#d5c6e8",
    "角色": "#f4b6c2",
    "前提": "#d0d0d0",
}
# displaCy puts a blank behind each character; this one, which no text holds, marks them.
_JOINT = "\ue000"
_TEMPLATE = {
    "span": (
        '<span class="c" style="height: {total_height}px">{text}{span_slices}{span_starts}</span>'
    ),
    "slice": '<span class="s" style="background: {bg}; top: {top_offset}px"></span>',
    "start": (
        '<span class="s" style="background: {bg}; top: {top_offset}px">'
        '<span class="l" style="background: {bg}">{label}{kb_link}</span></span>'
    ),
}


def page(title: str, explained: Sequence[Explained], reference: Reference, today: date) -> str:
    """The whole page: each block marked, then its assignments and the cues that led to none."""
    items = [
        {
            "marked": marked(item),
            "led": [led_row(led, reference, today) for led in item.led],
            "unled": [unled_row(unled, reference) for unled in item.unled],
        }
        for item in explained
    ]
    return filled("why.html", {"title": title, "items": items, "colours": COLOURS})


def marked(explained: Explained) -> str:
    """The block's text with its marks, as HTML."""
    from spacy.displacy import render

    options: dict[str, Any] = {
        "colors": COLOURS,
        "template": _TEMPLATE,
        "top_offset": 38,
        "top_offset_step": 18,
        "span_label_offset": 38,
    }
    shown = {
        "text": explained.block.orig,
        "tokens": [character + _JOINT for character in explained.block.orig],
        "spans": [_span(mark) for mark in _distinct(explained.marks)],
    }
    drawn = render(shown, style="span", manual=True, jupyter=False, options=options)
    return drawn.replace(f"{_JOINT} ", "").replace(_JOINT, "")


def _distinct(marks: tuple[Mark, ...]) -> list[Mark]:
    """Each stretch once a kind: several measures by the same words are one mark."""
    return list({(mark.kind, mark.start, mark.end): mark for mark in marks}.values())


def _span(mark: Mark) -> dict[str, Any]:
    label = html.escape(KINDS[mark.kind])
    return {"start_token": mark.start, "end_token": mark.end, "label": label}
