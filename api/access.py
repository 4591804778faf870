"""Who is asking, and what they may do: a route takes `ReaderOf`, `EditorOf` or `AdminOf`.

A key comes as `Authorization: Bearer`, or by the cookie that signing in with one has set. A
corpus that has never had a key is open to this machine alone: to requests that came to a
loopback address, through no proxy. What changes something by a cookie needs the CSRF token
too, in `X-CSRF-Token` or, on the web pages, in the form's field `csrf`.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from api.deps import Shelf, shelf_of
from api.errors import Denied
from corpus import audit, keys
from corpus.keys import ROLES, Key, Role

COOKIE = "dutymap"
COOKIE_SECONDS = 12 * 3600
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_PROXIED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")

How = Literal["key", "cookie", "loopback", "open"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is asking: `name` is the key's, `how` they came in; `id` is the key's, or where
    there is none the address."""

    name: str
    role: Role
    how: How
    id: str

    def may(self, role: Role) -> bool:
        """Whether this visitor may do what `role` may."""
        return ROLES.index(self.role) >= ROLES.index(role)


async def _visitor(request: Request) -> Visitor:
    """The visitor, known by the first request that asks. Raises Denied."""
    shelf = shelf_of(request)
    visitor = _by_key(shelf, request) or _by_cookie(shelf, request) or _without(shelf, request)
    audit.origin.set(address(request))
    request.state.visitor = visitor
    if visitor.how != "loopback":
        wait = shelf.rates.take(visitor.id)
        if wait:
            raise _too_often(wait, shelf.service.rate)
    return visitor


async def reader(visitor: Annotated[Visitor, Depends(_visitor)]) -> Visitor:
    """Who may read: anyone who was let in."""
    return visitor


async def editor(request: Request, visitor: Annotated[Visitor, Depends(_visitor)]) -> Visitor:
    """Who may import, correct and judge. Raises Denied."""
    return _checked(request, visitor, "editor")


async def admin(request: Request, visitor: Annotated[Visitor, Depends(_visitor)]) -> Visitor:
    """Who may read the audit log too. Raises Denied."""
    return _checked(request, visitor, "admin")


ReaderOf = Annotated[Visitor, Depends(reader)]
EditorOf = Annotated[Visitor, Depends(editor)]
AdminOf = Annotated[Visitor, Depends(admin)]


def address(request: Request) -> str:
    """The address that the request came from."""
    return request.client.host if request.client else "unknown"


def _by_key(shelf: Shelf, request: Request) -> Visitor | None:
    told = request.headers.get("authorization")
    if told is None:
        return None
    scheme, _, printed = told.partition(" ")
    key = keys.of_printed(shelf.corpus(), printed.strip()) if scheme.lower() == "bearer" else None
    if key is None:
        raise _unknown("The key is not known, or was revoked.", "密钥不对，或已被撤销。")
    return _visitor_of(shelf, key, "key")


def _by_cookie(shelf: Shelf, request: Request) -> Visitor | None:
    """None too for a cookie that is forged or too old: the browser is asked to sign in."""
    told = request.cookies.get(COOKIE)
    if told is None:
        return None
    try:
        own_id = _signer(shelf).loads(told, max_age=COOKIE_SECONDS)[0]
    except BadSignature:
        return None
    key = keys.of_id(shelf.corpus(), own_id)
    return None if key is None else _visitor_of(shelf, key, "cookie")


def _without(shelf: Shelf, request: Request) -> Visitor:
    own_id = address(request)
    proxied = shelf.service.proxies or any(name in request.headers for name in _PROXIED)
    if shelf.service.loopback and not proxied and not shelf.has_keys():
        return Visitor("loopback", "admin", "loopback", own_id)
    if shelf.service.open_reading:
        return Visitor("open", "reader", "open", own_id)
    raise _unknown("A key is needed: Authorization: Bearer …", "请先用密钥登录。")


def _visitor_of(shelf: Shelf, key: Key, how: How) -> Visitor:
    shelf.uses.note(key.id)
    return Visitor(key.name, key.role, how, key.id)


def _checked(request: Request, visitor: Visitor, role: Role) -> Visitor:
    if not visitor.may(role):
        if visitor.how == "open":
            raise _unknown("A key is needed: Authorization: Bearer …", "请先用密钥登录。")
        detail = f"The key has the role {visitor.role}; this needs {role}."
        raise Denied(403, detail, "这个密钥没有做这件事的权限，请向管理员要。")
    if visitor.how == "cookie" and request.url.path.startswith("/api/"):
        check_csrf(request, visitor, request.headers.get("x-csrf-token", ""))
    return visitor


def csrf_token(request: Request, visitor: Visitor) -> str:
    """What a form of this visitor carries, so that no other site's page can send it."""
    return str(_signer(shelf_of(request), "csrf").dumps(_whose(request, visitor)))


def check_csrf(request: Request, visitor: Visitor, token: str) -> None:
    """Hold a token against its visitor where the request changes something. Raises Denied."""
    if request.method in SAFE_METHODS or visitor.how == "key":
        return
    try:
        signed = _signer(shelf_of(request), "csrf").loads(token, max_age=COOKIE_SECONDS)
    except BadSignature:
        signed = None
    if signed != _whose(request, visitor):
        detail = "The CSRF token is missing, or of another session."
        raise Denied(403, detail, "页面已过期，请回到首页重新操作。")


async def page(request: Request, visitor: ReaderOf) -> None:
    """For the web pages: what they are rendered with, and the token of the header (htmx) or of
    the form where one changes something. Raises Denied."""
    request.state.csrf = csrf_token(request, visitor)
    if request.method in SAFE_METHODS or visitor.how == "key":
        return
    token = request.headers.get("x-csrf-token")
    if token is None:
        token = str((await request.form()).get("csrf", ""))
    check_csrf(request, visitor, token)


def sign_in(request: Request, printed: str) -> str:
    """The cookie that stands for a key. Raises Denied where no such key holds."""
    shelf = shelf_of(request)
    wait = shelf.tries.take(address(request))
    if wait:
        raise _too_often(wait, shelf.tries.rate)
    key = keys.of_printed(shelf.corpus(), printed.strip())
    if key is None:
        raise Denied(403, "The key is not known, or was revoked.", "密钥不对，或已被撤销。")
    return str(_signer(shelf).dumps([key.id, secrets.token_hex(8)]))


def _whose(request: Request, visitor: Visitor) -> str:
    """The session: that of the cookie, or all without one, who share what is open to them."""
    return request.cookies[COOKIE] if visitor.how == "cookie" else visitor.how


def _signer(shelf: Shelf, salt: str = "cookie") -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(shelf.cookie_secret(), salt=salt)


def _unknown(detail: str, said: str) -> Denied:
    return Denied(401, detail, said, {"WWW-Authenticate": 'Bearer realm="dutymap"'})


def _too_often(wait: float, rate: int) -> Denied:
    detail = f"At most {rate} requests a minute; try again in {wait:.0f} s."
    return Denied(429, detail, f"请求太频繁（每分钟最多 {rate} 次），请稍后再试。", _later(wait))


def _later(wait: float) -> dict[str, str]:
    return {"Retry-After": str(max(1, round(wait)))}
