"""The spaCy pipeline: its components, its tokens, and what it shows."""

from __future__ import annotations

import pytest

from mapping.nlp import COMPONENTS, analyse, display, pipeline

TEXT = "县公安局应当在3日内查询 A B 两人户籍，并查封车辆。"


def test_the_components_stand_in_their_order() -> None:
    assert tuple(pipeline().pipe_names) == COMPONENTS


@pytest.mark.parametrize("text", ["", " ", TEXT, "甲  乙\n丙\t", "😀é"])
def test_each_character_is_a_token(text: str) -> None:
    doc = analyse(text)
    assert [token.text for token in doc] == list(text)
    assert doc.text == text


def test_cues_are_shown_as_spans() -> None:
    doc = display(analyse(TEXT))
    shown = {key: [(s.text, s.label_) for s in spans] for key, spans in doc.spans.items()}
    assert shown["agency"] == [("县公安局", "public-security")]
    assert shown["deadline"] == [("3日内", "deadline")]
    assert shown["measure"] == [
        ("查询 A B 两人户籍", "query.identity"),
        ("查封车辆", "control.vehicle"),
    ]
