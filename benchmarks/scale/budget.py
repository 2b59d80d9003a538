# SPDX-License-Identifier: BSL-1.0
"""What each stage would take at the least, beside what it takes.

A limit counts only what cannot be left out: bytes through the page cache or the memory, and
accesses beyond the caches, at the rates that this machine reaches in a loop that does nothing else.
Limits are sums, as if nothing overlapped; one thread.
"""

import statistics


def limits_of(rates, positions, order, file_bytes, written_bytes):
    """Stage → least processor seconds, and in words what they are made of."""
    scattered = 1 if order == "random" else 0
    stream = lambda bytes_each: positions * bytes_each / rates["stream_bytes"]
    fill = lambda bytes_each: positions * bytes_each / rates["fill_bytes"]
    gather = lambda each: positions * each / rates["gathers"]
    read = file_bytes * (1 / rates["read_bytes"] + 1 / rates["sha256_bytes"] + 1 / rates["scan_bytes"])
    number = stream(8) + fill(24) + gather(3 * scattered)
    return {
        "read": (read + fill(60) + gather(4 * scattered),
                 "the file from the page cache, hashed and scanned once; 60 bytes a position filled; "
                 "random: four accesses (slot and text of code and superior)"),
        "number": (number, "8 bytes a position read and 24 filled; random: three accesses"),
        "layers": (fill(4), "4 bytes a position filled"),
        "measure": (stream(64) + gather(2 * scattered),
                    "64 bytes a position read; random: two accesses (rank and sums of the superior)"),
        "simplify": (number + stream(64) + fill(24) + gather(2 * scattered),
                     "the numbering of what comes out; 64 bytes a position read and 24 filled; "
                     "random: two accesses"),
        "write": (written_bytes / rates["write_bytes"] + gather(2 * scattered),
                  "the bytes into the page cache; random: two accesses (unit and superior)"),
    }


def measured_of(found):
    """Stage → median processor seconds."""
    stages = found["pipeline"]["stages"]
    seconds = {name: statistics.median(one[name]["processor"] for one in stages)
               for name in ("read", "measure", "simplify", "write")}
    seconds["number"] = statistics.median(found["forest"]["layers_from_rows"]["ours"])
    seconds["layers"] = statistics.median(found["forest"]["layers_numbered"]["ours"])
    return seconds


def rows_of(found, rates, positions, order):
    written = found["pipeline"]["stages"][0]["written_bytes"]
    limits = limits_of(rates, positions, order, found["reading"]["file_bytes"], written)
    seconds = measured_of(found)
    return [{"stage": stage, "order": order, "limit": least, "measured": seconds[stage],
             "ratio": seconds[stage] / least, "made_of": words}
            for stage, (least, words) in limits.items()]


def print_table(rows, rates):
    giga = lambda name: f"{rates[name] / 1e9:.3g} GB/s"
    print(f"\nLimits: page cache {giga('read_bytes')} read and {giga('write_bytes')} written, SHA-256 "
          f"{giga('sha256_bytes')}, newline scan {giga('scan_bytes')}, memory {giga('stream_bytes')} "
          f"read and {giga('fill_bytes')} filled, {rates['gathers'] / 1e6:.3g} million accesses a "
          f"second that overlap, {1e9 / rates['misses_in_a_chain']:.0f} ns for one that does not\n")
    print("| Stage | rows | limit, ms | measured, ms | ratio |\n|---|---|--:|--:|--:|")
    for row in rows:
        print(f"| {row['stage']} | {row['order']} | {row['limit'] * 1e3:.3g} | "
              f"{row['measured'] * 1e3:.3g} | {row['ratio']:.3g} |")
