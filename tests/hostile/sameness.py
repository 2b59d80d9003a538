# SPDX-License-Identifier: BSL-1.0
"""One organisation in other forms gives the same: sameness.py PANGKAS SOURCE [SEED].

As a table, as native JSON, as a table again, in UTF-16, with other separators, with its rows in
another order, and with one thread or many: the JSON of every command is the same, but for the hashes
of the inputs and the order of what is listed in the order of the rows. PANGKAS_CASES=1: of sixty made-up
tables, not four.
"""

import csv
import io
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

COMMANDS = [["measure", "FILE", "--json"], ["measure", "FILE", "--hierarchy", "--json"], ["paths", "FILE", "--json"],
            ["check", "FILE", "--json"], ["simplify", "FILE", "--policy", "id-central-2021", "--json"],
            ["simplify", "FILE", "--policy", "delayer", "--layers", "3", "--roles", "coordinators", "--json"],
            ["optimise", "FILE", "--span-cap", "9", "--json"]]


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout


def without(value, keys):
    if isinstance(value, dict):
        return {k: without(v, keys) for k, v in value.items() if k not in keys}
    if isinstance(value, list):
        return [without(v, keys) for v in value]
    return value


def in_any_order(value):
    """Lists as bags, and sums over the rows as far as their order does not tell."""
    if isinstance(value, dict):
        return {k: in_any_order(v) for k, v in value.items()}
    if isinstance(value, list):
        return sorted((in_any_order(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    if isinstance(value, float):
        return float(f"{value:.12g}")
    return value


def without_ties(command, output):
    """What does not rest on the order of the rows: of those alike the first rows are named."""
    if command[0] == "optimise" and "optimum" in output:
        output = {key: output["optimum"][key] for key in ("gain", "bound", "trees")}
    named = {"sha256", "longest", "busiest", "detail"}
    if "--hierarchy" in command or command[0] == "check":
        named |= {"position", "from", "to"}
    return in_any_order(without(output, named))


def outputs(program, file, tables, threads):
    """What each command prints; of one that is refused, for what reason."""
    given = [str(a) for name, path in tables for a in (f"--{name}", path)]
    found = []
    for command in COMMANDS:
        arguments = [str(file) if a == "FILE" else a for a in command]
        done = subprocess.run([program, *arguments, *given, "--threads", str(threads)], capture_output=True, check=False)
        found.append(json.loads(done.stdout) if done.returncode in (0, 1) else
                     {"refused": done.stderr.decode().replace(str(file), "FILE")})
    return found


def tell(title, expected, found):
    for command, a, b in zip(COMMANDS, expected, found):
        if a != b:
            one, other = (json.dumps(v, sort_keys=True, indent=1).splitlines() for v in (a, b))
            where = next((i for i, (x, y) in enumerate(zip(one, other)) if x != y), min(len(one), len(other)))
            sys.exit(f"{title}: {' '.join(command)} differs:\n" + "\n".join(one[where - 3:where + 3]) + "\n--\n" +
                     "\n".join(other[where - 3:where + 3]))


def compare(program, folder, title, table, tables, r):
    """Every form of one organisation against its table."""
    rows = list(csv.reader(io.StringIO(table.decode())))
    names = {"inputs", "file", "row", "column"}
    (folder / "natural.csv").write_bytes(table)
    expected = without(outputs(program, folder / "natural.csv", tables, 1), {"inputs"})
    tell(f"{title}, eight threads", expected, without(outputs(program, folder / "natural.csv", tables, 8), {"inputs"}))

    expected = without(expected, names)
    run(program, "convert", folder / "natural.csv", "--force", "--out", folder / "o.json", *[a for n, p in tables for a in (f"--{n}", p)])
    run(program, "convert", folder / "o.json", "--force", "--out", folder / "again.csv", "--to", "table")
    for delimiter, encoding in ((";", "utf-16"), ("\t", "utf-8-sig"), ("|", "utf-8")):
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
        (folder / "other.csv").write_bytes(text.getvalue().encode(encoding))
        tell(f"{title} in {encoding} with {delimiter!r}", expected,
             without(outputs(program, folder / "other.csv", tables, 2), names))
    # What a table had wrong is mended in what was written: findings are not compared.
    counts = names | {"findings", "list", "rows", "columns"}
    for form, given in (("o.json", []), ("again.csv", tables)):
        tell(f"{title} as {form}", without(expected, counts),
             without(outputs(program, folder / form, given, 2), counts))
    head, body = rows[0], rows[1:]
    first = {}
    for row in body:  # the first row of a code stands: shuffled, another one would
        first.setdefault(row[0], row)
    body = [row for row in first.values()]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *body])
    (folder / "natural.csv").write_text(text.getvalue())
    r.shuffle(body)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *body])
    (folder / "shuffled.csv").write_text(text.getvalue())
    one, other = ([without_ties(c, without(o, names)) for c, o in
                   zip(COMMANDS, outputs(program, folder / f"{name}.csv", tables, 1))]
                  for name in ("natural", "shuffled"))
    tell(f"{title}, shuffled", one, other)


def random_table(r):
    """A few posts with odd texts, some of them orphans or in a circle."""
    texts = ["", "Kepala; \"x\"", "a\nb", "=1+1", "  ", "é統", "\u200f", "x" * 300, "-", "0"]
    ranks = ["I.a", "II.a", "III.a", "IV.a", "Pelaksana", "Ahli Muda", "nonsense", ""]
    codes = [r.choice(["", "0", "ü"]) + f"K{i}" for i in range(r.randrange(1, 80))]
    rows = [["code", "title", "kind", "rank", "reports_to", "unit", "seats", "filled", "class", "cost", "flags"]]
    for i, code in enumerate(codes):
        above = "" if i == 0 or r.random() < 0.05 else r.choice(codes[:i] if r.random() < 0.9 else codes + ["nobody"])
        rows.append([code, r.choice(texts), r.choice(["structural", "functional", "", "x"]), r.choice(ranks), above,
                     r.choice(texts), r.choice(["1", "", "2.5"]), r.choice(["", "1"]), r.choice(["", "12"]),
                     r.choice(["", "1000000", "0.1"]), r.choice(["", "E1", "absent pilot"])])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def main():
    program, source = sys.argv[1], pathlib.Path(sys.argv[2])
    r = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    ministry = source / "examples/id-ministry"
    tables = [(name, ministry / f"{name}.csv") for name in ("matters", "authority", "lines")]
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        compare(program, folder, "the ministry", (ministry / "positions.csv").read_bytes(), tables, r)
        compare(program, folder, "a service", run(program, "generate", "-n", "3000", "--agencies", "3"), [], r)
        for n in range(60 if os.environ.get("PANGKAS_CASES") == "1" else 2):
            compare(program, folder, f"random table {n}", random_table(r), [], r)
    print("every form gave the same")


if __name__ == "__main__":
    main()
