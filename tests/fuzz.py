"""Broken variants of files: bytes flipped, cut out, spliced; the same seed, the same bytes."""

from __future__ import annotations

import io
import random
import zipfile

from tests.ofd import zipped

MOST = 64  # places changed in one variant


def variant(data: bytes, seed: int) -> bytes:
    """A broken variant of a file; every second one of a package is broken within a member."""
    chance = random.Random(seed)
    if data.startswith(b"PK") and seed % 2:
        return repacked(data, chance)
    return broken(data, chance)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A package one of whose members is broken, whole as a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(sorted(parts))
    parts[name] = broken(bytes(parts[name]), chance)  # type: ignore[arg-type]
    return zipped(parts)


def broken(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one kind of damage, or several."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3))):
        chance.choice((flip, cut, splice, blank))(made, chance)
    return bytes(made)


def flip(made: bytearray, chance: random.Random) -> None:
    """Change up to MOST bytes."""
    for _ in range(chance.randint(1, MOST) if made else 0):
        made[chance.randrange(len(made))] = chance.randrange(256)


def cut(made: bytearray, chance: random.Random) -> None:
    """Take out a part, or all from a place on."""
    start = chance.randrange(len(made) + 1)
    end = len(made) if chance.random() < 0.5 else start + chance.randrange(len(made) // 8 + 1)
    del made[start:end]


def splice(made: bytearray, chance: random.Random) -> None:
    """Copy a part to another place."""
    start = chance.randrange(len(made) + 1)
    part = made[start : start + chance.randrange(len(made) // 8 + 1)]
    place = chance.randrange(len(made) + 1)
    made[place:place] = part


def blank(made: bytearray, chance: random.Random) -> None:
    """Fill a part with one byte."""
    start = chance.randrange(len(made) + 1)
    size = min(len(made) - start, chance.randrange(512))
    made[start : start + size] = bytes([chance.choice((0, 0x20, 0x39, 0xFF))]) * size
