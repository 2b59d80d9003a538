# SPDX-License-Identifier: BSL-1.0
"""Figures of event logs against pm4py's, where both count the same, on random logs.

Its hand-overs are shares of all pairs and contain those of a performer with itself.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

import pangkas as pk

pd = pytest.importorskip("pandas")
pm4py = pytest.importorskip("pm4py")


def random_log(seed: int) -> Any:
    draw = random.Random(seed)
    begin = datetime(2024, 3, 4, 8, tzinfo=timezone.utc)
    rows = []
    for case in range(draw.randrange(2, 30)):
        now = begin + timedelta(hours=draw.randrange(500))
        for _ in range(draw.randrange(2, 9)):
            rows.append((str(case), draw.choice("abcd"), now, draw.choice(["Ann", "Bob", "Cid"])))
            now += timedelta(minutes=draw.randrange(1, 5_000))
    return pd.DataFrame(
        rows, columns=["case:concept:name", "concept:name", "time:timestamp", "org:resource"]
    )


@pytest.mark.parametrize("seed", range(10))
def test_what_pm4py_counts_too_is_equal(seed: int) -> None:
    frame = random_log(seed)
    log = pk.EventLog.from_table(frame)
    figures = log.figures()["log"]
    events, cases = len(frame), frame["case:concept:name"].nunique()
    assert (figures["events"], figures["cases"]) == (events, cases)
    assert figures["variants"] == len(pm4py.get_variants(frame))

    shares = pm4py.discover_handover_of_work_network(frame, beta=0).connections
    pairs = log.by_hand_over()
    ours = {(a, b): n for a, b, n in zip(pairs["from"], pairs["to"], pairs["count"])}
    theirs = {pair: round(share * (events - cases)) for pair, share in shares.items() if share > 0}
    assert ours == theirs

    days = sorted(seconds / 86_400 for seconds in pm4py.get_all_case_durations(frame))
    assert sorted(log.by_case()["cycle_days"]) == pytest.approx(days)
    rework = pm4py.get_rework_cases_per_activity(frame)
    again = {a: n for a, n in zip(log.by_activity()["activity"], log.by_activity()["rework_cases"]) if n}
    assert again == rework

    alike = pm4py.discover_activity_based_resource_similarity(frame).connections
    for who, other, correlation in zip(*(log.by_performer()[c] for c in ("performer", "most_alike", "alike"))):
        if other:
            assert correlation == pytest.approx(alike.get((who, other), alike.get((other, who))))
