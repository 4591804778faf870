"""Renders a template; autoescape is on, for titles and quotes come from strangers' files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.web.words import FILTERS

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters.update(FILTERS)


def render(
    request: Request, template: str, values: Mapping[str, object], status: int = 200
) -> HTMLResponse:
    """The page that `template` makes of `values`, with the path asked for, the visitor (None on
    a page that anyone may see) and the CSRF token that its forms carry."""
    told = {name: getattr(request.state, name, None) for name in ("visitor", "csrf")}
    return HTMLResponse(filled(template, {"path": request.url.path, **told, **values}), status)


def filled(template: str, values: Mapping[str, object]) -> str:
    """The HTML that `template` makes of `values`."""
    return _ENVIRONMENT.get_template(template).render(**values)
