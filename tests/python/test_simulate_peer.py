# SPDX-License-Identifier: BSL-1.0
"""Simulated times against those of SimPy, which knows nothing of positions, on random small offices."""

from __future__ import annotations

import random
import statistics
from typing import Any

import pytest

import pangkas as pk

simpy = pytest.importorskip("simpy")

# Of the usual calendar: working days a year, and how much longer a minute of work takes because a
# post works on decisions only 72,000 minutes a year.
DAYS, MINUTES = 261, 450
STRETCH = DAYS * MINUTES / 72_000


def random_office(
    draw: random.Random,
) -> tuple[pk.Organisation, dict[str, str], dict[str, int], float, float]:
    """Give an office of three layers: superiors, seats, and the minutes and volume of its matter."""
    codes, superiors, seats = ["HEAD"], [""], [draw.choice([1, 2])]
    for section in range(draw.randrange(1, 4)):
        codes.append(f"S{section}")
        superiors.append("HEAD")
        seats.append(draw.choice([1, 1, 2]))
        for staff in range(draw.randrange(1, 4)):
            codes.append(f"S{section}-{staff}")
            superiors.append(f"S{section}")
            seats.append(1)
    minutes = draw.choice([5, 12, 30])
    # The head gets everything, and is to be busy for 30 to 70 % of its time.
    volume = draw.uniform(0.3, 0.7) * seats[0] * 72_000 / minutes
    sections = [s for s, above in zip(codes, superiors) if above == "HEAD"]
    staff_of = {s: sum(above == s for above in superiors) for s in sections}
    most = max(
        n / sum(staff_of.values()) / seats[codes.index(s)] for s, n in staff_of.items()
    )
    volume = min(volume, 0.7 * 72_000 / minutes / most)
    org = pk.Organisation.from_table(
        {"code": codes, "reports_to": superiors, "seats": seats},
        matters={"code": ["permit"], "volume": [volume], "work_minutes": [minutes]},
        authority={"position": ["HEAD"], "matter": ["permit"]},
    )
    return org, dict(zip(codes, superiors)), dict(zip(codes, seats)), float(minutes), volume


def days_in_simpy(
    superiors: dict[str, str],
    seats: dict[str, int],
    minutes: float,
    volume: float,
    draw: random.Random,
    until: float,
) -> float:
    """Give the mean days of the matters that arrive in so many working days, but for the first tenth."""
    world = simpy.Environment()
    desks = {code: simpy.Resource(world, seats[code]) for code in seats}
    staff = [code for code in seats if code not in set(superiors.values())]
    took: list[float] = []

    def matter() -> Any:
        arrived, at = world.now, draw.choice(staff)
        while at:
            with desks[at].request() as desk:
                yield desk
                yield world.timeout(draw.expovariate(MINUTES / (minutes * STRETCH)))
            at = superiors[at]
        if arrived > until / 10:
            took.append(world.now - arrived)

    def arrivals() -> Any:
        while world.now < until:
            yield world.timeout(draw.expovariate(volume / DAYS))
            world.process(matter())

    world.process(arrivals())
    world.run()
    return statistics.fmean(took)


@pytest.mark.parametrize("seed", range(10))
def test_times_are_those_of_simpy(seed: int) -> None:
    draw = random.Random(seed)
    org, superiors, seats, minutes, volume = random_office(draw)
    until = 1000 / (volume / DAYS)
    theirs = [
        days_in_simpy(superiors, seats, minutes, volume, random.Random(100 * seed + r), until)
        for r in range(5)
    ]
    ours = pk.simulate(org, replications=30, horizon_days=365, seed=seed)
    error = statistics.stdev(theirs) / len(theirs) ** 0.5
    own = statistics.stdev(ours.days_by_replication) / len(ours.days_by_replication) ** 0.5
    assert abs(ours.mean_days - statistics.fmean(theirs)) < 5 * (error**2 + own**2) ** 0.5
    assert own < 0.05 * ours.mean_days
