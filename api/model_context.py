"""The Model Context Protocol within the service, begun when somebody first asks for it: most
offices never do, and its library takes long to load."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from anyio import to_thread

from api.deps import Shelf
from mapping.reference import load_reference

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager


class ModelContext:
    """What answers at /mcp as long as the service runs."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._beginning = asyncio.Lock()
        self._up, self._over = asyncio.Event(), asyncio.Event()
        self._manager: StreamableHTTPSessionManager | None = None
        self._serving: asyncio.Task[None] | None = None

    async def manager(self) -> StreamableHTTPSessionManager:
        """The protocol's own application, begun at the first call."""
        async with self._beginning:
            if self._manager is None:
                manager = await to_thread.run_sync(self._made)
                self._serving = asyncio.create_task(self._serve(manager))
                await self._up.wait()
                self._manager = manager
        return self._manager

    async def close(self) -> None:
        """End what was begun."""
        self._over.set()
        if self._serving is not None:
            await self._serving

    async def _serve(self, manager: StreamableHTTPSessionManager) -> None:
        async with manager.run():
            self._up.set()
            await self._over.wait()

    def _made(self) -> StreamableHTTPSessionManager:
        """Hosts and origins are the guard's business."""
        from mcp.server.transport_security import TransportSecuritySettings

        from api.mcp import make_server

        server = make_server(self._shelf.corpus, self._shelf.settings, load_reference())
        server.streamable_http_app(
            stateless_http=True,
            json_response=True,
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        return server.session_manager
