"""What directives of one corpus make of one another's standing, from their dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from api.ask import ask
from corpus.importer import import_paths
from corpus.model import Change, Filter
from corpus.store import Corpus
from mapping.reference import load_reference

HEAD = """{place}人民政府办公室文件

{code}政办发〔{year}〕{number}号

{title}

第一条 县{agency}应当协助人民法院查询被执行人的婚姻登记信息。

第二条 {closing}

{place}人民政府办公室

{year}年6月1日
"""
FIRST = "本办法自2018年7月1日起施行。"


def write(
    folder: Path, name: str, year: int, closing: str, *, number: int = 3,
    title: str = "青禾县协查办法", agency: str = "民政局", place: str = "青禾县",
) -> Path:  # fmt: skip
    path = folder / f"{name}.txt"
    code = place[0]
    text = HEAD.format(**locals())
    path.write_text(text, encoding="utf-8")
    return path


def standing(corpus: Corpus, document: str, day: str) -> Change:
    stored = corpus.document(document)
    assert stored is not None
    return stored.standing_on(date.fromisoformat(day))


def test_a_directive_is_repealed_from_the_day_the_other_says(
    corpus: Corpus, tmp_path: Path
) -> None:
    old = write(tmp_path, "old", 2018, FIRST)
    closing = "本办法自2021年7月1日起施行，《青禾县协查办法》（青政办发〔2018〕3号）同时废止。"
    new = write(tmp_path, "new", 2021, closing, title="青禾县执行联动办法", agency="教育局")
    import_paths(corpus, [new, old])  # in whatever order they come
    assert standing(corpus, "old", "2021-06-30") == Change("in-force", None, None)
    assert standing(corpus, "old", "2021-07-01") == Change("repealed", "2021-07-01", "new")
    assert standing(corpus, "new", "2026-01-01") == Change("in-force", None, None)

    question, reference = "青禾县查婚姻登记找谁", load_reference()
    for day, agencies in (
        ("2021-05-01", ["civil-affairs"]),
        ("2021-06-15", ["civil-affairs", "education"]),  # issued, the other not yet repealed
        ("2022-01-01", ["education"]),
    ):
        answer = ask(question, corpus, reference, on=date.fromisoformat(day))
        assert sorted(found.agency for found in answer.answers) == agencies, day
    early, late = date(2020, 1, 1), date(2022, 1, 1)
    told = {
        wanted: [stored.id for stored in corpus.documents(wanted)]
        for wanted in (
            Filter(on=early), Filter(on=late), Filter(on=late, standing="repealed"),
            Filter(standing="in-force"), Filter(standing="draft"),
        )
    }  # fmt: skip
    assert list(told.values()) == [["old"], ["new"], ["old"], ["new"], []]

    assert corpus.remove("new", by="林小青")
    assert standing(corpus, "old", "2022-01-01") == Change("in-force", None, None)
    answer = ask(question, corpus, reference, on=late)
    assert [found.agency for found in answer.answers] == ["civil-affairs"]


@pytest.mark.parametrize(
    ("closing", "title", "expected"),
    [
        ("青政办发〔2018〕3号文件停止执行。", "青禾县新办法", ("repealed", "2021-06-01")),
        (
            "《青禾县协查办法》与本办法不一致的，以本办法为准。",
            "青禾县新办法",
            ("amended", "2021-06-01"),
        ),
        ("本通知自印发之日起执行。", "关于修改《青禾县协查办法》的通知", ("amended", "2021-06-01")),
        ("本办法自印发之日起施行。", "青禾县协查办法（2021年修订）", ("repealed", "2021-06-01")),
        ("依照《青禾县协查办法》执行。", "青禾县新办法", ("in-force", None)),
    ],
)
def test_ways_of_changing_another(
    corpus: Corpus, tmp_path: Path, closing: str, title: str, expected: tuple[str, str | None]
) -> None:
    import_paths(corpus, [write(tmp_path, "old", 2018, FIRST)])
    import_paths(corpus, [write(tmp_path, "new", 2021, closing, title=title, number=8)])
    told = standing(corpus, "old", "2023-01-01")
    assert (told.standing, told.since) == expected
    assert standing(corpus, "new", "2023-01-01").standing == "in-force"


def test_a_title_means_the_directive_of_the_same_place(corpus: Corpus, tmp_path: Path) -> None:
    closing = "《青禾县协查办法》同时废止。"
    import_paths(
        corpus,
        [
            write(tmp_path, "here", 2018, FIRST),
            write(tmp_path, "there", 2018, FIRST, place="石桥县"),
            write(tmp_path, "new", 2021, closing, title="青禾县新办法", number=8),
        ],
    )
    assert standing(corpus, "here", "2023-01-01").standing == "repealed"
    assert standing(corpus, "there", "2023-01-01").standing == "in-force"


def test_a_directive_ends_by_its_own_words(corpus: Corpus, tmp_path: Path) -> None:
    closing = "本办法自2018年7月1日起施行，有效期五年。"
    import_paths(corpus, [write(tmp_path, "old", 2018, closing)])
    assert standing(corpus, "old", "2023-06-30").standing == "in-force"
    assert standing(corpus, "old", "2023-07-01") == Change("expired", "2023-07-01", None)
    answer = ask("青禾县查婚姻登记找谁", corpus, load_reference(), on=date(2024, 1, 1))
    assert answer.status == "not-covered"
    assert "都已废止或失效" in answer.explanation


def test_a_draft_repeals_nothing_until_it_is_in_force(corpus: Corpus, tmp_path: Path) -> None:
    old = write(tmp_path, "old", 2018, FIRST)
    closing = "《青禾县协查办法》（青政办发〔2018〕3号）同时废止。"
    new = write(tmp_path, "new", 2021, closing, title="青禾县新办法", number=8)
    import_paths(corpus, [old])
    import_paths(corpus, [new], standing="draft")
    assert standing(corpus, "new", "2023-01-01").standing == "draft"
    assert standing(corpus, "old", "2023-01-01").standing == "in-force"
    import_paths(corpus, [new], standing="in-force")
    assert standing(corpus, "old", "2023-01-01").standing == "repealed"
