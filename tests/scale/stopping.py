# SPDX-License-Identifier: BSL-1.0
"""Ctrl-C at any moment ends the program soon and leaves nothing half-written: stopping.py PANGKAS.

The signal comes at twelve moments between the start and the end of a whole run. Ending soon means
ten seconds here, so that a busy machine fails no test. One that kills leaves what `pangkas check`
tells from a whole run, and one that is ignored (nohup) stops nothing.
"""

import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SIZE = 200_000
MOMENTS = 12
SOON = 10  # seconds


def command(program, table, out):
    return [program, "simplify", table, "--policy", "id-central-2021", "--force", "--out", out]


def stop_after(program, table, out, delay, by=signal.SIGINT, ignored=False):
    """How the process ended, and how long that took after the signal."""
    process = subprocess.Popen(
        command(program, table, out), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        preexec_fn=(lambda: signal.signal(by, signal.SIG_IGN)) if ignored else None)
    time.sleep(delay)
    process.send_signal(by)
    sent = time.monotonic()
    _, said = process.communicate(timeout=SOON)
    return process.returncode, time.monotonic() - sent, said.decode()


def files_of(folder):
    """The files of a folder, but for what a run that was killed left beside them."""
    return {file.name: file.read_bytes() for file in folder.iterdir()
            if ".tmp-" not in file.name and ".old-" not in file.name}


def kill(program, table, out, earlier, expected, duration):
    """Kills runs into the folder of an earlier one, most of them while they write."""
    whole = 0
    for moment in range(MOMENTS):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(earlier, out)
        before = files_of(out)
        share = 0.5 + 0.5 * moment / MOMENTS
        stop_after(program, table, out, duration * share, by=signal.SIGKILL)
        check = subprocess.run([program, "check", out], capture_output=True, text=True)
        found = files_of(out)
        if "error: folder-" not in check.stdout:
            whole += 1
            assert found in (before, expected), "check finds nothing in a mixture of two runs"
        else:
            assert found not in (before, expected), check.stdout
        for file in out.iterdir():
            if file.name not in found:
                assert f"{file}: warning: folder-left-behind" in check.stdout, check.stdout
    return whole


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        table, whole, out = folder / "service.csv", folder / "whole", folder / "out"
        subprocess.run([program, "generate", "--positions", str(SIZE), "--out", table], check=True)
        start = time.monotonic()
        subprocess.run(command(program, table, whole), check=True, stdout=subprocess.DEVNULL)
        duration = time.monotonic() - start
        expected = {file.name: file.read_bytes() for file in whole.iterdir()}
        assert expected

        stopped = 0
        slowest = 0.0
        for existing in (False, True):
            for moment in range(MOMENTS):
                shutil.rmtree(out, ignore_errors=True)
                if existing:  # files from before, which are to be kept or replaced as a whole
                    out.mkdir()
                    for name in expected:
                        (out / name).write_text("from before\n")
                status, took, said = stop_after(program, table, out, duration * moment / MOMENTS)
                slowest = max(slowest, took)
                found = {file.name: file.read_bytes() for file in out.iterdir()} if out.exists() else {}
                # A signal may also come when all is in place and only the figures are to be printed.
                if status == 0 or found == expected:
                    assert found == expected, "it succeeded, but the files are not those of a whole run"
                    continue
                stopped += 1
                before = {name: b"from before\n" for name in expected} if existing else {}
                assert found == before, f"stopped after moment {moment}, it left {sorted(found)}: {said}"
                assert existing or not out.exists(), "it left the folder that it had made"
                assert [file.name for file in folder.iterdir() if ".tmp" in file.name] == []
        assert stopped > 0, "every run ended before the signal"

        earlier = folder / "earlier"
        subprocess.run([program, "simplify", table, "--policy", "delayer", "--layers", "3", "--out",
                        earlier], check=True, stdout=subprocess.DEVNULL)
        killed_whole = kill(program, table, out, earlier, expected, duration)
        shutil.rmtree(out)
        status, _, said = stop_after(program, table, out, duration / 2, signal.SIGHUP, ignored=True)
        assert status == 0, said
        assert files_of(out) == expected, "a signal that is ignored changed the files"
        print(f"{killed_whole} of {MOMENTS} runs that were killed left a whole folder")
        print(f"{stopped} of {2 * MOMENTS} runs were stopped, the slowest {slowest:.2f} s after the "
              "signal")


if __name__ == "__main__":
    main()
