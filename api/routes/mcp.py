"""/mcp: the tools and resources of api/mcp.py over streamable HTTP, for who may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.types import Receive, Scope, Send

from api.model_context import ModelContext

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

router = APIRouter(include_in_schema=False)


class Handed(Response):
    """Hands the request on to the protocol's own application."""

    def __init__(self, manager: StreamableHTTPSessionManager) -> None:
        super().__init__()
        self._manager = manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer, as the protocol gives it."""
        await self._manager.handle_request(scope, receive, send)


@router.api_route("/mcp", methods=["GET", "POST", "DELETE"])
async def mcp(request: Request) -> Response:
    """Every message of the protocol; no state is kept between them."""
    context: ModelContext = request.app.state.mcp
    return Handed(await context.manager())
