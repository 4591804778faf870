"""The text that rules read, character by character tied to the text as read."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ingest.normalise import _PLAIN, _read, is_traditional, normalise

STEPS = [
    ("县民政局,县财政局;", "县民政局，县财政局；"),  # narrow punctuation made wide
    ("(责任单位:县财政局)", "（责任单位：县财政局）"),
    ("１２３ＡＢｃ", "123ABc"),  # wide digits and letters made narrow
    ("1,000元", "1,000元"),  # a comma inside a number
    ("8:30到场", "8:30到场"),
    ("共3,县局", "共3，县局"),  # a comma behind a number is one
    ("县 民 政 局", "县民政局"),  # blanks between hanzi
    ("　　县民政局", "县民政局"),
    ("Word 2 docx", "Word 2 docx"),  # blanks between Latin words stand
    ("Word  docx", "Word docx"),  # but one
    ("县\u200b民政\ufeff局", "县民政局"),  # characters of no width
    ("★县民政局■", "县民政局"),  # ornaments
    ("**县民政局**", "县民政局"),  # marks of Markdown
    ("县民政局｡", "县民政局。"),
    ("完成布设. 市水利局牵头.", "完成布设。市水利局牵头。"),  # points that end sentences
    ("一．总则", "一.总则"),  # and those of numbers
    ("第二.附则 3.5万元 见A.B", "第二.附则3.5万元见A.B"),
    ("“网格＋执行”", "“网格+执行”"),  # a plus between words
    ("第+条 县+", "第条县"),  # and one that is none
    ("⽴案、⼈犯", "立案、人犯"),  # Kangxi radicals that some PDFs hold
    ("", ""),
    ("　 \t", ""),
]


@pytest.mark.parametrize(("orig", "expected"), STEPS)
def test_steps(orig: str, expected: str) -> None:
    assert normalise(orig)[0] == expected


def test_what_is_passed_over_stands_as_it_is() -> None:
    plain = [char for char in map(chr, range(0x10000)) if _PLAIN.fullmatch(char)]
    assert len(plain) > 20_000
    assert [_read(char, 0) for char in plain] == plain


@pytest.mark.parametrize(("orig", "expected"), [("\uf98e", "\u5e74"), ("\uf967", "\u4e0d")])
def test_compatibility_ideographs(orig: str, expected: str) -> None:
    """Some PDF writers print 年 and 不 as compatibility ideographs (U+F900-FAFF)."""
    assert normalise(orig)[0] == expected


@pytest.mark.parametrize(
    ("orig", "expected"), [("⼈⺠法院", "人民法院"), ("部⻔、⻋辆", "部门、车辆")]
)
def test_radicals_of_simplified_script(orig: str, expected: str) -> None:
    """PDF fonts print 民, 门, 车, 长 as CJK radicals (U+2E80-2EFF)."""
    assert normalise(orig)[0] == expected


@pytest.mark.parametrize("orig", ["共3（2）项", "第1；2项", "2020，2021年"])
def test_marks_between_digits(orig: str) -> None:
    assert normalise(orig)[0] == orig


@pytest.mark.parametrize(
    ("orig", "expected"),
    [("縣財政局應當協助", "县财政局应当协助"), ("機關，後續。", "机关，后续。"), ("县局", "县局")],
)
def test_traditional_script_is_simplified_where_told(orig: str, expected: str) -> None:
    assert normalise(orig, traditional=True)[0] == expected
    assert normalise(orig)[0] == orig


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("縣人民法院應當將失信名單推送縣財政局", True),
        ("县人民法院应当将失信名单推送县财政局", False),
        ("县人民法院应当将失信名单推送县财政局、县民政局、県公安局、县司法局、县教育局徵", False),
        ("", False),
        ("2021-03", False),
    ],
)
def test_script(text: str, expected: bool) -> None:
    """A single Traditional character in a Simplified text is a name or a misprint."""
    assert is_traditional(text) is expected


# Marks stand apart from digits here: see test_marks_between_digits.
printed = st.text(
    st.one_of(
        st.sampled_from("县局，。；:,;()（）　 \t１Ａ12ab《》★#*縣應⽴\u200b豈"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@settings(max_examples=150)
@given(printed, st.booleans())
def test_offsets_lead_back(orig: str, traditional: bool) -> None:
    """Offsets rise, and each character of the text comes from the one at its offset."""
    text, offsets = normalise(orig, traditional=traditional)
    assert len(offsets) == len(text) + 1
    assert offsets[-1] == len(orig)
    assert all(a < b for a, b in itertools.pairwise(offsets))
    for index, char in enumerate(text):
        # A point is a stop behind a word, and a number's behind a numeral.
        alone = [
            normalise(before + orig[offsets[index]] + "一", traditional=traditional)[0][1:-1]
            for before in "一县"
        ]
        assert char in (*alone, " ", orig[offsets[index]])


@settings(max_examples=100)
@given(printed)
def test_a_second_pass_changes_nothing(orig: str) -> None:
    digits = "".join("0" if char.isdigit() else char for char in orig)  # ² is one too
    assume(not re.search(r"0\W+0", digits))
    once, _ = normalise(orig)
    assert normalise(once)[0] == once


@given(st.text("县民政局应当协助人民法院查询婚姻登记信息，。；《》（）“”、", max_size=80))
def test_plain_text_stays_as_it_is(orig: str) -> None:
    text, offsets = normalise(orig)
    assert text == orig
    assert offsets == tuple(range(len(orig) + 1))
