# SPDX-License-Identifier: BSL-1.0
"""Plots: what is drawn is what there is. No pictures are compared, only the data of the artists."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pangkas as pk
import pytest
from pangkas import plot

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")


@pytest.fixture(scope="module")
def delayered(department: pk.Organisation) -> Any:
    return department.simplify("delayer", layers=[3])


def small() -> pk.Organisation:
    """A head with two below it, the first of which has three below it; and one who is nowhere.

    ::

        A ─┬─ B ─┬─ D
           │     ├─ E
           └─ C  └─ F        O reports to somebody unknown, P to O
    """
    return pk.Organisation.from_table(
        {
            "code": ["D", "A", "C", "O", "B", "E", "P", "F"],
            "reports_to": ["B", "", "A", "gone", "A", "B", "O", "B"],
        }
    )


def heights(ax: Any) -> list[list[float]]:
    return [[bar.get_height() for bar in container] for container in ax.containers]


def test_paths_before_and_after_are_counted(
    department: pk.Organisation, delayered: Any
) -> None:
    ax = plot.path_lengths(department, delayered.after, steps="command")
    before, after = heights(ax)

    # Counted anew: who has nobody below it today, and how many layers are above it.
    def by_hand(org: pk.Organisation) -> Counter[int]:
        lowest = [code for code in department if department[code].span == 0]
        return Counter((org[code].layer or 0) - 1 for code in lowest)

    for found, org in ((before, department), (after, delayered.after)):
        counted = by_hand(org)
        assert found == [counted[length] for length in range(len(found))]
    # The README and the tutorial: 2.87 hand-offs before, over 135 originators; shrink 29.12 %.
    assert sum(before) == sum(after) == 135
    means = [line.get_xdata()[0] for line in ax.lines]
    assert round(means[0], 2) == 2.87
    assert round(100 * (1 - means[1] / means[0]), 2) == 29.12
    assert ax.get_xlabel() == "hand-offs by superiors alone"
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["before", "after"]


def test_paths_of_one_organisation_have_no_legend() -> None:
    ax = plot.path_lengths(small())
    assert heights(ax) == [[0, 1, 3]]  # C is one hand-off away, D, E and F are two; P is nowhere
    assert ax.get_legend() is None


def test_both_sides_at_once_are_the_same(department: pk.Organisation, delayered: Any) -> None:
    expected = heights(plot.path_lengths(department, delayered.after))
    assert heights(plot.path_lengths(delayered)) == expected
    assert heights(plot.path_lengths(delayered.compare())) == expected
    assert heights(delayered.compare().plot()) == expected
    with pytest.raises(TypeError, match="both sides already"):
        plot.path_lengths(delayered, department)
    with pytest.raises(TypeError, match="both sides already"):
        plot.spans(delayered, department)


def test_matters_are_drawn_by_their_volume(ministry: pk.Organisation) -> None:
    result = ministry.simplify("id-central-2021", roles="coordinators")
    ax = plot.path_lengths(result)
    before, after = heights(ax)
    # The README: 42,553 decisions a year, of which a third of 400 grants become undecidable;
    # 1.86 hand-offs with roles before, 2.29 after.
    assert sum(before) == pytest.approx(42553 - 400 / 3)
    assert sum(after) == pytest.approx(42553 - 400 / 3)
    means = [line.get_xdata()[0] for line in ax.lines]
    assert [round(mean, 2) for mean in means] == [1.86, 2.29]
    formal = plot.path_lengths(result, steps="command")
    means = [line.get_xdata()[0] for line in formal.lines]
    assert [round(mean, 2) for mean in means] == [1.85, 1.24]
    (alone,) = heights(plot.path_lengths(ministry))
    assert sum(alone) == pytest.approx(42553)


def test_originators_are_counted_where_somebody_decides_on_both_sides() -> None:
    before = small()
    after = pk.Organisation.from_table(
        {"code": ["A", "B", "D", "E", "O"], "reports_to": ["", "A", "A", "gone", "A"]}
    )
    # Of C, D, E, F and P only D is there on both sides and decided: two hand-offs, then one.
    assert heights(plot.path_lengths(before, after)) == [[0, 0, 1], [0, 1, 0]]


def test_steps_have_a_name(department: pk.Organisation) -> None:
    with pytest.raises(ValueError, match="roles, command, coordination"):
        plot.path_lengths(department, steps="all")  # type: ignore[arg-type]


def test_followed_originators_may_stand_in_another_order(department: pk.Organisation) -> None:
    table = department.to_table()
    turned = pk.Organisation.from_table(
        pk.Table({name: list(table[name])[::-1] for name in ("code", "reports_to")})
    )
    before, after = heights(plot.path_lengths(department, turned))
    assert before == after


def test_spans_are_counted_by_band(department: pk.Organisation, delayered: Any) -> None:
    # The tutorial: 1: 5   2-3: 8   4-7: 22   8-12: 2   13-16: 1   17+: 0
    ax = plot.spans(department)
    assert heights(ax) == [[5, 8, 22, 2, 1, 0]]
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert labels == ["1", "2–3", "4–7", "8–12", "13–16", "17+"]
    before, after = heights(plot.spans(delayered))
    assert before == [5, 8, 22, 2, 1, 0]
    assert sum(after) == 12  # managers after, from the README
    # 1 to 7 and 8 or more, added up.
    assert heights(plot.spans(department, bands=[(1, 7), (8, None)])) == [[35, 3]]
    with pytest.raises(ValueError, match="from 5 to 4"):
        plot.spans(department, bands=[(5, 4)])


def corners(ax: Any) -> list[tuple[float, float, float, float]]:
    """Left, right, top and bottom of each box."""
    (boxes,) = ax.collections
    return [
        (
            float(path.vertices[:, 0].min()),
            float(path.vertices[:, 0].max()),
            float(path.vertices[:, 1].min()),
            float(path.vertices[:, 1].max()),
        )
        for path in boxes.get_paths()
    ]


def test_an_icicle_by_hand() -> None:
    # Layer by layer and by row: A; then C before B, as in the table, then what is below B.
    assert corners(plot.icicle(small())) == [
        (0, 4, 0.5, 1.5),  # A
        (0, 1, 1.5, 2.5),  # C
        (1, 4, 1.5, 2.5),  # B
        (1, 2, 2.5, 3.5),  # D
        (2, 3, 2.5, 3.5),  # E
        (3, 4, 2.5, 3.5),  # F
    ]


def test_boxes_stand_below_their_superior_and_beside_each_other() -> None:
    org = pk.generate(3000, seed=4, random_order=True)
    codes = [code for code in org if org[code].layer is not None]
    order = sorted(codes, key=lambda code: (org[code].layer or 0, org.row(code)))
    box = dict(zip(order, corners(plot.icicle(org))))
    assert len(box) == org.placed
    for code in order:
        below = sorted(box[lower] for lower in org.subordinates(code))
        if below:
            assert (below[0][0], below[-1][1]) == box[code][:2]
            assert all(one[1] == other[0] for one, other in zip(below, below[1:]))
            assert {edges[2] for edges in below} == {box[code][3]}
        else:
            assert box[code][1] - box[code][0] == 1


def test_marked_boxes_have_another_colour() -> None:
    org = small()
    (boxes,) = plot.icicle(org, mark=["B", "P"]).collections  # P is not placed, so not shown
    colours = boxes.get_facecolors()
    marked = matplotlib.colors.to_rgba(plot.AFTER)
    assert [tuple(colour) == marked for colour in colours] == [
        False, False, True, False, False, False
    ]  # fmt: skip
    with pytest.raises(KeyError, match="nobody"):
        plot.icicle(org, mark=["nobody"])


def test_labels_stand_in_the_boxes_that_have_room_for_them() -> None:
    ax = plot.icicle(small(), labels="code")
    # In the middle of each box: its place of the first test.
    assert {text.get_text(): text.get_position() for text in ax.texts} == {
        "A": (2, 1), "C": (0.5, 2), "B": (2.5, 2), "D": (1.5, 3), "E": (2.5, 3), "F": (3.5, 3),
    }  # fmt: skip
    assert not plot.icicle(small()).texts
    # A box of a four-hundredth of the width has no room for a title, the whole width has.
    wide = pk.Organisation.from_table(
        {
            "code": [str(i) for i in range(401)],
            "reports_to": [None, *["0"] * 400],
            "title": ["Director", *["Analyst"] * 400],
        }
    )
    assert [text.get_text() for text in plot.icicle(wide, labels="title").texts] == ["Director"]
    with pytest.raises(ValueError, match="no labels 'name'"):
        plot.icicle(small(), labels="name")  # type: ignore[arg-type]


def test_an_icicle_may_end_early() -> None:
    ax = plot.icicle(small(), layers=2)
    assert len(corners(ax)) == 3
    assert ax.get_ylim() == (2.5, 0.5)
    with pytest.raises(ValueError, match="0 layers"):
        plot.icicle(small(), layers=0)


def test_the_frontier_is_drawn_through_the_points_that_none_beats(
    department: pk.Organisation,
) -> None:
    found = pk.optimise(department, span_cap=15).frontier(range(5, 31))
    ax = plot.frontier(found)
    drawn = {line.get_label(): line for line in ax.lines}
    best = [point for point in found if point.dominated_by is None]
    assert drawn["best"].get_xdata().tolist() == [point.cap for point in best]
    assert drawn["best"].get_ydata().tolist() == [point.hand_offs for point in best]
    # From the table in docs/background/optimal-flattening.md.
    saved = dict(zip(drawn["best"].get_xdata().tolist(), drawn["best"].get_ydata().tolist()))
    beaten = drawn.get("no better than another")
    if beaten is not None:
        saved.update(zip(beaten.get_xdata().tolist(), beaten.get_ydata().tolist()))
    assert (saved[8], saved[12], saved[15]) == (6, 27, 64)
    assert heights(found.plot()) == heights(ax) == []


def test_plots_of_nothing() -> None:
    nobody = pk.Organisation.from_table(pk.Table({"code": [], "reports_to": []}))
    assert heights(plot.path_lengths(nobody, nobody)) == [[0], [0]]
    assert heights(plot.spans(nobody)) == [[0] * 6]
    assert corners(plot.icicle(nobody)) == []


@pytest.mark.parametrize("draw", [plot.path_lengths, plot.spans, plot.icicle])
def test_plots_go_into_the_axes_that_are_given(draw: Any) -> None:
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    assert draw(small(), ax=ax) is ax


def test_methods_draw_the_same(department: pk.Organisation) -> None:
    assert corners(department.plot()) == corners(plot.icicle(department))


def test_pyplot_is_left_alone() -> None:
    program = (
        "import sys, pangkas as pk\n"
        "org = pk.Organisation.from_table({'code': ['A'], 'reports_to': ['']})\n"
        "assert 'matplotlib' not in sys.modules\n"
        "pk.plot.icicle(org)\n"
        "assert 'matplotlib' in sys.modules and 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)


def test_a_notebook_gets_a_figure_that_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib import pyplot

    monkeypatch.setattr(plot, "in_notebook", lambda: True)
    pyplot.close("all")
    ax = plot.spans(small())
    assert [pyplot.figure(number) for number in pyplot.get_fignums()] == [ax.figure]
    pyplot.close("all")


def test_without_matplotlib_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(ImportError, match=r'pip install "pangkas\[plot\]"'):
        plot.spans(small())


def test_figures_can_be_written(tmp_path: Path, department: pk.Organisation) -> None:
    file = tmp_path / "icicle.svg"
    plot.icicle(department).figure.savefig(file)
    assert file.stat().st_size > 10_000
