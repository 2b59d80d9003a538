# SPDX-License-Identifier: BSL-1.0
"""Options of the benchmarks, and the ratios at the end: each against Pangkas in the same run.

    python -m pytest benchmarks/python
    python -m pytest benchmarks/python --rows 5000000 --peers igraph,networkit

On a machine that others use too, ``--benchmark-timer=time.process_time`` counts the work instead of
the wait; that of a library with threads then is the sum of all of them.
"""

from __future__ import annotations

from typing import Any

import pytest

PEERS = ("pangkas", "networkx", "igraph", "rustworkx", "networkit")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rows", type=int, default=100_000, help="positions; default: 100,000")
    parser.addoption(
        "--peers",
        default="",
        help="libraries to compare with, by comma; default: all, without NetworkX beyond 10⁶ rows",
    )
    parser.addoption("--rounds", type=int, default=5, help="runs of each; the median counts")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "peer" not in metafunc.fixturenames:
        return
    named = [name for name in metafunc.config.getoption("--peers").split(",") if name]
    for name in named:
        if name not in PEERS:
            raise pytest.UsageError(f"there is no peer {name}; there are {', '.join(PEERS[1:])}")
    if not named:
        few = metafunc.config.getoption("--rows") <= 1_000_000
        named = [name for name in PEERS if few or name != "networkx"]
    metafunc.parametrize("peer", list(dict.fromkeys(["pangkas", *named])))


@pytest.fixture(scope="session")
def rows(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--rows"))


@pytest.fixture
def timed(benchmark: Any, request: pytest.FixtureRequest) -> Any:
    """Runs a function some times and gives its last result."""

    def run(function: Any, *arguments: Any) -> Any:
        return benchmark.pedantic(
            function,
            args=arguments,
            rounds=request.config.getoption("--rounds"),
            iterations=1,
            warmup_rounds=1,
        )

    return run


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    session = getattr(config, "_benchmarksession", None)
    if session is None or not session.benchmarks:
        return
    rows = config.getoption("--rows")
    terminalreporter.section(f"medians and ratios, {rows:,} positions")
    medians = [
        (bench.group or "", bench.extra_info.get("who", bench.name), bench.stats.median)
        for bench in session.benchmarks
        if not bench.has_error
    ]
    ours = {group: median for group, who, median in medians if who == "pangkas"}
    for group, who, median in medians:
        ratio = median / ours[group] if group in ours else None
        terminalreporter.write_line(
            f"{group:32} {who:24} {1000 * median:12,.1f} ms"
            + ("" if ratio is None else f" {ratio:10,.1f} x")
        )
