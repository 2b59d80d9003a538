# SPDX-License-Identifier: BSL-1.0
"""Tables to the libraries that analysts work with. Each is asked for only when it is needed."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping, Sequence
from typing import Any

from ._errors import InputError


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


def tabular(data: Any) -> Any:
    """Give what is read as a table: a LazyFrame is collected, rows become columns, a file is read.

    Raises
    ------
    TypeError
        If it is no table.
    """
    if isinstance(data, (str, bytes, os.PathLike)):
        return _read_parquet(os.fsdecode(data))
    if type(data).__name__ == "LazyFrame" and type(data).__module__.partition(".")[0] == "polars":
        return data.collect()
    if isinstance(data, Sequence) and all(isinstance(row, Mapping) for row in data):
        names = dict.fromkeys(name for row in data for name in row)
        return {name: [row.get(name) for row in data] for name in names}
    raise TypeError(
        "a table is an object with __arrow_c_stream__ (pandas 2.2, Polars, PyArrow, DuckDB), a LazyFrame "
        "of Polars, a mapping of columns, a list of dictionaries, or a Parquet file; not "
        + type(data).__name__
    )


def _read_parquet(file: str) -> Any:
    """Read a Parquet file with what is there."""
    if not file.endswith((".parquet", ".pq")):
        raise TypeError(
            f'"{file}" is no Parquet file (.parquet); read other files with Organisation.from_csv, '
            "from_uk_organogram or from_json"
        )
    for library in ("polars", "pyarrow.parquet"):
        try:
            reader = importlib.import_module(library)
        except ModuleNotFoundError:
            continue
        try:
            return reader.read_parquet(file) if library == "polars" else reader.read_table(file)
        except OSError as error:
            raise InputError(f"{file} cannot be read: {error}", file=file) from None
        except Exception as error:  # each library has errors of its own
            raise InputError(f"{file} cannot be read as Parquet: {error}", file=file) from None
    raise ModuleNotFoundError(
        f"{file} is a Parquet file, which Polars or PyArrow reads; neither is installed: "
        "pip install polars, or pip install 'pangkas[tables]'",
        name="polars",
    )


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
