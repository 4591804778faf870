"""What directives say of norms, read from their stored blocks: [P]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from corpus.model import StoredDocument
from graph.model import Told
from ingest.model import Block
from mapping.effects import find_effects
from mapping.model import Effect
from mapping.relations import find_relations

WORDS = (
    "《",
    "废止",
    "停止执行",
    "停止施行",
    "不再执行",
    "不再施行",
    "失效",
    "有效期",
    "试行期",
    "修改为",
    "修订为",
    "为准",
    "起施行",
    "起执行",
    "起实施",
    "起生效",
    "起正式",
)
"""A block without any of these says nothing of a norm, nor of its own directive's end."""


def told_by(
    sayings: Iterable[tuple[str, Block, int | None]], documents: Sequence[StoredDocument]
) -> Iterator[Told]:
    """What each of `documents` says, from its blocks that hold one of WORDS, with their pages;
    `sayings` go document by document."""
    owners = {document.id: document for document in documents}
    heard = {key: list(some) for key, some in groupby(sayings, key=lambda saying: saying[0])}
    for key, document in owners.items():
        some = heard.get(key, [])
        blocks = [block for _, block, _ in some]
        pages = {block.label: page for _, block, page in reversed(some)}
        for effect in find_effects(blocks, document.record):
            yield _effect(key, effect, pages.get(effect.provision))
        by_block = {block.id: page for _, block, page in some}
        for relation in find_relations(blocks):
            norm = relation.citation
            yield Told(
                key,
                relation.kind,
                norm.title,
                norm.number,
                None,
                relation.provision,
                relation.quote,
                by_block[relation.block],
            )


def _effect(document: str, effect: Effect, page: int | None) -> Told:
    return Told(
        document,
        effect.kind,
        effect.title,
        effect.number,
        effect.since,
        effect.provision,
        effect.quote,
        page,
    )
