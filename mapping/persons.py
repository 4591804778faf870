"""Those who are told something and are no agency: companies, owners, debtors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mapping.clauses import NUMBER, Part

_NON_AGENCY = re.compile(
    rf"^{NUMBER}?"
    r"(?:(?:失信)?被执行人(?!的?(?:财产|信息|名单|为|是|名下|户籍|下落|的|正在|未|拒|提供担保)|[^，。；]{0,4}履行[^，。；]{0,8}后)|当事人|申请执行人|债权人|公民、法人|任何(?:单位|个人)|企业(?!信用)"
    r"|自然人|[^，。；、由对向请]{0,12}(?<!供电)(?<!保险)(?<!担保)(?<!小额贷款)(?:公司|企业|业主|经营者|产权人|开发商|用人单位|(?:保养|养护|保洁|维修|运营|经营|供水|供气|排水|施工|建设|监理|设计|勘察|使用|产权|申请|事发|出租|承租|运输|用气|用电|维保)单位|承包人|(?:养老|医疗|培训|托育|托幼|中介|评估|检测|服务|医疗卫生)机构|(?:取水|用水|用电|用气|种植|养殖|经营|农|商)户|(?:餐饮|药|商|饭|网)店|摊贩|网吧|宾馆|酒店|学校|幼儿园|食堂|(?:设置|使用|所有|生产|投资|管养|占用)者|(?:权利|申请|承租|出租|使用|所有|所有权|投标|中标|纳税|监护|驾驶)人|供应商)(?=[^，。；]{0,6}(?:应当|必须|不得|要))|旅行社|社会公众|广大群众|群众|[^，。；]{0,4}企业和个人)[^，。；]{0,24}(?:应当|可以|不得|有权|必须|要)"
)
# A text without any of these words has none of them.
_PERSONS = re.compile(
    "执行人|当事人|债权人|法人|个人|自然人|产权人|承包人|公司|企业|单位|业主|经营者|开发商|旅行社|养老|医疗|培训|托育|托幼|中介|评估|检测|服务机构|户|店|摊贩|网吧|宾馆|学校|幼儿园|食堂|公众|群众|(?:设置|使用|所有|生产|投资|管养|占用)者"
    "|(?:权利|申请|承租|出租|使用|所有|权|投标|中标|纳税|监护|驾驶)人|供应商"
)


def persons_told(text: str, part: Part) -> Iterator[int]:
    """Where the clauses of a part begin that tell something to one who is no agency."""
    if _PERSONS.search(text, part.start, part.end):
        for clause in part.clauses:
            if not clause.condition and _NON_AGENCY.match(text[clause.start : clause.end]):
                yield clause.start
