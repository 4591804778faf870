"""Who leads and who helps, where a sentence behind the matter or before it says no more."""

from __future__ import annotations

import pytest

from tests.written import duties

Roles = set[tuple[str, ...]]
LEADS_AND_HELPS = {
    ("culture-tourism", "other", "lead", "修缮古桥"),
    ("finance", "other", "support", "修缮古桥"),
}

CASES: list[tuple[str, str, Roles]] = [
    (
        "behind a title",
        "（一）修缮古桥。由县文旅局牵头，县财政局配合。",
        LEADS_AND_HELPS,
    ),
    (
        "with the day by which it is to be done",
        "（一）修缮古桥。县文旅局牵头，县财政局等单位参与，2024年底前完成。",
        LEADS_AND_HELPS,
    ),
    (
        "behind a title and its matter",
        "（一）保护古物。修缮古桥。县文旅局牵头，县财政局配合，各乡镇（街道）按职责分工负责落实。",
        {*LEADS_AND_HELPS, ("township", "other", "responsible", "修缮古桥")},
    ),
    (
        "由X负责 alone",
        "（一）保护古物。修缮古桥。由县文旅局负责组织实施。",
        {("culture-tourism", "other", "responsible", "修缮古桥")},
    ),
    (
        "a title with a list of the responsible is the matter",
        "（一）修缮古桥。（责任单位：县文旅局）",
        {("culture-tourism", "other", "responsible", "修缮古桥")},
    ),
    (
        "before the matter",
        "（一）县文旅局牵头，县财政局配合，修缮古桥。",
        LEADS_AND_HELPS,
    ),
    (
        "beside one that is responsible",
        "第三条 县文旅局应当修缮古桥，县财政局予以配合。",
        {
            ("culture-tourism", "other", "responsible", "县文旅局应当修缮古桥"),
            ("finance", "other", "support", "县文旅局应当修缮古桥"),
        },
    ),
    (
        "only of what stands right before",
        "第三条 县民政局负责登记古桥，县文旅局牵头修缮碑刻，县财政局配合。",
        {
            ("civil-affairs", "other", "responsible", "县民政局负责登记古桥"),
            ("culture-tourism", "organise.lead", "lead", "县文旅局牵头修缮碑刻"),
            ("finance", "organise.lead", "support", "县文旅局牵头修缮碑刻"),
        },
    ),
    (
        "behind the matter in its own sentence",
        "第三条 严厉打击损毁古桥行为，由县文旅局负责，县财政局配合。",
        {
            ("culture-tourism", "other", "responsible", "严厉打击损毁古桥行为"),
            ("finance", "other", "support", "严厉打击损毁古桥行为"),
        },
    ),
    (
        "a list behind the matter in its own sentence",
        "第三条 完善修缮预案，定期清查古桥，由县文旅局、县财政局按职责分工负责。",
        {
            ("culture-tourism", "other", "responsible", "完善修缮预案，定期清查古桥"),
            ("finance", "other", "responsible", "完善修缮预案，定期清查古桥"),
        },
    ),
    (
        "who is told no more than a role behind the agent of a matter",
        "第三条 考核工作由县委政法委领导，县公安局牵头实施，县民政局参与。",
        {
            ("political-legal", "supervise.assessment", "responsible", "考核工作由县委政法委领导"),
            ("public-security", "supervise.assessment", "lead", "考核工作由县委政法委领导"),
            ("civil-affairs", "supervise.assessment", "support", "考核工作由县委政法委领导"),
        },
    ),
    (
        "more than roles is a duty of its own",
        "（一）修缮古桥。县文旅局牵头登记碑刻。",
        {("culture-tourism", "organise.lead", "lead", "县文旅局牵头登记碑刻")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_who_leads(text: str, expected: Roles) -> None:
    assert duties(text, "agency", "measure", "role", "quote") == expected


def test_what_a_debtor_must_do_is_nobodys_who_helps_beside_it() -> None:
    text = "第三条 被执行人应当如实申报财产，县民政局予以协助。"
    assert duties(text, "agency", "measure") == {("civil-affairs", "organise.assist-on-notice")}
