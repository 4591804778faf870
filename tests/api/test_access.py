"""Who gets in: keys, roles, cookies, CSRF tokens, and what is open without a key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.access import COOKIE, AdminOf, EditorOf, ReaderOf, Visitor
from api.app import create_app
from api.service import Service
from api.settings import Settings
from corpus import keys
from corpus.keys import ROLES, BadKey, Role
from corpus.store import Corpus

HERE = "http://127.0.0.1:8000"
ELSEWHERE = "192.0.2.7"  # an address to listen on that is no loopback
ADDRESS = f"http://{ELSEWHERE}:8000"
Serve = Callable[..., AbstractContextManager[TestClient]]


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "corpus") as corpus:
        yield corpus


def app_of(corpus: Corpus, service: Service) -> FastAPI:
    """The service with a route for each role that tells who is asking."""
    app = create_app(Settings(corpus.folder), service)

    @app.get("/api/v1/read")
    def read(visitor: ReaderOf) -> Visitor:
        return visitor

    @app.post("/api/v1/edit")
    def edit(visitor: EditorOf) -> Visitor:
        return visitor

    @app.post("/api/v1/govern")
    def govern(visitor: AdminOf) -> Visitor:
        return visitor

    return app


def client(corpus: Corpus, base: str = HERE, **service: object) -> TestClient:
    app = app_of(corpus, Service(**service))  # type: ignore[arg-type]
    return TestClient(app, base_url=base, follow_redirects=False)


def bearer(printed: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {printed}"}


def statuses(client: TestClient, headers: dict[str, str] | None = None) -> list[int]:
    return [
        client.get("/api/v1/read", headers=headers).status_code,
        client.post("/api/v1/edit", headers=headers).status_code,
        client.post("/api/v1/govern", headers=headers).status_code,
    ]


def test_on_loopback_without_a_key_all_is_open(corpus: Corpus) -> None:
    asked = client(corpus)
    assert statuses(asked) == [200, 200, 200]
    assert asked.get("/api/v1/read").json()["how"] == "loopback"


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_what_came_through_a_proxy_is_not_of_this_machine(corpus: Corpus, header: str) -> None:
    assert statuses(client(corpus), {header: "192.0.2.9"}) == [401, 401, 401]
    assert statuses(client(corpus, proxies=("127.0.0.1",))) == [401, 401, 401]


@pytest.mark.parametrize(
    ("role", "expected"),
    [("reader", [200, 403, 403]), ("editor", [200, 200, 403]), ("admin", [200, 200, 200])],
)
def test_a_key_opens_what_its_role_may(corpus: Corpus, role: Role, expected: list[int]) -> None:
    printed = keys.add(corpus, "林小青", role, by="test")
    asked = client(corpus)
    assert statuses(asked, bearer(printed)) == expected
    assert statuses(asked) == [401, 401, 401]
    told = asked.get("/api/v1/read", headers=bearer(printed)).json()
    assert (told["name"], told["role"], told["how"]) == ("林小青", role, "key")


def test_a_refusal_says_what_is_needed_and_never_the_key(corpus: Corpus) -> None:
    printed = keys.add(corpus, "a", "reader", by="test")
    refused = client(corpus).post("/api/v1/govern", headers=bearer(printed))
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["detail"] == "The key has the role reader; this needs admin."
    unknown = client(corpus).get("/api/v1/read", headers=bearer(printed + "x"))
    assert unknown.headers["www-authenticate"].startswith("Bearer")
    assert printed not in unknown.text


def test_a_revoked_key_opens_nothing_from_then_on(corpus: Corpus) -> None:
    printed = keys.add(corpus, "a", "admin", by="test")
    asked = client(corpus)
    assert statuses(asked, bearer(printed)) == [200, 200, 200]
    keys.revoke(corpus, "a", by="test")
    assert statuses(asked, bearer(printed)) == [401, 401, 401]
    assert statuses(asked) == [401, 401, 401]  # not open again since the last key is gone


@pytest.mark.parametrize(
    "change",
    [
        lambda printed: "",
        lambda printed: printed[:-1],
        lambda printed: printed[:-1] + ("A" if printed[-1] != "A" else "B"),
        lambda printed: printed.upper(),
        lambda printed: re.sub("_[0-9a-f]{12}_", "_000000000000_", printed),
        lambda printed: "dutymap_' OR 1=1 --_" + "A" * 43,
        lambda printed: printed.replace("dutymap", "Basic"),
        lambda printed: "\u0661" * 12,
    ],
)
def test_a_key_that_is_not_the_one_is_refused(corpus: Corpus, change: Callable[[str], str]) -> None:
    printed = keys.add(corpus, "a", "admin", by="test")
    headers = {"Authorization": f"Bearer {change(printed)}".encode()}
    assert client(corpus).get("/api/v1/read", headers=headers).status_code == 401  # type: ignore[arg-type]


def test_elsewhere_a_key_is_needed_and_open_reading_opens_reading_alone(corpus: Corpus) -> None:
    assert statuses(client(corpus, ADDRESS, host=ELSEWHERE)) == [401, 401, 401]
    assert statuses(client(corpus, ADDRESS, host=ELSEWHERE, open_reading=True)) == [200, 401, 401]
    printed = keys.add(corpus, "a", "editor", by="test")
    opened = client(corpus, ADDRESS, host=ELSEWHERE, open_reading=True)
    assert statuses(opened, bearer(printed)) == [200, 200, 403]


def test_only_the_hash_of_a_key_is_kept(corpus: Corpus) -> None:
    printed = keys.add(corpus, "a", "admin", by="test")
    corpus.close()
    stored = b"".join(path.read_bytes() for path in corpus.folder.iterdir() if path.is_file())
    assert printed.rpartition("_")[2].encode() not in stored
    assert printed.split("_")[1].encode() in stored


def test_names_of_keys_are_names_and_held_once(corpus: Corpus) -> None:
    keys.add(corpus, "a", "reader", by="test")
    for name in ("a", "", "a b", "a\nb", "x" * 65, "<b>"):
        with pytest.raises(BadKey):
            keys.add(corpus, name, "reader", by="test")
    keys.revoke(corpus, "a", by="test")
    with pytest.raises(BadKey):
        keys.revoke(corpus, "a", by="test")
    keys.add(corpus, "a", "reader", by="test")
    assert [key.revoked_at is None for key in keys.listed(corpus)].count(True) == 1
    assert [entry.action for entry in corpus.trail()] == ["key-add", "key-revoke", "key-add"]


def signed_in(corpus: Corpus, role: Role) -> TestClient:
    printed = keys.add(corpus, role, role, by="test")
    browser = client(corpus)
    answer = browser.post("/sign-in", data={"key": printed, "next": "/"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and printed not in cookie
    return browser


def token(browser: TestClient) -> str:
    return re.findall(r'name="csrf" value="([^"]+)"', browser.get("/imports").text)[0]


def test_a_page_leads_to_signing_in_and_back(corpus: Corpus) -> None:
    keys.add(corpus, "a", "reader", by="test")
    away = client(corpus).get("/")
    assert (away.status_code, away.headers["location"]) == (303, "/sign-in?next=%2F")
    assert client(corpus).get("/sign-in").status_code == 200


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example", "/\\evil", "/\r\nX: y"]
)
def test_signing_in_leads_nowhere_else(corpus: Corpus, wanted: str) -> None:
    printed = keys.add(corpus, "a", "reader", by="test")
    answer = client(corpus).post("/sign-in", data={"key": printed, "next": wanted})
    assert answer.headers["location"] == "/"


def test_a_cookie_opens_what_its_key_does(corpus: Corpus) -> None:
    browser = signed_in(corpus, "editor")
    headers = {"X-CSRF-Token": token(browser)}
    assert statuses(browser, headers) == [200, 200, 403]
    assert browser.get("/api/v1/read").json()["how"] == "cookie"
    keys.revoke(corpus, "editor", by="test")
    assert statuses(browser, headers) == [401, 401, 401]


def test_a_cookie_changes_nothing_without_its_csrf_token(corpus: Corpus) -> None:
    browser, other = signed_in(corpus, "editor"), signed_in(corpus, "admin")
    for headers in ({}, {"X-CSRF-Token": "x"}, {"X-CSRF-Token": token(other)}):
        assert browser.post("/api/v1/edit", headers=headers).status_code == 403
        assert browser.post("/sign-out", headers=headers).status_code == 403
    assert browser.post("/sign-out", data={"csrf": token(browser)}).status_code == 303
    assert browser.get("/").status_code == 303


def test_a_forged_cookie_opens_nothing(corpus: Corpus) -> None:
    browser = signed_in(corpus, "admin")
    cookie = browser.cookies[COOKIE]
    for forged in (cookie[:-2], cookie.swapcase(), "x", cookie.split(".")[0]):
        asked = client(corpus)
        asked.cookies.set(COOKIE, forged)
        assert statuses(asked) == [401, 401, 401]


def test_forms_on_loopback_without_a_key_need_the_token_too(corpus: Corpus) -> None:
    browser = client(corpus)
    files = {"file": ("a.txt", b"x")}
    assert browser.post("/imports", files=files).status_code == 403
    answer = browser.post("/imports", files=files, data={"csrf": token(browser)})
    assert answer.status_code != 403


def test_guessing_keys_to_sign_in_is_slowed_down(corpus: Corpus) -> None:
    keys.add(corpus, "a", "reader", by="test")
    browser = client(corpus)
    found = [browser.post("/sign-in", data={"key": "x"}) for _ in range(8)]
    assert {answer.status_code for answer in found} == {403, 429}
    assert int(found[-1].headers["retry-after"]) >= 1


def test_each_key_has_its_own_rate(corpus: Corpus) -> None:
    one, other = (bearer(keys.add(corpus, name, "reader", by="test")) for name in "ab")
    asked = client(corpus, rate=10)
    found = [asked.get("/api/v1/read", headers=one) for _ in range(8)]
    assert [answer.status_code for answer in found] == [200] * 5 + [429] * 3
    assert "10 requests a minute" in found[-1].json()["detail"]
    assert int(found[-1].headers["retry-after"]) >= 1
    assert asked.get("/api/v1/read", headers=other).status_code == 200


@pytest.mark.parametrize(
    ("host", "served", "status"),
    [
        ("127.0.0.1:8000", "127.0.0.1", 200),
        ("LOCALHOST:8000", "127.0.0.1", 200),
        ("[::1]:8000", "::1", 200),
        ("elsewhere.example", "127.0.0.1", 400),
        ("127.0.0.1.elsewhere.example", "127.0.0.1", 400),
        ("192.0.2.7:8000", "127.0.0.1", 400),
        ("192.0.2.7:8000", "0.0.0.0", 200),
        ("elsewhere.example", "0.0.0.0", 400),
        ("duty.example:8000", "0.0.0.0", 200),
        ("", "127.0.0.1", 400),
    ],
)
def test_the_host_must_be_one_that_is_served(
    corpus: Corpus, host: str, served: str, status: int
) -> None:
    asked = client(corpus, host=served, hosts=("duty.example",))
    assert asked.get("/healthz", headers={"host": host}).status_code == status


def test_every_role_may_what_the_ones_before_it_may() -> None:
    for number, role in enumerate(ROLES):
        visitor = Visitor("a", role, "key", "1")
        assert [visitor.may(other) for other in ROLES] == [n <= number for n in range(len(ROLES))]
