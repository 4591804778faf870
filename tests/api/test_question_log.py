from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import run
from api.settings import Settings
from corpus.store import Corpus

Capture = pytest.CaptureFixture[str]
MISSED = "两口子扯没扯证谁给看"


@pytest.fixture
def mine(filled: Path, tmp_path: Path) -> Path:
    """A copy that may be written."""
    return Path(shutil.copytree(filled, tmp_path / "mine"))


@pytest.fixture
def logging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DUTYMAP_QUESTION_LOG", "1")
    yield


def records(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def missed(corpus: Path, capsys: Capture) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["--corpus", str(corpus), "review", "questions", "--json"]) == 0
    return records(capsys)


def test_nothing_is_logged_unless_it_is_asked_for(mine: Path, capsys: Capture) -> None:
    run(["--corpus", str(mine), "ask", MISSED, "--in", "青禾县"])
    assert missed(mine, capsys) == []


@pytest.mark.usefixtures("logging")
def test_a_missed_question_becomes_an_everyday_name(mine: Path, capsys: Capture) -> None:
    ask = ["--corpus", str(mine), "ask", MISSED, "--in", "青禾县", "--json"]
    run(ask)
    run(ask)
    run(["--corpus", str(mine), "ask", "查询婚姻登记找谁", "--in", "青禾县"])
    (asked,) = missed(mine, capsys)
    assert (asked["question"], asked["place"], asked["times"]) == (MISSED, "青禾县", 2)
    assert set(asked) == {"id", "question", "place", "status", "day", "times"}
    keep = ["--corpus", str(mine), "review", "synonym", "query.marriage", "扯*证"]
    assert run([*keep, "--from", str(asked["id"])]) == 0
    capsys.readouterr()
    run(ask)
    (answer,) = records(capsys)
    assert answer["answers"][0]["agency"] == "civil-affairs"
    with Corpus.open(mine) as corpus:
        (synonym,) = corpus.synonyms()
        assert (synonym.measure, synonym.words, synonym.question) == (
            "query.marriage", "扯*证", MISSED,
        )  # fmt: skip


def test_a_running_service_knows_a_new_name_at_once(mine: Path) -> None:
    settings = Settings(mine, question_log=True)
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8000") as client:
        params = {"q": MISSED, "in": "青禾县"}
        assert client.get("/api/v1/ask", params=params).json()["status"] == "not-understood"
        run(["--corpus", str(mine), "review", "synonym", "query.marriage", "扯证"])
        run(["--corpus", str(mine), "review", "synonym", "query.marriage", "扯没扯证"])
        assert client.get("/api/v1/ask", params=params).json()["status"] == "answered"
        client.get("/", params=params)
    with Corpus.open(mine) as corpus:
        assert [asked.times for asked in corpus.missed_questions()] == [1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["query.nothing", "扯证"], "没有这个事项编号"),
        (["query.marriage", "证"], "at least 2"),
        (["query.marriage", "扯证", "--from", "99"], "没有这个问题"),
    ],
)
def test_wrong_names_are_refused(
    filled: Path, arguments: list[str], told: str, capsys: Capture
) -> None:
    assert run(["--corpus", str(filled), "review", "synonym", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_numbers_of_persons_are_not_kept(mine: Path) -> None:
    with Corpus.open(mine) as corpus:
        corpus.log_question("查53230119800101123X的婚姻，电话13800001111", None, "x", "2026-01-02")
        (asked,) = corpus.missed_questions()
    assert asked.question == "查…的婚姻，电话…"
    assert asked.place is None
