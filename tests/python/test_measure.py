# SPDX-License-Identifier: BSL-1.0
"""Measures: worked out by hand on small organisations, and their shape in Python."""

from __future__ import annotations

import pickle

import numpy as np
import pangkas as pk
import pytest
from data import MINISTRY

# D over H1 and H2; H1 over A and B; H2 over C; C over E. Seats as given, one absent.
ORG = pk.Organisation.from_table(
    {
        "code": ["D", "H1", "H2", "A", "B", "C", "E"],
        "reports_to": [None, "D", "D", "H1", "H1", "H2", "C"],
        "seats": [1, 1, 1, 2, None, 1, 3],
        "filled": [1, 0, 1, 2, None, 1, 2],
        "cost": [100, 60, None, 20, 20, 30, 10],
        "unit": ["top", "one", "two", "one", "one", "two", "two"],
        "rank": ["x", "y", "z", "z", "z", "z", "w"],
    }
)


def test_figures_worked_out_by_hand() -> None:
    m = ORG.measure()
    assert (m.positions, m.placed, m.orphans, m.unrooted, m.roots) == (7, 7, 0, 0, 1)
    assert m.layers == pk.LayerSummary(4, (1, 2, 3, 1), (0 + 2 * 1 + 3 * 2 + 3) / 7)
    # Spans 2, 2, 1, 1 of D, H1, H2, C.
    assert (m.spans.managers, m.spans.mean, m.spans.median, m.spans.max) == (4, 1.5, 1.5, 2)
    assert m.spans.one_to_one == 2
    assert dict(m.spans.buckets) == {"1": 2, "2-3": 2, "4-7": 0, "8-12": 0, "13-16": 0, "17+": 0}
    # In seats 2, 2 + 1, 1, 3: an absent number counts as 1.
    assert m.spans_in_seats.mean == (2 + 3 + 1 + 3) / 4
    # Filled: that of B is not known, so that of H1 is not.
    assert (m.spans_in_filled.not_known, m.spans_in_filled.max) == (1, 2)
    # A line with k positions below it separates k (7 − k) pairs: 3·4 + 3·4 + 6 + 6 + 2·5 + 6.
    assert m.pair_distance == pk.PairDistance(21, (12 + 12 + 6 + 6 + 10 + 6) / 21, 5)
    # A and B take 2 hand-offs to D, E takes 3.
    assert (m.decisions.volume, m.decisions.undecidable) == (3, 0)
    assert m.decisions.mean_hand_offs == pytest.approx(7 / 3)
    assert (m.decisions.p50, m.decisions.p90, m.decisions.max) == (2, 3, 3)
    # H2 and C are of one rank; all seven declare one.
    assert m.compression == pk.CompressionSummary((("H2", "C"),), 6, 1 / 6)
    assert m.totals == pk.Totals(7, 10, 7, 6, 240, 6)


def test_measures_are_values() -> None:
    m = ORG.measure()
    assert m == ORG.measure() and hash(m) == hash(ORG.measure())
    assert pickle.loads(pickle.dumps(m)) == m
    with pytest.raises(AttributeError):
        m.positions = 3  # type: ignore[misc]
    assert m.to_dict()["layers"]["per_layer"] == [1, 2, 3, 1]
    table = m.to_table()
    figures = dict(table.rows())
    assert figures["layers"] == 4 and figures["max_span"] == 2
    assert "mean hand-offs 2.333" in repr(m)


def test_what_is_not_known_is_none() -> None:
    alone = pk.Organisation.from_table({"code": ["A"], "reports_to": [None]}).measure()
    assert alone.spans.mean is None
    assert alone.pair_distance.mean is None and alone.pair_distance.diameter is None
    assert alone.totals.cost is None
    assert alone.decisions.mean_hand_offs == 0  # a root decides its own matter
    nobody = pk.Organisation().measure()
    assert nobody.layers.mean_depth is None
    assert nobody.decisions.mean_hand_offs is None
    assert nobody.to_table()["value"][0] == 0


def test_path_lengths_by_row() -> None:
    assert ORG.path_lengths().tolist() == [0, 1, 1, 2, 2, 2, 3]
    with_lead = pk.Organisation.from_table(
        {"code": ["D", "H", "A", "L", "O"], "reports_to": [None, "D", "H", "D", "gone"]},
        lines={"superior": ["L"], "subordinate": ["A"], "type": ["assignment"]},
    )
    assert with_lead.path_lengths().tolist() == [0, 1, 2, 1, None]
    assert with_lead.path_lengths("roles").tolist() == [0, 1, 3, 1, None]
    with pytest.raises(ValueError, match='"command", "roles" or "coordination"'):
        with_lead.path_lengths("all")  # type: ignore[arg-type]


