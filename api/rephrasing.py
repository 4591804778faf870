"""[S] A language model may put a question that was not understood into the directives' words.

Off unless DUTYMAP_LLM_URL names an OpenAI-compatible address. Its text is a second
question and nothing else: it names neither place nor agency to the person, and every
answer still rests on an assignment. Whatever goes wrong is a note, never an error.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import URLError
from urllib.request import Request, urlopen

from api.settings import LanguageModel

TIMEOUT_S = 5.0
_LONGEST = 200
_ANSWER_BYTES = 100_000
_TASK = (
    "把用户的问题改写成一句规范的公文用语问句，只写要办的事项（例如“查询婚姻登记信息由哪个部门协助？”"
    "“限制乘坐飞机由哪个部门负责？”）。不要回答问题，不要写出任何部门名称或地名，只输出改写后的一句话。"
)


@dataclass(frozen=True, slots=True)
class Rephrased:
    """The question in other words, or None and why."""

    text: str | None
    trouble: str | None = None


def rephrase(question: str, model: LanguageModel) -> Rephrased:
    """Ask the model; never raises, and waits 5 s at most for each step of the exchange."""
    body = {
        "model": model.name,
        "temperature": 0,
        "max_tokens": 200,
        "messages": [
            {"role": "system", "content": _TASK},
            {"role": "user", "content": question[:500]},
        ],
    }
    # The settings take http and https alone.
    request = Request(  # noqa: S310
        _address(model.url),
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
            said = json.loads(answer.read(_ANSWER_BYTES))
        text = said["choices"][0]["message"]["content"]
    except (URLError, HTTPException, TimeoutError, OSError):
        return Rephrased(None, "没有应答 (no answer)")
    except (ValueError, KeyError, IndexError, TypeError):
        return Rephrased(None, "应答无法读取 (unreadable answer)")
    return _checked(text)


def _address(url: str) -> str:
    base = url.rstrip("/")
    return base if base.endswith("/chat/completions") else f"{base}/v1/chat/completions"


def _checked(text: object) -> Rephrased:
    if not isinstance(text, str) or not text.strip():
        return Rephrased(None, "应答为空 (empty answer)")
    line = re.sub(r"[\x00-\x1f\x7f]+", " ", text.strip().splitlines()[0])
    return Rephrased(line[:_LONGEST])
