# SPDX-License-Identifier: BSL-1.0
"""Whether each table of docs/background/schemes.md gives the path that is printed below it:
schemes_page.py PROGRAM PAGE [--print]. The page says how its blocks are read."""

import csv
import io
import pathlib
import re
import subprocess
import sys
import tempfile

# Which table a block holds, by a heading that only it has; in this order.
HEADINGS = {"reports_to": "positions", "filled": "positions", "act": "steps", "superior": "lines", "position": "authority",
            "holders": "authority", "whoever": "authority", "code": "matters"}


def blocks(text):
    """The indented blocks, each as chunks of lines."""
    found, block = [], []
    for line in [*text.splitlines(), "end"]:
        if line.startswith("    ") or (block and not line):
            block.append(line[4:])
        elif block:
            found.append([c.splitlines() for c in "\n".join(block).split("\n\n") if c.strip()])
            block = []
    return found


def kind_of(chunk):
    columns = next(csv.reader(chunk))
    return next((kind for heading, kind in HEADINGS.items() if heading in columns), None)


def with_rows(positions, chunk):
    """The organisation with the cells that a block gives, for positions that are there and new ones."""
    rows = list(csv.DictReader(io.StringIO("\n".join(positions))))
    headings = list(rows[0])
    for row in csv.DictReader(io.StringIO("\n".join(chunk))):
        headings += [h for h in row if h not in headings]
        known = next((r for r in rows if r["code"] == row["code"]), None)
        known.update(row) if known else rows.append(row)
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().splitlines()


def one_line(printed):
    """The steps of a path as the page prints them."""
    nobody = re.search(r"Nobody decides it \((.*)\)", printed)
    if nobody:
        return f"nobody decides it ({nobody[1]})"
    steps = [re.sub(r"^(\S+) .*?(?= (?:drafts|reviews|decides|certifies|recommends|initials|concurs|"
                    r"approves|signs|countersigns|gets|may))", r"\1", s.split(": ")[0].rstrip("."))
             for s in re.findall(r"^\d+\. (.*)$", printed, re.M)]
    steps = [s.replace(", as the superior", "") for s in steps]
    hours = re.search(r"(\S+) hours of work|: (\S+) hours\.$", printed, re.M)
    return " → ".join(steps) + (f" ({hours[1] or hours[2]} hours)" if hours else "")


def main():
    program, page = sys.argv[1], pathlib.Path(sys.argv[2])
    wrong = tried = 0
    organisation, *examples = blocks(page.read_text(encoding="utf-8"))
    for example in examples:
        tables = {"positions": organisation[0], **{kind_of(c): c for c in organisation[1:]}}
        results = []
        for chunk in example:
            kind = kind_of(chunk) if "," in chunk[0] and "→" not in chunk[0] else None
            if kind == "positions":
                tables[kind] = with_rows(organisation[0], chunk)
            elif kind:
                tables[kind] = chunk
            else:
                results += chunk
        with tempfile.TemporaryDirectory() as folder:
            def run(command, *options):
                done = subprocess.run([program, command, "positions.csv", *options, *names], cwd=folder, check=False,
                                      capture_output=True, text=True, encoding="utf-8")
                return done.stdout + done.stderr

            names = []
            for kind, lines in tables.items():
                pathlib.Path(folder, f"{kind}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
                if kind != "positions":
                    names += [f"--{kind}", f"{kind}.csv"]
            codes = {r["code"] for r in csv.DictReader(io.StringIO("\n".join(tables["positions"])))}
            said = run("check") + run("paths")
            for result in results:
                tried += 1
                if result.startswith(("error: ", "warning: ")):
                    found = result if any(f": {result}" in f": {s}" for s in said.splitlines()) else said
                else:
                    first, _, rest = result.partition(": ")
                    day = ["--on", first] if re.fullmatch(r"\d{4}-\d\d-\d\d", first) else []
                    who = first if first in codes else "STF"
                    matter = next(csv.DictReader(tables["matters"]))["code"]
                    if rest and first not in codes and not day:
                        matter = first
                    found = one_line(run("paths", "--from", who, "--matter", matter, *day))
                    found = f"{first}: {found}" if rest else found
                if "--print" in sys.argv:
                    print(*example[0][1:], sep="\n")
                    print("  page   ", result, "\n  program", found, "\n")
                if found != result:
                    wrong += 1
                    print(f"{page}: the page says\n  {result}\nthe program\n  {found}", file=sys.stderr)
            unexpected = [s for s in run("check").splitlines() if re.search(r": (error|warning): ", s)
                          and not any(r in s for r in results)]
            if unexpected:
                wrong += 1
                print(f"{page}: {example[0]}\n  finds {unexpected}", file=sys.stderr)
    if tried == 0 or wrong:
        sys.exit(f"{page}: {wrong} of {tried} results are not what the program prints")
    print(f"{tried} results of {len(examples)} examples are what the program prints")


main()
