# SPDX-License-Identifier: BSL-1.0
"""Separation of duties and the fewest hands of a case."""

from __future__ import annotations

import pangkas as pk
import pytest
from data import MINISTRY


def office() -> pk.Organisation:
    return pk.Organisation.from_table(
        {"code": ["TOP", "A", "B", "C"], "reports_to": [None, "TOP", "TOP", "A"]}
    )


DUTIES = {
    "position": ["A", "C", "B"],
    "process": ["purchase"] * 3,
    "duty": ["order", "receive", "pay"],
}


def test_one_hand_in_two_posts() -> None:
    holders = {"holder": ["h1", "h1"], "position": ["A", "C"]}
    alone = pk.integrity(office(), duties=DUTIES, rules="purchase-to-pay")
    assert alone.breaches.to_arrow().num_rows == 0
    found = pk.integrity(office(), duties=DUTIES, holders=holders, rules="purchase-to-pay")
    rows = found.to_arrow().to_pylist()
    assert [(r["rule"], r["positions"], r["duties"]) for r in rows] == [
        ("order-receive", "A;C", "order;receive")
    ]
    assert found.collusion.to_arrow().to_pylist() == [
        {"matter": "purchase", "least": 2, "most": 2, "hands": "A+C;B"}
    ]
    assert found.new is None and found.before is None
    told = pk.integrity(office(), duties=DUTIES, holders=holders, with_holders=True)
    assert told.collusion.to_arrow().to_pylist()[0]["hands"] == "h1;B"


def test_flattening_a_ministry_merges_hands(ministry: pk.Organisation) -> None:
    found = pk.integrity(
        ministry,
        duties=MINISTRY / "duties.csv",
        rules="purchase-to-pay",
        policy="id-central-2021",
        repairs=2,
    )
    assert found.before is not None and found.new is not None and found.kept is not None
    rows = found.to_arrow().to_pylist()
    assert len(rows) == found.new + found.kept
    merged = [r for r in rows if r["new"] and r["rule"] == "order-receive" and r["kind"] == "static"]
    assert merged and all(r["positions"] == "01.04" and r["caused_by"] for r in merged)


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(pk.InputError, match="there is no preset set of rules"):
        pk.integrity(office(), rules="nothing")
    with pytest.raises(pk.InputError, match="process"):
        pk.integrity(office(), duties={"position": ["A"], "duty": ["pay"]})
    found = pk.integrity(office(), duties={**DUTIES, "position": ["A", "Z", "B"]})
    assert [f.rule for f in found.findings] == ["unknown-position"]
    assert "independence" in pk.preset_integrity_rules()
