# SPDX-License-Identifier: BSL-1.0
"""A page as PDF, printed by the Chromium that is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ._errors import Error

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PATIENCE = 300  # seconds


def find_browser() -> str:
    """Give the program that PANGKAS_CHROMIUM names, else the first of the usual names.

    Raises
    ------
    Error
        If there is none; it says how to get it.
    """
    named = os.environ.get("PANGKAS_CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise Error(f"PANGKAS_CHROMIUM names {named}, which is no program that can be run")
        return named
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise Error(
        "a PDF is printed by Chromium, which is not installed: install it (apt-get install chromium), "
        "name another browser of its kind in the environment variable PANGKAS_CHROMIUM, or open the "
        "page in any browser and print it there"
    )


def print_page(browser: str, html: str) -> bytes:
    """Print an HTML page, in a profile of its own and without network.

    Raises
    ------
    Error
        If the browser takes too long or prints nothing; it ends with what it said last.
    """
    with tempfile.TemporaryDirectory(prefix="pangkas-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page, pdf = folder / "report.html", folder / "report.pdf"
        page.write_text(html, encoding="utf-8")
        arguments = [
            browser,
            "--headless=new",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--disable-background-networking",
            "--no-first-run",
            "--no-default-browser-check",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder / 'profile'}",
            "--virtual-time-budget=20000",
            "--no-pdf-header-footer",
            f"--print-to-pdf={pdf}",
        ]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")  # which refuses to work for root
        # A file, since what the browser leaves behind would keep a pipe open.
        with open(folder / "log", "w+b") as log:
            running = subprocess.Popen(
                [*arguments, page.as_uri()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            try:
                status = running.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                raise Error(
                    f"{browser} did not print the page within {_PATIENCE} seconds and was stopped"
                ) from None
            finally:
                try:
                    os.killpg(running.pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
                running.wait()
            log.seek(0)
            said = log.read().decode("utf-8", "replace").strip()[-600:] or "nothing"
        made = pdf.read_bytes() if pdf.exists() else b""
        if status != 0 or not made.startswith(b"%PDF-"):
            raise Error(
                f"{browser} printed no PDF (exit status {status}); the last that it said: {said}"
            )
        return made
