# SPDX-License-Identifier: BSL-1.0
"""Whether the commands of a page print what stands below them: console_page.py PROGRAM SOURCE PAGE [--print].

Blocks marked sh are run, unless they install or build something; of blocks marked console each line after "$ " is
run, and the lines up to the next one are what it prints. "..." on a line of its own stands for any lines."""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

SETS_UP = re.compile(r"^\s*(\./tools/|tools/|git clone|cmake|pip |python|apt|sudo|source |npm|ctest|docker|man |eval )", re.M)


def matches(expected, printed):
    pattern = "".join(".*" if line == "...\n" else re.escape(line) for line in expected.splitlines(keepends=True))
    return re.fullmatch(pattern, printed, re.S)


def main(program, source, page):
    folder = pathlib.Path(tempfile.mkdtemp())
    for name in ("examples", "tests", "docs", "src"):
        (folder / name).symlink_to(pathlib.Path(source) / name)
    (folder / "build").mkdir()
    (folder / "bin").mkdir()
    (folder / "bin" / "pangkas").symlink_to(program)
    env = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}

    def run(command):
        return subprocess.run(["bash", "-c", command], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, check=False).stdout

    tried = faults = 0
    text = pathlib.Path(page).read_text(encoding="utf-8")
    for kind, block in re.findall(r"^```(sh|console)\n(.*?)^```", text, re.M | re.S):
        if SETS_UP.search(block):
            continue
        if kind == "sh":
            run(block)
            continue
        for command, expected in re.findall(r"^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n)*)", block, re.M):
            tried += 1
            printed = run(command)
            if printed and not printed.endswith("\n"):
                printed += "\n"
            if not matches(expected, printed):
                faults += 1
                print(f"{page}: {command}\n--- printed\n{printed}--- the page\n{expected}")
    subprocess.run(["rm", "-rf", shlex.quote(str(folder))], check=False)
    if tried == 0:
        sys.exit(f"{page} has no command")
    print(f"{page}: {tried} commands, {faults} print something else")
    return faults


sys.exit(main(*sys.argv[1:4]) > 0)