def test_roll_up() -> None:
    by_unit = {row[0]: row for row in ORG.roll_up("unit").rows()}
    assert by_unit["one"][2:] == (3, 4.0, 2.0, 2, 100.0, 3)
    by_manager = ORG.roll_up("manager").to_polars()
    assert by_manager.filter(by_manager["manager"] == "H2")["seats"].to_list() == [5.0]
    assert by_manager.filter(by_manager["manager"] == "D")["positions"].to_list() == [7]
    with pytest.raises(ValueError, match='"unit" or "manager"'):
        ORG.roll_up("rank")  # type: ignore[arg-type]


def test_measures_of_hierarchy() -> None:
    h = ORG.hierarchy()
    # A tree: by definition 1, 1 and 0.
    assert h["flow_hierarchy"] == pk.flow_hierarchy(ORG) == 1
    assert h["krackhardt_connectedness"] == pk.krackhardt_connectedness(ORG) == 1
    assert h["trophic_incoherence_f0"] == pytest.approx(pk.trophic_incoherence_f0(ORG))
    assert h["trophic_incoherence_f0"] == pytest.approx(0)
    # D reaches 6, H1 2, H2 2, C 1: the mean of the differences to 6 over 6, over the six others.
    assert pk.reachable_positions(ORG).tolist() == [6, 2, 2, 0, 0, 1, 0]
    expected = (4 + 4 + 6 + 6 + 5 + 6) / 6 / 6
    assert h["global_reaching_centrality"] == pytest.approx(expected)
    assert pk.global_reaching_centrality(ORG) == pytest.approx(expected)
    assert pk.trophic_levels(ORG).tolist() == [1, 2, 2, 3, 3, 3, 4]
    levels = pk.trophic_levels(ORG, method="mackay")
    assert levels - levels.min() == pytest.approx(np.array([0, 1, 1, 2, 2, 2, 3]))
    # Graicunas: n (2^(n−1) + n − 1), 6 for two subordinates and 1 for one.
    assert pk.graicunas(ORG).tolist() == [6, 6, 1, 0, 0, 1, 0]
    assert pk.pair_distance(ORG) == ORG.measure().pair_distance
    both = pk.line_distance(ORG)
    assert both.mean == pytest.approx(52 / 21) and both.diameter == 5
    assert both.pairs == 42  # ordered
    # Ways down between others: H1 is on D→A and D→B, H2 on D→C and D→E, C on D→E and H2→E.
    assert pk.betweenness(ORG).tolist() == [0, 2, 2, 0, 0, 2, 0]
    assert "sees" in h.to_table().column_names
    assert h == ORG.hierarchy() and hash(h) == hash(ORG.hierarchy())
    assert pickle.loads(pickle.dumps(h)) == h
    assert "nobody" not in h and "flow_hierarchy" in h
    with pytest.raises(KeyError, match="no measure of command lines is called"):
        h["nobody"]


def test_lines_of_other_types_count_where_they_are_asked_for() -> None:
    org = pk.Organisation.from_table(
        {"code": ["A", "B", "C"], "reports_to": [None, "A", "A"]},
        lines={
            "superior": ["B", "C"],
            "subordinate": ["C", "B"],
            "type": ["functional", "functional"],
        },
    )
    assert pk.flow_hierarchy(org, lines="command") == 1
    assert pk.flow_hierarchy(org) == pk.flow_hierarchy(org, lines="all") == 0.5
    h = org.hierarchy()
    assert h.measure("flow_hierarchy", lines="all").value == 0.5
    assert h["flow_hierarchy"] == 1
    with pytest.raises(ValueError, match='"command" or "all"'):
        pk.flow_hierarchy(org, lines="some")  # type: ignore[arg-type]


def test_a_measure_that_is_not_defined_says_why() -> None:
    nobody = pk.Organisation()
    assert pk.flow_hierarchy(nobody) is None
    assert pk.global_reaching_centrality(nobody) is None
    cycle = pk.Organisation.from_table({"code": ["A", "B"], "reports_to": ["B", "A"]})
    assert pk.trophic_levels(cycle) is None
    assert pk.flow_hierarchy(cycle) == 0
    m = nobody.hierarchy().measure("flow_hierarchy")
    assert m.value is None and m.reason == "undefined: there is no line between two positions"


