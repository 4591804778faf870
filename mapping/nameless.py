"""Duties that words tell nobody by name: 建立会商制度，定期通报情况.

They are those of the class of agencies that a directive is for (rule 6 of the annotation guide),
where a sentence opens with what is to be done. What it tells somebody who is no agency
(供电企业应当检查线路), what it names to tell more behind (用好惩戒手段。), and what it only says
of a thing (考核结果作为参考) it does not tell that class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.structure import PREFACE
from mapping.agencies import CLASS, starting_in
from mapping.analysis import Analysis
from mapping.classes import UNIT
from mapping.clauses import NUMBER, Part
from mapping.extras import SAYS_WHAT
from mapping.idle import is_idle
from mapping.measures import Cue
from mapping.model import NO_MEASURE
from mapping.parties import Party, opens_clause
from mapping.reading import Found, Scene, read

NAMELESS = "class"
"""The rule of a duty that words tell nobody by name."""
_BARE = re.compile(
    r"应当|应(?!用|对)|要(?!求|点|素)|须|不得|建立|健全|完善|设立|实行|加强|定期|限制|禁止|不予|不再|停止|暂停|取消|撤销|从严|降低|将|把|对(?=失信)"
)
# Who acts though no table knows it, but for those of the class themselves (牵头单位应当报送) and
# their people (办案人员应当保密).
_SUBJECT = re.compile(
    rf"(?:{NUMBER})?(?:（[^）]*）)?(?![应要须对将把在按因为由经凡除从向以严不禁每通])([^，。；：]{{2,40}}?)"
    r"(?:应当|应(?!用|对|急|收)|可以|可向|要(?!求|点|素)|须|必须|不得|负责|负有|有权|作为(?!被执行人)|纳入)"
)
_OF_CLASS = re.compile(
    rf"(?:(?<!企事业){UNIT}|部门|机关|对象|[各两三]方|领导干部|(?:办案|工作)人员)[^，。；：]{{0,3}}(?:[对在于接收按为]|$)"
)
_ADDRESSEES = re.compile(
    r"(?!.*(?:[要应须请按现将]|做好|如下|以下|下列))(?:[省市县区州](?:政府|直|属))?(?:各|有关)[^。；：]{2,60}："
)
# By what and for whom it is done stands before it: 针对隐患较多的小区，引导业主整改.
_BY_WHICH = re.compile(
    "^(?:(?:针对|根据|按照|结合|围绕|通过|依托|借助|(?:综合)?[运利]用|以|对于?|为)[^，。；]{2,80}，)+"
)
_ACT = re.compile(
    "(?:进一步|积极|加快|持续|全面|大力|认真|切实|严格|及时|定期|深入|逐步|依法)*"
    "(?:制定|推进|推动|推广|推行|引导|督促|梳理|规范|统一|优化|落实|加大|实施(?!单位|时间|方案|内容|步骤|主体|范围|依据|意见|细则)|明确|构建|搭建|实行|清理|整合|设立|畅通|严格)"
)
_LABEL = 16  # characters of the longest label
_MARK = re.compile(rf"(?:{NUMBER})?")


def class_told(
    doc: Analysis, part: Part, cue: Cue, parties: Sequence[Party], last: str, addressed: str
) -> str:
    """The class of agencies that a duty without a subject is for, as printed: the `last` one
    named; where none is, those to whom the directive is `addressed` (县直各单位：), if the sentence
    opens with what is to be done (应当建立联络员制度). Empty where it is told to nobody."""
    clause = part.clause_at(cue.at)
    if clause.condition and starting_in(doc.mentions, clause.end, part.end):
        return ""  # a case in which the agency behind it is told to act
    if any(party.agencies for party in parties) or _is_label(doc, part):
        return ""
    words = _SUBJECT.match(doc.text, part.start, part.end)
    if words and not _OF_CLASS.search(words[1]):
        return ""
    if last or not addressed:
        return last
    told = _BARE.search(doc.text, part.start, cue.end)
    opens = told is not None and opens_clause(doc.text[part.start : told.start()])
    return addressed if opens else ""


def addressees_of(line: str) -> str:
    """Those to whom a line of the letterhead addresses a directive: 各镇人民政府、街道办事处：."""
    return line[:-1] if _ADDRESSEES.fullmatch(line) else ""


def told_nobody(scene: Scene, last: str, addressed: str) -> Iterator[Found]:
    """What a sentence without a body and a measure tells the class that a directive about another
    policy field is for: 建立协作机制, 梳理执法依据."""
    act = _plain_act(scene.doc, scene.part)
    if act is None or scene.doc.about or scene.label == PREFACE:
        return
    # It opens with what is to be done, so that those addressed are as good as the last class.
    if whom := class_told(scene.doc, scene.part, act, (), last or addressed, ""):
        yield from read(
            scene, act, Party(act.at, act.at, ((CLASS, whom, None),), NAMELESS), NAMELESS
        )


def _plain_act(doc: Analysis, part: Part) -> Cue | None:
    """What a sentence that names no measure opens with, to be done by nobody by name."""
    mark = _MARK.match(doc.text, part.start, part.end)
    opens = mark.end() if mark else part.start
    words = _BY_WHICH.sub("", doc.text[opens : part.end])
    if not (_ACT.match(words) or SAYS_WHAT.match(words)) or is_idle(words) or words.endswith("："):
        return None
    return Cue(opens, part.end, opens, NO_MEASURE, frozenset())


def _is_label(doc: Analysis, part: Part) -> bool:
    """Whether a part is the short name of what is told behind it."""
    opens = _MARK.match(doc.text, part.start)
    words = doc.text[opens.end() if opens else part.start : part.end]
    first = part is doc.parts[0]
    return part.heading or (
        first
        and len(words) <= _LABEL
        and "，" not in words
        and (len(doc.parts) > 1 or words[-1:] == "：")
    )
