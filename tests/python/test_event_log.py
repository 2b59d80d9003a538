# SPDX-License-Identifier: BSL-1.0
"""Event logs come in from files and frames of every library, and go out by Arrow.

Expected values: worked by hand on a log of two cases.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pangkas as pk
import pytest

pa = pytest.importorskip("pyarrow")
pl = pytest.importorskip("polars")
pd = pytest.importorskip("pandas")

JAKARTA = timezone(timedelta(hours=7))
TIMES = [datetime(2024, 3, day, 10, 30, tzinfo=JAKARTA) for day in (1, 2, 3, 4, 5)]
# The headings of pm4py.
COLUMNS: dict[str, list[Any]] = {
    "case:concept:name": ["1", "1", "2", "1", "2"],
    "concept:name": ["draft", "sign", "draft", "file", "sign"],
    "time:timestamp": [t.isoformat() for t in TIMES],
    "org:resource": ["Ann", "Bob", "Ann", None, "Bob"],
    "org:role": ["clerk", "head", "clerk", "SYSTEM", "head"],
}
EXPECTED = pk.EventLog.from_table(COLUMNS)
INSTANTS = {**COLUMNS, "time:timestamp": TIMES}


def pandas_utc(data: dict[str, list[Any]]) -> Any:
    frame = pd.DataFrame(data)
    frame["time:timestamp"] = pd.to_datetime(frame["time:timestamp"], utc=True)
    return frame


@pytest.mark.parametrize("make", [pa.table, pl.DataFrame, pandas_utc, pd.DataFrame])
def test_frames_of_every_library_are_the_same_events(make: Callable[[Any], Any]) -> None:
    log = pk.EventLog.from_table(make(INSTANTS))
    assert len(log) == 5
    assert log.cases == 2
    first = datetime.fromisoformat(log.to_table()["timestamp"][0])
    assert first == TIMES[0]
    assert log.figures()["log"]["cycle_days"] == EXPECTED.figures()["log"]["cycle_days"]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_instants_of_every_unit_are_read(unit: str) -> None:
    stamps = pa.array([0, 1_000, -1], pa.timestamp(unit, "+07:00"))
    log = pk.EventLog.from_table(pa.table({"case": [1, 1, 1], "activity": ["a", "b", "c"], "time": stamps}))
    times = list(log.to_table()["timestamp"])
    assert times[0] == "1970-01-01T07:00:00+07:00"
    assert datetime.fromisoformat(times[1]) == datetime.fromtimestamp(
        1_000 / {"s": 1, "ms": 1e3, "us": 1e6, "ns": 1e9}[unit], JAKARTA
    )
    naive = pk.EventLog.from_table(
        pa.table({"case": [1], "activity": ["a"], "time": pa.array([0], pa.timestamp(unit))})
    )
    assert [f.rule for f in naive.findings].count("no-offset") == 1


def test_figures_are_those_of_the_command_line() -> None:
    log = EXPECTED.figures(level="resource", missing="value")
    assert log["log"]["hand_overs"]["total"] == 3
    assert EXPECTED.figures()["log"]["hand_overs"]["total"] == 2
    assert EXPECTED.figures(level="role")["log"]["hand_overs"]["total"] == 3
    # Case 1 takes three days, case 2 two.
    assert EXPECTED.figures()["log"]["cycles"][0]["cases"] == 2
    assert EXPECTED.figures()["log"]["hand_overs"]["left_out"] == 0.2
    with pytest.raises(ValueError, match="level"):
        EXPECTED.figures(level="person")  # type: ignore[arg-type]


def test_tables_go_out_by_arrow() -> None:
    assert pl.DataFrame(EXPECTED.by_hand_over())["count"].to_list() == [2]
    assert EXPECTED.by_case().to_pandas()["hand_overs"].tolist() == [1, 1]
    assert pa.table(EXPECTED.by_year())["cases"].to_pylist() == [2]
    assert sorted(EXPECTED.by_activity().to_polars()["activity"]) == ["draft", "file", "sign"]
    assert len(EXPECTED.by_variant().to_arrow()) == 2
    again = pk.EventLog.from_table(pa.table(EXPECTED))
    assert again == EXPECTED
    assert repr(again) == "EventLog(5 events in 2 cases)"


def test_paths_are_laid_beside_a_chart(tmp_path: Path) -> None:
    org = pk.Organisation.from_table(
        {"code": ["B", "A"], "reports_to": [None, "B"]},
        matters={"code": ["leave"], "originators": ["codes=A"]},
        authority={"position": ["B"], "matter": ["leave"]},
    )
    way = {"resource": ["Ann", "Bob"], "position": ["A", "B"]}
    chart = EXPECTED.figures(organisation=org, map=way)["chart"]
    assert chart["exact"] == 1.0
    assert chart["fitness"] == 1.0
    file = tmp_path / "map.csv"
    file.write_text("resource,position\nAnn,A\nBob,\n")
    assert EXPECTED.figures(organisation=org, map=file)["chart"]["shorter"] == 1.0
    with pytest.raises(ValueError, match="belong together"):
        EXPECTED.figures(organisation=org)
    calibrated = EXPECTED.figures(calibrate=True, enough=2, matter="leave")["calibrated"]
    assert calibrated[0]["cases"] == 2
    assert calibrated[0]["volume"]["n"] == 2


def test_files_are_read_and_bad_ones_refused(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text("case,activity,timestamp,resource\n1,a,2024-03-01T10:00Z,SYSTEM\n")
    log = pk.EventLog.read(file, nobody="SYSTEM")
    assert log.figures()["log"]["without_performer"] == 1
    assert log.findings.count("no-performer") == 1
    with pytest.raises(pk.InputError, match="no column for the case"):
        pk.EventLog.from_table({"a": [1]})
    with pytest.raises(pk.InputError, match="does not exist"):
        pk.EventLog.read(tmp_path / "none.xes")


def test_positions_and_units_are_levels_of_a_chart() -> None:
    chart = pk.Organisation.from_table(
        {"code": ["H", "A", "B"], "reports_to": ["", "H", "H"], "unit": ["Office", "Desk", "Desk"]}
    )
    leads = {"resource": ["Ann", "Bob"], "position": ["A", "B"]}
    by_position = EXPECTED.figures(level="position", organisation=chart, map=leads)["log"]
    assert by_position["hand_overs"]["total"] == 2
    by_unit = EXPECTED.by_hand_over(level="unit", organisation=chart, map=leads)
    assert list(by_unit["from"]) == ["Desk"]
    with pytest.raises(ValueError, match="position"):
        EXPECTED.figures(level="position")
    with pytest.raises(ValueError, match="belong together"):
        EXPECTED.by_case(map=leads)


def test_cases_of_a_time_are_a_log_of_their_own() -> None:
    assert EXPECTED.between(first=datetime(2024, 3, 2).date()).cases == 1
    assert EXPECTED.between(last="2024-03-01").cases == 1
    assert EXPECTED.between().cases == 2
    with pytest.raises(ValueError, match="is no day"):
        EXPECTED.between(first="March")


def test_performers_have_a_row_each() -> None:
    rows = EXPECTED.by_performer()
    assert list(rows["performer"]) == ["Ann", "Bob"]
    assert list(rows["gives"]) == [2, 0]
