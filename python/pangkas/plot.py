# SPDX-License-Identifier: BSL-1.0
"""Pictures of organisations and of what flattening does to them. Needs matplotlib.

Each function draws into the axes that it is given, or into new ones of a figure of its own, and
returns them. The figure is ``ax.figure``, and ``ax.figure.savefig("spans.svg")`` writes it.
``pyplot`` and its state are left alone, but for a new figure in a notebook, which is shown that way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ._calls import checked
from ._core import Organisation, compare
from ._progress import in_notebook
from ._records import Comparison, Frontier, FrontierPoint, Simplification

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Steps: TypeAlias = Literal["command", "roles", "coordination"]
Masked: TypeAlias = "np.ma.MaskedArray[Any, np.dtype[np.uint64]]"

BEFORE = "#7f8c9b"
"""Colour of what was before."""
AFTER = "#c0532b"
"""Colour of what is after, and of what was taken out."""

BANDS: tuple[tuple[int, int | None], ...] = ((1, 1), (2, 3), (4, 7), (8, 12), (13, 16), (17, None))
"""The widths of span that the command line counts by: lowest and highest, ``None`` for no end."""

_STEPS = {
    "roles": "with role steps",
    "command": "by superiors alone",
    "coordination": "with role and coordination steps",
}
_HISTOGRAMS = {
    "command": ("before", "after"),
    "roles": ("with_roles_before", "with_roles_after"),
    "coordination": ("with_coordination_before", "with_coordination_after"),
}


def _axes(ax: Axes | None, width: float = 7.0, height: float = 4.0) -> Axes:
    """The axes to draw into."""
    if ax is not None:
        return ax
    try:
        from matplotlib.figure import Figure
    except ImportError as missing:
        raise ImportError(
            "plots need matplotlib, which is not installed; "
            'install it with: pip install "pangkas[plot]"'
        ) from missing
    if in_notebook():
        from matplotlib import pyplot

        return pyplot.subplots(figsize=(width, height), layout="constrained")[1]
    return Figure(figsize=(width, height), layout="constrained").subplots()


def _whole_numbers(axis: Any) -> None:
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(integer=True))


def _plain(ax: Axes) -> None:
    ax.spines[["top", "right"]].set_visible(False)


def _bars(
    ax: Axes, places: NDArray[np.int64], sides: Sequence[NDArray[Any]], labels: Sequence[str]
) -> None:
    """Bars of one side, or of two beside each other."""
    if len(sides) == 1:
        ax.bar(places, sides[0], width=0.8, color=BEFORE, label=labels[0])
        return
    for shift, side, colour, label in zip((-0.2, 0.2), sides, (BEFORE, AFTER), labels):
        ax.bar(places + shift, side, width=0.4, color=colour, label=label)
    ax.legend(frameon=False)


@checked
def path_lengths(
    before: Organisation | Comparison | Simplification,
    after: Organisation | None = None,
    *,
    steps: Steps = "roles",
    ax: Axes | None = None,
) -> Axes:
    """Draws how many decisions take how many hand-offs, before and after.

    The matters of the organisation *before*; where it has none, the default matter: each placed
    position without subordinates raises one a year, and the root of its tree decides it. As in the
    shrink, the same originators are counted on both sides, followed by their codes, and only where
    somebody decides on both.

    Parameters
    ----------
    before : Organisation, Comparison or Simplification
        The organisation; or both sides at once.
    after : Organisation, optional
        The same after a change.
    steps : {"roles", "command", "coordination"}
        Count the steps of superiors alone (``command``), those of coordinators and team leads too
        (``roles``), or coordination initials as well (``coordination``).
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        One bar for each number of hand-offs from 0 to the most, for each side, in decisions a year;
        a dotted line at each mean.

    Raises
    ------
    TypeError
        If `after` is given beside both sides at once.
    ValueError
        If there are no such steps.
    ImportError
        Without matplotlib.
    """
    if steps not in _STEPS:
        raise ValueError(f"there are no steps {steps!r}; there are {', '.join(_STEPS)}")
    before, after = _sides(before, after)
    ax = _axes(ax)
    volumes = _volumes(before, after, steps)
    size = max(volume.size for volume in volumes)
    padded = [np.pad(volume, (0, size - volume.size)) for volume in volumes]
    _bars(ax, np.arange(size), padded, ["before", "after"] if after is not None else ["now"])
    for volume, colour in zip(padded, (BEFORE, AFTER)):
        if volume.sum() > 0:
            mean = float(volume @ np.arange(size) / volume.sum())
            ax.axvline(mean, color=colour, linestyle=":", linewidth=1.5)
    ax.set_xlabel("hand-offs " + _STEPS[steps])
    ax.set_ylabel("decisions a year")
    ax.set_title("How far a decision goes")
    _whole_numbers(ax.xaxis)
    _plain(ax)
    return ax


def _sides(
    before: Organisation | Comparison | Simplification, after: Organisation | None
) -> tuple[Organisation, Organisation | None]:
    """The organisations that are asked for, one by one or both at once."""
    if isinstance(before, Organisation):
        return before, after
    if after is not None:
        raise TypeError(
            f"a {type(before).__name__} has both sides already; leave the other one out"
        )
    if isinstance(before, Simplification):
        return before.before, before.after
    return before.organisation_before, before.organisation_after


def _volumes(
    before: Organisation, after: Organisation | None, steps: Steps
) -> list[NDArray[np.float64]]:
    """Decisions a year by hand-offs, of each side."""
    if len(before.matters) == 0:
        rows = np.flatnonzero(before.span == 0)
        sides = [before.path_lengths(steps)[rows]]
        if after is not None:
            sides.append(_followed(before, after, rows, after.path_lengths(steps)))
        decided = ~np.logical_or.reduce([np.ma.getmaskarray(side) for side in sides])
        return [_counted(side.data[decided]) for side in sides]
    change = compare(before, before if after is None else after)
    names = _HISTOGRAMS[steps][: 1 if after is None else 2]
    return [_added([getattr(matter, name) for matter in change.matters]) for name in names]


def _counted(lengths: NDArray[np.uint64]) -> NDArray[np.float64]:
    return np.bincount(lengths.astype(np.int64), minlength=1).astype(np.float64)


def _followed(
    before: Organisation, after: Organisation, rows: NDArray[np.intp], of_after: Masked
) -> Masked:
    """What is said after of rows before; masked where a position is not there any more."""
    codes = before.codes
    if codes == after.codes:
        return of_after[rows]
    there = {code: row for row, code in enumerate(after.codes)}
    found = np.array([there.get(codes[row], -1) for row in rows.tolist()], dtype=np.intp)
    gone = found < 0
    if len(after) == 0:
        return np.ma.MaskedArray(np.zeros(rows.size, dtype=np.uint64), mask=True)
    followed = of_after[found]
    return np.ma.MaskedArray(followed.data, mask=np.ma.getmaskarray(followed) | gone)


def _added(histograms: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """The sum of lists of different length."""
    total = np.zeros(max((len(h) for h in histograms), default=1))
    for histogram in histograms:
        total[: len(histogram)] += histogram
    return total


@checked
def spans(
    before: Organisation | Comparison | Simplification,
    after: Organisation | None = None,
    *,
    bands: Sequence[tuple[int, int | None]] = BANDS,
    ax: Axes | None = None,
) -> Axes:
    """Draws how many managers have how many command subordinates.

    Parameters
    ----------
    before : Organisation, Comparison or Simplification
        The organisation; or both sides at once.
    after : Organisation, optional
        The same after a change.
    bands : sequence of (int, int or None)
        Lowest and highest span of each bar, ``None`` for no end.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        One bar for each band and side, in managers, placed or not.

    Raises
    ------
    TypeError
        If `after` is given beside both sides at once.
    ValueError
        If a band ends before it begins.
    ImportError
        Without matplotlib.
    """
    for low, high in bands:
        if high is not None and high < low:
            raise ValueError(f"a band of spans from {low} to {high} ends before it begins")
    before, after = _sides(before, after)
    ax = _axes(ax)
    sides = [_per_band(org.span, bands) for org in (before, after) if org is not None]
    places = np.arange(len(bands))
    _bars(ax, places, sides, ["before", "after"] if after is not None else ["now"])
    ax.set_xticks(places, [_band_name(low, high) for low, high in bands])
    ax.set_xlabel("command subordinates")
    ax.set_ylabel("managers")
    ax.set_title("Spans of control")
    _whole_numbers(ax.yaxis)
    _plain(ax)
    return ax


def _per_band(
    widths: NDArray[np.uint32], bands: Sequence[tuple[int, int | None]]
) -> NDArray[np.int64]:
    most = int(widths.max(initial=0))
    return np.array(
        [
            np.count_nonzero((widths >= max(low, 1)) & (widths <= (most if high is None else high)))
            for low, high in bands
        ],
        dtype=np.int64,
    )


def _band_name(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}–{high}"


@checked
def icicle(
    org: Organisation,
    *,
    mark: Iterable[str] = (),
    layers: int | None = None,
    labels: Literal["code", "title"] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draws each placed position as a box below its superior, as wide as what it leads.

    Parameters
    ----------
    org : Organisation
        The organisation.
    mark : iterable of str
        Codes of the positions to show in another colour, such as those that are converted. Those that
        are not placed are not shown.
    layers : int, optional
        Draw so many layers from the top. Default: all.
    labels : {"code", "title"}, optional
        What is written into the boxes: where it has room, else nothing. Default: nothing.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        One collection of boxes, layer by layer and by row in a layer; a box is as wide as the placed
        positions without subordinates below it, itself included.

    Raises
    ------
    KeyError
        If a marked code is not in the organisation.
    ValueError
        If fewer than one layer is asked for, or there are no such labels.
    ImportError
        Without matplotlib.
    """
    if labels not in (None, "code", "title"):
        raise ValueError(f"there are no labels {labels!r}; there are code, title")
    if layers is not None and layers < 1:
        raise ValueError(f"{layers} layers were asked for; an icicle has at least 1")
    ax = _axes(ax, 8.0, 4.0)
    from matplotlib.collections import PolyCollection
    from matplotlib.colors import to_rgba

    marked = np.zeros(len(org), dtype=bool)
    marked[[org.row(code) for code in mark]] = True
    rows, left, width = _boxes(org)
    layer = np.asarray(org.layer.data)[rows].astype(np.int64)
    deepest = int(layer.max(initial=1))
    if layers is not None and layers < deepest:
        shown = layer <= layers
        rows, left, width, layer = rows[shown], left[shown], width[shown], layer[shown]
    top = layer - 0.5
    corners = np.stack(
        [
            np.stack([left, top], axis=1),
            np.stack([left + width, top], axis=1),
            np.stack([left + width, top + 1], axis=1),
            np.stack([left, top + 1], axis=1),
        ],
        axis=1,
    )
    # The deeper, the nearer to white, but never so near that the edges are lost.
    paler = (0.65 * (layer - 1) / deepest)[:, None]
    colours = np.array(to_rgba(BEFORE)) * (1 - paler) + paler
    colours[marked[rows]] = to_rgba(AFTER)
    boxes = PolyCollection(
        list(corners), facecolors=colours, edgecolors="white", linewidths=min(0.6, 300 / (rows.size + 1))
    )
    ax.add_collection(boxes)
    ax.set_xlim(0, max(1, int(width[layer == 1].sum())))
    ax.set_ylim(int(layer.max(initial=1)) + 0.5, 0.5)
    ax.set_xlabel("positions without subordinates")
    ax.set_ylabel("layer")
    ax.set_title("From the top down")
    if labels is not None:
        _label(ax, org.codes if labels == "code" else org.titles, rows, left, width, layer)
    _whole_numbers(ax.yaxis)
    _plain(ax)
    return ax


