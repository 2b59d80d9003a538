# SPDX-License-Identifier: BSL-1.0
"""Tables to the libraries that analysts work with. Each is asked for only when it is needed."""

from __future__ import annotations

import importlib
from typing import Any


def load(name: str, extra: str) -> Any:
    """Import a library that is not always there, or say how to get it."""
    library = name.partition(".")[0]
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] != library:
            raise
        raise ModuleNotFoundError(
            f"{library} is not installed; pip install {library}, or pip install 'pangkas[{extra}]'",
            name=library,
        ) from None


def to_polars(table: Any) -> Any:
    """Give a table as a ``polars.DataFrame``."""
    return load("polars", "tables").DataFrame(table)


def to_arrow(table: Any) -> Any:
    """Give a table as a ``pyarrow.Table``."""
    return load("pyarrow", "tables").table(table)


def to_pandas(table: Any) -> Any:
    """Give a table as a ``pandas.DataFrame``; nulls in numbers are NaN, in text None."""
    pandas = load("pandas", "tables")
    return pandas.DataFrame({name: table[name] for name in table.column_names})
