# SPDX-License-Identifier: BSL-1.0
"""Scenarios by hand, studies and histories."""

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pangkas as pk
import pytest

STEPS = """
[scenario]
name = "by hand"
reason = "two teams do the same"
source = "note 7"
[[step]]
do = "merge"
position = "B"
into = "A"
[[step]]
do = "add"
code = "E"
reports_to = "A"
"""


@pytest.fixture
def org() -> pk.Organisation:
    return pk.Organisation.from_table(
        {
            "code": ["D", "A", "B", "a1", "a2", "b1", "S", "s1"],
            "reports_to": [None, "D", "D", "A", "A", "B", "B", "S"],
            "unit": ["top", "north", "south", "north", "north", "south", "south", "south"],
            "seats": [1, 1, 1, 2, 1, 3, 1, 1],
        }
    )


def test_steps_are_made_and_undone(org):
    steps = pk.Scenario.from_toml(STEPS)
    assert (steps.name, len(steps), steps.initials) == ("by hand", 2, None)
    result = org.apply(steps)
    after, ledger = result
    assert len(after) == 9
    assert list(after["B"].flags) == ["external", "abolished"]
    assert after["A"].seats == 2
    assert ledger.count("merged") == 1
    assert after.undo(ledger) == org
    assert after.undo(pickle.loads(pickle.dumps(ledger))) == org
    # No policy says what must stay.
    assert result.must_stay is None
    assert result.compare().pso_percent is None


def test_a_scenario_is_a_value(tmp_path):
    (tmp_path / "mine.toml").write_text(
        '[policy]\nname = "mine"\n[[select]]\nrule = "s"\nlayer = [2]\n[[convert]]\nrule = "c"\n'
        'to_kind = "functional"\n[checks]\ninitials = 3\n'
    )
    file = tmp_path / "s.toml"
    file.write_text(STEPS + '[[step]]\ndo = "policy"\npolicy = "./mine.toml"\n')
    steps = pk.Scenario.from_file(file)
    assert steps.initials == 3
    data = pickle.dumps(steps)
    (tmp_path / "mine.toml").unlink()
    # A worker elsewhere has no such file.
    assert pickle.loads(data) == steps
    assert copy.deepcopy(steps) == steps
    assert steps != pk.Scenario.from_toml(STEPS)
    with pytest.raises(pk.RuleError, match='^steps:4: "do" must be one of'):
        pk.Scenario.from_toml('[scenario]\nname = "x"\n[[step]]\ndo = "jump"\n', name="steps")


def scenarios():
    return [
        {"policy": "delayer", "layers": [2]},
        pk.Scenario.from_toml(STEPS),
        {"policy": "delayer", "layers": [2], "roles": "coordinators"},
        4,
    ]


def test_a_study_has_the_figures_of_single_runs(org):
    told = []
    study = pk.Study(org, scenarios(), progress=lambda done, total: told.append((done, total)))
    assert study.names == [
        "as it is", "delayer, layers 2", "by hand", "delayer, layers 2, roles coordinators", "span cap 4",
    ]
    rows = study.to_table()
    alone = org.simplify("delayer", layers=[2]).compare()
    assert rows["shrink_real"][1] == alone.with_roles
    assert rows["hand_offs"][1] == alone.after.figures()["mean_hand_offs"]
    assert rows["shrink_real"][2] == org.apply(pk.Scenario.from_toml(STEPS)).compare().with_roles
    assert told[-1] == (4, 4)
    dominated = rows["dominated_by"]
    for i, name in enumerate(study.names):
        assert rows["why"][i]
        if dominated[i] is not None:
            assert rows["best_in"][i] is None
    assert "shrink_real" in study.judged
    assert pk.Study(org, scenarios(), judge=["widest_span"]).judged == ["widest_span"]


def test_a_study_is_the_same_on_every_executor(org):
    expected = pk.Study(org, scenarios()).to_table()
    with ThreadPoolExecutor(2) as threads:
        assert pk.Study(org, scenarios(), executor=threads).to_table() == expected
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert pk.Study(org, scenarios(), executor=processes).to_table() == expected


def test_what_differs_between_two_scenarios(org):
    study = pk.Study(org, scenarios())
    rows = study.between("as it is", "by hand")
    what = dict(zip(rows["code"], rows["what"]))
    assert what["a1"] == "same"
    assert what["b1"] == "moved"
    assert what["E"] == "only_after"
    assert study.outcome("by hand").ledger.count("added") == 1
    with pytest.raises(KeyError, match="no scenario is called"):
        study.outcome("nothing")


def test_what_a_study_refuses(org):
    with pytest.raises(TypeError, match="give a list"):
        pk.Study(org, "delayer")
    with pytest.raises(ValueError, match="at least one"):
        pk.Study(org, [])
    with pytest.raises(ValueError, match="needs a policy or a span cap"):
        pk.Study(org, [{"name": "nothing"}])
    with pytest.raises(pk.RuleError):
        pk.Study(org, [pk.Scenario.from_toml(STEPS.replace('"B"', '"Q"'))])
    with pytest.raises(ValueError, match="no measure"):
        pk.Study(org, [4], judge=["beauty"])


def test_a_history_follows_posts(org):
    later = org.apply(pk.Scenario.from_toml(STEPS)).after
    rows = pk.history({"2025": org, "2026": later})
    assert list(rows["date"]) == ["2025", "2026"]
    assert list(rows["layers"])[0] == 4
    # B ended, E came; b1 and S report to A.
    assert list(rows["joined"]) == [None, 1]
    assert list(rows["left"]) == [None, 1]
    assert list(rows["moved"]) == [None, 2]
    units = pk.history({"2025": org, "2026": later}, by="unit")
    assert list(units["unit"])[:3] == ["north", "south", "top"]
    with pytest.raises(ValueError, match="by is"):
        pk.history({"2025": org}, by="year")
