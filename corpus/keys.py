"""Keys by which people and programs reach the service; only their hashes are kept.

A key is `dutymap_ID_SECRET`: ID finds its row, SECRET has 256 random bits, so that one round
of SHA-256 keeps it as well as any slow hash would. Once there has been a key, the corpus is
never open without one again, also when the last was revoked.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from sqlalchemy import RowMapping, Select, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from corpus import audit
from corpus.ledger import keys, marks
from corpus.store import Corpus

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may do what those before it may

_PRINTED = re.compile(r"dutymap_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")
_NAME = re.compile(r"[\w.@-]{1,64}")
_SECRET = "cookie-secret"  # noqa: S105 - the name of the row that holds it


class BadKey(Exception):
    """A key cannot be made or revoked; the message is one Chinese line for a person."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key without its secret. Times are ISO 8601 in UTC; `last_used` is a minute or two
    behind, None where it was never used; `revoked_at` None while it holds."""

    id: str
    name: str
    role: Role
    made_at: str
    last_used: str | None
    revoked_at: str | None


def add(corpus: Corpus, name: str, role: Role, by: str) -> str:
    """Make a key and give it as printed, this once. Raises BadKey where a key that holds has
    the name, or the name is none."""
    if not _NAME.fullmatch(name):
        raise BadKey(f"{name}：名字只能有文字、数字和 . _ @ -，最多 64 个字")
    own_id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    row = {"id": own_id, "name": name, "role": role, "hash": _hash(secret), "made_at": _now()}
    with corpus.database.writing() as connection:
        if connection.execute(_holding().where(keys.c.name == name)).first():
            raise BadKey(f"{name}：已有这个名字的密钥，请换名，或先用 `dutymap key revoke` 撤销")
        connection.execute(insert(keys), row)
        audit.note(connection, by, "key-add", "", {"key": own_id, "name": name, "role": role})
    return f"dutymap_{own_id}_{secret}"


def revoke(corpus: Corpus, name: str, by: str) -> None:
    """End a key: it opens nothing any more. Raises BadKey where none that holds has the name."""
    with corpus.database.writing() as connection:
        row = connection.execute(_holding().where(keys.c.name == name)).mappings().first()
        if row is None:
            raise BadKey(f"{name}：没有这个名字的有效密钥，`dutymap key list` 列出全部密钥")
        connection.execute(update(keys).where(keys.c.id == row["id"]).values(revoked_at=_now()))
        audit.note(connection, by, "key-revoke", "", {"key": row["id"], "name": name})


def listed(corpus: Corpus) -> tuple[Key, ...]:
    """Every key there ever was, the oldest first."""
    query = select(keys).order_by(keys.c.made_at, keys.c.id)
    with corpus.database.reading() as connection:
        return tuple(map(_key, connection.execute(query).mappings()))


def any_made(corpus: Corpus) -> bool:
    """Whether there has ever been a key."""
    with corpus.database.reading() as connection:
        return connection.scalar(select(keys.c.id).limit(1)) is not None


def of_printed(corpus: Corpus, printed: str) -> Key | None:
    """The key that holds and reads so; None where there is none."""
    parts = _PRINTED.fullmatch(printed)
    own_id, secret = parts.groups() if parts else ("", "")
    with corpus.database.reading() as connection:
        row = connection.execute(_holding().where(keys.c.id == own_id)).mappings().first()
    kept = row["hash"] if row else _hash("")
    same = hmac.compare_digest(kept, _hash(secret))  # compared also where there is no such key
    return _key(row) if row and same else None


def of_id(corpus: Corpus, own_id: str) -> Key | None:
    """The key with this id, if it holds."""
    with corpus.database.reading() as connection:
        row = connection.execute(_holding().where(keys.c.id == own_id)).mappings().first()
    return _key(row) if row else None


def used(corpus: Corpus, times: Mapping[str, str]) -> None:
    """Note when keys (by id) were last used, ISO 8601 in UTC."""
    with corpus.database.writing() as connection:
        for own_id, at in times.items():
            connection.execute(update(keys).where(keys.c.id == own_id).values(last_used=at))


def cookie_secret(corpus: Corpus) -> str:
    """What cookies are signed with: random, the same for as long as the corpus lives."""
    query = select(marks.c.value).where(marks.c.key == _SECRET)
    with corpus.database.reading() as connection:
        if found := connection.scalar(query):
            return str(found)
    made = insert_or(marks).values(key=_SECRET, value=secrets.token_urlsafe(32))
    with corpus.database.writing() as connection:
        connection.execute(made.on_conflict_do_nothing())
        return str(connection.scalar(query))


def _holding() -> Select[tuple[Any, ...]]:
    return select(keys).where(keys.c.revoked_at.is_(None))


def _key(row: RowMapping) -> Key:
    return Key(**{name: row[name] for name in Key.__slots__})


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
