# SPDX-License-Identifier: BSL-1.0
"""Tables of extreme organisations, whose measures are known without measuring them."""

HEADING = "code,title,kind,rank,reports_to,unit,seats,filled,class,cost,flags\n"


def star(size):
    """One position with all others below it."""
    yield "0,Head,,,,U,1,1,,1,\n"
    for i in range(1, size):
        yield f"{i},Staff,,,0,U,1,1,,1,\n"


def chain(size):
    """Each position below the one before it."""
    yield "0,Head,,,,U,1,1,,1,\n"
    for i in range(1, size):
        yield f"{i},Staff,,,{i - 1},U,1,1,,1,\n"


def reversed_chain(size):
    """The same with the root in the last row."""
    for i in range(size - 1, 0, -1):
        yield f"{i},Staff,,,{i - 1},U,1,1,,1,\n"
    yield "0,Head,,,,U,1,1,,1,\n"


def roots(size):
    """Nobody reports to anybody."""
    for i in range(size):
        yield f"{i},Head,,,,U,1,1,,1,\n"


def units(size):
    """A star in which each position has a unit of its own."""
    yield "0,Head,,,,Unit 0,1,1,,1,\n"
    for i in range(1, size):
        yield f"{i},Staff,,,0,Unit {i},1,1,,1,\n"


def orphans(size):
    """Each row names another superior that does not exist: one finding each."""
    for i in range(size):
        yield f"{i},Staff,,,gone-{i},U,1,1,,1,\n"


def bad_numbers(size):
    """A star in which each row has a cost that is no number: one finding each."""
    yield "0,Head,,,,U,1,1,,much,\n"
    for i in range(1, size):
        yield f"{i},Staff,,,0,U,1,1,,much,\n"


def cycle(size):
    """One circle through all positions."""
    yield f"0,Staff,,,{size - 1},U,1,1,,1,\n"
    for i in range(1, size):
        yield f"{i},Staff,,,{i - 1},U,1,1,,1,\n"


ALL = {make.__name__: make
       for make in (star, chain, reversed_chain, roots, units, orphans, bad_numbers, cycle)}


def write(name, size, path):
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADING)
        file.writelines(ALL[name](size))
