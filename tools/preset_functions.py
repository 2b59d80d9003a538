#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes the preset policies and rank schemes as C++ functions, for programs that read no files.

The TOML files in src/presets are where a preset is written and explained; this puts their values
into include/pangkas/…/impl/preset_*.ipp. With --check nothing is written, and the status is 1 if a
file is not what would be written.
"""

import pathlib
import sys
import textwrap
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
INCLUDE = ROOT / "include" / "pangkas"


def text(value):
    """A C++ literal; long ones in several pieces."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    pieces = textwrap.wrap(escaped, 84, drop_whitespace=False, break_on_hyphens=False) or [""]
    return "\n".join(f'"{piece}"' for piece in pieces)


def texts(values):
    return "{" + ", ".join(text(value) for value in values) + "}"


def members(pairs):
    """Designated initialisers of what there is."""
    return "{" + ", ".join(f".{name} = {value}" for name, value in pairs if value is not None) + "}"


def statement(table):
    return "{" + ", ".join(text(table.get(key, "")) for key in ("rule", "reason", "source")) + ", {}}"


def ranges(values):
    """Ranges as in 5, "3..7", "8.." or "..2"."""
    made = []
    for value in values if isinstance(values, list) else [values]:
        low, dots, high = str(value).partition("..")
        high = high if dots else low
        made.append("{" + ", ".join(end or "{}" for end in (low, high)) + "}")
    return "{" + ", ".join(made) + "}"


def condition(table):
    def given(key, make):
        return make(table[key]) if key in table else None

    return members([
        ("ranks", given("rank", texts)),
        ("kinds", given("kind", lambda kinds: "{" + ", ".join(
            f"position_kind::{kind}" for kind in kinds) + "}")),
        ("layers", given("layer", lambda layers: "std::vector<std::size_t>{" + ", ".join(
            map(str, layers)) + "}")),
        ("units", given("unit", texts)),
        ("unit_contains", given("unit_contains", texts)),
        ("title_contains", given("title_contains", texts)),
        ("flags", given("flags", texts)),
        ("codes", given("codes", texts)),
        ("subtrees", given("subtree", texts)),
        ("manager", given("manager", lambda yes: "true" if yes else "false")),
        *((name, given(name, ranges)) for name in (
            "span", "span_seats", "span_filled", "depth_below", "subtree_size", "subtree_seats",
            "seats", "cost", "decides", "passes")),
        *((name, given(name, lambda yes: "true" if yes else "false")) for name in (
            "one_to_one", "same_rank_as_superior", "vacant")),
        ("superior", given("superior", lambda inner: "{condition" + condition(inner) + "}")),
        ("none_of", given("not", lambda inner: "{condition" + condition(inner) + "}")),
    ])


def choice(kind, value):
    return f"{kind}::{value.replace('-', '_')}"


def policy_function(data, name):
    unknown = set(data) - {"policy", "select", "exempt", "convert", "reports", "authority", "roles",
                           "digital", "checks", "optimum"}
    if unknown or "digital" in data:
        sys.exit(f"{name}: tools/preset_functions.py does not know {', '.join(unknown) or 'digital'}")
    head = data["policy"]
    lines = [f"policy {name.replace('-', '_')}() {{", "policy p;"]
    for key in ("name", "title", "description", "source", "scheme"):
        if key in head:
            lines.append(f"p.{key} = {text(head[key])};")
    for section in ("select", "exempt"):
        for table in data.get(section, []):
            lines.append(f"p.{section}.push_back({{{statement(table)}, {condition(table)}}});")
    for table in data.get("convert", []):
        to_kind = f"position_kind::{table['to_kind']}" if "to_kind" in table else "std::nullopt"
        lines.append(f"p.convert.push_back({{{statement(table)}, {condition(table)}, "
                     f"{text(table.get('to', ''))}, {to_kind}, {text(table.get('class', ''))}}});")
    reports, authority, roles = data["reports"], data["authority"], data["roles"]
    lines.append(f"p.reports = {{{statement(reports)}, {choice('attachment', reports['attach'])}}};")
    lines.append(f"p.authority = {{{statement(authority)}, "
                 f"{choice('attribution_outcome', authority['attribution'])}, "
                 f"{choice('delegation_outcome', authority['delegation'])}, "
                 f"{choice('mandate_outcome', authority['mandate'])}}};")
    lines.append(f"p.roles = {{{statement(roles)}, {choice('role_policy', roles['kind'])}, {{}}}};")
    for named in roles.get("name", []):
        lines.append(f"p.roles.names.push_back({{{texts(named.get('rank', []))}, "
                     f"{text(named['name'])}, {{}}}});")
    if head.get("repeat"):
        lines.append("p.repeat = true;")
    for key, limit in data.get("optimum", {}).items():
        lines.append(f"p.optimum.{key} = {text(limit) if isinstance(limit, str) else limit};")
    for key, limit in data.get("checks", {}).items():
        lines.append(f"p.checks.{key} = {limit};")
    return "\n".join([*lines, "return p;", "}"])


def scheme_function(data, name):
    ranks = []
    for table in data["rank"]:
        ranks.append(members([
            ("name", text(table["name"])),
            ("kind", f"position_kind::{table['kind']}"),
            ("groups", texts(table["groups"]) if "groups" in table else None),
            ("administrative", "true" if table.get("administrative") else None),
            ("aliases", texts(table["aliases"]) if "aliases" in table else None),
            *[(key, text(table[key]) if key in table else None)
              for key in ("grade_low", "grade_high")],
            *[(key, str(table[key]) if key in table else None)
              for key in ("class_low", "class_high", "allowance")],
            *[(key, text(table[key]) if key in table else None) for key in ("source", "note")],
        ]))
    head = data["scheme"]
    body = ",\n".join(ranks)
    return (f"rank_scheme {name.replace('-', '_')}() {{\nreturn rank_scheme({text(head['name'])}, "
            f"{text(head['title'])}, std::vector<rank>{{{body}}});\n}}")


def body(room, subject, folder, function, more_includes):
    functions = []
    for file in sorted((ROOT / "src" / "presets" / folder).glob("*.toml")):
        functions.append(function(tomllib.loads(file.read_text(encoding="utf-8")), file.stem))
    return "\n\n".join([
        "// SPDX-License-Identifier: BSL-1.0\n"
        f"// Written by tools/preset_functions.py from the files in src/presets/{folder}.\n"
        "#pragma once\n\n"
        f"#include <pangkas/{room}/{subject}.hpp>\n\n{more_includes}\n"
        "namespace pangkas::inline v0_1 {\n\n// clang-format off",
        *functions,
        "// clang-format on\n\n}  // namespace pangkas\n"])


def main():
    wanted = {
        INCLUDE / "simplify/impl/preset_policies.ipp":
            body("simplify", "preset_policies", "policies", policy_function,
                 "#include <cstddef>\n#include <optional>\n#include <vector>\n"),
        INCLUDE / "core/impl/preset_schemes.ipp":
            body("core", "preset_schemes", "ranks", scheme_function, "#include <vector>\n"),
    }
    stale = [file for file, content in wanted.items()
             if not file.exists() or file.read_text(encoding="utf-8") != content]
    if "--check" in sys.argv[1:]:
        for file in stale:
            print(f"{file.relative_to(ROOT)} is not what src/presets says; run tools/preset_functions.py")
        return 1 if stale else 0
    for file in stale:
        file.write_text(wanted[file], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
