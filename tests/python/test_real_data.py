# SPDX-License-Identifier: BSL-1.0
"""Every figure that the C++ tests check on real data, through tables of four libraries.

Expected values: ``expected.csv`` of each folder of published data and of its sample, computed by
scripts that share no code with this library (``tests/data/README.md``), and ``tests/data/oracle``,
computed with NetworkX. The tables are read once each, cell by cell as text, and then given to the
library in turn.
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
from data import HEALTH, MINISTRY, ROOT, sample, shared

pa = pytest.importorskip("pyarrow")
Columns = dict[str, list[str | None]]
Folder = Callable[[str], Path]
COLUMNS = ROOT / "tests/data/columns"

# Of a set, the sample that is always there, and the whole.
places = pytest.mark.parametrize("folder_of", [sample, shared])


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


def conflicts(org: pk.Organisation, column: str) -> int:
    """Codes that stand in rows with different superiors."""
    return len(
        {f.position for f in org.findings if f.rule == "duplicate-code" and f'"{column}"' in f.detail}
    )


def check_figures(
    org: pk.Organisation, expected: dict[str, str], column: str = "Reports to Senior Post"
) -> None:
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
    assert conflicts(org, column) == int(expected["dup_conflict"])
    if "no_id" in expected:
        assert count("no-code") == int(expected["no_id"])
    # By another way: the tops of the orphan trees are those whose superior is in no row.
    codes = set(org.codes)
    unresolved = {
        above
        for above, place in zip(org.to_table()["reports_to"], org.placements, strict=True)
        if place == "orphan" and above not in codes
    }
    assert len(unresolved) == int(expected["dangling_refs"])


@places
def test_uk_returns_of_2013(library: Callable[[Columns], Any], folder_of: Folder) -> None:
    folder = folder_of("uk-organograms-2013")
    rows = expected_rows(folder)
    assert len(rows) == (4 if folder_of is sample else 40)
    for expected in rows:
        senior = library(cells(folder / expected["file"]))
        org = pk.Organisation.from_uk_organogram(senior)
        check_figures(org, expected)

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


@places
def test_uk_returns_of_2011_to_2016(library: Callable[[Columns], Any], folder_of: Folder) -> None:
    folder = folder_of("uk-organograms-2011-2016-linked-data")
    rows = expected_rows(folder)
    assert len(rows) == (6 if folder_of is sample else 27)
    for expected in rows:
        table = library(cells(folder / expected["file"]))
        check_figures(
            pk.Organisation.from_table(table, columns=COLUMNS / "uk-linked-data.toml"), expected
        )


@places
def test_uk_senior_posts_of_2010_to_2026(
    library: Callable[[Columns], Any], folder_of: Folder
) -> None:
    folder = folder_of("uk-senior-posts-2010-2026")
    rows = expected_rows(folder)
    assert len(rows) == (14 if folder_of is sample else 280)
    tables: dict[str, Any] = {}
    for expected in rows:
        file = expected["file"]
        if file not in tables:
            tables = {file: library(cells(folder / file))}
        org = pk.Organisation.from_table(
            tables[file],
            columns=COLUMNS / "uk-senior-posts.toml",
            keep={"date": expected["date"]},
        )
        check_figures(org, expected, "reports_to")


@places
def test_uk_departments_in_a_workbook(library: Callable[[Columns], Any], folder_of: Folder) -> None:
    folder = folder_of("uk-departments-workbook-2010-2016")
    rows = expected_rows(folder)
    assert len(rows) == (3 if folder_of is sample else 20)
    for expected in rows:
        # One of the two headings is misspelt.
        kind = "Senion/Junior" if expected["file"] == "hmt.csv" else "Senior/Junior"
        org = pk.Organisation.from_table(
            library(cells(folder / expected["file"])),
            columns=COLUMNS / "uk-workbook.toml",
            keep={"Back to Index": expected["date"], kind: "Senior"},
        )
        check_figures(org, expected)


@places
def test_a_team_that_reports_to_roles(library: Callable[[Columns], Any], folder_of: Folder) -> None:
    folder = folder_of("sourcegraph-team-2021-2024")
    with (folder / "team-2021-10-to-2023-06.csv").open(encoding="utf-8", newline="") as file:
        team = list(csv.DictReader(file))
    rows = expected_rows(folder)
    assert len(rows) == (2 if folder_of is sample else 21)
    for expected in rows:
        members = [row for row in team if row["date"] == expected["date"]]
        first_of = {row["role_slug"]: row["post"] for row in reversed(members)}
        first_of |= {"none": "", "": ""}
        table: Columns = {
            "code": [row["post"] for row in members],
            "reports_to": [
                first_of.get(row["reports_to"], row["reports_to"]) or None for row in members
            ],
        }
        check_figures(pk.Organisation.from_table(library(table)), expected, "reports_to")


# The pages of these sets state the figures of the whole in tables, in this order.
STATED = (
    "posts dup_rows dup_conflict roots in_tree levels mean_depth managers max_span mean_span"
    " self_loops cycles cycle_posts dangling_posts dangling_refs orphan_posts unrooted"
).split()
TABLES = [
    ("argentina-estructura-organica-2016", "estructura-organica.csv", "argentina", "reporta_a",
     "301 24 5 0 0 0 0 95 26 2.9579 1 0 0 19 6 30 271"),
    ("berlin-organigramm", "seninnsport-2023-units.csv", "berlin-units", "parent_unit",
     "49 0 0 1 49 4 2.6122 12 8 4.0 0 0 0 0 0 0 0"),
    ("taiwan-agencies-2013", "agencies.csv", "taiwan-agencies", "parent_id",
     "1520 2 0 8 1520 5 2.7711 115 165 13.1478 0 0 0 0 0 0 0"),
    ("taiwan-agencies-2013", "directory-dn.csv", "taiwan-directory", "distinguished_name",
     "8350 0 0 30 8349 6 2.7675 989 210 8.4115 0 0 0 1 1 1 0"),
]  # fmt: skip


@places
@pytest.mark.parametrize(("name", "file", "columns", "superior", "stated"), TABLES)
def test_argentina_berlin_and_taiwan(
    library: Callable[[Columns], Any],
    folder_of: Folder,
    name: str,
    file: str,
    columns: str,
    superior: str,
    stated: str,
) -> None:
    folder = folder_of(name)
    if folder_of is sample:
        (expected,) = [row for row in expected_rows(folder) if row["file"] == file]
    else:
        expected = dict(zip(STATED, stated.split(), strict=True))
    org = pk.Organisation.from_table(
        library(cells(folder / file)), columns=COLUMNS / f"{columns}.toml"
    )
    check_figures(org, expected, superior)


@pytest.mark.parametrize(
    ("folder_of", "file", "roots"),
    [
        (sample, "health-education-england-east.csv", 1),
        (shared, "health-education-england-senior.csv", 18),
    ],
)
def test_a_superior_that_differs_in_case_is_suggested(
    library: Callable[[Columns], Any], folder_of: Folder, file: str, roots: int
) -> None:
    table = cells(folder_of("uk-organograms-2013") / file)
    org = pk.Organisation.from_uk_organogram(library(table))
    suggested = [
        f
        for f in org.findings
        if f.rule == "unknown-superior" and 'did you mean "EOE-HEE-001"?' in f.detail
    ]
    assert len(suggested) == 6
    assert (org.orphans, len(org.roots)) == (108, roots)
    mended = pk.Organisation.from_uk_organogram(library(table), orphans="roots")
    assert (mended.orphans, len(mended.roots)) == (0, roots + 6)


@pytest.mark.parametrize(
    ("folder_of", "file"),
    [
        (sample, "dept-for-work-and-pensions-cycle.csv"),
        (shared, "dept-for-work-and-pensions-senior.csv"),
    ],
)
def test_the_cycle_of_a_department_is_named(
    library: Callable[[Columns], Any], folder_of: Folder, file: str
) -> None:
    table = cells(folder_of("uk-organograms-2013") / file)
    org = pk.Organisation.from_uk_organogram(library(table))
    # Those that published the return name them.
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


@places
def test_uk_returns_measure_as_networkx_does(
    library: Callable[[Columns], Any], folder_of: Folder
) -> None:
    all_expected = oracle("uk-organograms-2013.json")
    files = [row["file"] for row in expected_rows(folder_of("uk-organograms-2013"))]
    assert len(files) == (4 if folder_of is sample else 40)
    for file in files:
        table = library(cells(folder_of("uk-organograms-2013") / file))
        expected = all_expected[file.removesuffix("-senior.csv")]
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
