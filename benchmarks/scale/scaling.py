# SPDX-License-Identifier: BSL-1.0
"""Positions per second at every size: the numbers, and the plot of them."""

import csv
import os
import statistics

import plot
from measuring import Failure

SIZES = (10_000, 100_000, 1_000_000, 5_000_000, 10_000_000, 50_000_000)
FROM_FILE = 10_000_000      # beyond this the service is made in memory and no file is read
BYTES_A_POSITION = 300      # what making and simplifying a service in memory takes: twice what was seen
STAGES = {
    "read_1": "reading, one thread",
    "read_2": "reading, two threads",
    "number": "numbering (layers)",
    "measure": "measure",
    "simplify": "simplify and paths",
}


def rounds_of(positions, rounds):
    """Fewer of what takes minutes."""
    return rounds if positions <= 1_000_000 else max(3, rounds // 2) if positions <= 10_000_000 else 1


def free_bytes():
    """Memory that can be had: what is free, and what the system keeps of files (Linux says so)."""
    try:
        for line in open("/proc/meminfo", encoding="ascii"):
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def measure(programs, order, rounds, say):
    """Rows of size, stage, and the median, lowest and highest positions per second."""
    rows = []
    for positions in SIZES:
        if positions * BYTES_A_POSITION > free_bytes():
            print(f"{positions:,} positions are left out: {free_bytes() >> 30} GiB are free")
            continue
        seconds = {}
        turns = rounds_of(positions, rounds)
        table = programs.table(positions, order) if positions <= FROM_FILE else None
        for turn in range(turns):
            say(f"{positions:,} positions, round {turn + 1} of {turns}")
            if table is not None:
                for threads in (1, 2):
                    once = programs.ask("read", "ours", table, threads)
                    if once["positions"] != positions:
                        raise Failure(f"{table} gave {once['positions']} positions")
                    seconds.setdefault(f"read_{threads}", []).append(once["wall"])
            for stage, once in programs.ask("memory", positions, order).items():
                seconds.setdefault(stage, []).append(once["wall"])
        for stage, times in seconds.items():
            rates = sorted(positions / time for time in times)
            rows.append({"positions": positions, "order": order, "stage": stage, "rounds": turns,
                         "positions_per_second": round(statistics.median(rates)),
                         "lowest": round(rates[0]), "highest": round(rates[-1])})
        if table is not None and positions > 5_000_000:
            table.unlink()
    return rows


def write(rows, folder):
    """docs/…/scaling.csv and scaling.svg."""
    numbers, picture = folder / "scaling.csv", folder / "scaling.svg"
    with open(numbers, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    lines = {}
    for stage, name in STAGES.items():
        points = [(row["positions"], row["positions_per_second"]) for row in rows
                  if row["stage"] == stage]
        if points:
            lines[name] = points
    picture.write_text(plot.draw(lines, "Positions per second by number of positions"),
                       encoding="utf-8")
    return numbers, picture
