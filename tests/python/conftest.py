# SPDX-License-Identifier: BSL-1.0
"""Organisations that several files of tests look at."""

from __future__ import annotations

import pangkas as pk
import pytest
from data import HEALTH, MINISTRY


@pytest.fixture(scope="session")
def ministry() -> pk.Organisation:
    """The bundled ministry with its decisions; organisations are immutable."""
    return pk.Organisation.from_csv(
        MINISTRY / "positions.csv",
        matters=MINISTRY / "matters.csv",
        authority=MINISTRY / "authority.csv",
        lines=MINISTRY / "lines.csv",
    )


@pytest.fixture(scope="session")
def department() -> pk.Organisation:
    """The senior posts of the bundled department."""
    return pk.Organisation.from_uk_organogram(HEALTH / "senior.csv")
