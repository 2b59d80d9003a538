# SPDX-License-Identifier: BSL-1.0
"""Extreme organisations at two sizes: ten times the positions should take ten times the time."""

import pathlib
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "scale"))

import services  # noqa: E402
from measuring import time_of  # noqa: E402

SMALL, LARGE = 100_000, 1_000_000
COMMANDS = {"check": ["check"], "measure": ["measure"],
            "simplify": ["simplify", "--policy", "delayer", "--layers", "2"]}


def measure(programs, rounds, say):
    """Rows of organisation, command, seconds at both sizes and their ratio."""
    rows = []
    for name in services.ALL:
        tables = {}
        for size in (SMALL, LARGE):
            tables[size] = programs.folder / f"extreme-{size}.csv"
            services.write(name, size, tables[size])
        for command, arguments in COMMANDS.items():
            seconds = {size: [] for size in tables}
            for turn in range(rounds):
                for size, table in tables.items():
                    say(f"{name}, {command}, round {turn + 1}")
                    first, *rest = arguments
                    # Findings are expected: the status is 1 then.
                    seconds[size].append(time_of([programs.cli, first, table, *rest],
                                                 allowed=(0, 1))["processor"])
            small, large = (statistics.median(seconds[size]) for size in (SMALL, LARGE))
            rows.append({"organisation": name, "command": command, "small": small, "large": large,
                         "ratio": large / small})
        for table in tables.values():
            table.unlink()
    return rows


def print_table(rows):
    print(f"Processor seconds at {SMALL:,} and {LARGE:,} positions; linear is 10.\n")
    print("| Organisation | command | seconds | seconds | ratio |\n|---|---|--:|--:|--:|")
    for row in rows:
        print(f"| {row['organisation']} | {row['command']} | {row['small']:.3f} | {row['large']:.2f} "
              f"| {row['ratio']:.1f} |")
