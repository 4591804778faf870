"""Renders a template; autoescape is on, for titles and quotes come from strangers' files.

Every template has `t(key, …)` (the words of the page's language), `lang`, `path`, `here`,
`reference`, the `visitor` (None on a page that anyone may see), the `csrf` token that forms
carry, and the filters below. A page gives the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from api.web.navigation import MAIN, WORK, is_here
from api.web.words import (
    LANGUAGES,
    Language,
    agency_name,
    anchor,
    called,
    clause_link,
    measure_name,
    said,
)
from mapping.reference import load_reference

LANGUAGE_COOKIE = "dutymap_language"


def language_of(request: Request) -> Language:
    """The language that the person has chosen; Chinese where none is."""
    wanted = request.cookies.get(LANGUAGE_COOKIE)
    return next((language for language in LANGUAGES if language == wanted), "zh")


def render(
    request: Request, template: str, values: Mapping[str, object], status: int = 200
) -> HTMLResponse:
    """The page that `template` makes of `values`, in the person's language."""
    language = language_of(request)
    query = f"?{request.url.query}" if request.url.query else ""
    own = {
        "t": partial(_said, language),
        "lang": language,
        "path": request.url.path,
        "here": request.url.path + query,
        "reference": load_reference(),
        **{name: getattr(request.state, name, None) for name in ("visitor", "csrf")},
    }
    return HTMLResponse(filled(template, {**own, **values}), status)


def filled(template: str, values: Mapping[str, object]) -> str:
    """The HTML that `template` makes of `values`."""
    return _ENVIRONMENT.get_template(template).render(**values)


def _said(language: Language, key: str, **values: object) -> str:
    return said(key, language, **values)


@pass_context
def _called(context: Context, value: str, kind: str) -> str:
    """What a value of the core is called: {{ duty.role | called("role") }}."""
    return called(kind, value, context["lang"])


@pass_context
def _agency(context: Context, agency: str, language: str = "") -> str:
    """An agency's name in the page's language, or in the one asked for."""
    return agency_name(agency, context["reference"], language or context["lang"])


@pass_context
def _measure(context: Context, measure: str) -> str:
    return measure_name(measure, context["reference"], context["lang"])


@pass_context
def _day(context: Context, day: str | None) -> str:
    """An ISO date as people write it; empty for None."""
    if not day:
        return ""
    year, month, date = (part.lstrip("0") for part in day[:10].split("-"))
    return f"{year}年{month}月{date}日" if context["lang"] == "zh" else day[:10]


@pass_context
def _moment(context: Context, at: str) -> str:
    """An ISO moment in UTC as people here write it, to the minute."""
    here = datetime.fromisoformat(at).astimezone()
    return f"{_day(context, here.date().isoformat())} {here:%H:%M}"


def _percent(share: float) -> str:
    return f"{share:.0%}"


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals.update(main_nav=MAIN, work_nav=WORK, is_here=is_here)
_FILTERS: dict[str, Any] = {
    "called": _called,
    "agency": _agency,
    "measure": _measure,
    "day": _day,
    "moment": _moment,
    "percent": _percent,
    "anchor": anchor,
    "clause_link": clause_link,
}
_ENVIRONMENT.filters.update(_FILTERS)
