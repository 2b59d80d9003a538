# SPDX-License-Identifier: BSL-1.0
"""A sweep under MPI: one rank leads, the others work.

    mpiexec -n 33 python -m mpi4py.futures sweep_on_mpi.py
"""

import pangkas as pk
from mpi4py.futures import MPIPoolExecutor


def main() -> None:
    org = pk.generate(20_000, seed=1)
    scenarios = [{"span_cap": cap, "max_layers": layers} for cap in (10, 20, 30) for layers in (4, 5)]
    with MPIPoolExecutor() as pool:
        table = pk.sweep(org, scenarios, executor=pool)
    for name, saved in zip(table["name"], table["gain"]):
        print(f"{name}: {saved:,.0f} hand-offs saved a year")


if __name__ == "__main__":  # every rank imports this file
    main()
