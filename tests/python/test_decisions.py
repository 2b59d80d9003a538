# SPDX-License-Identifier: BSL-1.0
"""Decision paths step by step, and all of them together."""

from __future__ import annotations

import pickle
from datetime import date

import numpy as np
import pangkas as pk
import pytest

# A below H below D below M. The head decides up to 10, the director all; a coordinator initials.
ORG = pk.Organisation.from_table(
    {"code": ["M", "D", "H", "A", "K"], "reports_to": [None, "M", "D", "H", "D"],
     "title": ["Minister", "Director", "Head", "Analyst", "Coordinator"]},
    matters={
        "code": ["small", "large", "grant"],
        "volume": [10, 5, 2],
        "originators": ["codes=A", "codes=A", "codes=A"],
        "amount": [10, 100, None],
        "work_minutes": [30, 30, None],
    },
    authority={
        "position": ["H", "D", "K"],
        "matter": ["*", "large", "grant"],
        "limit": [10, None, None],
        "from": [None, "2020-01-01", None],
    },
    lines={"superior": ["K"], "subordinate": ["H"], "type": ["coordination"]},
)  # fmt: skip


def test_the_path_of_the_readme(ministry: pk.Organisation) -> None:
    # README.md prints it step by step.
    path = ministry.decision_path("recruitment", "01.02.02.01-P1")
    assert [s.position for s in path.steps] == [
        "01.02.02.01-P1", "01.02.02.01", "01.02.02", "01.02", "01", "00",
    ]  # fmt: skip
    assert [s.role for s in path.steps] == ["drafter"] + ["reviewer"] * 4 + ["decider"]
    assert (path.hand_offs, path.hand_offs_with_roles, path.hand_offs_with_coordination) == (5, 5, 5)
    assert dict(path.authority or ())["source"] == "attribution"
    assert len(path) == 6 and path.undecidable is None
    assert path.to_polars()["title"][-1] == "Menteri"
    assert pickle.loads(pickle.dumps(path)) == path and hash(path) == hash(path)


def test_limits_days_and_coordination() -> None:
    small = ORG.decision_path("small", "A")
    assert [s.position for s in small.steps] == ["A", "H"]
    large = ORG.decision_path("large", "A")
    assert [s.position for s in large.steps] == ["A", "H", "K", "D"]
    assert [s.led_here for s in large.steps] == [None, "command", "coordination", "command"]
    assert (large.hand_offs, large.hand_offs_with_coordination) == (2, 3)
    # Before the authority began, nobody above reaches the amount.
    for day in ("2019-12-31", date(2019, 12, 31)):
        assert ORG.decision_path("large", "A", on=day).undecidable == "limit-too-low"
    assert ORG.decision_path("large", "A", on="2020-01-01").hand_offs == 2
    # The coordinator is no superior.
    assert ORG.decision_path("grant", "A").hand_offs == 1
    assert "undecidable" in repr(ORG.decision_path("large", "A", on="2019-12-31"))


def test_the_default_matter_goes_to_the_root() -> None:
    path = ORG.decision_path(None, "A")
    assert [s.position for s in path.steps] == ["A", "H", "K", "D", "M"]
    assert (path.hand_offs, path.hand_offs_with_coordination) == (3, 4)
    orphan = pk.Organisation.from_table({"code": ["A"], "reports_to": ["gone"]})
    assert orphan.decision_path(None, "A").undecidable == "not-placed"
    assert bool(orphan.decision_path(None, "A")) and len(orphan.decision_path(None, "A")) == 0


def test_all_paths_together() -> None:
    report = ORG.decisions()
    assert [(m.matter, m.volume, m.mean_hand_offs) for m in report.matters] == [
        ("small", 10, 1), ("large", 5, 2), ("grant", 2, 1),
    ]  # fmt: skip
    assert report.all.volume == 17 and report.all.undecidable == 0
    # A drafts 17; H makes a step in all; K initials the 5 large ones; D decides them.
    assert report.traffic.tolist() == [0, 5, 17, 17, 5]
    assert report.pass_through.tolist() == [0, 0, 5, 0, 5]
    assert report.reviewed.tolist() == [0, 0, 5, 0, 0]
    assert report.load.tolist() == [0, 150, 450, 450, 150]
    assert report.longest[0] == pk.LongPath("large", "A", 2, 2, 3)
    assert not report.traffic.flags.writeable
    assert len(report.to_table()) == 3
    assert report == ORG.decisions() and pickle.loads(pickle.dumps(report)) == report
    assert report != ORG.decisions(working_minutes=75000)
    before = ORG.decisions(on="2019-12-31")
    assert before.all.undecidable == 1 and before.undecidable_volume == 5


def test_paths_of_all_originators_add_up_to_the_traffic(ministry: pk.Organisation) -> None:
    report = ministry.decisions()
    traffic = np.zeros(len(ministry))
    row = {code: i for i, code in enumerate(ministry.codes)}
    leaf = [c for c, s in zip(ministry.codes, ministry.span, strict=True) if s == 0]
    m = next(m for m in report.matters if m.matter == "letter")
    each = m.volume / m.originators
    hand_offs = 0
    for code in leaf:
        path = ministry.decision_path("letter", code)
        hand_offs += path.hand_offs or 0
        for s in path.steps:
            traffic[row[s.position]] += each
    # "letter" is raised by all that are no managers, see examples/id-ministry/matters.csv.
    assert m.originators == len(leaf)
    assert hand_offs / len(leaf) == pytest.approx(m.mean_hand_offs)
    assert (report.traffic >= traffic - 1e-6).all()


def test_without_matters_the_report_is_empty() -> None:
    org = pk.generate(100)
    report = org.decisions()
    assert report.matters == () and report.load is None
    assert org.measure().decisions.volume == (org.span == 0).sum()


@pytest.mark.parametrize(
    ("call", "error", "sentence"),
    [
        (lambda: ORG.decision_path("nothing", "A"), KeyError, "it has small, large, grant"),
        (lambda: ORG.decision_path("small", "nobody"), pk.UnknownPosition, "nobody"),
        (lambda: ORG.decision_path("small", "A", on="2021-02-30"), ValueError, "is no day"),
        (lambda: ORG.decisions(on="yesterday"), ValueError, "is no day"),
        (lambda: ORG.measure(working_minutes=0), ValueError, "above 0"),
        (lambda: ORG.measure(working_minutes=float("nan")), ValueError, "above 0"),
    ],
)
def test_what_is_no_question(call: object, error: type[Exception], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        call()  # type: ignore[operator]