def _label(
    ax: Axes,
    texts: Sequence[str],
    rows: NDArray[np.intp],
    left: NDArray[np.int64],
    width: NDArray[np.int64],
    layer: NDArray[np.int64],
) -> None:
    """Writes the text of each row into its box, where the box is wide and high enough for it."""
    size = 7.0  # points, of which a letter is about 0.6 wide
    box = ax.get_window_extent()
    points = 72 / ax.figure.dpi
    x_low, x_high = ax.get_xlim()
    y_low, y_high = ax.get_ylim()
    if box.height * points / abs(y_high - y_low) < 1.4 * size:
        return
    for row, from_left, wide, deep in zip(
        rows.tolist(), left.tolist(), width.tolist(), layer.tolist(), strict=True
    ):
        text = texts[row]
        if text and 0.6 * size * len(text) <= wide * box.width * points / (x_high - x_low):
            ax.text(from_left + wide / 2, deep, text, size=size, ha="center", va="center", clip_on=True)


def _boxes(org: Organisation) -> tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.int64]]:
    """Rows of the placed positions, layer by layer; left edge and width of the box of each."""
    placed = np.flatnonzero(~np.ma.getmaskarray(org.layer))
    layer = org.layer.data[placed].astype(np.int64)
    rows = placed[np.argsort(layer, kind="stable")]
    edges = np.concatenate([[0], np.cumsum(np.bincount(layer, minlength=1)[1:])])
    superior = np.asarray(org.superior.data).astype(np.int64)
    width = (org.span == 0).astype(np.int64)  # by row
    for begin, end in reversed(list(zip(edges[1:-1], edges[2:]))):
        below = rows[begin:end]
        np.add.at(width, superior[below], width[below])
    left = np.zeros(len(org), dtype=np.int64)  # by row
    for number, (begin, end) in enumerate(zip(edges[:-1], edges[1:])):
        here = rows[begin:end]
        if number > 0:  # those of one superior together, superiors from left to right
            here = here[np.argsort(left[superior[here]], kind="stable")]
        before = np.cumsum(width[here]) - width[here]
        if number > 0:
            above = superior[here]
            first = np.searchsorted(left[above], left[above])
            before += left[above] - before[first]
        left[here] = before
    return rows, left[rows], width[rows]


