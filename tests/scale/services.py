# SPDX-License-Identifier: BSL-1.0
"""Tables of extreme organisations, whose measures are known without measuring them."""

HEADING = "code,title,kind,rank,reports_to,unit,seats,filled,class,cost,flags\n"


def row(code, superior, unit="U", cost="1"):
    title = "Head" if superior == "" else "Staff"
    return f"{code},{title},,,{superior},{unit},1,1,,{cost},\n"


def star(size):
    """One position with all others below it."""
    return (row(i, 0 if i else "") for i in range(size))


def chain(size):
    """Each position below the one before it."""
    return (row(i, i - 1 if i else "") for i in range(size))


def reversed_chain(size):
    """The same with the root in the last row."""
    return (row(i, i - 1 if i else "") for i in reversed(range(size)))


def roots(size):
    """Nobody reports to anybody."""
    return (row(i, "") for i in range(size))


def units(size):
    """A star in which each position has a unit of its own."""
    return (row(i, 0 if i else "", unit=f"Unit {i}") for i in range(size))


def orphans(size):
    """Each row names another superior that does not exist: one finding each."""
    return (row(i, f"gone-{i}") for i in range(size))


def bad_numbers(size):
    """A star in which each row has a cost that is no number: one finding each."""
    return (row(i, 0 if i else "", cost="much") for i in range(size))


def cycle(size):
    """One circle through all positions."""
    return (row(i, (i or size) - 1) for i in range(size))


ALL = {make.__name__: make
       for make in (star, chain, reversed_chain, roots, units, orphans, bad_numbers, cycle)}


def write(name, size, path):
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADING)
        file.writelines(ALL[name](size))
