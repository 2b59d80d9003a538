# SPDX-License-Identifier: BSL-1.0
"""What workers run in the tests; importable by name in any of their processes."""

from __future__ import annotations

import os
import time

import numpy as np

import pangkas as pk


def loads(held: object, item: int) -> tuple[int, int, int, int]:
    """Who works, how many organisations it had to unpickle, and a figure of this one."""
    time.sleep(0.002)  # so that no worker is done with all before the others have begun
    return item, os.getpid(), held.loads, len(held.org)  # type: ignore[attr-defined]


def die(held: object, item: int) -> int:
    """A worker that is gone, as one that runs out of memory."""
    os._exit(3)


def first_rows(org: pk.Organisation, random: np.random.Generator) -> pk.Organisation:
    """Keeps a random number of rows: those above may be missing, so orphans come of it."""
    rows = 1 + int(random.integers(len(org)))
    table = org.to_table()
    return pk.Organisation.from_table(
        pk.Table({name: list(table[name])[:rows] for name in ("code", "reports_to")})
    )


SCENARIOS = [
    "id-central-2021",
    {"policy": "id-central-2021", "roles": "coordinators", "name": "coordinators"},
    {"policy": "delayer", "layers": [3]},
    {"policy": "delayer", "layers": [2, 3]},
    {"policy": "delayer"},  # fails: no layers
    "no-such-policy",  # fails
    8,
    12,
    0,  # fails
    {"span_cap": 15, "policy": "id-central-2021"},
    {"span_cap": 15, "max_layers": 4},
    {"span_cap": 6, "max_layers": 1},
    *({"resample": first_rows} for _ in range(4)),
    *({"resample": first_rows, "policy": "delayer", "layers": [2]} for _ in range(4)),
    {"resample": pk.resample_trees},  # fails: this organisation has matters
]
"""Some of everything, for the illustrative ministry."""


def with_polars(org: pk.Organisation, random: np.random.Generator) -> pk.Organisation:
    """Draws half of the positions with Polars, which works on threads of its own."""
    import polars

    rows = polars.DataFrame({"row": np.arange(len(org)), "key": random.random(len(org))})
    kept = rows.sort("key").head(len(org) // 2)["row"].to_numpy()
    return org.filter(np.isin(np.arange(len(org)), kept))