@checked
def frontier(found: Frontier, *, ax: Axes | None = None) -> Axes:
    """Draws what each span cap is worth at best.

    Parameters
    ----------
    found : Frontier
        The optimum at each span cap of a range.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        Hand-offs saved a year (the gain, where no traffic is known) by span cap, as a line through
        the points that none beats; small grey points: those that another is as good as in everything.

    Raises
    ------
    ImportError
        Without matplotlib.
    """
    ax = _axes(ax)
    beaten = found.dominated
    best = [point for point in found if point.dominated_by is None]
    by_traffic = all(point.hand_offs is not None for point in found)

    def worth(point: FrontierPoint) -> float:
        return point.gain if point.hand_offs is None or not by_traffic else point.hand_offs

    if beaten:
        ax.plot(
            [point.cap for point in beaten],
            [worth(point) for point in beaten],
            linestyle="none",
            marker=".",
            color=BEFORE,
            label="no better than another",
        )
    ax.plot(
        [point.cap for point in best],
        [worth(point) for point in best],
        marker="o",
        markersize=4,
        color=AFTER,
        label="best",
    )
    ax.set_xlabel("span cap")
    ax.set_ylabel("hand-offs saved a year" if by_traffic else "gain")
    ax.set_title("What a wider span is worth")
    ax.set_ylim(bottom=min([0.0, *(worth(point) for point in found)]))
    _whole_numbers(ax.xaxis)
    _plain(ax)
    return ax
