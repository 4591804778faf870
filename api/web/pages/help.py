"""/help: the method, its limits, the measured accuracy, what each page is for, the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.web.navigation import MAIN, WORK
from api.web.render import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as docs/accuracy.md has it; `help.figure.{key}` says of what, `help.on.{on}`
    what it was measured on."""

    key: str
    value: str
    on: str

    @property
    def shown(self) -> str:
        """A share in whole percent, never rounded up; a count of a count with a stroke."""
        if "." in self.value:
            return f"{int(float(self.value) * 1000) // 10}%"
        return self.value.replace(" of ", " / ")


FIGURES: Final = (
    Figure("right", "0.610", "real"),
    Figure("found", "0.442", "real"),
    Figure("agency", "0.703", "real"),
    Figure("right", "0.433", "latest"),
    Figure("found", "0.257", "latest"),
    Figure("agency", "0.521", "latest"),
    Figure("role", "0.936", "latest"),
    Figure("deadline", "0.596", "latest"),
    Figure("right", "0.798", "fields"),
    Figure("found", "0.709", "fields"),
    Figure("agency", "0.960", "fields"),
    Figure("right", "0.908", "usual"),
    Figure("found", "0.901", "usual"),
    Figure("agency", "0.963", "usual"),
    Figure("likely", "0.708", "real-runs"),
    Figure("sure", "0.989", "weighed"),
    Figure("unsure", "0.606", "weighed"),
    Figure("questions", "27 of 30", "questions"),
    Figure("refused", "10 of 10", "questions"),
    Figure("scans", "1.000", "scans"),
)
"""First runs, before any rule was changed for the set: what a new directive may expect."""
STEPS: Final = ("read", "tree", "map", "check", "compare", "answer")
LIMITS: Final = ("original", "register", "other", "scan", "silence", "reform", "gold")
KEYS: Final = ("tab", "enter", "arrows", "escape", "skip")
ROLES: Final = ("reader", "editor", "admin")


@router.get("/help")
def explain(request: Request) -> HTMLResponse:
    """All on one page, so that it can be printed."""
    values = {
        "figures": FIGURES,
        "steps": STEPS,
        "limits": LIMITS,
        "keys": KEYS,
        "roles": ROLES,
        "entries": [entry for entry in (*MAIN, *WORK) if entry.key != "help"],
    }
    return render(request, "help.html", values)
