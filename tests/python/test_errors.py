# SPDX-License-Identifier: BSL-1.0
"""Errors: the right type of Python, the sentence of the library, and what it is about."""

from __future__ import annotations

import pickle
import subprocess
from pathlib import Path

import pangkas as pk
import pytest


@pytest.mark.parametrize(
    ("error", "also"),
    [
        (pk.InputError, ValueError),
        (pk.StructureError, ValueError),
        (pk.RuleError, ValueError),
        (pk.UnknownPosition, KeyError),
        (pk.OutputError, OSError),
    ],
)
def test_each_is_an_error_of_the_library_and_of_python(
    error: type[pk.Error], also: type[Exception]
) -> None:
    assert issubclass(error, pk.Error) and issubclass(error, also)
    assert error.__module__ == "pangkas._errors"


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(pk.InputError, match="nobody.csv") as e:
        pk.Organisation.from_csv("nobody.csv")
    assert e.value.file == "nobody.csv" and e.value.row is None


def test_the_first_fault_of_a_strict_reading_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_text("code,reports_to,seats\nA,,1\nB,A,many\n", encoding="utf-8")
    with pytest.raises(pk.InputError, match='"many" is no number') as e:
        pk.Organisation.from_csv(file, strict=True)
    assert (e.value.file, e.value.row, e.value.column) == (str(file), 3, "seats")
    assert pk.Organisation.from_csv(file).findings.errors == 1


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    org = pk.generate(100)
    for write in (org.to_json, org.to_csv):
        with pytest.raises(pk.OutputError, match="no-folder") as e:
            write(tmp_path / "no-folder" / "o.json")
        assert e.value.file == str(tmp_path / "no-folder" / "o.json")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(pk.OutputError):
        org.to_json("/dev/full")


def test_errors_travel_between_processes() -> None:
    for make in (
        lambda: pk.Organisation().row("nobody"),
        lambda: pk.Organisation.from_csv("nobody.csv"),
        lambda: pk.Organisation().simplify("delayer"),
        lambda: pk.optimise(pk.Organisation(), span_cap=0),
    ):
        with pytest.raises(pk.Error) as e:
            make()
        again = pickle.loads(pickle.dumps(e.value))
        assert type(again) is type(e.value)
        assert str(again) == str(e.value) and vars(again) == vars(e.value)


def test_the_sentence_is_not_quoted_as_a_key() -> None:
    with pytest.raises(pk.UnknownPosition) as e:
        pk.Organisation().row("nobody")
    assert str(e.value) == 'no position has the code "nobody"'


@pytest.mark.parametrize(
    "options", [{"orphans": "drop"}, {"rank_scheme": "nobody"}, {"rank_scheme": "./nobody.toml"}]
)
def test_options_that_are_none(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(options.values())).strip("./")):
        pk.Organisation.from_table({"code": ["A"], "reports_to": [None]}, **options)  # type: ignore[arg-type]


def test_options_are_keyword_only() -> None:
    org = pk.generate(10)
    with pytest.raises(TypeError):
        org.simplify("delayer", [2])  # type: ignore[misc]
    with pytest.raises(TypeError):
        pk.optimise(org, 12)  # type: ignore[misc]


def test_they_are_the_sentences_of_the_command_line(tmp_path: Path) -> None:
    program = Path(__file__).parents[2] / "build" / "dev" / "pangkas"
    if not program.exists():
        pytest.skip("the command line is not built")
    file = tmp_path / "posts.csv"
    file.write_text("post,boss\nA,\n", encoding="utf-8")
    said = subprocess.run([program, "check", file], capture_output=True, text=True, check=False)
    with pytest.raises(pk.InputError) as e:
        pk.Organisation.from_csv(file)
    # But for the names of options.
    assert str(e.value).replace("columns=", "--columns") in said.stderr
