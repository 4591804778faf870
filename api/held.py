"""[S] The corpus's directives beside one another, as commands and HTTP ask for them:
a comparison, the findings, a draft held against all of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from api.asked import Misnamed, directives_of, places_of, scopes_of
from api.exports.matrix import Shown
from api.exports.remarks import Checked
from corpus.model import Judgement, Verdict
from corpus.store import Corpus
from graph import check as checking
from graph import compare as comparing
from graph.check import Draft
from graph.load import View, load, load_past
from graph.model import Finding, Severity
from graph.rules import RULES
from mapping.reference import Norm, Reference

SETTLED: tuple[Judgement, ...] = ("dismissed", "fixed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings; None means any. `since` leaves out what was found already that day;
    `every` lets in those that a person has settled."""

    place: str | None = None
    rule: str | None = None
    severity: Severity | None = None
    since: date | None = None
    every: bool = False
    baseline: str | None = None


def comparison(
    corpus: Corpus,
    reference: Reference,
    names: Sequence[str],
    *,
    baseline: str | None = None,
    family: str | None = None,
    measure: str | None = None,
) -> Shown:
    """The comparison asked for, of one measure where it is named.

    Raises Misnamed for a name, norm or family that there is not.
    """
    families = {measure.family: None for measure in reference.measures.values()}
    if family not in (None, *families):
        raise Misnamed(f"{family}：没有这一类，可选 {'、'.join(families)}")
    held = load(corpus, reference)
    scopes = scopes_of(names, held.documents, reference)
    if not scopes:
        raise Misnamed("库中的文件都没有地名，没有可比的地区；请写出文件编号", "（见 list）")
    norm = baseline or next((scope.id for scope in scopes if isinstance(scope, Norm)), None)
    try:
        compared = comparing.compare(
            held.assignments if measure is None else held.of(measure),
            scopes,
            reference,
            measures=None if measure is None else (measure,),
            family=family,
            baseline=norm,
        )
    except LookupError as error:
        raise Misnamed(str(error)) from error
    return Shown(compared, {document.id: document for document in held.documents}, reference)


def found(view: View, on: date, baseline: str | None) -> tuple[Finding, ...]:
    """What all rules find on a day, held against a norm (the first of the tables where none
    is named); raises Misnamed."""
    norm = baseline or next(iter(view.reference.baselines), None)
    try:
        return view.findings(on, norm)
    except LookupError as error:
        raise Misnamed(str(error)) from error


def findings(
    corpus: Corpus, view: View, wanted: Wanted, verdicts: Mapping[str, Verdict]
) -> list[Finding]:
    """Those of the view that are wanted, in the order of the rules. Raises Misnamed."""
    if wanted.rule is not None and wanted.rule not in RULES:
        raise Misnamed(f"{wanted.rule}：没有这条规则，可选 {'、'.join(RULES)}")
    every = found(view, date.today(), wanted.baseline)
    older = _known(corpus, wanted.since, wanted.baseline) if wanted.since else frozenset()
    places = places_of([wanted.place], view.documents) if wanted.place else None
    return [
        finding
        for finding in every
        if wanted.rule in (None, finding.rule)
        and wanted.severity in (None, finding.severity)
        and (places is None or finding.jurisdiction in places)
        and finding.id not in older
        and (wanted.every or _open(verdicts.get(finding.id)))
    ]


def judge(
    corpus: Corpus,
    finding: str,
    judgement: Judgement,
    *,
    reason: str | None,
    by: str | None,
    baseline: str | None = None,
) -> Verdict:
    """Keep a person's verdict on a finding; raises Misnamed for one that there is not."""
    every = found(load(corpus), date.today(), baseline)
    told = next((each for each in every if each.id == finding), None)
    known = corpus.verdicts().get(finding)
    if told is None and known is None:
        raise Misnamed(f"{finding}：没有这条发现", "，`dutymap findings` 列出各条")
    sentence = told.sentence_zh if told else known.sentence if known else ""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    verdict = Verdict(finding, judgement, reason, by, now, sentence)
    corpus.judge(verdict)
    return verdict


def check(
    corpus: Corpus,
    reference: Reference,
    draft: Draft,
    against: Sequence[str],
    baseline: str | None,
) -> Checked:
    """A draft held against the directives named, or all; raises Misnamed."""
    held = load(corpus, reference)
    documents = directives_of(against, held.documents, reference)
    norm = baseline or next(iter(reference.baselines), None)
    ids = {document.id for document in documents}
    assignments = [stored for stored in held.assignments if stored.document.id in ids]
    told = [said for said in held.told if said.document in ids]
    try:
        remarks = checking.check(
            draft, assignments, documents, reference, told, on=date.today(), baseline=norm
        )
    except LookupError as error:
        raise Misnamed(str(error)) from error
    gone = checking.replaced(draft, documents)
    kept = tuple(document.id for document in documents if document.id not in gone)
    return Checked(draft, remarks, kept, gone, norm)


def _known(corpus: Corpus, day: date, baseline: str | None) -> Collection[str]:
    """The ids of what was to be found when a day began, from what the corpus held then."""
    return {finding.id for finding in found(load_past(corpus, day), day, baseline)}


def _open(said: Verdict | None) -> bool:
    return said is None or said.verdict not in SETTLED
