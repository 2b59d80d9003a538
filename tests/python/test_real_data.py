# SPDX-License-Identifier: BSL-1.0
"""Every figure that the C++ tests check on real data, through tables of four libraries.

Expected values: ``expected.csv`` of each folder of published data, computed twice by scripts that
share no code with this library, and ``tests/data/oracle``, computed with NetworkX. The tables are read
once each, cell by cell as text, and then given to the library in turn.
"""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pangkas as pk
import pytest
from data import HEALTH, MINISTRY, ROOT, shared

pa = pytest.importorskip("pyarrow")
Columns = dict[str, list[str | None]]


def duckdb_relation(columns: Columns) -> Any:
    import duckdb

    connection = duckdb.connect()
    connection.register("posts", pa.table(columns))
    return connection.sql("select * from posts")


def of_polars(columns: Columns) -> Any:
    import polars

    return polars.DataFrame(columns, schema=dict.fromkeys(columns, polars.String))


def of_pandas(columns: Columns) -> Any:
    import pandas

    return pandas.DataFrame(columns)


LIBRARIES: dict[str, Callable[[Columns], Any]] = {
    "pandas": of_pandas,
    "polars": of_polars,
    "pyarrow": lambda c: pa.table({k: pa.array(v, pa.string()) for k, v in c.items()}),
    "duckdb": duckdb_relation,
}


@pytest.fixture(params=LIBRARIES)
def library(request: pytest.FixtureRequest) -> Callable[[Columns], Any]:
    pytest.importorskip(request.param)
    return LIBRARIES[request.param]


@functools.lru_cache(maxsize=None)
def cells(file: Path) -> Columns:
    """The cells of a file as text, an empty one absent: what any library reads without guessing."""
    content = file.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    delimiter = max(",;\t|", key=text.split("\n", 1)[0].count)
    heading, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while heading and not heading[-1].strip():
        heading.pop()
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    return {
        name: [(row[i] or None) if i < len(row) else None for row in filled]
        for i, name in enumerate(heading)
        if name.strip()
    }


def expected_rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_figures(org: pk.Organisation, expected: dict[str, str]) -> None:
    """Every figure of a row of expected.csv that concerns posts; it prints four decimals."""
    found = org.measure()
    assert len(org) == found.positions == int(expected["posts"])
    assert found.roots == len(org.roots) == int(expected["roots"])
    assert found.placed == org.placed == int(expected["in_tree"])
    assert found.layers.layers == int(expected["levels"])
    assert found.orphans == int(expected["orphan_posts"])
    assert found.unrooted == int(expected["unrooted"])
    if "level_sizes" in expected:
        assert " ".join(map(str, found.layers.per_layer)) == expected["level_sizes"]
    assert (found.layers.mean_depth or 0) == pytest.approx(float(expected["mean_depth"]), abs=5.001e-5)
    assert found.spans.managers == int(expected["managers"])
    assert found.spans.max == int(expected["max_span"])
    assert (found.spans.mean or 0) == pytest.approx(float(expected["mean_span"]), abs=5.001e-5)

    count = org.findings.count
    assert count("self-report") == int(expected["self_loops"])
    assert count("cycle") == int(expected["cycles"])
    assert sum(len(c) for c in org.cycles if len(c) > 1) == int(expected["cycle_posts"])
    dangling = count("unknown-superior") + count("eliminated-superior")
    assert dangling == int(expected["dangling_posts"])
    repeated = count("duplicate-code") + count("job-share") + count("repeated-row")
    assert repeated == int(expected["dup_rows"])
    # By another way: the tops of the orphan trees are those whose superior is in no row.
    codes = set(org.codes)
    unresolved = {
        above
        for above, place in zip(org.to_table()["reports_to"], org.placements, strict=True)
        if place == "orphan" and above not in codes
    }
    assert len(unresolved) == int(expected["dangling_refs"])


def conflicts(org: pk.Organisation, column: str) -> int:
    """Codes that stand in rows with different superiors."""
    return len(
        {f.position for f in org.findings if f.rule == "duplicate-code" and f'"{column}"' in f.detail}
    )


