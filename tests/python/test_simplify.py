# SPDX-License-Identifier: BSL-1.0
"""Policies, simplification, the ledger and undoing it, and what comparing says."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path

import pangkas as pk
import pytest
from data import HEALTH, MINISTRY


# A director, two heads with two and one below them; the head of one is taken out.
SMALL = pk.Organisation.from_table(
    {"code": ["D", "H1", "H2", "A", "B", "C"], "reports_to": [None, "D", "D", "H1", "H1", "H2"]}
)


def test_teams_are_joined_and_taken_back() -> None:
    org = pk.Organisation.from_table(
        {"code": list("HABabc"), "reports_to": [None, "H", "H", "A", "A", "B"]}
    )
    rules = pk.Policy.from_toml(
        '[policy]\nname = "join"\n[[merge]]\nrule = "small"\nspan = "..3"\nspan_high = 4\n'
        '[[convert]]\nrule = "along"\nto_kind = "functional"\n'
    )
    found = org.simplify(rules)
    assert found.merged == 1 and found.converted == 1
    assert [c.position for c in found.ledger if c.change == "team-merged"] == ["B"]
    assert found.after.undo(found.ledger) == org


def test_managers_of_one_leave_the_line() -> None:
    org = pk.Organisation.from_table(
        {"code": list("HABab"), "reports_to": [None, "H", "H", "A", "B"]}
    )
    assert org.simplify("one-to-one").converted == 2


def test_a_layer_is_taken_out() -> None:
    result = SMALL.simplify("delayer", layers=2)
    after, ledger = result
    assert (result[0], result[1], len(result)) == (after, ledger, 2)
    # The heads and their reports all come below the director.
    assert after.subordinates("D") == ["H1", "H2", "A", "B", "C"]
    assert (result.selected, result.converted, result.kept_exempt) == (2, 2, 0)
    assert ledger.count("converted") == 2
    assert ledger.count("re-attached") == 3
    assert {c.position for c in ledger if c.change == "re-attached"} == {"A", "B", "C"}
    change = ledger[-1]
    assert change.was.startswith("reports to H") and change.is_ == "reports to D"
    assert len(SMALL.subordinates("D")) == 2  # the first one is as it was


def test_undo_gives_the_first_one_back(ministry: pk.Organisation, tmp_path: Path) -> None:
    for roles in ("none", "team-leads", "coordinators"):
        after, ledger = ministry.simplify("id-central-2021", roles=roles)
        assert after != ministry
        assert after.undo(ledger) == ministry
        # From files, as another process would have them.
        after.to_json(tmp_path / "after.json")
        ledger.to_json(tmp_path / "ledger.json")
        read = pk.Organisation.from_json(tmp_path / "after.json")
        again = pk.Ledger.from_json(tmp_path / "ledger.json", read)
        assert again == ledger
        assert read.undo(again) == ministry


def test_a_ledger_of_another_organisation() -> None:
    _, ledger = SMALL.simplify("delayer", layers=2)
    with pytest.raises(pk.StructureError, match="does not belong to this organisation"):
        SMALL.undo(ledger)


def test_a_ledger_from_a_file_is_verified(ministry: pk.Organisation, tmp_path: Path) -> None:
    after, ledger = ministry.simplify("id-central-2021")
    file = tmp_path / "ledger.json"
    ledger.to_json(file)
    text = file.read_text(encoding="utf-8")
    read = pk.Ledger.from_json(file, after)
    assert after.undo(read) == ministry
    # Not the organisation after, though every entry of the ledger fits it.
    other = pk.Organisation.from_json_text(after.to_json().replace('"title":"', '"title":"X', 1))
    with pytest.raises(pk.StructureError, match="not the one that the ledger was written for"):
        other.undo(read)
    file.write_text(text.replace("re-attached", "re-attacheD", 1), encoding="utf-8")
    with pytest.raises(pk.InputError, match="was changed since it was written"):
        pk.Ledger.from_json(file, after)
    # The hashes go with a ledger that is pickled.
    with pytest.raises(pk.StructureError, match="not the one that the ledger was written for"):
        other.undo(pickle.loads(pickle.dumps(read)))


def test_the_ledger_is_a_sequence_and_a_table(ministry: pk.Organisation, tmp_path: Path) -> None:
    _, ledger = ministry.simplify("id-central-2021")
    assert ledger.policy == "id-central-2021"
    assert len(list(ledger)) == len(ledger) == len(ledger.to_table())
    frame = ledger.to_polars()
    assert frame["position"][0] == ledger[0].position
    assert frame.columns == ["position", "change", "was", "is", "rule", "source", "reason"]
    assert ledger.to_csv().splitlines()[0] == ",".join(frame.columns)
    assert json.loads(ledger.to_json())["policy"] == "id-central-2021"
    ledger.to_csv(tmp_path / "ledger.csv")
    assert (tmp_path / "ledger.csv").read_text(encoding="utf-8") == ledger.to_csv()
    assert pickle.loads(pickle.dumps(ledger)) == ledger
    with pytest.raises(IndexError):
        ledger[len(ledger)]
    with pytest.raises(TypeError):
        hash(ledger)


def test_findings_that_were_cut_off_are_pickled_with_their_count(
    ministry: pk.Organisation,
) -> None:
    # More than one finding of a rule, of which one is listed and one stands for the others.
    whole = ministry.simplify("id-central-2021").findings
    cut = ministry.simplify("id-central-2021", findings_per_rule=1).findings
    assert len(cut) < len(whole)
    assert pickle.loads(pickle.dumps(cut)) == cut


def test_an_unpickled_simplification_still_undoes(ministry: pk.Organisation) -> None:
    result = pickle.loads(pickle.dumps(ministry.simplify("id-central-2021", roles="team-leads")))
    assert result.after.undo(result.ledger) == ministry
    assert result == ministry.simplify("id-central-2021", roles="team-leads")


def test_comparing_says_what_the_command_line_says() -> None:
    # docs/tutorial.md: 29.12 % shorter, widest span from 13 to 36, mean hand-offs 2.87 to 2.03.
    before = pk.Organisation.from_uk_organogram(HEALTH / "senior.csv")
    result = before.simplify("delayer", layers=[3])
    change = result.compare()
    assert f"{change.formal:.4f}" == "0.2912"
    assert (change.before.spans.max, change.after.spans.max) == (13, 36)
    table = change.to_polars()
    row = table.filter(table["figure"] == "mean_hand_offs").row(0)
    assert [round(v, 2) for v in row[1:]] == [2.87, 2.03, -0.84]
    assert result.findings.count("span-band") == 10
    assert change == pk.compare(before, result.after, must_stay=result.must_stay)
    assert pickle.loads(pickle.dumps(change)) == change
    assert change.to_dict()["before"]["layers"]["layers"] == 5


def test_conservation(ministry: pk.Organisation) -> None:
    for policy in pk.Policy.presets():
        rules = pk.Policy.preset(policy)
        if rules.needs_layers:
            rules = rules.with_layers([3, 4])
        result = ministry.simplify(rules)
        before, after = ministry.measure(), result.after.measure()
        assert after.positions == before.positions
        assert after.roots == before.roots
        assert after.totals == before.totals
        assert result.after.codes == ministry.codes
        assert result.selected == result.converted + result.kept_exempt + result.kept_tops


def test_shadow_of_coordinators(ministry: pk.Organisation) -> None:
    positions = pk.Organisation.from_csv(MINISTRY / "positions.csv")
    change = positions.simplify("id-central-2021", roles="coordinators").compare()
    # README.md: formal 26.99 %, with roles 0 %, shadow 76.57 %, PSO 100 %.
    assert f"{change.formal:.4f}" == "0.2699"
    assert change.with_roles == 0
    assert f"{change.shadow:.4f}" == "0.7657"
    assert change.pso_percent == 100
    assert change.compared == 367


def test_policies(tmp_path: Path) -> None:
    assert pk.Policy.presets() == [
        "delayer", "id-central-2021", "id-regency-2021",
        "layers-at-most", "one-to-one", "span-floor", "spans-and-layers",
    ]  # fmt: skip
    preset = pk.Policy.preset("id-central-2021")
    assert preset.name == "id-central-2021" and preset.title and preset.rank_scheme == "indonesia"
    assert {r["section"] for r in preset.rules} == {"select", "exempt", "convert"}
    again = pk.Policy.from_toml(preset.to_toml())
    assert again == preset and hash(again) == hash(preset)
    (tmp_path / "mine.toml").write_text(preset.to_toml(), encoding="utf-8")
    assert pk.Policy.from_file(tmp_path / "mine.toml") == preset
    assert pickle.loads(pickle.dumps(preset)) == preset
    assert copy.deepcopy(preset) is preset
    assert preset.with_roles("coordinators") != preset
    assert preset.with_roles("coordinators").roles == "coordinators"
    delayer = pk.Policy.preset("delayer")
    assert delayer.needs_layers and not delayer.with_layers([2, 3]).needs_layers
    assert pickle.loads(pickle.dumps(delayer)).needs_layers
    assert "delayer" in repr(delayer)
    # By name, by object, by file: the same.
    with_file = SMALL.simplify(tmp_path / "mine.toml") if SMALL.rank_scheme else None
    assert with_file is None
    assert SMALL.simplify(delayer, layers=2).after == SMALL.simplify("delayer", layers=[2]).after


@pytest.mark.parametrize(
    ("policy", "options", "error", "sentence"),
    [
        ("delayer", {}, pk.RuleError, r"name them, as in layers=\[3\]"),
        ("delayer", {"layers": 0}, pk.RuleError, "layer 0 was asked for"),
        ("delayer", {"layers": []}, pk.RuleError, "no layer is given"),
        ("id-central-2021", {"layers": 3}, pk.RuleError, "selects by no layer"),
        ("nobody", {}, pk.InputError, "delayer"),
        ("./nobody.toml", {}, pk.InputError, "nobody.toml"),
        ("delayer", {"layers": 2, "roles": "kings"}, ValueError, '"coordinators"'),
    ],
)
def test_what_is_no_simplification(
    policy: str, options: dict[str, object], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        SMALL.simplify(policy, **options)  # type: ignore[arg-type]


def test_a_policy_that_is_none_names_file_and_line() -> None:
    with pytest.raises(pk.RuleError, match="mine") as e:
        pk.Policy.from_toml('[policy]\nname = "x"\nnonsense = 1\n', name="mine")
    assert (e.value.file, e.value.line) == ("mine", 3)
