"""Repairs of what OCR broke, kept with their documents; a person accepts or refuses each.

A refused repair gives back the read words, and the document is mapped again. Decisions on
repairs are in the log of all decisions and hold for a later reading that has the same words
in the same surroundings. Every function works within the transaction of its caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from corpus import writing
from corpus.mapped import mapped
from corpus.reading import read_again
from corpus.schema import decisions, documents, repairs
from mapping.knowledge import SHIPPED, Knowledge
from mapping.model import Repair, RepairKey
from mapping.reference import load_reference

State = Literal["accepted", "refused"]
ACTIONS: dict[str, State] = {"keep-repair": "accepted", "refuse-repair": "refused"}
_VALUES = ("block", "start", "end", "read", "text", "rule", "confidence", "around")


def write(connection: Connection, own_id: str, found: Sequence[Repair]) -> None:
    """Keep the repairs of a document instead of those it had; one that it had keeps its id."""
    before = connection.execute(select(repairs).where(repairs.c.document == own_id)).mappings()
    numbers = {_key(row): row["id"] for row in before.all()}
    decided = _decided(connection, own_id)
    connection.execute(delete(repairs).where(repairs.c.document == own_id))
    rows = [
        {
            **{name: getattr(repair, name) for name in _VALUES},
            "document": own_id,
            "state": decided.get(repair.key),
            "id": numbers.pop(repair.key, None),
        }
        for repair in found
    ]
    if rows:
        connection.execute(insert(repairs), rows)


def refused(connection: Connection, own_id: str) -> frozenset[RepairKey]:
    """The repairs that people do not want of a document."""
    decided = _decided(connection, own_id)
    return frozenset(key for key, state in decided.items() if state == "refused")


def heed(connection: Connection, own_id: str, found: Sequence[Repair], by: Knowledge) -> None:
    """Map a document again where its new reading holds repairs that were refused before."""
    unwanted = refused(connection, own_id)
    if any(repair.key in unwanted and not repair.refused for repair in found):
        again(connection, own_id, by)


def again(connection: Connection, own_id: str, knowledge: Knowledge = SHIPPED) -> None:
    """Read the document's lines again with the repairs that hold now, and map it anew."""
    document = read_again(connection, own_id)
    assert document is not None
    told = connection.scalar(select(documents.c.told).where(documents.c.id == own_id))
    field = load_reference().field_of(writing.measures_of(connection, own_id))
    knowledge = replace(knowledge, field=field or knowledge.field)
    mapping = mapped(document, own_id, told, knowledge, refused(connection, own_id))
    writing.remap(connection, own_id, document, mapping, knowledge)
    write(connection, own_id, mapping.repairs)


def repair_row(connection: Connection, number: int) -> RowMapping | None:
    """The repair with this number; None where there is none."""
    query = select(repairs).where(repairs.c.id == number)
    return connection.execute(query).mappings().first()


def told(row: RowMapping) -> dict[str, Any]:
    """What a decision says of a repair."""
    return {name: row[name] for name in _VALUES}


def standing(connection: Connection, row: RowMapping) -> int | None:
    """The number of the decision that holds of a repair; None where there is none."""
    found = (
        one for one in _standing(connection, row["document"]) if _key(one["before"]) == _key(row)
    )
    return next((one["id"] for one in found), None)


def set_state(connection: Connection, number: int, state: State | None) -> None:
    """Note what was decided of a repair."""
    connection.execute(update(repairs).where(repairs.c.id == number).values(state=state))


def _decided(connection: Connection, own_id: str) -> dict[RepairKey, State]:
    return {_key(row["before"]): ACTIONS[row["action"]] for row in _standing(connection, own_id)}


def _standing(connection: Connection, own_id: str) -> Sequence[RowMapping]:
    """Decisions on repairs that no later one has replaced, the last first."""
    later = select(decisions.c.replaces).where(decisions.c.replaces.is_not(None))
    query = (
        select(decisions)
        .where(decisions.c.document == own_id, decisions.c.action.in_(ACTIONS))
        .where(decisions.c.id.not_in(later))
        .order_by(decisions.c.id.desc())
    )
    return connection.execute(query).mappings().all()


def _key(row: RowMapping | dict[str, Any]) -> RepairKey:
    return row["rule"], row["read"], row["text"], row["around"]
