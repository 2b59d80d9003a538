# SPDX-License-Identifier: BSL-1.0
"""Who may include whom, whether an umbrella names every public header and no detail, and whether all names
stand in the namespace of the version: rooms.py SOURCE."""

import pathlib
import re
import sys

# What a room may include besides itself; error.hpp and version.hpp are in none.
ROOMS = {
    "graph": "",
    "core": "graph",
    "views": "graph core",
    "metrics": "graph core views",
    "decisions": "graph core views metrics",
    "simplify": "graph core views decisions",
    "optimise": "graph core views metrics",
    "simulate": "graph core views",
    "study": "graph core views metrics decisions simplify optimise simulate",
    "io": "graph core views metrics decisions simplify",
    "report": "graph core views metrics decisions simplify optimise simulate study io",
}
UMBRELLAS = "io.hpp", "report.hpp", "pangkas.hpp"  # the last has what the others leave

include = pathlib.Path(sys.argv[1]) / "include" / "pangkas"
sources = include.parent.parent / "src"
faults = []


def included(file):
    return re.findall(r"^#include <pangkas/(.+)>", file.read_text(encoding="utf-8"), re.MULTILINE)


for room, others in ROOMS.items():
    allowed = {room, *others.split()}
    for folder in (include / room, sources / room):
        for file in sorted(folder.rglob("*.?pp")):
            for header in included(file):
                if "/" in header and header.split("/")[0] not in {"impl", *allowed}:
                    faults.append(f"{file}: {room} may not include {header}")
for file in sorted((sources / "cli").glob("*.?pp")) + sorted((sources / "python").glob("*.?pp")):
    for header in included(file):
        if "/impl/" in header:
            faults.append(f"{file}: {header} is a detail of the library")
    faults += [f"{file}: {header} is private to its room"
               for header in re.findall(r'^#include "(\w+/.+)"', file.read_text(), re.MULTILINE)]

# The inline namespace is that of the version, which CMake has.
major, minor = re.search(r"^  VERSION (\d+)\.(\d+)", (include.parent.parent / "CMakeLists.txt").read_text(),
                         re.MULTILINE).groups()
for folder in (include, sources / "library", sources / "io", sources / "report"):
    for file in sorted(folder.rglob("*.?pp*")):
        for name in re.findall(r"^namespace pangkas(.*) \{", file.read_text(encoding="utf-8"), re.MULTILINE):
            if not re.fullmatch(rf"::inline v{major}_{minor}(::detail)?", name):
                faults.append(f"{file}: namespace pangkas{name} is not ::inline v{major}_{minor}")

public = {path.relative_to(include).as_posix() for path in include.rglob("*.hpp")
          if "impl" not in path.parts and path.name != "src.hpp"} - set(UMBRELLAS)
left = public | {"version.hpp"}  # which CMake writes
for umbrella in UMBRELLAS:
    named = set(included(include / umbrella))
    wanted = {header for header in left if header.startswith(umbrella[:-4] + "/")} or left
    left = left - wanted
    faults += [f"{umbrella} lacks {header}" for header in sorted(wanted - named)]
    faults += [f"{umbrella} names {header}, which is not for it" for header in sorted(named - wanted)]

tests = include.parent.parent / "tests"
for header in sorted(public):
    if "/" in header and not (tests / header).with_name(pathlib.Path(header).stem + "_test.cpp").exists():
        faults.append(f"{header} has no test tests/{header[:-4]}_test.cpp")

print("\n".join(faults))
sys.exit(1 if faults else 0)
