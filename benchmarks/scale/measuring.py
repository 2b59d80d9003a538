# SPDX-License-Identifier: BSL-1.0
"""What tools/bench measures: runs the programs in turns and keeps every time."""

import filecmp
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import time

ORDERS = ("natural", "random")


class Failure(Exception):
    """A program failed, or two answers differ."""


def run(command, allowed=(0,)):
    """The standard output of a command that has to succeed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode not in allowed:
        raise Failure(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def time_of(command, allowed=(0,)):
    """Wall, user and processor seconds of a whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run(command, allowed)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user = after.ru_utime - before.ru_utime
    return {"wall": wall, "user": user, "processor": user + after.ru_stime - before.ru_stime}


def median_ratio(over, under, time="processor"):
    """The median of the ratios of the rounds; None if one of the two is missing."""
    if not over or not under:
        return None
    pick = lambda t: t[time] if isinstance(t, dict) else t
    return statistics.median(pick(a) / pick(b) for a, b in zip(over, under))


class Programs:
    """The programs that are measured, and the folder for what they read and write."""

    def __init__(self, scale, cli, folder, peer_python):
        self.scale, self.cli = pathlib.Path(scale), pathlib.Path(cli)
        self.folder = pathlib.Path(folder)
        self.peer_python = peer_python
        self.folder.mkdir(parents=True, exist_ok=True)

    def ask(self, *arguments):
        return json.loads(run([self.scale, *arguments]))

    def table(self, positions, order):
        """A generated service; made anew when the program is newer."""
        file = self.folder / f"service-{positions}-{order}.csv"
        if not file.exists() or file.stat().st_mtime < self.cli.stat().st_mtime:
            run([self.cli, "generate", "--positions", positions, "--order", order, "--out", file])
        return file

    def native(self, table):
        file = table.with_suffix(".json")
        if not file.exists() or file.stat().st_mtime < table.stat().st_mtime:
            run([self.cli, "convert", table, file])
        return file

    def peers(self):
        """The Python peers that can be imported."""
        if self.peer_python is None:
            return []
        found = []
        for peer in ("duckdb", "polars"):
            done = subprocess.run([self.peer_python, "-c", f"import {peer}"], capture_output=True)
            if done.returncode == 0:
                found.append(peer)
        return found

    def peer_read(self, peer, table, threads):
        script = pathlib.Path(__file__).with_name("peer_read.py")
        return json.loads(run([self.peer_python, script, peer, table, threads]))


def read_contenders(programs, table, native):
    """Name → what runs once and gives its times. The first is the yardstick."""
    contenders = {
        "newline_scan": lambda: programs.ask("read", "newline_scan", table, 1),
        "memchr_unordered_map_boost":
            lambda: programs.ask("read", "memchr_unordered_map_boost", table, 1),
        "ours_1": lambda: programs.ask("read", "ours", table, 1),
        "ours_hashed_1": lambda: programs.ask("read", "ours_hashed", table, 1),
        "ours_2": lambda: programs.ask("read", "ours", table, 2),
        "ours_json_1": lambda: programs.ask("read", "ours", native, 1),
    }
    for peer in programs.peers():
        for threads in (1, 2):
            contenders[f"{peer}_{threads}"] = (
                lambda peer=peer, threads=threads: programs.peer_read(peer, table, threads))
    return contenders


def check_reading(name, result, first):
    if result["positions"] != first["positions"]:
        raise Failure(f"{name} found {result['positions']} positions, not {first['positions']}")
    if "mark" in result and name != "newline_scan":
        mark = first.setdefault("superiors", result["mark"])
        if result["mark"] != mark:
            raise Failure(f"{name} found other superiors than the first")


def measure_reading(programs, positions, order, rounds, say):
    table = programs.table(positions, order)
    native = programs.native(table)
    contenders = read_contenders(programs, table, native)
    times = {name: [] for name in contenders}
    first = None
    for number in range(rounds):
        for name, once in contenders.items():
            say(f"reading, {order}, round {number + 1}: {name}")
            result = once()
            first = first or dict(result)
            check_reading(name, result, first)
            times[name].append(result)
    return {"file_bytes": table.stat().st_size, "json_bytes": native.stat().st_size, "times": times}


def same_bytes(programs, positions, order):
    """Whether one thread and two give the same organisation and the same findings."""
    table = programs.table(positions, order)
    made = []
    for threads in (1, 2):
        out = programs.folder / f"threads-{threads}.json"
        run([programs.cli, "convert", table, out, "--threads", threads])
        made.append(out)
    same = filecmp.cmp(*made, shallow=False)
    for out in made:
        out.unlink()
    return same


def measure_pipeline(programs, positions, order, rounds, say):
    table = programs.table(positions, order)
    stages = []
    for number in range(rounds):
        say(f"reading to writing, {order}, round {number + 1}")
        stages.append(programs.ask("pipeline", table, programs.folder, 1))
    say(f"writing both formats, {order}")
    both = programs.ask("write", table, programs.folder, rounds)
    for name in both:
        (programs.folder / name).unlink()
    whole = {"reading": [], "simplify": []}
    out = programs.folder / "simplified"
    for number in range(rounds):
        say(f"the whole command, {order}, round {number + 1}")
        # Nothing but reading, in the same program: the measuring one takes memory beforehand.
        whole["reading"].append(time_of([programs.cli, "check", table, "--threads", 1],
                                        allowed=(0, 1)))
        whole["simplify"].append(time_of(
            [programs.cli, "simplify", table, "--policy", "id-central-2021", "--out", out,
             "--threads", 1]))
        shutil.rmtree(out)
    return {"stages": stages, "write": both, "whole": whole}


def measure_order(programs, positions, order, rounds, say):
    """Everything for one order of the rows."""
    result = {"reading": measure_reading(programs, positions, order, rounds, say)}
    result["same_bytes"] = same_bytes(programs, positions, order)
    result["pipeline"] = measure_pipeline(programs, positions, order, rounds, say)
    say(f"layers, roll-up, decisions, {order}")
    result["forest"] = programs.ask("forest", positions, order, rounds)
    return result
