# SPDX-License-Identifier: BSL-1.0
"""How far a long piece of work is: one line on a terminal or in a notebook, nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

Report = Callable[[int, int | None], None]
"""Is called with what is done and how much there is (``None``: not known)."""


def in_notebook() -> bool:
    """Whether this process is the kernel of a notebook.

    Examples
    --------
    >>> in_notebook()
    False
    """
    interactive = sys.modules.get("IPython")
    if interactive is None:
        return False
    shell = interactive.get_ipython()
    return type(shell).__name__ == "ZMQInteractiveShell"


class Progress:
    """Writes ``done of total`` over and over on one line, and takes it away at the end.

    Parameters
    ----------
    wanted : bool, callable or None
        ``None``: on a terminal or in a notebook, once a second has gone by; ``True``: always;
        ``False``: never; a callable is called instead, with each number.
    total : int or None
        How much there is.
    what : str
        What is counted.
    stream : file, optional
        Default: standard error.
    """

    def __init__(
        self,
        wanted: bool | Report | None,
        total: int | None,
        what: str,
        stream: TextIO | None = None,
    ) -> None:
        self._total = total
        self._what = what
        self._stream = sys.stderr if stream is None else stream
        self._report = wanted if callable(wanted) else None
        self._patient = wanted is None
        self._shown = (
            self._report is None
            and wanted is not False
            and (wanted is True or self._stream.isatty() or in_notebook())
        )
        self._start = time.monotonic()
        self._last = 0.0
        self._width = 0
        self._done = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._report is not None:
            self._report(self._done, self._total)
        if not self._shown:
            return
        now = time.monotonic()
        if (self._patient and now - self._start < 1.0) or now - self._last < 0.1:
            return
        self._last = now
        text = f"{self._done:,}"
        if self._total is not None:
            text += f" of {self._total:,}"
        text += f" {self._what}"
        if self._total is not None:
            left = (now - self._start) / self._done * (self._total - self._done)
            text += f", about {left:,.0f} s left"
        self._stream.write("\r" + text.ljust(self._width))
        self._stream.flush()
        self._width = max(self._width, len(text))
