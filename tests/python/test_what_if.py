# SPDX-License-Identifier: BSL-1.0
"""What if: another superior, positions taken out or merged, and parts of an organisation."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pangkas as pk
import pytest

# D above H and S, H above A and B, B above C.
ORG = pk.Organisation.from_table(
    {
        "code": ["D", "H", "S", "A", "B", "C"],
        "reports_to": [None, "D", "D", "H", "H", "B"],
        "kind": ["structural"] * 3 + ["functional"] * 3,
        "unit": ["U", "U", "V", "U", "U", "U"],
        "seats": [1, 1, 1, 4, None, 2],
        "cost": [10, 5, 5, None, 2, 1],
        "flags": ["", "E1 E2", "E1", "", "", ""],
    },
    matters={"code": ["leave"], "originators": ["codes=C"]},
    authority={"position": ["D", "H"], "matter": ["leave", "leave"], "limit": [None, 10.0]},
    lines={"superior": ["S", "B"], "subordinate": ["C", "A"], "type": ["coordination", "functional"]},
)


def reports(org: pk.Organisation) -> dict[str, str]:
    return {code: org[code].reports_to for code in org}


def test_another_superior_and_its_ledger(tmp_path: Path) -> None:
    after, ledger = ORG.with_superior("B", "S")
    assert reports(after) == {**reports(ORG), "B": "S"}
    assert after.chain_of_command("C") == ["B", "S", "D"]
    assert (after.authority, after.lines, after.matters) == (ORG.authority, ORG.lines, ORG.matters)
    (change,) = ledger
    assert (change.position, change.change) == ("B", "re-attached")
    assert (change.was, change.is_) == ("reports to H", "reports to S")
    assert after.undo(ledger) == ORG
    ledger.to_json(tmp_path / "ledger.json")
    assert after.undo(pk.Ledger.from_json(tmp_path / "ledger.json", after)) == ORG
    assert after.undo(pickle.loads(pickle.dumps(ledger))) == ORG
    same, nothing = ORG.with_superior("B", "H")
    assert same == ORG and len(nothing) == 0


@pytest.mark.parametrize(
    ("code", "superior", "sentence"),
    [
        ("H", "C", '"H" cannot report to "C", which is below it'),
        ("H", "H", '"H" cannot report to "H", which is itself'),
        ("D", "S", '"D" reports to nobody'),
    ],
)
def test_superiors_that_cannot_be(code: str, superior: str, sentence: str) -> None:
    with pytest.raises(pk.StructureError, match=sentence):
        ORG.with_superior(code, superior)


def test_what_hung_below_goes_to_the_superior() -> None:
    after, changes = ORG.without(["H", "B"])
    assert reports(after) == {"D": "", "S": "D", "A": "D", "C": "D"}
    assert changes.rows() == [
        ("H", "removed", "D", None),
        ("A", "re-attached", "H", "D"),
        ("B", "removed", "H", None),
        ("C", "re-attached", "B", "D"),
        ("B", "line-removed", "functional over A", None),
        ("H", "authority-removed", "leave", None),
    ]
    assert after.authority["position"] == ["D"]
    assert after.lines["superior"] == ["S"] and len(after.matters) == 1
    assert after["A"].seats == 4 and ORG.subordinates("H") == ["A", "B"]
    roots, _ = ORG.without("D")
    assert roots.roots == ["H", "S"]
    for codes in ("X", ["D", "X"]):
        with pytest.raises(pk.UnknownPosition):
            ORG.without(codes)


def test_orphans_stay_orphans_and_cycles_end() -> None:
    org = pk.Organisation.from_table(
        {"code": ["O", "P", "X", "Y", "Z"], "reports_to": ["gone", "O", "Y", "X", "X"]}
    )
    assert org.without("O").after["P"].reports_to == "gone"
    # Of a cycle nothing is left above Z, which becomes a root.
    assert org.without(["X", "Y"]).after.roots == ["Z"]
    # Without X, Y reports to itself no more than to anybody: the nearest above X that stays is Y.
    assert reports(org.without("X").after)["Z"] == "Y"


def test_merged_positions_hand_everything_over() -> None:
    after, changes = ORG.merged(["S", "B"], into="A")
    # A reported to H, which stays; C reported to B.
    assert reports(after) == {"D": "", "H": "D", "A": "H", "C": "A"}
    assert after["A"].seats == 4 + 1 + 1  # B declares none: that counts as one
    assert after["A"].cost == 5 + 2
    assert after["A"].unit == "U"
    # The line of B over A has both ends in A; that of S over C begins at A now.
    assert after.lines.rows()[0][:3] == ("A", "C", "coordination")
    assert len(after.lines) == 1
    assert {what for _, what, _, _ in changes.rows()} == {
        "merged",
        "re-attached",
        "seats",
        "cost",
        "line-moved",
        "line-removed",
    }
    assert ("A", "seats", "4", "6") in changes.rows()
    assert after.measure().totals.seats == ORG.measure().totals.seats


def test_what_takes_the_place_of_one_above_it() -> None:
    # C for H: between them is B, which would be above and below it.
    after, _ = ORG.merged("H", into="C")
    assert reports(after) == {"D": "", "S": "D", "C": "D", "A": "C", "B": "C"}
    assert after.unrooted == 0
    # Rights and matters that named H name C.
    assert after.authority["position"] == ["D", "C"]
    assert ORG.merged("C", into="H").after.matters["originators"] == ["codes=H"]
    # The root itself.
    assert ORG.merged("D", into="A").after.roots == ["A"]


def test_parts() -> None:
    below = ORG.subtree("H")
    assert below.codes == ["H", "A", "B", "C"] and below.roots == ["H"]
    assert below.lines.rows()[0][:3] == ("B", "A", "functional")
    assert below.authority["position"] == ["H"]
    assert ORG.subtree("D") == ORG
    assert ORG.filter(ORG.span > 0).codes == ["D", "H", "B"]
    assert reports(ORG.filter(unit="U", kind=["functional"])) == {"A": "", "B": "", "C": "B"}
    assert ORG.filter(flags="E1").codes == ["H", "S"]
    assert ORG.filter(layer=lambda layer: layer <= 2).codes == ["D", "H", "S"]
    assert ORG.filter(unit=lambda unit: unit != "V") == ORG.without("S").after
    inside = pk.Organisation.from_table({"code": ["O", "P"], "reports_to": ["gone", "O"]})
    assert inside.subtree("O").roots == ["O"]


@pytest.mark.parametrize(
    ("mask", "columns", "sentence"),
    [
        (None, {}, "asked nothing"),
        (None, {"unti": "U"}, 'did you mean "unit"'),
        ([1, 0, 0, 0, 0, 0], {}, "give one truth"),
        ([True], {}, "each of the 6 rows"),
        (None, {"span": lambda span: span}, "span is an array of int64"),
    ],
)
def test_filters_that_cannot_be(mask: object, columns: dict[str, object], sentence: str) -> None:
    with pytest.raises(pk.InputError, match=sentence):
        ORG.filter(mask, **columns)  # type: ignore[arg-type]


def test_against_climbing_step_by_step() -> None:
    random = np.random.default_rng(5)
    for _ in range(10):
        size = int(random.integers(2, 40))
        above = [None, *(f"P{random.integers(row)}" for row in range(1, size))]
        org = pk.Organisation.from_table({"code": [f"P{i}" for i in range(size)], "reports_to": above})
        kept = random.random(size) < 0.5
        expected = {}
        for row in np.flatnonzero(kept).tolist():
            superior = above[row]
            while superior is not None and not kept[int(superior[1:])]:
                superior = above[int(superior[1:])]
            expected[f"P{row}"] = superior or ""
        assert reports(org.filter(kept)) == expected
        gone = [f"P{i}" for i in np.flatnonzero(~kept)]
        assert org.without(gone).after == org.filter(kept)


def test_nobody_is_lost_in_a_ministry(ministry: pk.Organisation) -> None:
    heads = [code for code in ministry.codes if ministry[code].rank == "IV.a"][:20]
    after, changes = ministry.merged(heads[1:], into=heads[0])
    assert len(after) == len(ministry) - len(heads) + 1
    before = ministry.measure().totals
    assert after.measure().totals.seats == before.seats
    assert after.measure().totals.filled == before.filled
    assert sum(what == "merged" for what in changes["what"]) == len(heads) - 1
    # Any organisation that is kept as it is, is the same, with all its rights, lines and steps.
    assert ministry.filter(np.ones(len(ministry), dtype=bool)) == ministry