def test_uk_returns_of_2013(library: Callable[[Columns], Any]) -> None:
    folder = shared("uk-organograms-2013")
    rows = expected_rows(folder)
    assert len(rows) == 40
    for expected in rows:
        senior = library(cells(folder / expected["file"]))
        org = pk.Organisation.from_uk_organogram(senior)
        check_figures(org, expected)
        assert org.findings.count("no-code") == int(expected["no_id"])
        assert conflicts(org, "Reports to Senior Post") == int(expected["dup_conflict"])

        name = expected["file"].removesuffix("-senior.csv") + "-junior.csv"
        both = pk.Organisation.from_uk_organogram(
            library(cells(folder / expected["file"])), library(cells(folder / name))
        )
        assert len(both) == int(expected["posts"]) + int(expected["junior_rows"])
        seats = sum(1.0 if s != s else s for s in both.seats[len(org) :].tolist())
        assert seats == pytest.approx(float(expected["junior_fte"]), abs=0.00501)
        dangling = sum(
            f.file == "junior" and f.rule in ("unknown-superior", "eliminated-superior")
            for f in both.findings
        )
        assert dangling == int(expected["junior_dangling"])


def test_uk_returns_of_2011_to_2016(library: Callable[[Columns], Any]) -> None:
    folder = shared("uk-organograms-2011-2016-linked-data")
    rows = expected_rows(folder)
    assert len(rows) == 27
    for expected in rows:
        org = pk.Organisation.from_table(
            library(cells(folder / expected["file"])),
            columns=ROOT / "tests/data/columns/uk-linked-data.toml",
        )
        check_figures(org, expected)
        assert org.findings.count("no-code") == int(expected["no_id"])


def test_uk_senior_posts_of_2010_to_2026(library: Callable[[Columns], Any]) -> None:
    folder = shared("uk-senior-posts-2010-2026")
    rows = expected_rows(folder)
    assert len(rows) == 280
    tables: dict[str, Any] = {}
    for expected in rows:
        file = expected["file"]
        if file not in tables:
            tables = {file: library(cells(folder / file))}
        org = pk.Organisation.from_table(
            tables[file],
            code="post",
            title="title",
            rank="grade",
            reports_to="reports_to",
            unit="unit",
            seats="fte",
            eliminated=("status", "eliminated"),
            vacant=("status", "vacant"),
            may_differ=["copy", "status", "salary_cost_of_reports"],
            keep={"date": expected["date"]},
            rank_scheme="uk-civil-service",
        )
        check_figures(org, expected)
        assert org.findings.count("no-code") == int(expected["no_id"])
        assert conflicts(org, "reports_to") == int(expected["dup_conflict"])


NOTHING = dict.fromkeys(
    ("self_loops", "cycles", "cycle_posts", "dangling_posts", "dangling_refs", "orphan_posts",
     "unrooted", "dup_rows"),
    "0",
)  # fmt: skip


def test_agencies_of_taiwan(library: Callable[[Columns], Any]) -> None:
    # The README of the folder has these two rows as a table only.
    folder = shared("taiwan-agencies-2013")
    columns = ROOT / "tests/data/columns"
    check_figures(
        pk.Organisation.from_table(
            library(cells(folder / "agencies.csv")), columns=columns / "taiwan-agencies.toml"
        ),
        NOTHING
        | {"posts": "1520", "dup_rows": "2", "roots": "8", "in_tree": "1520", "levels": "5",
           "mean_depth": "2.7711", "managers": "115", "max_span": "165", "mean_span": "13.1478"},
    )  # fmt: skip
    check_figures(
        pk.Organisation.from_table(
            library(cells(folder / "directory-dn.csv")), columns=columns / "taiwan-directory.toml"
        ),
        NOTHING
        | {"posts": "8350", "roots": "30", "in_tree": "8349", "levels": "6",
           "mean_depth": "2.7675", "managers": "989", "max_span": "210", "mean_span": "8.4115",
           "dangling_posts": "1", "dangling_refs": "1", "orphan_posts": "1"},
    )  # fmt: skip


def test_a_superior_that_differs_in_case_is_suggested(library: Callable[[Columns], Any]) -> None:
    table = cells(shared("uk-organograms-2013") / "health-education-england-senior.csv")
    org = pk.Organisation.from_uk_organogram(library(table))
    suggested = [
        f
        for f in org.findings
        if f.rule == "unknown-superior" and 'did you mean "EOE-HEE-001"?' in f.detail
    ]
    assert len(suggested) == 6
    assert org.orphans == 108
    mended = pk.Organisation.from_uk_organogram(library(table), orphans="roots")
    assert (mended.orphans, len(mended.roots)) == (0, 18 + 6)


