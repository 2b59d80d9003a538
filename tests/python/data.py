# SPDX-License-Identifier: BSL-1.0
"""Where the organisations are that the tests read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
MINISTRY = EXAMPLES / "id-ministry"
HEALTH = EXAMPLES / "uk-department-of-health-2013"


def sample(name: str) -> Path:
    """A folder of a sample of the published data, which is always there."""
    return ROOT / "tests" / "data" / name


def shared(name: str) -> Path:
    """A folder of the published data; skips where it is not there."""
    folder = Path(os.environ.get("PANGKAS_SHARED_DATA", ROOT.parent / "shared" / "data")) / name
    if not folder.exists():
        pytest.skip(f"there is no {folder}; set PANGKAS_SHARED_DATA to the published data")
    return folder


def cases(most: int) -> int:
    """The share of random cases that PANGKAS_CASES names; a twentieth if it is not set."""
    return max(1, round(most * float(os.environ.get("PANGKAS_CASES") or 1 / 20)))
