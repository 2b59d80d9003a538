# SPDX-License-Identifier: BSL-1.0
"""Arguments: signatures that tools read, and one sentence for each slip."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import pangkas as pk
import pytest

ORG = pk.Organisation.from_table({"code": ["D", "H", "A"], "reports_to": [None, "D", "H"]})


def callables() -> Iterator[tuple[str, Any]]:
    for name in pk.__all__:
        thing = getattr(pk, name)
        if not callable(thing):
            continue
        yield name, thing
        if inspect.isclass(thing):
            for member, value in vars(thing).items():
                bound = getattr(thing, member)
                if callable(bound) and not member.startswith("_"):
                    yield f"{name}.{member}", bound


CALLABLES = dict(callables())


@pytest.mark.parametrize("name", CALLABLES)
def test_every_callable_has_a_signature(name: str) -> None:
    signature = inspect.signature(CALLABLES[name])
    assert not re.search(r"\barg0\b", str(signature))


def test_signatures_are_those_that_hold() -> None:
    assert str(inspect.signature(ORG.with_superior)) == "(code, superior)"
    assert str(inspect.signature(pk.Organisation.undo)) == "(self, ledger)"
    assert str(inspect.signature(pk.pair_distance)) == "(org)"
    assert list(inspect.signature(pk.Organisation.from_csv).parameters)[1] == "columns"
    optimise = inspect.signature(pk.optimise).parameters
    assert optimise["org"].kind == inspect.Parameter.POSITIONAL_OR_KEYWORD
    assert optimise["span_cap"].kind == inspect.Parameter.KEYWORD_ONLY
    assert (optimise["span_cap"].default, optimise["objective"].default) == (None, "hand-offs")


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: pk.optimise(ORG, spam_cap=3), 'optimise() has no argument "spam_cap"; did you mean "span_cap"?'),
        (lambda: pk.sweep(ORG, [], sed=3), 'sweep() has no argument "sed"; did you mean "seed"?'),
        (lambda: ORG.row(cod="D"), 'Organisation.row() has no argument "cod"; did you mean "code"?'),
        (lambda: ORG.hierarchy(x=1), 'Organisation.hierarchy() has no argument "x"; it has none'),
        (lambda: pk.optimise(ORG, 12), "optimise() takes org by position; name the others, as in span_cap=…"),
        (lambda: ORG.simplify(), 'Organisation.simplify() needs "policy"'),
        (lambda: pk.Table(), 'Table() needs "columns"'),
        (lambda: ORG.row("D", code="D"), 'Organisation.row() is given "code" twice, by position and by name'),
        (lambda: pk.compare(ORG, 3), "compare(): after is 3; give an Organisation"),
        (lambda: ORG[3], "Organisation.__getitem__(): code is 3; give a text"),
        (
            lambda: ORG.measure(initials="x"),
            "Organisation.measure(): initials is 'x'; give a whole number of 0 or more or None",
        ),
        (
            lambda: pk.optimise(ORG, span_cap=-1),
            "optimise(): span_cap is -1; give a whole number of 0 or more or None",
        ),
        (lambda: pk.generate(10, span="x"), "generate(): span is 'x'; give a number"),
        (
            lambda: pk.Organisation.from_table({"code": [1], "reports_to": [2]}, title=3),
            "Organisation.from_table(): title is 3; give a text or None",
        ),
        (
            lambda: ORG.simplify(3),
            "Organisation.simplify(): policy is 3; give a Policy, the name of a preset or a file",
        ),
        (lambda: pk.Ledger(), "A Ledger is not made so; Organisation.simplify and Ledger.from_json give one"),
    ],
)
def test_one_sentence_for_each_slip(call: Callable[[], object], sentence: str) -> None:
    with pytest.raises(TypeError) as e:
        call()
    assert str(e.value) == sentence
    assert e.value.__cause__ is None and e.value.__suppress_context__ is False
    assert e.value.__context__ is None


@pytest.mark.parametrize(
    "call",
    [
        lambda: pk.Policy.preset("delayerr"),
        lambda: ORG.simplify("delayerr"),
        lambda: pk.optimise(ORG, span_cap=3, policy="delayerr"),
    ],
)
def test_an_unknown_preset_is_told_with_one_that_is_like_it(call: Callable[[], object]) -> None:
    with pytest.raises(pk.InputError, match='did you mean "delayer"'):
        call()


def test_no_option_of_the_command_line_is_named() -> None:
    with pytest.raises(pk.InputError) as e:
        pk.Organisation.from_table({"post": ["--columns"], "boss": [None]})
    assert str(e.value).endswith("name the right one in a column mapping (columns=)")
    with pytest.raises(pk.InputError) as e:
        pk.Organisation.from_table({"code": ["A"], "reports_to": ["--strict"]}, strict=True)
    # What is quoted is the caller's own.
    assert 'reports to "--strict"' in str(e.value)
    assert "without strict=True they are findings" in str(e.value)


def test_errors_of_what_is_called_are_their_own() -> None:
    def fails(_: object) -> object:
        raise TypeError("incompatible function arguments of mine")

    with pytest.raises(TypeError, match="of mine"):
        ORG.filter(unit=fails)
