"""A 对照版 as one HTML page without script or outside reference, made to be printed: [P]."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.exports.parallel import CHANGES, Shown, heading, summary, told

_ENVIRONMENT = Environment(
    loader=PackageLoader("api", "web/templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(shown: Shown) -> str:
    """The page; what comes from files is escaped."""
    return _ENVIRONMENT.get_template("side-by-side.html").render(
        shown=shown, changes=CHANGES, heading=heading, summary=summary(shown), told=told
    )
