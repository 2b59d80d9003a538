# SPDX-License-Identifier: BSL-1.0
"""What was asked of the extension: signatures that `inspect` reads, and one sentence for each slip.

The extension tells its arguments in the first line of a docstring, and of a slip in them all that it
would have taken. Here both are put into the words of Python: each function and method of the extension
is wrapped once, when the package is imported. A call that is right costs a frame more.
"""

from __future__ import annotations

import ast
import difflib
import functools
import inspect
import os
import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from . import _core

_Function = TypeVar("_Function", bound=Callable[..., Any])

# How pybind11 and the interpreter begin what they say of an argument that does not fit.
_MISFITS = (
    "incompatible function arguments",
    "incompatible constructor arguments",
    "Unable to cast Python instance",
    "expected str, bytes or os.PathLike object",
)


@dataclass(frozen=True)
class _Wanted:
    """What an argument takes: in words, and the question whether a value is that."""

    words: str
    takes: Callable[[Any], bool]


def _is_whole(value: object) -> bool:
    return hasattr(value, "__index__") and not isinstance(value, bool)


def _is_path(value: object) -> bool:
    return isinstance(value, (str, bytes, os.PathLike))


def _are(takes: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """The question whether all of several are something."""
    return lambda value: (
        isinstance(value, Iterable)
        and not isinstance(value, (str, bytes))
        and all(takes(one) for one in value)
    )


_TEXT = _Wanted("a text", lambda value: isinstance(value, str))
_PATH = _Wanted("a file name", _is_path)
_WHOLE = _Wanted("a whole number of 0 or more", lambda value: _is_whole(value) and 0 <= int(value) < 2**63)
_HEADINGS = (
    "code",
    "reports_to",
    "title",
    "kind",
    "rank",
    "unit",
    "seats",
    "filled",
    "class_",
    "cost",
    "budget",
    "holder",
    "legal_source",
    "flags",
)
# Of arguments that the extension takes as any object.
_BY_NAME = {
    **{name: _TEXT for name in _HEADINGS},
    **{name: _PATH for name in ("file", "columns", "rank_scheme", "pdf")},
    "policy": _Wanted(
        "a Policy, the name of a preset or a file",
        lambda value: isinstance(value, _core.Policy) or _is_path(value),
    ),
    "layers": _Wanted(
        "whole numbers, such as [3]", lambda value: _is_whole(value) or _are(_is_whole)(value)
    ),
    "caps": _Wanted("whole numbers, such as range(5, 51)", _are(_is_whole)),
    "frontier": _Wanted("whole numbers, such as range(5, 51)", _are(_is_whole)),
    "echelon_mix": _Wanted("numbers", _are(lambda value: hasattr(value, "__float__"))),
}
# Of what stands in the first line of a docstring; the first that is in it counts.
_BY_TYPE = (
    ("bool", _Wanted("True or False", lambda value: isinstance(value, bool))),
    ("loat", _Wanted("a number", lambda value: hasattr(value, "__float__") or _is_whole(value))),
    ("int", _WHOLE),
    ("Int", _WHOLE),
    ("str", _TEXT),
)


@dataclass(frozen=True)
class _Arguments:
    """The arguments of a function of the extension, as its docstring tells them."""

    signature: inspect.Signature
    types: dict[str, str]
    doc: str


def _arguments(doc: str) -> _Arguments | None:
    """What the first line tells; ``None`` if it is none of pybind11's."""
    line, _, rest = doc.partition("\n")
    try:
        parsed = ast.parse(f"def {line}: ...").body[0]
    except SyntaxError:
        return None
    assert isinstance(parsed, ast.FunctionDef)
    given = parsed.args
    told = inspect.Parameter
    parameters: list[inspect.Parameter] = []
    types: dict[str, str] = {}

    def add(arg: ast.arg, kind: Any, default: ast.expr | None) -> None:
        types[arg.arg] = ast.unparse(arg.annotation) if arg.annotation else "object"
        value = told.empty if default is None else ast.literal_eval(default)
        parameters.append(told(arg.arg, kind, default=value))

    ordered = [*given.posonlyargs, *given.args]
    defaults = [None] * (len(ordered) - len(given.defaults)) + list(given.defaults)
    for arg, default in zip(ordered, defaults, strict=True):
        positional = told.POSITIONAL_ONLY if arg in given.posonlyargs else told.POSITIONAL_OR_KEYWORD
        add(arg, positional, default)
    if given.vararg:
        add(given.vararg, told.VAR_POSITIONAL, None)
    for arg, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        add(arg, told.KEYWORD_ONLY, default)
    if given.kwarg:
        add(given.kwarg, told.VAR_KEYWORD, None)
    return _Arguments(inspect.Signature(parameters), types, rest.strip("\n"))


def _shown(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 60 else said[:59] + "…"


def _wanted(name: str, told: str) -> _Wanted | None:
    if "_core." in told:
        kind = told.rsplit("_core.", 1)[1].split()[0].rstrip("])")
        article = "an" if kind[0] in "AEIOU" else "a"
        return _Wanted(f"{article} {kind}", lambda value: type(value).__name__ == kind)
    for word, wanted in _BY_TYPE:
        if word in told:
            return wanted
    return _BY_NAME.get(name)


def _why(
    called: str,
    signature: inspect.Signature,
    types: dict[str, str],
    args: Sequence[object],
    kwargs: dict[str, object],
) -> str | None:
    """What is wrong with the arguments of a call, in one sentence; ``None``: nothing that is seen."""
    kinds = inspect.Parameter
    parameters = signature.parameters
    by_place = [
        p for p in parameters.values() if p.kind in (kinds.POSITIONAL_ONLY, kinds.POSITIONAL_OR_KEYWORD)
    ]
    named = [p.name for p in parameters.values() if p.kind in (kinds.POSITIONAL_OR_KEYWORD, kinds.KEYWORD_ONLY)]
    named = [name for name in named if name not in ("self", "cls")]
    open_ended = {p.kind for p in parameters.values()}
    for name in kwargs:
        if name in named or kinds.VAR_KEYWORD in open_ended:
            continue
        like = difflib.get_close_matches(name, named, n=1)
        hint = f'; did you mean "{like[0]}"?' if like else f"; it has {', '.join(named) or 'none'}"
        return f'{called}() has no argument "{name}"{hint}'
    if len(args) > len(by_place) and kinds.VAR_POSITIONAL not in open_ended:
        own = [p.name for p in by_place if p.name not in ("self", "cls")]
        only = [p.name for p in parameters.values() if p.kind == kinds.KEYWORD_ONLY]
        takes = f"takes {', '.join(own)} by position" if own else "takes nothing by position"
        more = f"; name the others, as in {only[0]}=…" if only else ""
        return f"{called}() {takes}{more}"
    values = dict(zip((p.name for p in by_place), args, strict=False))
    for name in kwargs:
        if name in values:
            return f'{called}() is given "{name}" twice, by position and by name'
    values.update(kwargs)
    for parameter in parameters.values():
        name = parameter.name
        if parameter.kind in (kinds.VAR_POSITIONAL, kinds.VAR_KEYWORD) or name in ("self", "cls"):
            continue
        if name not in values:
            if parameter.default is kinds.empty:
                return f'{called}() needs "{name}"'
            continue
        value = values[name]
        told = types.get(name, "object")
        wanted = _wanted(name, told)
        may_be_none = "None" in told or "Optional" in told or parameter.default is None
        if wanted is None or (value is None and may_be_none) or wanted.takes(value):
            continue
        none = " or None" if may_be_none and not isinstance(parameter.default, str) else ""
        return f"{called}(): {name} is {_shown(value)}; give {wanted.words}{none}"
    return None


def _wrapped(function: Any, owner: str = "") -> Any:
    """The function with a signature, and with a sentence for arguments that do not fit."""
    told = _arguments(function.__doc__ or "")
    if told is None:
        return function
    called = f"{owner}.{function.__name__}" if owner else str(function.__name__)
    if function.__name__ == "__init__":
        called = owner

    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except (TypeError, RuntimeError) as error:
            said = str(error)
            sentence = None
            if any(misfit in said for misfit in _MISFITS):
                sentence = _why(called, told.signature, told.types, args, kwargs)
            if sentence is None:
                raise
        raise TypeError(sentence)

    call.__name__ = function.__name__
    call.__qualname__ = f"{owner}.{function.__name__}" if owner else function.__name__
    call.__module__ = "pangkas._core"
    call.__doc__ = told.doc or None
    call.__signature__ = told.signature  # type: ignore[attr-defined]
    return call


def checked(function: _Function) -> _Function:
    """A function of Python whose misspelt or missing arguments get the same sentences.

    Examples
    --------
    >>> @checked
    ... def plant(tree, *, depth=1): ...
    >>> plant("oak", dept=2)
    Traceback (most recent call last):
    TypeError: plant() has no argument "dept"; did you mean "depth"?
    """
    signature = inspect.signature(function)

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            signature.bind(*args, **kwargs)
        except TypeError as error:
            sentence = _why(function.__qualname__, signature, {}, args, kwargs) or str(error)
        else:
            return function(*args, **kwargs)
        raise TypeError(sentence)

    return call  # type: ignore[return-value]


# Whose objects come from elsewhere.
_MADE_BY = {
    "EventLog": "EventLog.read and EventLog.from_table give one",
    "Findings": "Organisation.findings is one",
    "Ledger": "Organisation.simplify and Ledger.from_json give one",
    "Policy": "Policy.preset, Policy.from_file and Policy.from_toml give one",
    "Scenario": "Scenario.from_toml and Scenario.from_file give one",
    "Solution": "optimise gives one",
    "TextColumn": "Organisation.codes is one",
}


def _without_constructor(cls: type) -> None:
    """Says where an object comes from that cannot be made by calling its class."""

    def __init__(self: object) -> None:
        article = "An" if cls.__name__[0] in "AEIOU" else "A"
        raise TypeError(f"{article} {cls.__name__} is not made so; {_MADE_BY[cls.__name__]}")

    cls.__init__ = __init__  # type: ignore[misc]


def _wrap_class(cls: type) -> None:
    if cls.__name__ in _MADE_BY:
        _without_constructor(cls)
    for name, member in list(vars(cls).items()):
        if name.startswith("_") and name not in ("__init__", "__getitem__"):
            continue
        if isinstance(member, (classmethod, staticmethod)):
            made: Any = type(member)(_wrapped(member.__func__, cls.__name__))
        elif type(member).__name__ == "instancemethod":
            made = _wrapped(member, cls.__name__)
        else:
            continue
        setattr(cls, name, made)


def _wrap_all() -> None:
    for name, thing in list(vars(_core).items()):
        if isinstance(thing, types.BuiltinFunctionType):
            setattr(_core, name, _wrapped(thing))
        elif isinstance(thing, type) and thing.__module__ == _core.__name__:
            _wrap_class(thing)


_wrap_all()
