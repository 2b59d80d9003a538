#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Cut the samples of published data in tests/data, and compute what is expected of them.

Run by hand only, never by the tests, when a sample or a figure changes:

    tools/make_samples.py DATA

DATA is the folder of published data. The figures are those that it defines. Where it has published
them for the whole of a set, the script fails if its own differ; those of what was cut it computes in
the same way. Nothing here shares code with the library.
"""

import argparse
import collections
import csv
import io
import pathlib
import re

SAMPLES = pathlib.Path(__file__).resolve().parents[1] / "tests" / "data"
FIGURES = ("posts dup_rows dup_conflict roots in_tree levels mean_depth managers max_span "
           "mean_span self_loops cycles cycle_posts dangling_posts dangling_refs orphan_posts "
           "unrooted level_sizes").split()


def figures(pairs, root_marks=("",)):
    """What is published of a list of (post, superior); a superior of None marks a root."""
    superior, seen = {}, collections.defaultdict(set)
    for post, above in pairs:
        superior.setdefault(post, None if above in root_marks else above)
        seen[post].add(above)
    below = collections.defaultdict(list)
    for post, above in superior.items():
        if above in superior and above != post:
            below[above].append(post)

    def layers(tops):
        while tops:
            yield tops
            tops = [post for top in tops for post in below[top]]

    def size(tops):
        return sum(map(len, layers(tops)))

    def on_cycle(post):
        at = superior[post]
        for _ in superior:
            if at == post or at not in superior:
                break
            at = superior[at]
        return at == post and superior[post] != post

    def lowest(post):
        members, at = [post], superior[post]
        while at != post:
            members.append(at)
            at = superior[at]
        return min(members)

    tree = [len(layer) for layer in layers([p for p, above in superior.items() if above is None])]
    dangling = [p for p, above in superior.items() if above is not None and above not in superior]
    spans = [len(reports) for reports in below.values() if reports]
    cycle_posts = [p for p in superior if on_cycle(p)]
    orphans = size(dangling)
    return {
        "posts": len(superior),
        "dup_rows": len(pairs) - len(superior),
        "dup_conflict": sum(len(aboves) > 1 for aboves in seen.values()),
        "roots": tree[0] if tree else 0,
        "in_tree": sum(tree),
        "levels": len(tree),
        "mean_depth": round(sum(d * n for d, n in enumerate(tree)) / (sum(tree) or 1), 4),
        "managers": len(spans),
        "max_span": max(spans, default=0),
        "mean_span": round(sum(spans) / (len(spans) or 1), 4),
        "self_loops": sum(p == above for p, above in superior.items()),
        "cycles": len(set(map(lowest, cycle_posts))),
        "cycle_posts": len(cycle_posts),
        "dangling_posts": len(dangling),
        "dangling_refs": len({superior[p] for p in dangling}),
        "orphan_posts": orphans,
        "unrooted": len(superior) - sum(tree) - orphans,
        "level_sizes": " ".join(map(str, tree)),
    }


def subtree(pairs, tops):
    """The posts of @p tops and all below them."""
    below = collections.defaultdict(list)
    for post, above in pairs:
        below[above].append(post)
    found, waiting = set(), list(tops)
    while waiting:
        post = waiting.pop()
        if post not in found:
            found.add(post)
            waiting += below[post]
    return found


class Table:
    """A table whose rows are kept as they stand in the file, byte by byte."""

    def __init__(self, path):
        text = path.read_bytes().decode("utf-8")
        # A row ends where the quotes before it are closed.
        self.lines, open_line = [], ""
        for line in text.splitlines(keepends=True):
            open_line += line
            if open_line.count('"') % 2 == 0:
                self.lines.append(open_line)
                open_line = ""
        assert "".join(self.lines) == text, path
        self.names, *self.cells = csv.reader(io.StringIO(text, newline=""))
        assert len(self.cells) + 1 == len(self.lines), path
        self.rows = [dict(zip(self.names, map(str.strip, row))) for row in self.cells]

    def write(self, path, kept):
        path.parent.mkdir(exist_ok=True)
        chosen = [line for line, row in zip(self.lines[1:], self.rows) if kept(row)]
        path.write_bytes("".join([self.lines[0], *chosen]).encode("utf-8"))


def write_rows(path, rows):
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def published(folder):
    return Table(folder / "expected.csv").rows


def hold(found, expected):
    for name in FIGURES:
        if name in expected:
            same = found[name] == expected[name] if name == "level_sizes" else (
                abs(float(found[name]) - float(expected[name])) < 1e-9)
            assert same, (name, found[name], expected)


def senior_pairs(rows, eliminated, code="Post Unique Reference", above="Reports to Senior Post"):
    return [(row[code], row[above]) for row in rows
            if not eliminated(row) and row[code] not in ("", "0", "XX")]


UK_ROOTS = ("XX", "xx", "")


def letters(text):
    return re.sub("[^a-z]", "", text.lower())


def uk_2013(data):
    name = "uk-organograms-2013"
    sample = SAMPLES / name
    bodies = ("empty-return", "office-for-budget-responsibility", "acas",
              "olympic-delivery-authority")
    kept = []
    for expected in published(data / name):
        table = Table(data / name / expected["file"])
        pairs = senior_pairs(table.rows, lambda row: row["Name"] == "Eliminated")
        hold(figures(pairs, ("XX", "xx")), expected)
        if expected["file"].removesuffix("-senior.csv") in bodies:
            kept.append(expected)
            table.write(sample / expected["file"], lambda row: True)
            junior = expected["file"].replace("-senior", "-junior")
            Table(data / name / junior).write(sample / junior, lambda row: True)
    write_rows(sample / "expected.csv", kept)

    code, above = "Post Unique Reference", "Reports to Senior Post"
    table = Table(data / name / "health-education-england-senior.csv")
    east = subtree([(row[code], row[above]) for row in table.rows], ["EOE-HEE-001", "EoE-HEE-001"])
    table.write(sample / "health-education-england-east.csv", lambda row: row[code] in east)
    cycle = {"DWP202", "DWP135", "DWP29"}
    table = Table(data / name / "dept-for-work-and-pensions-senior.csv")
    table.write(sample / "dept-for-work-and-pensions-cycle.csv", lambda row: row[code] in cycle)


def uk_linked(data):
    name = "uk-organograms-2011-2016-linked-data"
    sample = SAMPLES / name
    small = ("committee-on-climate-change-2011-09-30", "hm-treasury-2011-03-31",
             "council-for-healthcare-regulatory-excellence-2011-09-30",
             "infrastructure-planning-commission-2011-03-31", "scottish-law-commission-2011-03-31")
    kept = []

    def gone(row):
        return letters(row["Name"]) in ("eliminated", "posteliminated", "postdeleted")

    for expected in published(data / name):
        table = Table(data / name / expected["file"])
        hold(figures(senior_pairs(table.rows, gone), UK_ROOTS), expected)
        if expected["file"].removesuffix("-senior.csv") in small:
            kept.append(expected)
            table.write(sample / expected["file"], lambda row: True)

    # The states of this return stand in quotes: those rows, the top, and one branch below it.
    table = Table(data / name / "uk-border-agency-2011-03-31-senior.csv")
    pairs = senior_pairs(table.rows, gone)
    branch = subtree(pairs, ["2UKBA06"]) | {"3UKBA01"}
    rows = [row for row in table.rows if gone(row) or row["Post Unique Reference"] in branch]
    cut = "uk-border-agency-2011-03-31-cut.csv"
    table.write(sample / cut, lambda row: row in rows)
    kept.append({"file": cut, "rows": len(rows), "eliminated": sum(map(gone, rows)),
                 "eliminated_exact": 0, "no_id": 0,
                 **figures(senior_pairs(rows, gone), UK_ROOTS)})
    write_rows(sample / "expected.csv", kept)


def uk_senior_posts(data):
    name = "uk-senior-posts-2010-2026"
    dates = ("2013-09-30", "2014-09-30")
    kept = []
    tables = {}
    for expected in published(data / name):
        file = expected["file"]
        if file not in tables:
            tables = {file: Table(data / name / file)}
        rows = [row for row in tables[file].rows if row["date"] == expected["date"]]
        pairs = senior_pairs(rows, lambda row: row["status"] == "eliminated", "post", "reports_to")
        hold(figures(pairs), expected)
        # A small body over all its dates, and one with eliminated posts over some of them.
        if file in ("wo.csv", "acas.csv") or (file == "ne.csv" and expected["date"] in dates):
            kept.append(expected)
            tables[file].write(SAMPLES / name / file,
                               lambda row: file != "ne.csv" or row["date"] in dates)
    write_rows(SAMPLES / name / "expected.csv", kept)


def uk_workbook(data):
    name = "uk-departments-workbook-2010-2016"
    dates = ("Sep-10", "Mar-12", "Mar-13")
    kept = []
    for expected in published(data / name):
        table = Table(data / name / expected["file"])
        kind = table.names[1]
        rows = [row for row in table.rows
                if row["Back to Index"] == expected["date"] and row[kind] == "Senior"]
        pairs = senior_pairs(rows, lambda row: letters(row["Name"]) == "eliminated")
        hold(figures(pairs, UK_ROOTS), expected)
        if expected["file"] == "dcms.csv" and expected["date"] in dates:
            kept.append(expected)
            table.write(SAMPLES / name / "dcms.csv", lambda row: row["Back to Index"] in dates)
    write_rows(SAMPLES / name / "expected.csv", kept)


def berlin(data):
    name = "berlin-organigramm"
    file = "seninnsport-2023-units.csv"
    table = Table(data / name / file)
    found = figures([(row["unit"], row["parent_unit"]) for row in table.rows])
    hold(found, {"posts": 49, "roots": 1, "levels": 4, "mean_depth": 2.6122, "managers": 12,
                 "max_span": 8, "mean_span": 4.0})
    table.write(SAMPLES / name / file, lambda row: True)
    write_rows(SAMPLES / name / "expected.csv", [{"file": file, **found}])


def argentina(data):
    name = "argentina-estructura-organica-2016"
    table = Table(data / name / "estructura-organica.csv")
    whole = figures([(row["unidad"], row["reporta_a"]) for row in table.rows], ())
    hold(whole, dict(zip(FIGURES, [301, 24, 5, 0, 0, 0, 0, 95, 26, 2.9579, 1, 0, 0, 19, 6, 30,
                                   271])))
    bodies = ("PRESIDENCIA DE LA NACIÓN", "JEFATURA DE GABINETE DE MINISTROS",
              "MINISTERIO DE AGROINDUSTRIA",
              "MINISTERIO DE CIENCIA, TECNOLOGÍA E INNOVACIÓN PRODUCTIVA")
    rows = [row for row in table.rows if row["jurisdiccion"] in bodies]
    table.write(SAMPLES / name / "estructura-organica.csv", lambda row: row in rows)
    found = figures([(row["unidad"], row["reporta_a"]) for row in rows], ())
    write_rows(SAMPLES / name / "expected.csv", [{"file": "estructura-organica.csv", **found}])


def taiwan(data):
    name = "taiwan-agencies-2013"
    kept = []
    root_marks = ("", "c=TW")

    def one(file, pair, choose, whole):
        table = Table(data / name / file)
        pairs = list(map(pair, table.rows))
        hold(figures(pairs, root_marks), dict(zip(FIGURES, whole)))
        chosen = choose(pairs)
        rows = [row for row in table.rows if pair(row)[0] in chosen]
        table.write(SAMPLES / name / file, lambda row: pair(row)[0] in chosen)
        kept.append({"file": file, **figures(list(map(pair, rows)), root_marks)})

    # All trees but the one of 1,439 agencies, and of that its top and the three that share an id.
    executive, shared = (f"67fe4ba{n}-3a45-11e3-8420-bd16620634c2" for n in (2, 5))
    one("agencies.csv", lambda row: (row["id"], row["parent_id"]),
        lambda pairs: {executive, shared} | subtree(
            pairs, [post for post, above in pairs if not above and post != executive]),
        [1520, 2, 0, 8, 1520, 5, 2.7711, 115, 165, 13.1478, 0, 0, 0, 0, 0, 0, 0])
    # Two counties, and the school whose name is broken.
    one("directory-dn.csv",
        lambda row: (row["distinguished_name"], row["distinguished_name"].partition(",")[2]),
        lambda pairs: subtree(pairs, ["l=屏東縣,c=TW", "l=連江縣,c=TW"]
                              + [post for post, _ in pairs if post.startswith("o=瓦#")]),
        [8350, 0, 0, 30, 8349, 6, 2.7675, 989, 210, 8.4115, 0, 0, 0, 1, 1, 1, 0])
    write_rows(SAMPLES / name / "expected.csv", kept)


def sourcegraph(data):
    name = "sourcegraph-team-2021-2024"
    file = "team-2021-10-to-2023-06.csv"
    dates = ("2022-05-31", "2022-06-30")
    table = Table(data / name / file)
    kept = []
    for expected in published(data / name):
        rows = [row for row in table.rows if row["date"] == expected["date"]]
        holder_of = {}
        for row in rows:
            if row["role_slug"]:
                holder_of.setdefault(row["role_slug"], row["post"])
        hold(figures([(row["post"], holder_of.get(row["reports_to"], row["reports_to"]))
                      for row in rows], ("", "none")), expected)
        if expected["date"] in dates:
            kept.append(expected)
    columns = ("date", "post", "holder", "role_slug", "reports_to")
    write_rows(SAMPLES / name / file, [{column: row[column] for column in columns}
                                       for row in table.rows if row["date"] in dates])
    write_rows(SAMPLES / name / "expected.csv", kept)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=pathlib.Path, help="the folder of published data")
    data = parser.parse_args().data
    for make in (uk_2013, uk_linked, uk_senior_posts, uk_workbook, berlin, argentina, taiwan,
                 sourcegraph):
        make(data)


if __name__ == "__main__":
    main()
