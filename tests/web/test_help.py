"""The help says no figure that the measurements do not."""

from __future__ import annotations

from pathlib import Path

from api.web.navigation import MAIN, WORK
from api.web.pages.help import FIGURES
from api.web.words import words
from tests.web.conftest import Visit

ACCURACY = (Path(__file__).parents[2] / "docs" / "accuracy.md").read_text(encoding="utf-8")


def test_its_figures_stand_in_the_measurements() -> None:
    assert [figure for figure in FIGURES if figure.value not in ACCURACY] == []


def test_no_figure_is_rounded_up() -> None:
    shown = {figure.value: figure.shown for figure in FIGURES}
    assert (shown["0.908"], shown["0.433"]) == ("90%", "43%")


def test_every_page_is_explained_and_leads_there(visit: Visit) -> None:
    page = visit("/help", language="en")
    entries = [entry for entry in (*MAIN, *WORK) if entry.key != "help"]
    links = page.locator("#pages a")
    led = [link.get_attribute("href") for link in links.all()]
    assert led == [entry.address for entry in entries]
    for entry in entries:
        assert words()[f"help.page.{entry.key}"]["en"] in page.locator("#pages").inner_text()
    assert "79%" in page.locator("#accuracy").inner_text()
