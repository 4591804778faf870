"""People's decisions on what the machine read: entered, undone, and never lost.

An item is named by its id: `a17` an assignment, `d3` two documents that may be one, `p5`
a person's word whose quote is gone from the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from corpus import audit, duties, mending, rows
from corpus.merge import merge_documents
from corpus.model import Action, Filter, QueueItem, Unsure
from corpus.queue import Place
from corpus.queue import queue as read_queue
from corpus.reading import stored_reading
from corpus.schema import alike, assignments, bump, decisions
from corpus.store import Corpus
from mapping.knowledge import SHIPPED, Knowledge
from mapping.model import Assignment, Modality, Role

_ID = re.compile(r"([adpr])(\d{1,18})")
_ANY = Filter(drafts=True)


class Undecidable(ValueError):
    """A decision that cannot be entered; the message is one Chinese line for a person."""


class Unknown(Undecidable):
    """There is no item of that id."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What holds instead of what was read; None leaves a value as it is, and an empty
    deadline takes the deadline away."""

    agency: str | None = None
    measure: str | None = None
    role: Role | None = None
    modality: Modality | None = None
    deadline: str | None = None

    def of(self, duty: Assignment) -> Assignment:
        """The assignment with the corrected values."""
        measure = self.measure or duty.measure
        return replace(
            duty,
            agency=self.agency or duty.agency,
            measure=measure,
            role=self.role or duty.role,
            modality=self.modality or duty.modality,
            deadline=duty.deadline if self.deadline is None else self.deadline or None,
            act=duty.act if measure == duty.measure else "",
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Who decides, and a note for those who read it later."""

    by: str
    note: str | None = None


def queue(
    corpus: Corpus,
    wanted: Filter = _ANY,
    *,
    kind: Unsure | None = None,
    limit: int = 50,
    after: Place | None = None,
) -> tuple[QueueItem, ...]:
    """What a person should look at, the least sure first, behind the place `after`. Raises
    CorpusUnusable."""
    with corpus.database.reading() as connection:
        return read_queue(connection, wanted, kind, limit, after)


def accept(corpus: Corpus, item: str, person: Person) -> None:
    """Say that an assignment, or a repair, is right as it is shown. Raises Undecidable,
    CorpusUnusable."""
    if _parsed(item)[0] == "r":
        _on_repair(corpus, item, "keep-repair", person)
        return
    _on_duty(corpus, item, "accept", Correction(), person)


def correct(corpus: Corpus, item: str, correction: Correction, person: Person) -> None:
    """Say what an assignment ought to be. Raises Undecidable, CorpusUnusable."""
    _on_duty(corpus, item, "correct", correction, person)


def reject(corpus: Corpus, item: str, person: Person, *, knowledge: Knowledge = SHIPPED) -> None:
    """Say that an assignment is none, that two documents are not one, that a word whose quote
    is gone holds no more, or that a repair is wrong: then the read words stand again, and the
    directive is mapped anew with `knowledge`. Raises Undecidable, CorpusUnusable."""
    kind, number = _parsed(item)
    if kind == "a":
        _on_duty(corpus, item, "reject", None, person)
        return
    if kind == "r":
        _on_repair(corpus, item, "refuse-repair", person, knowledge)
        return
    with corpus.database.writing() as connection:
        if kind == "d":
            pair = _pair(connection, item, number)
            before = {"one": pair["one"], "other": pair["other"]}
            _log(connection, "apart", pair["one"], before, None, None, person)
            connection.execute(alike.delete().where(alike.c.id == number))
        else:
            _withdraw(connection, number, item, person)
        bump(connection)


def undo(corpus: Corpus, item: str, person: Person, *, knowledge: Knowledge = SHIPPED) -> None:
    """Let the machine's reading hold again, whatever was decided of it. Raises Undecidable,
    CorpusUnusable."""
    kind, number = _parsed(item)
    if kind == "r":
        _on_repair(corpus, item, "undo", person, knowledge)
        return
    with corpus.database.writing() as connection:
        if kind == "p":
            _withdraw(connection, number, item, person)
        elif kind == "a":
            row = _duty(connection, item, number)
            if row["review"] is None:
                raise Undecidable(f"{item}：还没有人作过决定，不用撤销")
            _withdraw(connection, row["review"]["decision"], item, person)
            _settle(connection, row["document"])
        else:
            raise Undecidable(f"{item}：两份文件的决定不能撤销；请重新导入其中一份")
        bump(connection)


