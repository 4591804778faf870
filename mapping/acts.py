"""What is to be done where no measure fits: a short phrase of verb and object.

Holds for what is found: 2 to 14 hanzi, digits and letters, no agency, no period, no
punctuation; empty where the words hold no act. The phrase is made of printed words
only and keeps their order, but for 对X进行V, which becomes VX, and 、, which becomes 及.
"""

from __future__ import annotations

import re

from mapping.agencies import starting_in
from mapping.analysis import Analysis
from mapping.clauses import HEAD_OF, NUMBER

SHORTEST, LONGEST = 2, 14
_NAME, _PERIOD = "□", "◇"
_NORM = re.compile(r"(?:依据|根据|按照|依照|对照)?《[^》]*》(?:的?(?:规定|要求))?")
# Said before what is done: who, with whom, how, by when.
_OPENING = re.compile(
    rf"(?:及时|[、和与及等]|{_NAME}|[于在自]?{_PERIOD}|(?:有关|相关|职能)?(?:部门|单位)"
    rf"|{NUMBER}"
    r"|同时|此外|并且?|均|也|还|主要|具体|统一|共同|分别|依法|积极|切实|进一步|认真|至少|定期|适时"
    rf"|应当|应(?!急|用|对)|必须|须|要(?!求|点)|可以|负责(?!{HEAD_OF})|牵头|承担|鼓励|倡导|请"
    rf"|(?:会同|协同|联合|商|配合|协助|依托|由|向|报)(?:{_NAME}[、和与及等]*)+(?:部门|单位)?"
    r"|每(?:年度?|季度?|月|旬|周|日|半年|学期)(?:末|底)?(?:至少|不少于)?|按(?:月|季度?|年|旬|期)"
    r"|自[^，]{2,12}(?:之日)?起|在?(?:接到|收到)[^，]{2,12}后"
    r"|(?:根据|按照)[^，]{2,16}(?:指令|请求|要求|需要|情况|规定))"
)
# A clause that tells when or why, and not what.
_CASE = re.compile(
    r"(?:的|时|后|前|中|期间|情况下|之日起)$|^[□、]*(?:根据|依据|依照|按照?|应).*(?:请求|要求|指令|规定|部署|通知)$"
)
_UPON = re.compile(r"^对(.{2,20}?)(?:依法|及时|定期)?(?:进行|予以|加以)([^的]{2,6})$")
_VERB = (
    r"(?:拆除|清理|落实|推进|推行|完成|组织|开展|建立|健全|完善|加强|编制|制定|督促|指导|实施|支持|提供"
    r"|发布|发放|报送|上报|排查|整治|维护|保障|监督|检查|查处|打击|办理|审核|核查|使用|组建|设立|开设|配备"
    r"|储备|调拨|宣传|报道|培训|修复|抢修|处置|防范|做好|纠正|答复|交换|公布|公开|划定|统计|评估|聘请|推荐)"
)
_MODIFIER = re.compile(rf"({_VERB})(?:(?!{_VERB}).){{2,}}的(?=[^的]{{2,}}$)")
_MOVED = re.compile(rf"^(督促|指导|组织|推动|协调).*?(?={_VERB}(?:(?!{_VERB}).){{2,}}$)")
_AHEAD = re.compile(rf"^(?:对|为|向|按照|优先|以|在).*?(?={_VERB}(?:(?!{_VERB}).){{2,}}$)")
_SEAM = re.compile("及|和|并|与|以及")
_IDLE_END = re.compile(r"[的地和与及并在对将于为等由其]+$")
_NOT_WORDS = re.compile(rf"[^\u4e00-\u9fffA-Za-z0-9{_NAME}{_PERIOD}、]")
_NOT = "不得"


def act_phrase(analysis: Analysis, start: int, end: int, mention: str) -> str:
    """The act in `text[start:end]` that the agency printed as `mention` has there."""
    words = _marked(analysis, start, end)
    own = analysis.text.find(mention, start, end)
    behind = _marked(analysis, own + len(mention), end) if own >= 0 else words
    return _first(behind) or _first(words)


def _marked(analysis: Analysis, start: int, end: int) -> str:
    """The words with a mark for each agency and for each period."""
    text = analysis.text
    named = starting_in(analysis.mentions, start, end)
    spans = [(m.start, m.end, _NAME) for m in named]
    spans += [(a, b, _PERIOD) for a, b in analysis.deadlines_in(start, end)]
    pieces, done = [], start
    for low, high, mark in sorted(spans):
        if done <= low and high <= end:
            pieces += [text[done:low], mark]
            done = high
    return _NORM.sub("", "".join([*pieces, text[done:end]]))


def _first(words: str) -> str:
    """The phrase of the first clause that holds one, a case aside."""
    clauses = [c for c in re.split("[，。；：！？,;:\n]", words) if c]
    told = [c for c in clauses if not _CASE.search(c)] or clauses
    phrases = (_phrase(clause) for clause in told)
    return next((phrase for phrase in phrases if len(phrase) >= SHORTEST), "")


def _phrase(clause: str) -> str:
    words = _NOT_WORDS.sub("", clause)
    while match := _OPENING.match(words):
        words = words[match.end() :]
    words = re.sub(rf"[向由对]?(?:{_NAME}[、和与及]?)+|{_PERIOD}", "", words).strip("、")
    words = re.sub("、+", "及", _UPON.sub(r"\2\1", words))
    kept = _NOT if words.startswith(_NOT) else ""
    short = _shortened(_IDLE_END.sub("", words[len(kept) :]), LONGEST - len(kept))
    return kept + _IDLE_END.sub("", short)


def _shortened(words: str, longest: int) -> str:
    """At most so many characters: one step after the other until they are few enough."""
    steps = (
        (re.compile("^组织(?=开展|实施)|^以任何(?:方式|形式|理由)"), ""),
        (re.compile("^将.+?等(?=.{4,})"), "将"),
        (re.compile("^([对将])[^的]{2,10}的(?=.{4,})"), r"\1"),
        (re.compile("^将(?=.{4,14}$)"), ""),
        (_MOVED, r"\1"),
        (_AHEAD, ""),
        (_MODIFIER, r"\1"),
    )
    for pattern, instead in steps:
        if len(words) > longest:
            words = pattern.sub(instead, words)
    if re.search(r"的[^的]{2,6}$", words) and not re.match(_VERB, words):
        while len(words) > longest and (seam := _SEAM.search(words)):
            words = words[seam.end() :]
    if len(words) > longest:
        seams = [m.start() for m in _SEAM.finditer(words, 4, longest + 1)]
        words = words[: seams[-1]] if seams else words[:longest]
    return words
