# SPDX-License-Identifier: BSL-1.0
"""Errors, sorted by what the caller can do about them. Each says in one sentence what is wrong."""

from __future__ import annotations

from collections.abc import Sequence


class Error(Exception):
    """Base of every error of the library."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class InputError(Error, ValueError):
    """The data cannot be read: not this format, damaged, or beyond a limit.

    Attributes
    ----------
    file : str
        As the caller named it; empty if there is none.
    row : int or None
        As a spreadsheet counts; the heading is row 1.
    column : str
        Heading or key; empty if no column is to blame.
    """

    def __init__(
        self, sentence: str, *, file: str = "", row: int | None = None, column: str = ""
    ) -> None:
        super().__init__(sentence)
        self.file = file
        self.row = row
        self.column = column


class StructureError(Error, ValueError):
    """Read, but no valid organisation for what was asked of it.

    Attributes
    ----------
    positions : list of int
        The positions concerned, by row or number as the sentence says.
    """

    def __init__(self, sentence: str, *, positions: Sequence[int] = ()) -> None:
        super().__init__(sentence)
        self.positions = list(positions)


class RuleError(Error, ValueError):
    """Rules of a policy clash or leave a gap.

    Attributes
    ----------
    rule : str
        Its identifier; empty if the fault is not inside one rule.
    file : str
        The policy file; empty for a policy made in code.
    line : int or None
        The line of that file.
    """

    def __init__(
        self, sentence: str, *, rule: str = "", file: str = "", line: int | None = None
    ) -> None:
        super().__init__(sentence)
        self.rule = rule
        self.file = file
        self.line = line


class UnknownPosition(Error, KeyError):
    """A position was asked for that the organisation does not have.

    Attributes
    ----------
    code : str
        The code asked for.
    """

    def __init__(self, sentence: str, *, code: str = "") -> None:
        super().__init__(sentence)
        self.code = code

    def __str__(self) -> str:
        return str(self.args[0])


class OutputError(Error, OSError):
    """A result cannot be written; nothing half-written is left behind.

    Attributes
    ----------
    file : str
        The file or folder that was to be written.
    """

    def __init__(self, sentence: str, *, file: str = "") -> None:
        super().__init__(sentence)
        self.file = file
