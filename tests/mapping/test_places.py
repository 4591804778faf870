"""Names of places in questions and titles, and the divisions they stand for."""

from __future__ import annotations

import pytest

from mapping.places import adcode_level, find_places, resolve
from mapping.reference import load_reference

DIVISIONS = load_reference().divisions

# text, and each mention with the adcodes it may mean
MENTIONS = [
    ("武陟县由谁查询车辆", [("武陟县", ["410823"])]),  # a full name
    ("武陟由谁查询车辆", [("武陟", ["410823"])]),  # the same without its unit
    ("白沙县和焦作的规定", [("白沙县", ["469025"]), ("焦作", ["410800"])]),
    ("公安县的公安机关、公安局和公安部门", [("公安县", ["421022"])]),  # a county named like police
    ("请公安负责", []),
    ("楚雄谁负责", [("楚雄", ["532300", "532301"])]),  # prefecture and its seat
    ("楚雄州的楚雄市", [("楚雄州", ["532300"]), ("楚雄市", ["532301"])]),
    ("朝阳区", [("朝阳区", ["110105", "220104"])]),
    ("北京市朝阳区法院", [("北京市朝阳区", ["110105"])]),  # read with the place it lies in
    ("云南省楚雄市", [("云南省楚雄市", ["532301"])]),
    ("海南白沙", [("海南白沙", ["469025"])]),
    ("海南各县", [("海南", ["460000"])]),  # the province, not 海南州 in 青海
    ("阳泉市城区人民法院", [("阳泉市城区", ["140302"])]),
    ("各县城区和郊区", []),  # names of districts elsewhere, here ordinary words
    ("人民和政府、民政和财政、法治多元", []),  # 民和, 和政, 政和, 治多 across words
    ("信息县级平台、提高县域水平", []),  # 息县, 高县 across words
    ("息县与息县以外", [("息县", ["411528"]), ("息县", ["411528"])]),
    ("维护长治久安，开展合作市场调查", []),  # a longer word hides the place in it
    ("法院会同县直部门在全州推进", []),
    ("白沙镇、朝阳路、楚雄街道", []),  # a township or road of that name
    ("原澄江县", [("澄江县", ["530481"])]),  # a name of before a reform
    ("青禾县与临溪", [("青禾县", ["990121"]), ("临溪", ["990181"])]),  # the samples' own
    ("Who seals cars in Chuxiong?", [("Chuxiong", ["532300", "532301"])]),
    ("Chuxiong City or Chuxiong Yi Autonomous Prefecture",
     [("Chuxiong City", ["532301"]), ("Chuxiong Yi Autonomous Prefecture", ["532300"])]),
    ("Gong'an County", [("Gong'an County", ["421022"])]),
    ("Gong’an, gongan county", [("Gong’an", ["421022"]), ("gongan county", ["421022"])]),
    ("baisha li autonomous county", [("baisha li autonomous county", ["469025"])]),
    ("Wuzhi, Jiaozuo, Henan", [("Wuzhi, Jiaozuo, Henan", ["410823"])]),
    ("Gong'an County (Hubei)", [("Gong'an County (Hubei", ["421022"])]),
    ("Jiaozuo and Wuzhi", [("Jiaozuo", ["410800"]), ("Wuzhi", ["410823"])]),
    ("Zhao County", [("Zhao County", ["130133"])]),
    ("zhao, he and the guide to lean ways", []),  # one syllable, or an English word
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MENTIONS, ids=[case[0] for case in MENTIONS])
def test_find_places(text: str, expected: list[tuple[str, list[str]]]) -> None:
    """Mentions with all that they may mean, and no mention in ordinary words."""
    found = find_places(text, DIVISIONS)
    assert [(text[m.start : m.end], [p.adcode for p in m.candidates]) for m in found] == expected


RESOLVED = [
    ("武陟县", None, "410823"),
    ("410823", None, "410823"),
    (" Gong'an County ", None, "421022"),
    ("公安", None, "421022"),  # by itself a place, in running text a word
    ("楚雄", None, None),
    ("楚雄", {"532300", "421022"}, "532300"),  # only the prefecture's directives are here
    ("楚雄", {"532300", "532301"}, None),
    ("Chuxiong", {"532301"}, "532301"),
    ("楚雄市", {"532300"}, "532301"),  # a full name is not bent to the corpus
    ("朝阳区", None, None),
    ("朝阳区", {"110105"}, "110105"),
    ("长沙", None, "430100"),  # the city rather than the county in it
    ("吉林", None, "220000"),
    ("西安", None, "610100"),
    ("Nanjing", None, "320100"),  # 南靖 sounds alike
    ("Shaanxi", None, "610000"),
    ("Changzhi", None, "140400"),  # 长 is read chang
    ("Linxi", {"990181"}, "990181"),
    ("某某县", None, None),
    ("武陟县和焦作市", None, None),  # two names are not one place
    ("", None, None),
]


@pytest.mark.parametrize(("name", "among", "adcode"), RESOLVED)
def test_resolve(name: str, among: set[str] | None, adcode: str | None) -> None:
    """One division or None; the corpus's own jurisdictions come first."""
    place = resolve(name, DIVISIONS, among)
    assert (place.adcode if place else None) == adcode


def test_a_mention_resolves_like_its_name() -> None:
    """A mention keeps its candidates, so a caller need not look the name up again."""
    (mention,) = find_places("楚雄谁负责", DIVISIONS)
    assert resolve(mention, DIVISIONS) is None
    place = resolve(mention, DIVISIONS, {"532300"})
    assert place is not None
    assert place.name == "楚雄彝族自治州"


@pytest.mark.parametrize(
    ("adcode", "above"),
    [
        ("410823", ["410800", "410000"]),
        ("469025", ["460000"]),  # directly under the province
        ("419001", ["410000"]),
        ("110105", ["110000"]),
        ("410000", []),
        ("000000", []),
    ],
)
def test_ancestors(adcode: str, above: list[str]) -> None:
    """Nearest first; empty for a province and for an unknown code."""
    assert [place.adcode for place in DIVISIONS.ancestors(adcode)] == above


@pytest.mark.parametrize(
    ("adcode", "level"),
    [("410000", "province"), ("410800", "prefecture"), ("410823", "county"), ("990121", "county")],
)
def test_adcode_level(adcode: str, level: str) -> None:
    """The level shows in the code itself."""
    assert adcode_level(adcode) == level


def test_the_level_of_every_division_is_that_of_its_code() -> None:
    """The table agrees with the rule, so a stored code needs no table to tell its level."""
    wrong = [p for p in DIVISIONS.by_code.values() if p.level != adcode_level(p.adcode)]
    assert wrong == []


def test_every_full_name_leads_back_to_its_division() -> None:
    """Each division is found by its own name behind its parents' names."""
    lost = []
    for place in DIVISIONS.by_code.values():
        above = "".join(p.name for p in reversed(DIVISIONS.ancestors(place.adcode)))
        if resolve(above + place.name, DIVISIONS) != place:
            lost.append(above + place.name)
    assert lost == []
