"""What every process that reads for another does first."""

from __future__ import annotations

import os
import signal
from multiprocessing import parent_process
from threading import Thread


def follow_parent() -> None:
    """End this process with Ctrl-C, without a word (the parent says it), and with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Wait, in a thread, for the end of the parent process, and end this one with it: a
    parent that was killed has stopped nobody, and its workers would wait for ever."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