def test_rules_for_a_body() -> None:
    # H, of one seat, leads A and B of one each; A leads a row of 20. B is left out where it is flagged.
    rows = {
        "code": ["H", "A", "B", "a"],
        "reports_to": [None, "H", "H", "A"],
        "seats": [1, 1, 1, 20],
        "flags": ["", "", "not-counted", ""],
    }
    org = pk.Organisation.from_table(rows)
    check = org.check_rule("iowa")
    assert (check.rule, check.positions, check.managers) == ("iowa", 4, 2)
    assert (check.full_time_equivalents, check.manager_full_time_equivalents) == (23, 2)
    assert check["others to each manager"].found == 21 / 2
    assert check["others to each manager"].holds is False
    assert check.holds is False
    assert len(check.to_table()) == len(check)
    texas = org.check_rule("texas")
    assert (texas.positions, texas.excepted, texas.holds) == (3, 1, None)  # for bodies above 100 only
    for name in pk.preset_body_rules():
        assert org.check_rule(name).rule == name
    moved = org.check_rule("oregon", baseline=9, years=1)
    assert moved["others to each manager, by now"].asked == "at least 10"
    with pytest.raises(ValueError, match="baseline and years"):
        org.check_rule("oregon", baseline=9)
    with pytest.raises(pk.InputError, match="oregon"):
        org.check_rule("nowhere")


def test_span_bands() -> None:
    ministry = pk.Organisation.from_csv(MINISTRY / "positions.csv")
    for name in pk.preset_span_bands():
        bands = ministry.span_bands(name)
        assert bands.managers == ministry.measure().spans.managers
        assert bands.inside + bands.under + bands.over == bands.judged
        spans = ministry.span[ministry.span > 0]
        for band in bands.bands:
            high = band.high if band.high is not None else np.inf
            assert band.managers == ((spans >= band.low) & (spans <= high)).sum()
        assert len(bands.to_table()) == len(bands.bands)
    assert [b.name for b in ministry.hierarchy().span_bands] == pk.preset_span_bands()
    with pytest.raises(pk.InputError, match="welch"):
        ministry.span_bands("nobody")


def test_tables_worked_out_by_hand() -> None:
    positions = ORG.by_position()
    assert len(positions) == 7
    assert positions["chain"][:4] == ["D", "D > H1", "D > H2", "D > H1 > A"]
    assert list(positions["layer"]) == [1, 2, 2, 3, 3, 3, 4]
    assert list(positions["below"]) == [6, 2, 2, 0, 0, 1, 0]
    # The seats of B, which declares none, are 1; the cost of H2 is not known.
    assert list(positions["seats_below"]) == [9, 3, 4, 0, 0, 3, 0]
    assert list(positions["cost_known_below"]) == [5, 2, 2, 0, 0, 1, 0]
    assert positions["cost_below"][0] == 60 + 20 + 20 + 30 + 10
    assert np.isnan(positions["cost_below"][3]) and np.isnan(positions["hand_offs"][0])
    managers = ORG.by_manager()
    assert managers["code"] == ["D", "H1", "H2", "C"]
    assert [row["total"] for row in managers.to_arrow().to_pylist()] == [6, 2, 2, 1]
    assert list(managers["layers_below"]) == [3, 1, 2, 1]
    assert list(managers["one_to_one"]) == [False, False, True, True]
    units = ORG.by_unit()
    assert units["unit"] == ["one", "top", "two"]
    assert list(units["managers"]) == [1, 1, 2]
    # H1 1 − 0, A 2 − 2; that of B is not known. H2 1 − 1, C 1 − 1, E 3 − 2.
    assert list(units["vacancies"]) == [1, 0, 1]
    assert sorted(ORG.by_rank()["rank"]) == ["w", "x", "y", "z"]
    assert list(ORG.by_layer()["positions"]) == [1, 2, 3, 1]


def test_positions_before_and_after() -> None:
    after = pk.Organisation.from_table(
        {"code": ["D", "H1", "H2", "A", "C", "new"], "reports_to": [None, "D", "D", "H2", "H2", "D"]}
    )
    rows = pk.compare_positions(ORG, after)
    assert dict(zip(rows["code"], rows["what"], strict=True)) == {
        "D": "same", "H1": "same", "H2": "same", "A": "moved", "B": "only_before", "C": "same",
        "E": "only_before", "new": "only_after",
    }
    assert rows["superior_before"][3] == "H1" and rows["superior_after"][3] == "H2"
    assert rows["changed"][3] == "superior" and rows["changed"][0] is None
