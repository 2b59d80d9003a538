# SPDX-License-Identifier: BSL-1.0
"""Ctrl-C stops long work, and other threads go on while C++ works."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import threading
import time

import pangkas as pk
import pytest

# Each prints when it begins and is then at work for much longer than the test waits.
LONG = {
    "frontier": "pk.optimise(pk.generate(400_000), max_layers=5).frontier(range(2, 2000))",
    "hierarchy": "[pk.generate(300_000).hierarchy() for _ in range(100)]",
    "generate": "pk.generate(50_000_000)",
    "betweenness": "pk.betweenness(org, ways='both')",
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send Ctrl-C to one process")
@pytest.mark.parametrize("name", LONG)
def test_an_interrupt_stops_it(name: str) -> None:
    script = textwrap.dedent(
        f"""
        import time
        import pangkas as pk
        org = pk.generate(100_000)
        print("begin", flush=True)
        try:
            {LONG[name]}
        except KeyboardInterrupt:
            print("stopped", flush=True)
            import os
            os._exit(0)
        """
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "begin\n"
        time.sleep(0.5)  # it is well at work
        asked = time.monotonic()
        child.send_signal(signal.SIGINT)
        said = child.stdout.readline()
        waited = time.monotonic() - asked
        child.kill()
    assert said == "stopped\n", "it was done before it could be stopped, or did not stop"
    assert waited < 5  # a twentieth of a second of itself; the machine may be busy


def test_other_threads_go_on_meanwhile() -> None:
    org = pk.generate(300_000)
    steps = 0
    done = threading.Event()

    def count() -> None:
        nonlocal steps
        while not done.is_set():
            steps += 1
            time.sleep(0.0005)

    thread = threading.Thread(target=count)
    thread.start()
    for _ in range(3):
        org.hierarchy()
    done.set()
    thread.join()
    # With the lock held all the while it would be a handful.
    assert steps > 20
