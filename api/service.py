"""What the service allows, by the environment: DUTYMAP_ and the field's name in capitals.

Read by `serve` alone, whose options come before the environment. The table of all settings is
docs/settings.md.
"""

from __future__ import annotations

import ipaddress
import socket
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.logs import Level
from api.settings import BadSetting

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
PREFIX = "DUTYMAP_"
MB = 1_000_000

Names = Annotated[tuple[str, ...], NoDecode]


class Service(BaseSettings):
    """How the service listens and what it refuses; a frozen value."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    host: str = "127.0.0.1"  # the address that is listened on
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    hosts: Names = ()  # further names by which the service is called
    proxies: Names = ()  # addresses whose X-Forwarded-For is believed
    open_reading: bool = False  # whether one may read without a key
    workers: Annotated[int, Field(ge=0, le=64)] = 1  # processes that import
    upload_mb: Annotated[int, Field(ge=1, le=10_000)] = 50  # of one request
    upload_files: Annotated[int, Field(ge=1, le=1000)] = 50  # of one request
    upload_pages: Annotated[int, Field(ge=1)] = 2000  # of one file
    queue: Annotated[int, Field(ge=1)] = 500  # files that wait or are being read
    rate: Annotated[int, Field(ge=1)] = 6000  # requests a minute of one key, or address
    body_seconds: Annotated[float, Field(gt=0)] = 120  # in which a request must have come
    head_seconds: Annotated[float, Field(gt=0)] = 10  # in which its head must
    connections: Annotated[int, Field(ge=1)] = 200  # at the same time
    log: Level = "errors"  # or every request too
    room_mb: Annotated[int, Field(ge=0)] = 200  # of free disk, below which nothing is taken

    @field_validator("hosts", "proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        return is_loopback(self.host)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The hosts that a request may name, in small letters; where others can reach the
        service, any address too (`called`), for no other site can own one."""
        own = () if self.loopback else (self.host, socket.gethostname())
        return tuple(name.lower() for name in (*LOOPBACK, *own, *self.hosts))

    def called(self, host: str) -> bool:
        """Whether the service is reached by this Host header; other names are those of sites
        that point at it, to read it with a visitor's browser (DNS rebinding)."""
        name, colon, port = host.lower().rpartition(":")
        if not (colon and port.isdecimal()):
            name = host.lower()
        return name in self.names or (not self.loopback and _is_address(name))


def service_of(**given: Any) -> Service:
    """The environment's settings, with what was `given` (None: not) before them.

    Raises BadSetting.
    """
    try:
        return Service(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        fault = error.errors()[0]
        name = PREFIX + str(fault["loc"][0]).upper()
        raise BadSetting(
            f"{name}：{fault['input']} 不能用（{fault['msg']}），请改正或去掉"
        ) from error


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is this machine's own, for itself alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
