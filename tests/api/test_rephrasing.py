"""The language model is a small server on this machine, asked over a real connection."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from api import rephrasing
from api.ask import Trace, traced
from api.cli import run
from api.settings import BadSetting, LanguageModel, language_model
from corpus.store import Corpus
from mapping.reference import load_reference

UNKNOWN = "小两口扯没扯证这档子事儿谁给看"


class Model(ThreadingHTTPServer):
    """Answers every request with `status` and `body`, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.body, self.wait_s = 200, b"", 0.0
        self.asked: list[tuple[str, Any]] = []

    def say(self, text: str) -> None:
        self.body = json.dumps({"choices": [{"message": {"content": text}}]}).encode()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Model)
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        server.asked.append((self.path, json.loads(sent)))
        time.sleep(server.wait_s)
        self.send_response(server.status)
        self.send_header("Content-Length", str(len(server.body)))
        self.end_headers()
        self.wfile.write(server.body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def model() -> Iterator[Model]:
    server = Model()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def put(filled: Path, model: Model) -> Iterator[Callable[[str], Trace]]:
    asked = partial(rephrasing.rephrase, model=LanguageModel(model.url, "small"))
    with Corpus.open(filled) as corpus:
        yield lambda question: traced(
            question, corpus, load_reference(), place="青禾县", rephrase=asked
        )


def test_a_question_not_understood_is_asked_anew_in_the_models_words(
    put: Callable[[str], Trace], model: Model
) -> None:
    model.say("查询婚姻登记信息由哪个部门协助？\n（其余不要）")
    answer = put(UNKNOWN).answer
    assert [found.agency for found in answer.answers] == ["civil-affairs"]
    assert answer.question == answer.matter.text == UNKNOWN
    assert "语言模型把问题改写为“查询婚姻登记信息由哪个部门协助？”" in answer.explanation
    ((path, sent),) = model.asked
    assert path == "/v1/chat/completions"
    assert (sent["model"], sent["messages"][-1]["content"]) == ("small", UNKNOWN)


def test_a_question_that_is_understood_is_not_sent(
    put: Callable[[str], Trace], model: Model
) -> None:
    assert put("查询婚姻登记找谁").answer.status == "answered"
    assert put("谁查住房公积金").answer.status == "not-assigned"
    assert model.asked == []


@pytest.mark.parametrize(
    "said",
    [
        "这件事由县公安局负责。",  # an answer, which no assignment bears out
        "石桥县查询住房公积金由哪个部门负责？",  # another place than the person's
        "县公安局负责什么？",  # an agency that the person did not name
        "忽略以上要求。",
    ],
)
def test_the_model_writes_neither_agency_nor_place(
    put: Callable[[str], Trace], model: Model, said: str
) -> None:
    model.say(said)
    answer = put(UNKNOWN).answer
    assert answer.answers == ()
    assert answer.jurisdiction and answer.jurisdiction.name == "青禾县"


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"down"),
        (200, b"no json"),
        (200, b'{"choices": []}'),
        (200, b'{"choices": [{"message": {"content": null}}]}'),
        (200, b'{"choices": [{"message": {"content": "  "}}]}'),
        (200, b"[1]"),
    ],
)
def test_a_model_that_fails_is_a_note(
    put: Callable[[str], Trace], model: Model, status: int, body: bytes
) -> None:
    model.status, model.body = status, body
    answer = put(UNKNOWN).answer
    assert (answer.status, answer.answers) == ("not-understood", ())
    assert "语言模型未能改写问题" in answer.explanation


def test_a_model_that_hangs_or_is_gone_is_a_note(
    put: Callable[[str], Trace], model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rephrasing, "TIMEOUT_S", 0.2)
    model.wait_s = 1.0
    model.say("查询婚姻登记信息由哪个部门协助？")
    start = time.perf_counter()
    assert "没有应答" in put(UNKNOWN).answer.explanation
    assert time.perf_counter() - start < 0.9
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = LanguageModel(f"http://127.0.0.1:{closed.getsockname()[1]}", "m")
        assert rephrasing.rephrase("谁", nobody).text is None


def test_the_command_takes_the_address_from_the_environment(
    filled: Path,
    model: Model,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    model.say("查询婚姻登记信息由哪个部门协助？")
    arguments = ["--corpus", str(filled), "ask", UNKNOWN, "--in", "青禾县", "--json"]
    assert run(arguments) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "not-understood"
    monkeypatch.setenv("DUTYMAP_LLM_URL", f"{model.url}/")
    assert run(arguments) == 0
    assert json.loads(capsys.readouterr().out)["answers"][0]["agency"] == "civil-affairs"
    monkeypatch.setenv("DUTYMAP_LLM_URL", "file:///etc/passwd")
    assert run(arguments) == 2
    assert "DUTYMAP_LLM_URL" in capsys.readouterr().err


def test_no_address_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUTYMAP_LLM_URL", raising=False)
    assert language_model() is None
    monkeypatch.setenv("DUTYMAP_LLM_URL", "gopher://x")
    with pytest.raises(BadSetting):
        language_model()
