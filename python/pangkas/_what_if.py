# SPDX-License-Identifier: BSL-1.0
"""Which positions a filter keeps."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._core import Organisation
from ._errors import InputError


def mask_of(org: Organisation, mask: Any, columns: Mapping[str, Any]) -> NDArray[np.bool_]:
    """Give one truth a row: whether the mask and all columns say that it stays.

    Raises
    ------
    InputError
        If there is no such column, or what is given is not one truth for each row.
    """
    if mask is None and not columns:
        raise InputError(
            "filter was asked nothing; give an array of truths, or a column as in kind='structural'"
        )
    kept = np.ones(len(org), dtype=bool)
    if mask is not None:
        kept &= _truths(mask, len(org), "mask")
    table = org.to_table() if columns else None
    for given, wanted in columns.items():
        assert table is not None
        name = given.rstrip("_")  # class_ is the column class
        if name not in table.column_names:
            like = difflib.get_close_matches(name, table.column_names, n=1)
            hint = f'did you mean "{like[0]}"?' if like else f"there are {', '.join(table.column_names)}"
            raise InputError(f'there is no column "{name}" to filter by; {hint}', column=name)
        column: Any = org.flags if name == "flags" else table[name]
        if callable(wanted):
            cells = org.layer if name == "layer" else np.asarray(column, dtype=object if isinstance(column, list) else None)
            kept &= _truths(wanted(cells), len(org), name)
        else:
            several = isinstance(wanted, (list, tuple, set, frozenset, np.ndarray))
            values = set(wanted) if several else {wanted}
            meets = values.isdisjoint if name == "flags" else values.__contains__
            met = np.fromiter(map(meets, column), dtype=bool, count=len(org))
            kept &= ~met if name == "flags" else met
    return kept


def _truths(given: Any, rows: int, name: str) -> NDArray[np.bool_]:
    truths = np.ma.filled(np.ma.asarray(given), False) if np.ma.isMaskedArray(given) else np.asarray(given)
    if truths.dtype != bool or truths.shape != (rows,):
        raise InputError(
            f"{name} is an array of {truths.dtype} of the shape {truths.shape}; give one truth (bool) "
            f"for each of the {rows} rows",
            column=name,
        )
    return truths
