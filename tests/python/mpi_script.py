# SPDX-License-Identifier: BSL-1.0
"""Run by test_executors.py under mpiexec: what two ranks find, as Python literals on the last line."""

from __future__ import annotations

import sys

import pangkas as pk
from mpi4py.futures import MPIPoolExecutor
from pangkas import _workers
from probes import SCENARIOS, loads

if __name__ == "__main__":
    org = pk.Organisation.from_json(sys.argv[1])
    with MPIPoolExecutor() as pool:
        table = pk.sweep(org, SCENARIOS, executor=pool, seed=7)
        calls = _workers.Calls(pk.generate(500, seed=1), loads, pool)
        shared = sorted(row for _, row in calls.results(range(40)))
        # As on hosts that share no file system.
        _workers._write = lambda data: "/no/such/file"
        asking = _workers.Calls(pk.generate(600, seed=1), loads, pool)
        asked = sorted(row for _, row in asking.results(range(40)))
        found = {
            "rows": table.rows(),
            "workers": pool.num_workers,
            "shared": shared,
            "shared_sent": calls.sent,
            "asked": asked,
            "asked_sent": asking.sent,
        }
    print(repr(found))
