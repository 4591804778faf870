"""docs/rules.md, written from the table of rules: [P].

.venv/bin/python -m graph.rules.page > docs/rules.md
"""

from __future__ import annotations

import inspect

from graph.rules import CATEGORIES, RULES, Rule
from graph.rules.case import SAME_FIELD
from graph.rules.holdings import SAME_THEME

_HEAD = """# Rules

Written from `graph/rules/__init__.py` by `.venv/bin/python -m graph.rules.page > docs/rules.md`;
a test holds it to that. How right the rules are: [findings.md](findings.md).

The category is the ground on which a reviewer would raise the finding (备案审查): three of the
five of 《法规规章备案审查条例》. The other two, 超越权限 and 违背法定程序, cannot be told from who
does what. What looks like a finding and would not stand up is data: `exceptions.tsv` in
`mapping/reference/` and in the folder of each policy field; the classes of persons on whom a
restriction falls are in the field's `targets.tsv`. SAME_FIELD is {same_field} measures,
SAME_THEME {same_theme}: a theme is the first word of a measure's family (query, control,
restrict, …).
"""


def page() -> str:
    """The whole page."""
    head = _HEAD.format(same_field=SAME_FIELD, same_theme=SAME_THEME)
    return "\n".join([head, *(_entry(name, rule) for name, rule in RULES.items())])


def _entry(name: str, rule: Rule) -> str:
    said = inspect.getdoc(rule.find) or ""
    return (
        f"## {name}\n\n"
        f"{rule.zh}: {rule.en}.\n\n"
        f"- severity: {rule.severity}\n"
        f"- category: {rule.category} ({CATEGORIES[rule.category]})\n"
        f"- example: {rule.example}\n\n"
        f"{said}\n"
    )


if __name__ == "__main__":
    print(page(), end="")
