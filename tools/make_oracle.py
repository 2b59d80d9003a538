#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Compute the expected values in tests/data/oracle a second time, without Pangkas.

Run by hand only, never by the tests, when a definition or an example changes:

    python3 -m venv venv && venv/bin/pip install networkx==2.8.8
    venv/bin/python tools/make_oracle.py DATA

DATA is a folder that holds uk-organograms-2013/ (the published returns, with their expected.csv).
The bundled examples are read from examples/. Distances, trees and layers come from NetworkX, by one
breadth first search for each position, so nothing here shares its method with the library.

Rules of reading (uk-organograms-2013): rows whose name is exactly "Eliminated" are left out; then
ids that are blank, 0 or XX; the first row of an id stands; XX and xx in the superior's cell mark a
root. The script fails when its figures differ from expected.csv.
"""

import argparse
import collections
import csv
import json
import math
import pathlib
import statistics

import networkx

ROOT_MARKS = ("XX", "xx")
BUCKETS = [("1", 1, 1), ("2-3", 2, 3), ("4-7", 4, 7), ("8-12", 8, 12), ("13-16", 13, 16),
           ("17+", 17, math.inf)]
ADMINISTRATIVE = ("III.a", "III.b", "IV.a", "IV.b", "V.a")

DEFINITIONS = {
    "placed": "posts reached from a root; posts = placed + orphans + unrooted",
    "levels": "number of layers; a root is in layer 1, its depth is 0",
    "level_sizes": "placed posts in each layer, from the top",
    "mean_pair_distance": "undirected shortest paths summed over all unordered pairs of placed "
                          "posts in one tree, divided by the number of such pairs; null without "
                          "a pair",
    "diameter": "longest of those paths; null without a pair",
    "managers": "posts with a direct report, also outside the trees; a self-report is not one; "
                "this holds for all spans",
    "non_managing": "placed posts without a direct report, a lone root included",
    "depth": "of the non-managing placed posts: mean, and nearest-rank percentiles",
    "delayered": "the managers of the layers in the key, counted before, stay under their nearest "
                 "superior that is not one of them; their direct reports move to that superior",
    "converted": "managers that were delayered",
    "longer": "posts that were non-managing before and are deeper after",
    "shrink": "1 - sum of depths after / sum of depths before, over the posts that were "
              "non-managing before; null where the sum before is 0",
}


def text_of(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def read_senior(path):
    """The superior of each post, None for a root; posts in file order."""
    superior = {}
    for row in text_of(path):
        code = row["Post Unique Reference"].strip()
        if row["Name"].strip() == "Eliminated" or code in ("", "0", "XX") or code in superior:
            continue
        above = row["Reports to Senior Post"].strip()
        superior[code] = None if above in ROOT_MARKS else above
    return superior


def add_junior(superior, path):
    """Each junior row as one position below its senior post."""
    result = dict(superior)
    for number, row in enumerate(text_of(path), start=1):
        result[("junior", number)] = row["Reporting Senior Post"].strip()
    return result


def reporting_graph(superior):
    graph = networkx.DiGraph()
    graph.add_nodes_from(superior)
    graph.add_edges_from((above, code) for code, above in superior.items()
                         if above in superior and above != code)
    return graph


def depths(superior):
    graph = reporting_graph(superior)
    result = {}
    for root in (code for code, above in superior.items() if above is None):
        result.update(networkx.single_source_shortest_path_length(graph, root))
    return result


def ratio(numerator, denominator):
    return numerator / denominator if denominator else None


def nearest_rank(ordered, percent):
    return ordered[math.ceil(percent / 100 * len(ordered)) - 1] if ordered else None


def measure(superior):
    graph = reporting_graph(superior)
    depth = depths(superior)
    sizes = collections.Counter(depth.values())

    trees = graph.subgraph(depth).to_undirected()
    total = pairs = 0
    diameter = None
    for start, distances in networkx.all_pairs_shortest_path_length(trees):
        total += sum(distances.values())
        pairs += len(distances) - 1
        if len(distances) > 1:
            diameter = max(diameter or 0, max(distances.values()))
    assert total % 2 == 0 and pairs % 2 == 0

    spans = sorted(span for _, span in graph.out_degree() if span > 0)
    leaves = sorted(depth[code] for code in depth if graph.out_degree(code) == 0)
    return {
        "posts": len(superior),
        "placed": len(depth),
        "roots": sum(above is None for above in superior.values()),
        "levels": len(sizes),
        "level_sizes": [sizes[layer] for layer in range(len(sizes))],
        "sum_depth": sum(depth.values()),
        "mean_depth": ratio(sum(depth.values()), len(depth)),
        "pairs": pairs // 2,
        "pair_distance_sum": total // 2,
        "mean_pair_distance": ratio(total, pairs),
        "diameter": diameter,
        "managers": len(spans),
        "mean_span": ratio(sum(spans), len(spans)),
        "median_span": statistics.median(spans) if spans else None,
        "max_span": spans[-1] if spans else None,
        "one_to_one": spans.count(1),
        "span_buckets": {name: sum(low <= span <= high for span in spans)
                         for name, low, high in BUCKETS},
        "non_managing": len(leaves),
        "depth": {"mean": ratio(sum(leaves), len(leaves)), "p50": nearest_rank(leaves, 50),
                  "p90": nearest_rank(leaves, 90), "max": leaves[-1] if leaves else None},
    }


def without(superior, removed):
    """Everybody below a removed post, and that post itself, under the nearest one that stays."""
    def kept(code):
        while code in removed:
            code = superior[code]
        return code
    return {code: kept(above) for code, above in superior.items()}


def change(before, after):
    graph = reporting_graph(before)
    was, now = depths(before), depths(after)
    sources = [code for code in was if graph.out_degree(code) == 0]
    total = sum(was[code] for code in sources)
    return {"shrink": 1 - sum(now[code] for code in sources) / total if total else None,
            "longer": sum(now[code] > was[code] for code in sources)}


def delayered(superior, layers):
    graph = reporting_graph(superior)
    removed = {code for code, depth in depths(superior).items()
               if depth + 1 in layers and depth > 0 and graph.out_degree(code) > 0}
    after = without(superior, removed)
    return {"converted": len(removed), **change(superior, after), **measure(after)}


def all_delayered(superior, levels):
    choices = [(layer,) for layer in range(2, levels)]
    choices += [(layer, layer + 1) for layer in range(2, levels - 1)]
    return {",".join(map(str, choice)): delayered(superior, choice) for choice in choices}


def hold_against_expected(name, found, expected):
    for ours, theirs in [("posts", "posts"), ("placed", "in_tree"), ("roots", "roots"),
                         ("levels", "levels"), ("managers", "managers")]:
        assert found[ours] == int(expected[theirs]), (name, ours, found[ours], expected[theirs])
    assert found["level_sizes"] == [int(size) for size in expected["level_sizes"].split()], name
    assert (found["max_span"] or 0) == int(expected["max_span"]), name
    for ours, theirs in [("mean_depth", "mean_depth"), ("mean_span", "mean_span")]:
        assert abs((found[ours] or 0) - float(expected[theirs])) < 0.00005001, (name, ours)


def uk_tables(folder):
    with open(folder / "expected.csv", newline="", encoding="utf-8") as file:
        expected = {row["file"].removesuffix("-senior.csv"): row for row in csv.DictReader(file)}
    result = {}
    for path in sorted(folder.glob("*-senior.csv")):
        name = path.name.removesuffix("-senior.csv")
        superior = read_senior(path)
        result[name] = measure(superior)
        hold_against_expected(name, result[name], expected.pop(name))
        if len(superior) >= 50:
            result[name]["delayered"] = all_delayered(superior, result[name]["levels"])
    assert not expected, expected
    return result


def seat_spans(superior, rows):
    """Mean and largest span in seats and in filled seats, over the posts with a direct report."""
    result = {}
    for column in ("seats", "filled"):
        spans = collections.Counter()
        for row in rows:
            if superior[row["code"]] is not None:
                spans[superior[row["code"]]] += int(row[column])
        result[f"mean_span_{column}"] = sum(spans.values()) / len(spans)
        result[f"max_span_{column}"] = max(spans.values())
    return result


def id_ministry(path):
    """Before and after: echelons III to V without a flag become functional positions."""
    rows = text_of(path)
    before = {row["code"]: row["reports_to"] or None for row in rows}
    administrative = [row for row in rows if row["rank"] in ADMINISTRATIVE]
    converted = [row for row in administrative if not row["flags"]]
    after = without(before, {row["code"] for row in converted})
    kept = len(administrative) - len(converted)
    totals = {
        "seats": sum(int(row["seats"]) for row in rows),
        "filled": sum(int(row["filled"]) for row in rows),
        "cost": sum(int(row["cost"] or 0) for row in rows),
        "posts_by_rank": dict(sorted(collections.Counter(row["rank"] for row in rows).items())),
    }
    for echelon in ("III", "IV"):
        posts = [row for row in converted if row["rank"].split(".")[0] == echelon]
        totals[f"converted_{echelon}"] = len(posts)
        totals[f"converted_{echelon}_filled"] = sum(int(row["filled"]) for row in posts)
    return {
        "totals": totals,
        "before": {**measure(before), **seat_spans(before, rows)},
        "id-central-2021": {
            "converted": len(converted), "kept_exempt": kept,
            "pso_percent": 100 * (len(administrative) - kept) / (len(administrative) - kept),
            **change(before, after), **measure(after), **seat_spans(after, rows)},
    }


def uk_department_of_health(folder):
    senior = read_senior(folder / "senior.csv")
    pair = add_junior(senior, folder / "junior.csv")
    result = {"senior": measure(senior), "senior_and_junior": measure(pair)}
    for superior, name in [(senior, "senior"), (pair, "senior_and_junior")]:
        result[name]["delayered"] = all_delayered(superior, result[name]["levels"])
    return result


def height(value):
    return 1 + max(map(height, value.values()), default=0) if isinstance(value, dict) else 0


def layout(value, indent=""):
    """JSON text with one line for each set of measures, so that a difference can be read."""
    if height(value) <= 2:
        return json.dumps(value, ensure_ascii=False)
    lines = (f"{indent} {json.dumps(key)}: {layout(inner, indent + ' ')}"
             for key, inner in value.items())
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"


def write(path, about, organisations):
    document = {"about": about, "networkx": networkx.__version__, "definitions": DEFINITIONS,
                "organisations": organisations}
    path.write_text(layout(document) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    root = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("data", type=pathlib.Path, help="folder that holds uk-organograms-2013/")
    parser.add_argument("--out", type=pathlib.Path, metavar="DIR",
                        default=root / "tests" / "data" / "oracle",
                        help="folder to write to (default: tests/data/oracle)")
    options = parser.parse_args()

    options.out.mkdir(parents=True, exist_ok=True)
    write(options.out / "uk-organograms-2013.json",
          "Senior returns of 30 September 2013, Open Government Licence v3.0. Written by "
          "tools/make_oracle.py.", uk_tables(options.data / "uk-organograms-2013"))
    examples = root / "examples"
    write(options.out / "examples.json",
          "The bundled organisations of examples/. Written by tools/make_oracle.py.",
          {"uk-department-of-health-2013":
               uk_department_of_health(examples / "uk-department-of-health-2013"),
           "id-ministry": id_ministry(examples / "id-ministry" / "positions.csv")})


if __name__ == "__main__":
    main()
