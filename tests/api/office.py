"""What LibreOffice makes of a file: tests that need it skip, saying so, where it is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")


def printed(content: bytes, suffix: str, folder: Path) -> list[str]:
    """The text of each page as LibreOffice prints the file, blanks taken out."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    path = folder / f"file{suffix}"
    path.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=150)
    with pypdfium2.PdfDocument(path.with_suffix(".pdf")) as pdf:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