def test_the_cycle_of_a_department_is_named(library: Callable[[Columns], Any]) -> None:
    table = cells(shared("uk-organograms-2013") / "dept-for-work-and-pensions-senior.csv")
    org = pk.Organisation.from_uk_organogram(library(table))
    # The README of the folder names them.
    assert sorted(c for cycle in org.cycles for c in cycle) == ["DWP135", "DWP202", "DWP29"]
    (cycle,) = [f for f in org.findings if f.rule == "cycle"]
    assert all(code in cycle.detail for code in ("DWP202", "DWP135", "DWP29"))
    twice = next(f for f in org.findings if f.rule == "duplicate-code")
    assert twice.position == "DWP135" and '"Job Title"' in twice.detail


# --- The oracle ------------------------------------------------------------------------------------


def oracle(name: str) -> dict[str, Any]:
    text = (ROOT / "tests/data/oracle" / name).read_text(encoding="utf-8")
    organisations: dict[str, Any] = json.loads(text)["organisations"]
    return organisations


def close(found: float | None, expected: float | None) -> bool:
    if expected is None or found is None:
        return found is expected
    return found == pytest.approx(expected, abs=1e-9)


def check_measures(found: pk.Measures, expected: dict[str, Any]) -> None:
    assert found.positions == expected["posts"]
    assert found.placed == expected["placed"]
    assert found.roots == expected["roots"]
    assert found.layers.layers == expected["levels"]
    assert list(found.layers.per_layer) == expected["level_sizes"]
    if found.placed:
        assert close(found.layers.mean_depth, expected["mean_depth"])
    assert found.pair_distance.pairs == expected["pairs"]
    assert close(found.pair_distance.mean, expected["mean_pair_distance"])
    if expected["diameter"] is not None:
        assert found.pair_distance.diameter == expected["diameter"]
    assert found.spans.managers == expected["managers"]
    assert found.spans.one_to_one == expected["one_to_one"]
    if found.spans.managers:
        assert found.spans.max == expected["max_span"]
        assert close(found.spans.mean, expected["mean_span"])
        assert close(found.spans.median, expected["median_span"])
    assert dict(found.spans.buckets) == expected["span_buckets"]
    d = found.decisions
    assert d.volume - d.undecidable == expected["non_managing"]
    if expected["non_managing"] == 0:
        return
    if "mean_span_seats" in expected:
        assert close(found.spans_in_seats.mean, expected["mean_span_seats"])
        assert found.spans_in_seats.max == expected["max_span_seats"]
        assert close(found.spans_in_filled.mean, expected["mean_span_filled"])
        assert found.spans_in_filled.max == expected["max_span_filled"]
    assert close(d.mean_hand_offs, expected["depth"]["mean"])
    assert (d.p50, d.p90, d.max) == tuple(expected["depth"][k] for k in ("p50", "p90", "max"))


def check_organisation(before: pk.Organisation, expected: dict[str, Any]) -> None:
    check_measures(before.measure(), expected)
    for layers, after in expected.get("delayered", {}).items():
        result = before.simplify("delayer", layers=[int(n) for n in layers.split(",")])
        assert result.converted == after["converted"]
        check_measures(result.after.measure(), after)
        change = pk.compare(before, result.after)
        assert close(change.formal, after["shrink"])
        assert change.longer == after["longer"]


def test_uk_returns_measure_as_networkx_does(library: Callable[[Columns], Any]) -> None:
    folder = shared("uk-organograms-2013")
    all_expected = oracle("uk-organograms-2013.json")
    assert len(all_expected) == 40
    for name, expected in all_expected.items():
        table = library(cells(folder / f"{name}-senior.csv"))
        check_organisation(pk.Organisation.from_uk_organogram(table), expected)


def test_the_department_of_health_measures_as_networkx_does(
    library: Callable[[Columns], Any],
) -> None:
    expected = oracle("examples.json")["uk-department-of-health-2013"]
    senior, junior = cells(HEALTH / "senior.csv"), cells(HEALTH / "junior.csv")
    check_organisation(pk.Organisation.from_uk_organogram(library(senior)), expected["senior"])
    check_organisation(
        pk.Organisation.from_uk_organogram(library(senior), library(junior)),
        expected["senior_and_junior"],
    )


