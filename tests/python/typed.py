# SPDX-License-Identifier: BSL-1.0
"""What a type checker sees of the package: mypy reads this file, nobody runs it."""

from __future__ import annotations

from typing import assert_type

import pangkas as pk
import pandas as pd
import polars as pl


def unpacking(org: pk.Organisation) -> None:
    after, ledger = org.simplify("delayer", layers=[3])
    assert_type(after, pk.Organisation)
    assert_type(ledger, pk.Ledger)
    assert_type(org.simplify("delayer").after, pk.Organisation)
    moved, changes = org.with_superior("A", "B")
    assert_type(moved, pk.Organisation)
    assert_type(changes, pk.Ledger)
    fewer, table = org.without(["A"])
    assert_type(fewer, pk.Organisation)
    assert_type(table, pk.Table)


def columns(org: pk.Organisation) -> None:
    assert_type(org.codes, pk.TextColumn)
    assert_type(org.codes[0], str)
    assert_type(org.codes[:2], list[str])
    assert_type(org["A"], pk.Position)


def outputs(org: pk.Organisation) -> None:
    assert_type(org.to_json(), str)
    assert_type(org.report(), str)
    assert_type(org.to_polars(), pl.DataFrame)
    assert_type(org.measure().to_pandas(), pd.DataFrame)
    assert_type(org.filter(unit="U"), pk.Organisation)
