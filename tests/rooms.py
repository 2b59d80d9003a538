# SPDX-License-Identifier: BSL-1.0
"""Who may include whom, whether an umbrella names every public header and no detail, whether a header includes
what it names of others, and whether all names stand in the namespace of the version: rooms.py SOURCE."""

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
    "integrity": "graph core views metrics decisions",
    "process": "graph core views metrics decisions",
    "simulate": "graph core views metrics decisions",
    "study": "graph core views metrics decisions simplify optimise integrity process simulate",
    "io": "graph core views metrics decisions simplify integrity process simulate",
    "report": "graph core views metrics decisions simplify optimise integrity process simulate study io",
}
UMBRELLAS = "io.hpp", "report.hpp", "pangkas.hpp"  # the last has what the others leave

# What a header includes that names one of these; it is compiled alone where all of them are there.
OTHERS = {
    "algorithm": "std::(ranges::\\w+|sort|min|max|clamp|unique|find_if|any_of|all_of|upper_bound|lower_bound|fill)",
    "array": "std::array", "bit": "std::bit_\\w+", "cassert": "assert(?=\\()", "charconv": "std::(to_chars|from_chars|chars_format)",
    "cmath": "std::(isnan|isfinite|ldexp|trunc|sqrt|pow|floor|ceil|log2?)", "compare": "operator<=>|std::\\w+_ordering",
    "concepts": "std::(same_as|convertible_to|integral|derived_from)", "cstddef": "std::(size_t|ptrdiff_t|byte|nullptr_t)",
    "cstdint": "std::u?int(8|16|32|64|ptr)_t", "cstring": "std::mem\\w+", "functional": "std::(function|greater|less)",
    "iterator": "std::\\w+_iterator_tag", "limits": "std::numeric_limits", "map": "std::(multi)?map",
    "new": "::operator new|::new(?= \\()", "memory": "std::(unique_ptr|shared_ptr|make_unique\\w*|make_shared|allocator|addressof)",
    "optional": "std::(optional|nullopt)", "span": "std::span", "stdexcept": "std::(runtime|logic)_error",
    "string": "std::(string|to_string)", "string_view": "std::string_view", "tuple": "std::(tuple|tie)",
    "type_traits": "std::(is_\\w+|conditional_t|\\w+_constant|(true|false)_type|remove_\\w+)",
    "unordered_map": "std::unordered_map", "unordered_set": "std::unordered_set",
    "utility": "std::(pair|move|forward|exchange|swap|in_place)", "variant": "std::(variant|visit|get_if|monostate)",
    "vector": "std::vector",
    "boost/graph/": "boost::(graph_traits|vertex_\\w+_t|edge_\\w+_t|\\w+_(graph|edge)_tag|directed_tag|no_property)",
    "boost/iterator/": "boost::(iterator_(facade|adaptor|core_access)|counting_iterator|\\w+_traversal_tag)",
    "boost/property_map/": "boost::(static_property_map|readable_property_map_tag|typed_identity_property_map)", "range/v3/": "ranges::(view_\\w+|views::)",
}

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

for file in sorted(include.rglob("*.hpp")):
    text = file.read_text(encoding="utf-8")
    code = re.sub(r"//.*", "", text)
    for header, names in OTHERS.items():
        used = re.search(rf"(?<![\w:])({names})(?!\w)", code)
        if used and f"#include <{header}" not in text:
            faults.append(f"{file}: {used[0]} is used without #include <{header}>")

faults += [f"tests/support/others.hpp: {header} is precompiled, and nothing looks for names of it"
           for header in re.findall(r"^#include <(.+)>", (include.parent.parent / "tests/support/others.hpp").read_text(),
                                    re.MULTILINE) if not any(header == known or known.endswith("/") and
                                                             header.startswith(known) for known in OTHERS)]

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
