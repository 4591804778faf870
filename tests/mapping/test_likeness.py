"""What words are like: several measures each by itself, and when that names a duty."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mapping.fields import DEFAULT_FIELD, field_folder
from mapping.likeness import Likeness, load_likeness, save_likeness
from tests.written import HEAD, mapped

MODEL = field_folder(DEFAULT_FIELD) / "likeness.npz"


def shipped() -> Likeness:
    model = load_likeness(MODEL)
    assert model is not None
    return model


def likely(words: str, agency: str) -> dict[str, float]:
    model = shipped()
    return dict(zip(model.measures, model.likelihoods(words, agency).tolist(), strict=True))


def test_a_clause_may_be_like_several_measures() -> None:
    found = likely("限制失信被执行人乘坐飞机、入住星级宾馆", "member-units")
    assert min(found["restrict.transport"], found["restrict.hotel"]) > 0.4
    assert found["query.marriage"] < 0.05


@pytest.mark.parametrize("words", ["", "，。", "Ωψ", "龘龘龘"])
def test_words_without_a_known_feature_are_like_nothing(words: str) -> None:
    found = shipped().likelihoods(words, "nobody")
    assert np.isfinite(found).all() and found.max() < 0.5


def test_who_has_the_duty_speaks_for_its_measure() -> None:
    words = "依法从快办理拒执案件"
    police, court = (likely(words, agency) for agency in ("public-security", "court"))
    assert police["criminal.investigation"] > court["criminal.investigation"]


def test_a_model_is_kept_in_bytes_as_near_as_that_goes(tmp_path: Path) -> None:
    weights = np.array([[2.0, -1.0], [0.5, 3.0]])
    path = tmp_path / "kept.npz"
    save_likeness(path, ["婚", "=court"], np.array([2.0, 1.0]), weights, np.zeros(2), ["a", "b"])
    kept = load_likeness(path)
    assert kept is not None and kept.measures == ("a", "b")
    # 婚 alone is a vector of length 1 along it: its weights are the scores.
    wanted = 1 / (1 + np.exp([-2.0, 1.0]))
    assert np.allclose(kept.likelihoods("婚", "nobody"), wanted, atol=0.01)


def test_where_likeness_is_sure_a_doubted_cue_gives_way() -> None:
    # 税收 stands beside 查询, and yet nobody's taxes are looked up.
    text = (
        "第三条 县工信局在受理技改补助、税收优惠等扶持政策申请时，查询申请企业是否失信，"
        "失信的不予扶持。"
    )
    about = "\n第四条 县人民法院负责公布失信被执行人名单。"
    found = {a.measure for a in mapped(HEAD + text + about).assignments if a.provision == "第三条"}
    assert found & {"restrict.policy-support", "restrict.subsidy"}
    assert "query.tax" not in found
