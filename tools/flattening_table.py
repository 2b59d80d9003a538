#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes the table of docs/background/optimal-flattening.md: what the optimum saves in real departments.

    tools/flattening_table.py build/dev/pangkas [FOLDER OF SENIOR RETURNS]... > table.md
"""

import json
import pathlib
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
least_posts = 50
caps = (8, 12, 15)


def run(*arguments):
    done = subprocess.run(arguments, capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else None


def hand_offs(measures):
    """Of all matters that reach a root."""
    path = measures["decision_path"]
    return round((path["mean_hand_offs"] or 0) * (path["volume"] - path["undecidable"]))


def row(program, name, file):
    measured = run(program, "measure", file, "--json")
    if measured is None or measured["placed"] < least_posts:
        return None
    before = hand_offs(measured)
    cells = [name, measured["placed"], measured["spans"]["max"], before]
    for cap in caps:
        found = run(program, "optimise", file, "--span-cap", str(cap), "--json")
        optimum = found["optimum"]
        cells.append("{:g} ({})".format(optimum["hand_offs_saved"], optimum["converted"]))
        cells.append("{:g}".format(optimum["greedy"]["hand_offs_saved"]))
    layers = []
    for layer in range(2, measured["layers"]):
        found = run(program, "simplify", file, "--policy", "delayer", "--layers", str(layer), "--json")
        saved = round(before * (found["shrink"]["formal"] or 0))
        layers.append("{}: {} ({}, {})".format(layer, saved, found["converted"],
                                               found["after"]["spans"]["max"]))
    cells.append("; ".join(layers))
    return "| " + " | ".join(str(c) for c in cells) + " |"


def main():
    program = sys.argv[1]
    files = [("UK Department of Health 2013", root / "examples/uk-department-of-health-2013/senior.csv"),
             ("id-ministry (illustrative)", root / "examples/id-ministry/positions.csv")]
    for folder in sys.argv[2:]:
        for file in sorted(pathlib.Path(folder).glob("*senior.csv")):
            name = file.name.removesuffix("senior.csv").strip("-").replace("-", " ")
            files.append((name + " 2013" if folder.rstrip("/").endswith("2013") else name, file))
    heads = ["Department", "Placed", "Widest span", "Hand-offs"]
    for cap in caps:
        heads += [f"Cap {cap}: saved (posts)", "greedy"]
    heads.append("`delayer` by layer: saved (posts, widest span)")
    print("| " + " | ".join(heads) + " |")
    print("|---" + "|--:" * (len(heads) - 2) + "|---|")
    for name, file in files:
        line = row(program, name, str(file))
        if line:
            print(line)


main()
