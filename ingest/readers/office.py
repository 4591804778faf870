"""LibreOffice and antiword, asked to turn one file: no macros, no network, within limits.

Each call of LibreOffice has a folder and a profile of its own, which are gone afterwards;
the file is copied there under a name of ours, so that no name of its own is ever a command.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import Unreadable
from ingest.readers.limits import OFFICE_MEMORY, OFFICE_SECONDS

PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
"""Where LibreOffice stands on systems that do not put it on the PATH."""

FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "wordml": "MS Word 2003 XML"}
"""The import filter for each kind, so that broken files are not taken for something else."""

FORBIDDEN = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
"""(path, name, value) of the profile: macros off, links never followed, no way out."""


def find_libreoffice() -> str | None:
    """The program that turns files without a window; None where it is not installed."""
    known = (place for place in PLACES if Path(place).exists())
    return shutil.which("soffice") or shutil.which("libreoffice") or next(known, None)


def find_antiword() -> str | None:
    """antiword's program; None where it is not installed."""
    return shutil.which("antiword")


@contextmanager
def as_docx(program: str, path: Path, kind: str) -> Iterator[Path]:
    """The file turned into a DOCX by LibreOffice, there until the block ends.

    Raises Unreadable where LibreOffice makes none of it, or takes too long.
    """
    with tempfile.TemporaryDirectory(prefix="dutymap-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.write_text(profile(), encoding="utf-8")
        shutil.copyfile(path, folder / f"file.{kind}")
        run([program, *options(folder, kind)], folder)
        made = folder / "out" / "file.docx"
        if not made.exists():
            raise Unreadable("damaged", "文件已损坏，LibreOffice 打不开，请用办公软件另存为 DOCX")
        yield made


def options(folder: Path, kind: str) -> list[str]:
    """LibreOffice's arguments that turn `file.KIND` of the folder into `out/file.docx`."""
    return [
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        f"--infilter={FILTERS[kind]}",
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")),
        str(folder / f"file.{kind}"),
    ]


def profile() -> str:
    """The settings of a LibreOffice profile that does only what it is asked to."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in FORBIDDEN
    )
    space = 'xmlns:oor="http://openoffice.org/2001/registry"'
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items {space}>{items}</oor:items>'


def run(command: Sequence[str], folder: Path) -> bytes:
    """What the command prints, [] where it fails; it and its children end with the call.

    Raises Unreadable where it takes longer than OFFICE_SECONDS.
    """
    with subprocess.Popen(  # noqa: S603 - a list of words, and no shell reads them
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        start_new_session=True,
    ) as process:
        bound_memory(process.pid)
        try:
            return process.communicate(timeout=OFFICE_SECONDS)[0]
        except subprocess.TimeoutExpired as error:
            message = f"文件转换超过 {OFFICE_SECONDS} 秒，请用办公软件另存为 DOCX 或 PDF"
            raise Unreadable("too-slow", message) from error
        finally:
            end(process)


def bound_memory(process: int) -> None:
    """Let the process and its children to come have OFFICE_MEMORY, where Linux does that."""
    if sys.platform == "linux":
        import resource

        resource.prlimit(process, resource.RLIMIT_AS, (OFFICE_MEMORY, OFFICE_MEMORY))


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and, where the system groups them, its children."""
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # all of them have ended by themselves
