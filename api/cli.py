"""The `dutymap` command: the commands by name, and the one place that turns errors into status.

Exit status: 0 done, 1 some inputs failed, 2 wrong usage, 3 the corpus or a needed part
is unusable. An error is one line on stderr; `--debug` adds the traceback.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from api.commands import (
    answers,
    care,
    checks,
    doctor,
    findings,
    keeping,
    keys,
    lineages,
    matrices,
    mcp,
    questions,
    reports,
    reviewing,
    search,
    serve,
    upkeep,
    working,
)
from api.commands.common import Wrong
from api.settings import (
    CORPUS_VARIABLE,
    BadSetting,
    Settings,
    embedder,
    language_model,
    log_wanted,
    policy_field,
    spacy_model,
    user_corpus,
)

STOPPED = 130  # Ctrl-C; Typer turns it into this status by itself

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("import")(care.import_paths)
app.command("list")(care.list_documents)
app.command("show")(care.show)
app.command("remove")(care.remove)
app.command("ask")(answers.ask)
app.command("search")(search.search)
app.command("compare")(matrices.compare)
app.command("side-by-side")(matrices.side_by_side)
app.command("lineage")(lineages.lineage)
app.command("check")(checks.check)
app.command("findings")(findings.findings)
app.command("verdict")(findings.verdict)
app.command("export")(reports.export)
app.command("evaluate")(reports.evaluate)
review = typer.Typer(no_args_is_help=True, help="Care of what a person has to decide.")
review.command("list")(reviewing.queue)
review.command("accept")(reviewing.accept)
review.command("correct")(reviewing.correct)
review.command("reject")(reviewing.reject)
review.command("undo")(reviewing.undo)
review.command("merge")(reviewing.merge)
review.command("questions")(questions.questions)
review.command("synonym")(questions.synonym)
app.add_typer(review, name="review")
app.command("migrate")(upkeep.migrate)
app.command("remap")(upkeep.remap)
app.command("backup")(keeping.backup)
app.command("restore")(keeping.restore)
app.command("verify")(keeping.verify)
app.command("audit")(keeping.audit)
jobs = typer.Typer(no_args_is_help=True, help="Imports that workers do.")
jobs.command("list")(working.list_jobs)
jobs.command("cancel")(working.cancel_job)
jobs.command("run")(working.run_jobs)
app.add_typer(jobs, name="jobs")
app.command("watch")(working.watch)
key = typer.Typer(no_args_is_help=True, help="Keys of the service.")
key.command("add")(keys.add)
key.command("list")(keys.list_keys)
key.command("revoke")(keys.revoke)
app.add_typer(key, name="key")
app.command("serve")(serve.serve)
app.command("mcp")(mcp.mcp)
app.command("doctor")(doctor.doctor)


@app.callback()
def options(
    context: typer.Context,
    corpus: Annotated[
        Path | None,
        typer.Option(
            envvar=CORPUS_VARIABLE,
            help="The folder of the corpus.",
            show_default=False,
            readable=False,
        ),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Which agency handles what, where, and which clause says so."""
    try:
        context.obj = Settings(
            corpus=corpus or user_corpus(),
            debug=debug,
            model=language_model(),
            question_log=log_wanted(),
            field=policy_field(),
            spacy_model=spacy_model(),
            embedder=embedder(),
        )
    except BadSetting as error:
        raise Wrong(str(error)) from error


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status."""
    try:
        status = app(args=list(arguments), prog_name="dutymap", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        if "--debug" in arguments:
            traceback.print_exc()
        return _complain(error.format_message(), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        status = STOPPED
    except BrokenPipeError:
        # The reader (head, less) has closed: nothing is wrong, and nothing more can be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if status == STOPPED:
        return _complain("已停止，做完的都已保存", STOPPED)
    return int(status or 0)


def _complain(message: str, status: int) -> int:
    if message:
        print(f"dutymap: {' '.join(message.split())}", file=sys.stderr)
    return status


def _unexpected(kind: type[BaseException], error: BaseException, _at: object) -> None:
    _complain(f"{kind.__name__}: {error}; a fault of dutymap: report it with --debug's lines", 1)


def main() -> None:
    """Run the command line of this process and exit with its status."""
    if "--debug" not in sys.argv:
        sys.excepthook = _unexpected
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
