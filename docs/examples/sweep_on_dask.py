# SPDX-License-Identifier: BSL-1.0
"""A sweep on a Dask cluster: here two processes of this machine, elsewhere a scheduler's address.

    python sweep_on_dask.py [tcp://scheduler:8786]
"""

import sys

import pangkas as pk
from dask.distributed import Client, LocalCluster


def main() -> None:
    org = pk.generate(20_000, seed=1)
    scenarios = [{"span_cap": cap, "max_layers": layers} for cap in (10, 20, 30) for layers in (4, 5)]
    if len(sys.argv) > 1:
        client = Client(sys.argv[1])
    else:
        client = Client(LocalCluster(n_workers=2, dashboard_address=None))
    with client:
        table = pk.sweep(org, scenarios, executor=client.get_executor())
    for name, saved in zip(table["name"], table["gain"]):
        print(f"{name}: {saved:,.0f} hand-offs saved a year")


if __name__ == "__main__":  # worker processes import this file
    main()