def test_the_ministry_gives_the_published_totals(library: Callable[[Columns], Any]) -> None:
    expected = oracle("examples.json")["id-ministry"]
    before = pk.Organisation.from_table(library(cells(MINISTRY / "positions.csv")))
    found = before.measure()
    check_measures(found, expected["before"])
    for total in ("seats", "filled", "cost"):
        assert getattr(found.totals, total) == expected["totals"][total]
    result = before.simplify("id-central-2021")
    check_measures(result.after.measure(), expected["id-central-2021"])
    assert result.compare().pso_percent == 100.0
    assert result.kept_exempt == 3

    # 63 posts of echelon III of which 1 stays and 52 had a holder, 96 of IV of which 2 stay and 89
    # had one: Tempo and tjahjokumolo.id on the ministry for administrative reform.
    was = before.to_polars() if pytest.importorskip("polars") else None
    ranks, kinds = result.after.ranks, result.after.kinds
    for echelon, posts, converted, holders, to in [
        ("III", 63, 62, 52, "Ahli Madya"),
        ("IV", 96, 94, 89, "Ahli Muda"),
    ]:
        rows = [i for i, r in enumerate(before.ranks) if r.split(".")[0] == echelon]
        turned = [i for i in rows if kinds[i] == "functional"]
        assert (len(rows), len(turned)) == (posts, converted)
        assert was["filled"][turned].sum() == holders
        assert {ranks[i] for i in turned} == {to}


# Of tools/walk_decisions.py, which walks every path of the ministry step by step: originators; means
# by command, with roles, with coordination before, and after with coordinators; shrink in per cent.
WALKED = {
    "leave": (558, (1.240, 1.240, 1.240), (1.007, 1.776, 1.776), 18.79, -43.21),
    "travel": (367, (1.365, 1.365, 1.365), (1.011, 1.978, 1.978), 25.95, -44.91),
    "procurement-small": (221, (1.606, 1.606, 1.606), (1.018, 2.321, 2.321), 36.62, -44.51),
    "procurement-large": (49, (3.102, 3.102, 3.878), (1.918, 3.102, 3.878), 38.16, 0),
    "letter": (367, (2.030, 2.052, 2.207), (1.025, 2.014, 2.158), 49.53, 1.86),
    "licence": (34, (1.676, 1.676, 1.676), (2.000, 3.353, 3.353), -19.30, -100),
    "budget-revision": (11, (3.545, 3.545, 4.545), (2.000, 3.364, 4.364), 43.59, 5.13),
    "recruitment": (3, (5, 5, 5), (3, 5, 5), 40, 0),
    "discipline": (96, (1.042, 1.042, 1.042), (1.000, 1.771, 1.771), 4, -70),
    "grant": (6, (1, 1, 1), (1, 1.75, 1.75), 0, -75),
    "cooperation": (146, (3.308, 3.308, 4.281), (2.000, 3.267, 4.240), 39.54, 1.24),
    "archive-disposal": (4, (1.75, 1.75, 2), (3, 4.75, 5), -71.43, -171.43),
}


def test_decisions_of_the_ministry_are_those_walked_step_by_step(
    library: Callable[[Columns], Any],
) -> None:
    before = pk.Organisation.from_table(
        library(cells(MINISTRY / "positions.csv")),
        matters=library(cells(MINISTRY / "matters.csv")),
        authority=library(cells(MINISTRY / "authority.csv")),
        lines=library(cells(MINISTRY / "lines.csv")),
    )
    assert not before.findings
    change = before.simplify("id-central-2021", roles="coordinators").compare()
    assert [m.matter for m in change.matters] == list(WALKED)

    def means(*histograms: tuple[float, ...]) -> list[float]:
        return [sum(i * v for i, v in enumerate(h)) / sum(h) for h in histograms]

    for m, found in zip(change.matters, before.decisions().matters, strict=True):
        originators, was, is_, formal, real = WALKED[m.matter]
        assert m.originators == found.originators == originators
        means_before = means(m.before, m.with_roles_before, m.with_coordination_before)
        assert means_before == pytest.approx(was, abs=6e-4)
        means_after = means(m.after, m.with_roles_after, m.with_coordination_after)
        assert means_after == pytest.approx(is_, abs=6e-4)
        assert 100 * (m.formal or 0) == pytest.approx(formal, abs=0.006)
        assert 100 * (m.with_roles or 0) == pytest.approx(real, abs=0.006)
        assert (
            found.mean_hand_offs,
            found.mean_hand_offs_with_roles,
            found.mean_hand_offs_with_coordination,
        ) == pytest.approx(was, abs=6e-4)
