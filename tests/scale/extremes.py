# SPDX-License-Identifier: BSL-1.0
"""Extreme organisations finish and give what is known of them: extremes.py PANGKAS [SIZE].

Nothing is timed; tools/bench --extremes shows that the cost is linear.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import services


def run(program, *arguments, status=0):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == status, (arguments, done.returncode, done.stderr[-2000:])
    return done.stdout


def measured(program, table):
    return json.loads(run(program, "measure", table, "--json"))


def check_star(found, n):
    assert found["positions"] == found["placed"] == n
    assert found["per_layer"] == [1, n - 1]
    assert found["spans"]["max"] == n - 1 and found["spans"]["managers"] == 1
    assert found["decision_path"]["volume"] == n - 1
    assert found["decision_path"]["mean_hand_offs"] == 1
    assert found["pair_distance"]["diameter"] == 2
    # n − 1 pairs are 1 apart, all others 2.
    pairs = n * (n - 1) / 2
    expected = ((n - 1) + 2 * (pairs - (n - 1))) / pairs
    assert abs(found["pair_distance"]["mean"] - expected) < 1e-9 * expected


def check_chain(found, n):
    assert found["positions"] == found["placed"] == found["layers"] == n
    assert found["roots"] == 1
    assert abs(found["mean_depth"] - (n - 1) / 2) < 1e-9 * n
    assert found["spans"]["max"] == 1 and found["spans"]["one_to_one"] == n - 1
    assert found["decision_path"]["volume"] == 1
    assert found["decision_path"]["max"] == n - 1
    assert found["pair_distance"]["diameter"] == n - 1
    # The mean distance of two points of a path of n is (n + 1) / 3.
    assert abs(found["pair_distance"]["mean"] - (n + 1) / 3) < 1e-9 * n


def check_roots(found, n):
    assert found["positions"] == found["placed"] == found["roots"] == n
    assert found["per_layer"] == [n]
    assert found["spans"]["managers"] == 0


def check_orphans(found, n):
    assert found["positions"] == found["orphans"] == n and found["placed"] == 0
    assert found["findings"]["error"] + found["findings"]["warning"] >= n


def check_bad_numbers(found, n):
    assert found["placed"] == n
    assert found["findings"]["error"] + found["findings"]["warning"] == n


def check_cycle(found, n):
    assert found["positions"] == found["unrooted"] == n and found["placed"] == 0


CHECKS = {"star": check_star, "chain": check_chain, "reversed_chain": check_chain,
          "roots": check_roots, "units": check_star, "orphans": check_orphans,
          "bad_numbers": check_bad_numbers, "cycle": check_cycle}


def check_units(program, table, n):
    rows = run(program, "measure", table, "--by", "unit", "--out", "-").splitlines()
    assert len(rows) == n + 1
    assert all(row.split(",")[1] == "1" for row in rows[1:])


def check_simplified_chain(program, table, n):
    """The manager of layer 2 is taken out: its subordinate hangs beside it, and undo puts it back."""
    out = table.with_name("after")
    after = json.loads(run(program, "simplify", table, "--policy", "delayer", "--layers", "2",
                           "--out", out, "--json"))
    assert after["converted"] == 1
    assert after["before"]["layers"] == n and after["after"]["layers"] == n - 1
    back, same = table.with_name("back.csv"), table.with_name("same.csv")
    run(program, "undo", out / "organisation.json", out / "ledger.json", "--out", back)
    run(program, "convert", table, same)
    assert back.read_bytes() == same.read_bytes()


def check_optimised_chain(program, table, n):
    """Every superior that is kept bears eight; of the n - 2 posts between the ends every eighth stays."""
    found = json.loads(run(program, "optimise", table, "--span-cap", "8", "--json"))["optimum"]
    assert found["converted"] == found["greedy"]["converted"] == (n - 2) - (n - 2) // 8
    lacking = json.loads(run(program, "optimise", table, "--span-cap", "8", "--max-layers", "5",
                             "--json"))["optimum"]["infeasible"]
    assert lacking[0]["detail"].startswith(f"it needs {-(-(n - 1) // 8) - 5} layers")


def main():
    program, size = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        for name, check in CHECKS.items():
            n = size // 10 if name == "units" else size
            table = pathlib.Path(folder) / f"{name}.csv"
            services.write(name, n, table)
            check(measured(program, table), n)
            findings = name in ("roots", "orphans", "bad_numbers", "cycle")
            said = run(program, "check", table, status=1 if findings else 0)
            # All findings are summarised, but a cycle names its members.
            assert name == "cycle" or len(said) < 100_000, (name, len(said))
            if name == "units":
                check_units(program, table, n)
            if name == "chain":
                check_simplified_chain(program, table, n)
                check_optimised_chain(program, table, n)
            print(f"{name}: {n:,} positions")
            table.unlink()


if __name__ == "__main__":
    main()
