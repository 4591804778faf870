"""The tools and resources for language models, by the SDK's own client over both transports."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent, TextResourceContents

from api import citation
from corpus.store import Corpus
from tests.api.conftest import QINGHE
from tests.api.served import add_keys, served

TOOLS = {
    *("ask", "search_assignments", "compare", "findings", "check_draft", "get_provision"),
    "verify_citation",
}


@pytest.fixture(scope="module")
def service(
    sampled: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str, Path]]:
    """An address, a reader's key, and the corpus behind both."""
    folder = Path(shutil.copytree(sampled, tmp_path_factory.mktemp("mcp") / "corpus"))
    key = add_keys(folder)["reader"]
    with served(folder, "--workers", "0") as address:
        yield f"{address}/mcp", key, folder


@asynccontextmanager
async def connected(way: str, service: tuple[str, str, Path]) -> AsyncIterator[Client]:
    address, key, folder = service
    if way == "stdio":
        command = ["-m", "api.cli", "--corpus", str(folder), "mcp"]
        server = StdioServerParameters(command=sys.executable, args=command, cwd=Path.cwd())
        async with Client(server) as client:
            yield client
        return
    headers = {"Authorization": f"Bearer {key}"}
    async with (
        httpx2.AsyncClient(headers=headers, timeout=60) as http,
        Client(streamable_http_client(address, http_client=http)) as client,
    ):
        yield client


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, answer
    (content,) = answer.content
    assert isinstance(content, TextContent)
    told: dict[str, Any] = json.loads(content.text)
    assert answer.structured_content in (told, {"result": told})
    return told


async def read(client: Client, uri: str) -> Any:
    (content,) = (await client.read_resource(uri)).contents
    assert isinstance(content, TextResourceContents)
    return json.loads(content.text)


@pytest.mark.parametrize("way", ["stdio", "http"])
def test_every_tool_and_resource_answers(way: str, service: tuple[str, str, Path]) -> None:
    async def ask_all() -> None:
        async with connected(way, service) as client:
            assert {tool.name for tool in (await client.list_tools()).tools} == TOOLS
            await answers_and_refusals(client)
            await beside_one_another(client)
            await texts(client)

    asyncio.run(ask_all())


async def answers_and_refusals(client: Client) -> None:
    told = await call(client, "ask", question="查询婚姻登记信息找哪个部门", place="青禾县")
    assert (told["status"], told["answers"][0]["agency"]) == ("answered", "civil-affairs")
    told = await call(client, "ask", question="查询律师信息找哪个部门", place="双桂县")
    assert (told["status"], told["answers"]) == ("not-assigned", [])
    told = await call(client, "ask", question="查询律师信息找哪个部门", place="公安县")
    assert (told["status"], told["answers"]) == ("not-covered", [])
    told = await call(client, "ask", question="今天天气怎么样", place="青禾县")
    assert (told["status"], told["answers"]) == ("not-understood", [])
    told = await call(client, "search_assignments", place="青禾县", measure="query.marriage")
    assert [each["agency"] for each in told["items"]] == ["civil-affairs"]
    for tool in ("search_assignments", "findings"):
        told = await call(client, tool, place="无此县")
        assert told["status"] == "misnamed" and "无此县" in told["message"]


async def beside_one_another(client: Client) -> None:
    told = await call(client, "compare", names=["青禾县", "临溪市"], family="query")
    assert [each["name"] for each in told["jurisdictions"]] == ["青禾县", "临溪市"]
    told = await call(client, "findings", place="临溪市", limit=1)
    assert told["more"] and told["items"][0]["jurisdiction"]["name"] == "临溪市"
    told = await call(client, "check_draft", text=QINGHE, against=["临溪市"])
    assert told["against"] == ["linxi-2020"] and told["findings"]
    assert (await call(client, "check_draft", text="no Chinese"))["status"] == "unreadable"


async def texts(client: Client) -> None:
    told = await call(client, "get_provision", document="qinghe-2021", provision="第五条")
    (block, *_) = told["provisions"]
    duty = block["assignments"][0]
    assert block["text"][duty["start"] : duty["end"]] == duty["quote"]
    by_number = told["directive"]["number"]
    told = await call(
        client, "verify_citation", document=by_number, quote=duty["quote"], provision="第五条"
    )
    assert (told["status"], told["in_force"]) == ("verified", True)
    told = await call(client, "get_provision", document="qinghe-2021", provision="第九百条")
    assert told["status"] == "no-such-provision" and "第五条" in told["provisions"]
    whole = await read(client, "dutymap://directives/qinghe-2021")
    assert whole["number"] == by_number
    assert whole["id"] in [each["id"] for each in await read(client, "dutymap://directives")]


@pytest.mark.parametrize("key", [None, "dutymap_000000000000_wrong"])
def test_without_a_key_nothing_is_told(key: str | None, service: tuple[str, str, Path]) -> None:
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    headers = {"Accept": "application/json, text/event-stream"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    answer = httpx2.post(service[0], json=message, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("quote", "provision", "status"),
    [
        ("县民政局应当在3日内协助人民法院查询被执行人的婚姻登记信息", "第一条", "verified"),
        ("县民政局应当在３日内\n协助人民法院查询", "第一条", "verified"),
        ("县民政局应当在3日内协助人民法院查询", None, "verified"),
        ("县民政局应当在3日内协助人民法院查询", "第二条", "elsewhere"),
        ("县民政局应当在5日内协助人民法院查询婚姻登记信息", "第一条", "altered"),
        ("县卫生健康局负责疫情防控", "第一条", "not-found"),
        ("县民政局", "第九十条", "no-such-provision"),
        ("　", "第一条", "not-found"),
    ],
)
def test_what_becomes_of_a_quote(
    quote: str, provision: str | None, status: str, filled: Path
) -> None:
    with Corpus.open(filled) as corpus:
        stored = corpus.document("qinghe")
        assert stored is not None
        blocks = corpus.blocks("qinghe")
    found = citation.verify(stored, blocks, quote, provision, date(2024, 1, 1))
    assert found.status == status
    assert found.in_force
    if status == "altered":
        assert "在3日内" in (found.nearest or "")
