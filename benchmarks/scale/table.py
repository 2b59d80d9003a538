# SPDX-License-Identifier: BSL-1.0
"""The rows of the table of tools/bench: how each value comes from the times, and its bar."""

import dataclasses
import statistics

from measuring import ORDERS, median_ratio


@dataclasses.dataclass
class Row:
    work: str
    order: str
    value: float | bool | None
    bar: float | bool
    most: bool = True     # the bar is the most that the value may be; else the least
    note: str = ""        # why there is no value

    @property
    def met(self):
        if self.value is None:
            return None
        if isinstance(self.bar, bool):
            return self.value == self.bar
        return self.value <= self.bar if self.most else self.value >= self.bar

    def as_dict(self):
        return dataclasses.asdict(self) | {"met": self.met}


def stage(stages, name):
    return [one[name] for one in stages]


def reading_rows(found, order):
    times = found["reading"]["times"]
    ours, two = times["ours_1"], times["ours_2"]
    boost = times["memchr_unordered_map_boost"]
    yield Row("read, one thread / newline scan", order, median_ratio(ours, times["newline_scan"]), 40)
    yield Row("read and hash (SHA-256), one thread / newline scan", order,
              median_ratio(times["ours_hashed_1"], times["newline_scan"]), 40)
    for time in ("user", "wall"):
        yield Row(f"memchr + unordered_map + Boost adjacency_list / read, {time}", order,
                  median_ratio(boost, ours, time), 3, most=False)
    for peer, name in (("duckdb", "DuckDB"), ("polars", "Polars")):
        for threads, mine in ((1, ours), (2, two)):
            theirs = times.get(f"{peer}_{threads}")
            yield Row(f"{name} read_csv / read, {threads} thread{'s' * (threads > 1)}, wall", order,
                      median_ratio(theirs, mine, "wall"), 1, most=False,
                      note=f"{name} is not installed")
    yield Row("read, one thread / two threads, wall", order, median_ratio(ours, two, "wall"), 1.5,
              most=False)
    yield Row("one thread and two give the same bytes", order, found["same_bytes"], True)


def forest_rows(found, order):
    layers = found["forest"]["layers_from_rows"]
    if order == "random":
        yield Row("layers from the parent array / one gather", order,
                  median_ratio(layers["ours"], layers["gather"]), 1.8)
    bars = {"boost_csr_search": ("Boost CSR search", 7), "lemon_search": ("LEMON search", 7),
            "relaxation_rounds": ("relaxation rounds", 2.5)}
    for name, (title, bar) in bars.items():
        if order == "random":
            yield Row(f"{title} / layers from the parent array", order,
                      median_ratio(layers.get(name), layers["ours"]), bar, most=False,
                      note="LEMON is not installed")
    numbered = found["forest"]["layers_numbered"]
    yield Row("layers once numbered / streaming the array", order,
              median_ratio(numbered["ours"], numbered["stream"]), 1.5)
    sums = found["forest"]["roll_up_numbered"]
    yield Row("Boost CSR search + reverse sweep / roll-up once numbered", order,
              median_ratio(sums["boost_csr_search_and_reverse_sweep"], sums["ours"]), 30, most=False)
    decisions = found["forest"]["decisions"]
    yield Row("naive climbing / decisions", order,
              median_ratio(decisions["naive_climbing"], decisions["ours"]), 1.8, most=False)


def pipeline_rows(found, order):
    stages = found["pipeline"]["stages"]
    whole = found["pipeline"]["whole"]
    write = found["pipeline"]["write"]
    times = found["reading"]["times"]
    read = stage(stages, "read")
    yield Row("measure / read", order, median_ratio(stage(stages, "measure"), read), 0.25)
    yield Row("simplify, ledger, paths before and after / read", order,
              median_ratio(stage(stages, "simplify"), read), 0.5)
    yield Row("copying the bytes / writing them (simplify --out)", order,
              median_ratio(stage(stages, "copy"), stage(stages, "write")), 0.5, most=False)
    yield Row("the whole of simplify --out / reading alone", order,
              median_ratio(whole["simplify"], whole["reading"]), 3)
    yield Row("read native JSON / read the table", order,
              median_ratio(times["ours_json_1"], times["ours_1"]), 2)
    yield Row("write native JSON / write the table", order,
              median_ratio(write["native.json"], write["table.csv"]), 2)


def memory_rows(found, order):
    reading = found["reading"]
    peak = statistics.median(one["peak_bytes"] for one in reading["times"]["ours_1"])
    yield Row("peak of memory / file", order, peak / reading["file_bytes"], 2.5)
    yield Row("bytes a position of the structure", order,
              round(found["forest"]["structure_bytes_a_position"], 1), 24)


def rows_of(orders):
    """All rows, of what measure_order() found by order."""
    return [row for part in (reading_rows, forest_rows, pipeline_rows, memory_rows)
            for order in ORDERS if order in orders for row in part(orders[order], order)]


def text_of(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.3g}"


def print_table(rows):
    cells = [("Work", "rows", "value", "bar", "")]
    for row in rows:
        if row.value is None:
            cells.append((row.work, row.order, "–", "", f"skipped: {row.note}"))
            continue
        bar = "yes" if isinstance(row.bar, bool) else f"{'≤' if row.most else '≥'} {row.bar:g}"
        cells.append((row.work, row.order, text_of(row.value), bar, "met" if row.met else "not met"))
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    for number, line in enumerate(cells):
        print("| " + " | ".join(text.ljust(width) for text, width in zip(line, widths)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