def merge(corpus: Corpus, item: str, person: Person, *, keep: str | None = None) -> str:
    """Make two documents that are one directive one; the id of the one that stays.

    `keep` chooses it, else it is the one that is read more surely, and of two alike the one
    with more duties. The other's reading is kept among the older ones, and what people said
    of it holds for the one that stays. Raises Undecidable, CorpusUnusable.
    """
    kind, number = _parsed(item)
    if kind != "d":
        raise Undecidable(f"{item}：只有两份相近的文件（d…）可以合并")
    with corpus.database.writing() as connection:
        pair = _pair(connection, item, number)
        both = (pair["one"], pair["other"])
        if keep not in (None, *both):
            raise Undecidable(f"--keep {keep}：请在 {both[0]} 和 {both[1]} 中选一份")
        before = {"one": both[0], "other": both[1]}
        kept = merge_documents(connection, both, keep)
        _log(connection, "merge", kept, before, {"kept": kept}, None, person)
        bump(connection)
    return kept


def _on_duty(
    corpus: Corpus, item: str, action: Action, correction: Correction | None, person: Person
) -> None:
    kind, number = _parsed(item)
    if kind != "a":
        hint = "请用 review merge 或 review reject" if kind == "d" else "请用 review reject"
        raise Undecidable(f"{item}：不能这样决定；{hint}")
    with corpus.database.writing() as connection:
        row = _duty(connection, item, number)
        shown, review = rows.assignment(row), row["review"]
        after = None if correction is None else correction.of(shown)
        if after is not None:
            _refuse_twice(connection, row, after)
        earlier = review and review["decision"]
        before = rows.machine_reading(row) or _before(connection, earlier)
        written = rows.duty_row(after) if after else None
        log = rows.duty_row(before)
        _log(connection, action, row["document"], log, written, earlier, person)
        _settle(connection, row["document"])
        bump(connection)


def _on_repair(
    corpus: Corpus, item: str, action: Action, person: Person, knowledge: Knowledge = SHIPPED
) -> None:
    """Enter what a person says of a repair; the text is read again where that changes it."""
    with corpus.database.writing() as connection:
        row = mending.repair_row(connection, _parsed(item)[1])
        if row is None:
            raise _unknown(item)
        state, earlier = mending.ACTIONS.get(action), mending.standing(connection, row)
        if row["state"] == state:
            undone = "还没有人作过决定，不用撤销" if state is None else "已经这样决定过"
            raise Undecidable(f"{item}：{undone}")
        _log(connection, action, row["document"], mending.told(row), None, earlier, person)
        if "refused" in (row["state"], state):
            mending.again(connection, row["document"], knowledge)
        else:
            mending.set_state(connection, row["id"], state)
        bump(connection)
    corpus.refresh_vectors()


def _refuse_twice(connection: Connection, row: RowMapping, after: Assignment) -> None:
    """One provision gives one agency one measure once."""
    same = (
        select(assignments.c.id)
        .where(assignments.c.document == row["document"], assignments.c.shown == 1)
        .where(assignments.c.provision == after.provision, assignments.c.agency == after.agency)
        .where(assignments.c.measure == after.measure, assignments.c.id != row["id"])
    )
    other = connection.scalar(same)
    if other is not None:
        raise Undecidable(f"这一条已经有同样的职责 a{other}；请改用 review reject a{row['id']}")


def _settle(connection: Connection, document: str) -> None:
    reading = stored_reading(connection, document)
    assert reading is not None
    duties.rewrite(connection, document, reading)


def _withdraw(connection: Connection, number: int, item: str, person: Person) -> None:
    """Log that the decision with this number holds no more."""
    row = connection.execute(select(decisions).where(decisions.c.id == number)).mappings().first()
    later = connection.scalar(select(decisions.c.id).where(decisions.c.replaces == number))
    if row is None or row["before"].get("quote") is None or later is not None:
        raise _unknown(item)
    _log(connection, "undo", row["document"], row["before"], None, number, person)


def _before(connection: Connection, decision: int) -> Assignment:
    query = select(decisions).where(decisions.c.id == decision)
    return rows.decision(connection.execute(query).mappings().one()).before


def _log(
    connection: Connection,
    action: Action,
    document: str,
    before: dict[str, Any],
    after: dict[str, Any] | None,
    replaces: int | None,
    person: Person,
) -> None:
    row = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": person.by,
        "action": action,
        "document": document,
        "before": before,
        "after": after,
        "replaces": replaces,
        "note": person.note,
    }
    made = connection.execute(insert(decisions).returning(decisions.c.id), row)
    audit.note(connection, person.by, action, document, {"decision": made.scalar_one()})


def _parsed(item: str) -> tuple[str, int]:
    match = _ID.fullmatch(item)
    if match is None:
        raise _unknown(item)
    return match[1], int(match[2])


def _unknown(item: str) -> Unknown:
    return Unknown(f"{item}：没有这一项；`dutymap review list` 和 `show` 列出编号")


def _duty(connection: Connection, item: str, number: int) -> RowMapping:
    found = connection.execute(select(assignments).where(assignments.c.id == number))
    row = found.mappings().first()
    if row is None:
        raise _unknown(item)
    return row


def _pair(connection: Connection, item: str, number: int) -> RowMapping:
    row = connection.execute(select(alike).where(alike.c.id == number)).mappings().first()
    if row is None:
        raise _unknown(item)
    return row
