"""What those who run the service are told: logs, metrics, readiness, settings."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import run
from api.logs import REQUESTS, JsonLines
from api.rates import Rates
from api.service import Service, service_of
from api.settings import BadSetting, Settings
from api.uses import Uses
from corpus import keys, worker
from corpus.store import Corpus
from tests.api.conftest import QINGHE

HERE = "http://127.0.0.1:8000"
QUESTION = "查询张三婚姻登记信息找哪个部门"


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "corpus") as corpus:
        yield corpus


@pytest.fixture
def client(corpus: Corpus) -> Iterator[TestClient]:
    app = create_app(Settings(corpus.folder), Service(workers=0))
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        yield client


def metric(client: TestClient, name: str) -> float:
    found = re.findall(rf"^{re.escape(name)} (\S+)$", client.get("/metrics").text, re.MULTILINE)
    assert len(found) == 1, name
    return float(found[0])


def test_requests_are_counted_by_route_and_the_corpus_by_what_is_in_it(
    corpus: Corpus, client: TestClient
) -> None:
    client.get("/api/v1/ask", params={"q": QUESTION})
    client.get("/nowhere/张三")
    for name, content in (("qinghe.txt", QINGHE), ("empty.txt", "")):
        client.post("/api/v1/imports", files={"files": (name, content.encode())})
    assert metric(client, 'dutymap_jobs{state="waiting"}') == 2
    worker.work(corpus, Event(), until_empty=True)
    assert metric(client, 'dutymap_jobs{state="done"}') == 1
    assert metric(client, 'dutymap_imports_total{status="imported"}') == 1
    assert metric(client, 'dutymap_imports_total{status="failed"}') == 1
    assert metric(client, 'dutymap_pages_total{ocr="no"}') == 1
    assert metric(client, "dutymap_documents") == 1
    ask = 'dutymap_requests_total{method="GET",route="/api/v1/ask",status="200"}'
    assert metric(client, ask) == 1
    assert metric(client, 'dutymap_request_seconds_count{route="/api/v1/ask"}') == 1
    assert metric(client, 'dutymap_requests_total{method="GET",route="other",status="404"}') == 1
    assert "张三" not in client.get("/metrics").text


def test_problems_are_counted_by_code(corpus: Corpus, client: TestClient) -> None:
    nowhere = QINGHE.replace("青禾县", "本地").encode()
    client.post("/api/v1/imports", files={"files": ("nowhere.txt", nowhere)})
    worker.work(corpus, Event(), until_empty=True)
    (stored,) = corpus.documents()
    for problem in stored.problems:
        assert metric(client, f'dutymap_problems{{code="{problem.code}"}}') >= 1
    assert stored.problems


def test_metrics_want_a_key_as_reading_does(corpus: Corpus, client: TestClient) -> None:
    key = keys.add(corpus, "prometheus", "reader", by="test")
    assert client.get("/metrics").status_code == 401
    headers = {"Authorization": f"Bearer {key}"}
    answer = client.get("/metrics", headers=headers)
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_full_disk_makes_the_service_unready(corpus: Corpus) -> None:
    app = create_app(Settings(corpus.folder), Service(workers=0, room_mb=10**9))
    with TestClient(app, base_url=HERE) as client:
        answer = client.get("/readyz")
        assert (answer.status_code, "1000000000 are kept" in answer.text) == (503, True)
        assert client.get("/healthz").status_code == 200
        assert client.get("/api/v1/ask", params={"q": "x"}).status_code == 200


def test_a_request_is_one_line_without_what_the_visitor_wrote(
    corpus: Corpus, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, REQUESTS)
    key = keys.add(corpus, "林小青", "reader", by="test")
    forged = QUESTION + '\n{"level": "error", "event": "forged"}\u2028\x85'
    headers = {"Authorization": f"Bearer {key}", "User-Agent": "x\u00e9".encode("latin-1")}
    answer = client.get("/api/v1/ask", params={"q": forged}, headers=headers)  # type: ignore[arg-type]
    (record,) = (record for record in caplog.records if record.name == REQUESTS)
    line = JsonLines().format(record)
    told = json.loads(line)
    assert len(line.splitlines()) == 1
    assert (told["route"], told["status"], told["key"]) == (
        "/api/v1/ask",
        200,
        keys.listed(corpus)[0].id,
    )
    assert told["request"] == answer.headers["x-request-id"]
    for private in ("张三", "forged", "林小青", "testclient", key):
        assert private not in line


def test_an_error_is_told_without_its_words() -> None:
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "odd\n%s", ("\u2028张三",), None)
    try:
        raise ValueError(f"no answer to {QUESTION}")
    except ValueError as error:
        record.exc_info = (ValueError, error, error.__traceback__)
    line = JsonLines().format(record)
    told = json.loads(line)
    assert (told["error"], told["event"]) == ("ValueError", "odd\n\u2028张三")
    assert "test_an_error_is_told" in told["trace"][0]
    assert QUESTION not in line and len(line.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "0"), ("PORT", "x"), ("UPLOAD_MB", "-1"), ("LOG", "all"), ("WORKERS", "1000")],
)
def test_a_setting_that_cannot_be_used_is_named(
    name: str,
    value: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(f"DUTYMAP_{name}", value)
    with pytest.raises(BadSetting, match=f"DUTYMAP_{name}"):
        service_of()
    assert run(["--corpus", str(tmp_path / "c"), "serve"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert f"DUTYMAP_{name}" in line and value in line


def test_options_come_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYMAP_PORT", "8001")
    monkeypatch.setenv("DUTYMAP_HOSTS", "Duty.example, 桌面")
    assert service_of(port=None).port == 8001
    assert service_of(port=8002).port == 8002
    assert service_of().called("duty.example:8001") and not service_of().called("example")


def test_serving_others_wants_a_key_or_open_reading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "c")
    assert run(["--corpus", folder, "serve", "--host", "192.0.2.7"]) == 2
    assert "key add" in capsys.readouterr().err
    assert run(["--corpus", folder, "key", "add", "a", "--role", "reader", "--by", "x"]) == 0
    printed = capsys.readouterr().out.strip()
    assert run(["--corpus", folder, "serve", "--host", "192.0.2.7"]) == 3  # not its address
    assert run(["--corpus", folder, "key", "list", "--json"]) == 0
    listed = capsys.readouterr().out
    assert json.loads(listed)["name"] == "a" and printed not in listed
    assert run(["--corpus", folder, "key", "revoke", "a", "--by", "x"]) == 0
    assert run(["--corpus", folder, "key", "revoke", "a", "--by", "x"]) == 2
    assert run(["--corpus", folder, "audit"]) == 0
    assert "key-revoke" in capsys.readouterr().out


def test_a_rate_fills_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("api.rates.time.monotonic", lambda: now[0])
    rates = Rates(60)
    waits = [rates.take("a") for _ in range(31)]
    assert waits[:30] == [0.0] * 30 and waits[30] == pytest.approx(1.0)
    now[0] += 1.1
    assert rates.take("a") == 0.0 and rates.take("a") > 0
    assert rates.take("b") == 0.0


def test_the_last_use_of_a_key_is_written_once_in_a_while(corpus: Corpus) -> None:
    key = keys.add(corpus, "a", "reader", by="test")
    app = create_app(Settings(corpus.folder), Service(workers=0))
    with TestClient(app, base_url=HERE, headers={"Authorization": f"Bearer {key}"}) as client:
        for _ in range(3):
            assert client.get("/api/v1/ask", params={"q": "x"}).status_code == 200
        assert keys.listed(corpus)[0].last_used is None
    assert keys.listed(corpus)[0].last_used is not None
    uses = Uses()
    uses.write(lambda times: pytest.fail("nothing was used"))
