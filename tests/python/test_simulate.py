# SPDX-License-Identifier: BSL-1.0
"""Decisions in time."""

from __future__ import annotations

import math
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import pangkas as pk

SECTIONS = {
    "code": ["HEAD", "S1", "S2", "P1", "P2"],
    "reports_to": [None, "HEAD", "HEAD", "S1", "S2"],
    "kind": ["structural", "structural", "structural", "executing", "executing"],
}
MATTERS = {"code": ["leave"], "volume": [3000], "work_minutes": [12]}
AUTHORITY = {"position": ["HEAD"], "matter": ["leave"]}


def office(**change: Any) -> pk.Organisation:
    return pk.Organisation.from_table(
        {**SECTIONS, **change}, matters=MATTERS, authority=AUTHORITY
    )


def test_times_are_those_of_theory() -> None:
    times = pk.simulate(office(), replications=20, threads=2)
    # M/M/1 at each post, in minutes of work: 12 / (1 - load), stretched by the share of the office's
    # time that is worked on decisions.
    loads = {"HEAD": 0.5, "S1": 0.25, "S2": 0.25, "P1": 0.25, "P2": 0.25}
    assert {s.code: pytest.approx(s.load) for s in times.stations} == loads
    stretch = 261 * 450 / 72_000
    expected = stretch * 12 * (1 / 0.75 + 1 / 0.75 + 1 / 0.5) / 450
    assert times.theory_days == pytest.approx(expected, rel=1e-9)
    assert times.theory_is_exact and times.is_steady and times.hand_offs == 2
    assert times.half_width_days is not None
    assert abs(times.mean_days - expected) < 2.5 * times.half_width_days
    assert len(times.days_by_replication) == 20 and len(times.quantiles) == 19
    assert math.fsum(times.days_by_replication) / 20 == pytest.approx(times.mean_days)
    assert times == pk.simulate(office(), replications=20)
    assert pickle.loads(pickle.dumps(times)) == times
    assert len(times.to_table()["code"]) == 5


def test_parts_of_the_replications_are_the_whole() -> None:
    whole = pk.simulate(office(), replications=6, warm_up_days=30)
    parts = [
        pk.simulate(office(), replications=3, first_replication=first, warm_up_days=30)
        for first in (0, 3)
    ]
    assert sum((p.days_by_replication for p in parts), ()) == whole.days_by_replication


def test_before_and_after() -> None:
    before = office()
    after = office(
        reports_to=[None, "HEAD", "HEAD", "HEAD", "HEAD"],
        kind=["structural", "functional", "functional", "executing", "executing"],
    )
    times = pk.simulate(before, after=after, replications=10)
    assert times.before.hand_offs == 2 and times.after.hand_offs == 1
    assert times.difference_days == pytest.approx(times.before.mean_days - times.after.mean_days)
    assert times.difference_days > 0 and not times.path_and_time_disagree
    assert [b.code for b in times.break_even] == ["S1", "S2"]
    # Lb = 2 · 1/3 + 1, ρ of the head 0.5, and 0.5 of work of the sections could move.
    lb = 2 / 3 + 1
    assert times.break_even[0].alpha == pytest.approx((lb / (1 + lb) - 0.5) / 0.5)
    moved = pk.simulate(before, after=after, replications=10, moved_work=0.5)
    assert moved.break_even[0].alpha == pytest.approx(times.break_even[0].alpha)
    assert moved.break_even[0].is_slower and moved.path_and_time_disagree
    assert "but decisions get" in moved.in_words


def test_what_cannot_be_simulated(tmp_path: Path) -> None:
    with pytest.raises(pk.RuleError, match="no matters to simulate"):
        pk.simulate(pk.Organisation.from_table({"code": ["A"], "reports_to": [None]}))
    with pytest.raises(pk.RuleError, match="HEAD gets"):
        pk.simulate(office(), working_minutes=20_000)
    grown = pk.simulate(office(), working_minutes=20_000, horizon_days=90, replications=3)
    assert grown.theory_days is None
    calendar = tmp_path / "office.toml"
    calendar.write_text("[[matter]]\nreturns = 1\n", encoding="utf-8")
    with pytest.raises(pk.RuleError, match="never decided"):
        pk.simulate(office(), calendar=calendar)
    with pytest.raises(pk.RuleError, match="no way in which work varies"):
        pk.simulate(office(), work="normal")
    for wrong in ({"precision": 2}, {"moved_work": -1}, {"replications": 0}, {"horizon_days": 0}):
        with pytest.raises(ValueError):
            pk.simulate(office(), **wrong)  # type: ignore[arg-type]


def test_a_sweep_is_timed_with_the_same_matters() -> None:
    org = office()
    asked = {"replications": 4, "horizon_days": 100, "warm_up_days": 10}
    table = pk.sweep(org, [{"name": "as it is"}, 2, 9], simulate=asked)
    assert [str(error) for error in table["error"] if error] == []
    assert list(table["before_days"]) == [pk.simulate(org, **asked).mean_days] * 3
    after = pk.optimise(org, span_cap=9).apply().after
    alone = pk.simulate(org, after=after, **asked)
    assert table["after_days"][2] == alone.after.mean_days
    assert table["days_saved"][2] == alone.difference_days
    with ThreadPoolExecutor(2) as two:
        again = pk.sweep(org, [{"name": "as it is"}, 2, 9], simulate=asked, executor=two)
    assert again.to_pandas().equals(table.to_pandas())
    with pytest.raises(ValueError, match="key after"):
        pk.sweep(org, [2], simulate={"after": org})
    (wrong,) = pk.sweep(org, [2], simulate={"horizon": 1})["error"]
    assert "horizon" in wrong
