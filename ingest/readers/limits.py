"""What one file may ask for at most; the table in docs/reading.md names each.

A county's directive has some hundred pages and a few megabytes: what exceeds these is
made to exhaust a machine, or is no directive. MAX_PIXELS of a picture is in ocr/scan.py.
"""

from __future__ import annotations

MAX_PAGES = 3_000
"""Pages of one file; more of them is too-large."""

MAX_TEXT = 5_000_000
"""Bytes of a text or HTML file."""

MAX_CHARACTERS = 2_000_000
"""Characters of one file of any kind, once read: some 3,000 printed pages."""

MAX_UNPACKED = 300_000_000
"""Bytes that all members of a package (DOCX, OFD) unpack to."""

MAX_XML = 40_000_000
"""Bytes of XML in a package; its tree takes some ten times as much memory."""

MAX_MEMBERS = 20_000
"""Members of a package."""

OFFICE_SECONDS = 25
"""For LibreOffice or antiword to turn one file."""

OFFICE_MEMORY = 2_000_000_000
"""Bytes of address space for LibreOffice or antiword, where the system can bound it."""

PAGE_SECONDS = 8
"""For one page of a digital PDF, which takes some 5 milliseconds."""

START_SECONDS = 20
"""For a process that reads PDFs to start, on a slow machine."""

PAGE_MEMORY = 1_500_000_000
"""Bytes of address space of a process that reads PDFs, where the system can bound it."""

MOST_LOST = 2
"""Pages that may bring their process down before the rest of the file is not tried."""
