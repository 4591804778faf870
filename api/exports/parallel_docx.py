"""A 对照版 as a Word file: [P]."""

from __future__ import annotations

from collections.abc import Sequence

from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

from api.exports import word
from api.exports.parallel import CHANGES, Shown, heading, summary, told
from graph.parallel import Pair, Stretch

_WIDTHS = (10.0, 10.0, 6.0)  # centimetres
_RED, _GREEN = RGBColor(0xB0, 0x1E, 0x12), RGBColor(0x0B, 0x6B, 0x2E)


def docx(shown: Shown) -> bytes:
    """The rows as a table, its header repeated on every page."""
    file = word.new(landscape=True)
    word.title(file, "对照版")
    legend = file.add_paragraph()
    word.add(legend, "图例：")
    _write(legend, [Stretch("removed", "仅左侧有的文字"), Stretch("same", "　")])
    _write(legend, [Stretch("added", "仅右侧有的文字")])
    word.add(legend, "。各条按事项和文字对齐，不按条号。")
    word.add(file.add_paragraph(), summary(shown))
    made = word.table(file, [heading(shown.left), heading(shown.right), "差异"], _WIDTHS)
    for pair in shown.pairs:
        left, right, notes = word.add_row(made, ["", "", CHANGES[pair.change]], whole=False)
        within = pair.change == "changed"
        _write(left.paragraphs[0], pair.left_text, within=within)
        _write(right.paragraphs[0], pair.right_text, within=within)
        for text in _notes(shown, pair):
            word.add(notes.add_paragraph(), text)
    return word.saved(file)


def _notes(shown: Shown, pair: Pair) -> list[str]:
    return [f"· {told(shown, difference)}" for difference in pair.differences]


def _write(paragraph: Paragraph, stretches: Sequence[Stretch], *, within: bool = True) -> None:
    """Add the stretches; struck or underlined where they differ `within` a provision."""
    for stretch in stretches:
        run = word.add(paragraph, stretch.text)
        if stretch.mark == "removed":
            run.font.strike, run.font.color.rgb = within, _RED
        elif stretch.mark == "added":
            run.font.underline, run.font.color.rgb = within, _GREEN
