"""Lists of nouns alone whose act the heading names: 协助查询事项 over 县公安局：户籍、车辆."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mapping.clauses import Provision
from mapping.lexicon import Lexicon
from mapping.measures import Cue
from mapping.parties import Party
from mapping.reading import Scene

_NOUNS = re.compile("：[^，。；：]+、[^，。；：]+[。；]?$")
# 应当实施下列限制：
_STEM = re.compile(
    "(?:(?:下列|以下)(?:限制|惩戒|措施|分工|职责|单位|部门)|(?:分工|指标|职责|措施)如下)[^，。；]{0,10}：$"
)
_NOUN = re.compile("[^、：。；]+")


def by_heading(
    scene: Scene, provision: Provision, lexicon: Lexicon, plain: Iterable[tuple[Party, Cue]]
) -> Iterator[tuple[Party, Cue]]:
    """Plain duties, each that is a list of nouns as the measures that these name by the act of
    the heading; as it is where the heading names no act or several, or the nouns no measure. What
    the items of a list tell is not told by the line over them."""
    if provision.divided and _STEM.search(scene.text, scene.part.start, scene.part.end):
        return
    stem = provision.above[-1].text if provision.above and scene.doc.about else ""
    kinds = {kind for kind, pattern in lexicon.acts if pattern.search(stem)}
    for party, cue in plain:
        start = max(party.end, scene.part.start)
        named: dict[str, Cue] = {}
        if len(kinds) == 1 and _NOUNS.match(scene.text, start, cue.end):
            for noun in _NOUN.finditer(scene.text, start, cue.end):
                known = (c for c in lexicon.cues if c.act in kinds and not (c.only or c.elsewhere))
                if told := next((c for c in known if c.named_in(noun[0])), None):
                    own = Cue(cue.start, cue.end, noun.start(), told.measure, frozenset(kinds))
                    named.setdefault(told.measure, own)
        yield from ((party, own) for own in named.values() or [cue])
