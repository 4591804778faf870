"""What holds of findings whatever rule they are of."""

from __future__ import annotations

from graph.findings import find
from tests.graph.build import BASELINE, directive, duty
from tests.graph.test_rules import ON, TABLES


def test_ids_do_not_depend_on_stored_ids_order_or_company() -> None:
    home, away = directive("甲山县"), directive("乙水县")
    given = [
        duty(home, "第二条", "civil-affairs", "query.marriage", id=1),
        duty(home, "第七条", "justice", "query.marriage", id=2),
    ]
    renumbered = [
        duty(away, "第一条", "civil-affairs", "query.marriage", id=9),
        duty(home, "第二条", "civil-affairs", "query.marriage", id=7),
        duty(home, "第七条", "justice", "query.marriage", id=8),
    ]
    (one,) = find(given, [home], TABLES, on=ON, baseline=None)
    (same,) = find(renumbered, [away, home], TABLES, on=ON, baseline=None)
    assert one == same


def test_a_directive_without_a_place_is_left_out() -> None:
    lost = directive(None, name="lost")
    given = [
        duty(lost, "第二条", "civil-affairs", "query.marriage"),
        duty(lost, "第七条", "justice", "query.marriage"),
    ]
    assert find(given, [lost], TABLES, on=ON, baseline=BASELINE) == ()
