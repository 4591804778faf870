"""A plot of growth as SVG: both axes logarithmic, one line a figure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from typing import Any

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 360, 60, 20, 200, 40
LINES = {
    "median_ms": ("search, median (ms)", "#1f5fa8"),
    "p95_ms": ("search, 95th percentile (ms)", "#c2410c"),
    "bytes_an_assignment": ("disk (bytes an assignment)", "#15803d"),
    "written_a_cpu_second": ("written (a processor second)", "#7c3aed"),
}


def plot(found: Mapping[int, Mapping[str, Any]]) -> str:
    """The figures of LINES by number of assignments."""
    sizes = sorted(found)
    values = [float(found[size][name]) for size in sizes for name in LINES]
    across = _scale(sizes[0], sizes[-1], LEFT, WIDTH - RIGHT)
    low, high = (
        10.0 ** math.floor(math.log10(min(values))),
        10 ** math.ceil(math.log10(max(values))),
    )
    up = _scale(low, high, HEIGHT - BOTTOM, TOP)
    parts = [_ticks(sizes, across, low, high, up)]
    for place, (name, (title, colour)) in enumerate(LINES.items()):
        points = [(across(size), up(float(found[size][name]))) for size in sizes]
        parts.append(_line(points, title, colour, TOP + 20 + 22 * place))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
    style = 'font-family="sans-serif" font-size="11"'
    white = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    return "\n".join([f"{head} {style}>", white, *parts, "</svg>\n"])


def _scale(low: float, high: float, start: float, end: float) -> Any:
    width = math.log10(high / low) or 1.0
    return lambda value: start + (end - start) * math.log10(value / low) / width


def _ticks(sizes: list[int], across: Any, low: float, high: float, up: Any) -> str:
    parts = []
    for size in sizes:
        x = across(size)
        parts.append(
            f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        )
        parts.append(f'<text x="{x:.0f}" y="{HEIGHT - 22}" text-anchor="middle">{size:,}</text>')
    value = low
    while value <= high:
        y = up(value)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.0f}" y2="{y:.0f}" stroke="#ddd"/>'
        )
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.0f}" text-anchor="end">{value:g}</text>')
        value *= 10
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle:.0f}" y="{HEIGHT - 6}" text-anchor="middle">assignments</text>')
    return "\n".join(parts)


def _line(points: list[tuple[float, float]], title: str, colour: str, y: int) -> str:
    path = " ".join(f"{x:.1f},{height:.1f}" for x, height in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{h:.1f}" r="3" fill="{colour}"/>' for x, h in points)
    beside = f'<text x="{WIDTH - RIGHT + 12}" y="{y}" fill="{colour}">{escape(title)}</text>'
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}{beside}'
    )
