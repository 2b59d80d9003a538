# SPDX-License-Identifier: BSL-1.0
"""How objects look in a notebook, also where somebody wrote markup into a title."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pangkas as pk
import pytest
from pangkas import _html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "</td></table><h1>",
    "&lt;b&gt; & <b>",
    "\u202eleft to right",  # a mark that turns the direction of what follows
    "line\nbreak\ttab\x07bell",
    "]]><!--",
    "Müller & Söhne – 部長",
]
ALLOWED = {"div", "p", "b", "bdi", "table", "thead", "tbody", "tr", "th", "td", "pre"}


class Checked(HTMLParser):
    """Collects the text; fails at a tag or an attribute that we do not write, or a wrong end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        assert all(name == "style" and value in STYLES for name, value in attrs), attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        # A text that turns its direction is alone in its cell.
        assert "\u202e" not in data or self.open[-1] == "bdi"
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")


STYLES = {"text-align: left", "text-align: right"}


def texts(shown: Any) -> list[str]:
    """The texts of well-formed HTML that has nothing but tables in it."""
    parser = Checked()
    parser.feed(shown._repr_html_())
    parser.close()
    assert parser.open == []
    return parser.texts


@pytest.fixture(scope="module")
def hostile() -> pk.Organisation:
    """Every text is something that a browser could take for markup."""
    codes = [f"{number} {text.strip()}" for number, text in enumerate(HOSTILE)]
    return pk.Organisation.from_table(
        {
            "code": codes,
            "title": HOSTILE,
            "unit": HOSTILE,
            "rank": HOSTILE,
            "reports_to": ["", *codes[:2], "<i>gone</i>", *codes[4:5], *codes[:4]],
        }
    )


def test_texts_are_shown_as_they_are(hostile: pk.Organisation) -> None:
    shown = texts(hostile)
    for title in HOSTILE[:6]:
        assert title in shown
    assert "<i>gone</i>" in shown


def test_every_object_is_shown_without_markup_of_others(hostile: pk.Organisation) -> None:
    code = hostile.codes[1]
    result = hostile.simplify("delayer", layers=[2])
    solution = pk.optimise(hostile, span_cap=5)
    for shown in (
        hostile[code],
        hostile.findings,
        hostile.to_table(),
        hostile.measure(),
        hostile.hierarchy(),
        hostile.decision_path(None, code),
        hostile.decisions(),
        result,
        result.ledger,
        result.compare(),
        result.policy,
        solution,
        solution.frontier(range(2, 6)),
        hostile.span_bands(pk.preset_span_bands()[0]),
    ):
        assert texts(shown), type(shown).__name__


@pytest.mark.parametrize("name", pk.Policy.presets())
def test_policies_show_their_rules(name: str) -> None:
    policy = pk.Policy.preset(name)
    shown = texts(policy)
    assert policy.title in shown
    for rule in policy.rules:
        assert any(value in shown for value in rule.values())


def test_long_things_are_cut_and_say_so() -> None:
    org = pk.generate(1000, seed=1)
    shown = texts(org)
    assert "Organisation of 1,000 positions" in shown
    assert f"The first {_html.ROWS} of 1,000 positions." in shown
    assert org.codes[_html.ROWS - 1] in shown
    assert org.codes[_html.ROWS] not in shown
    assert "Table of 1,000 rows" in texts(org.to_table())


def test_short_things_are_whole() -> None:
    org = pk.Organisation.from_table({"code": ["A"], "reports_to": [""]})
    shown = texts(org)
    assert "Organisation of 1 position" in shown
    assert not any(text.startswith("The first") for text in shown)


def test_what_is_not_known_is_a_dash() -> None:
    table = pk.Table({"text": ["a", None], "number": [None, 1.5], "whole": [None, 3]})
    assert texts(table)[1:] == ["text", "number", "whole", "a", "–", "–", "–", "1.5", "3"]


def test_a_department_reads_as_in_the_tutorial(department: pk.Organisation) -> None:
    assert (
        "173 placed, 0 orphans, 0 unrooted; 1 root; 0 matters; 0 errors and 10 warnings found."
        in texts(department)
    )
    solution = pk.optimise(department, span_cap=15)
    assert "12 posts to convert within a span cap of 15" in texts(solution)
    assert "0 errors, 10 warnings" in texts(department.findings)


def test_numbers_are_rounded_for_people() -> None:
    assert _html._text(1234567) == "1,234,567"
    assert _html._text(2.8740740740) == "2.874"
    assert _html._text(4795605.5) == "4,795,605.50"
    assert _html._text(float("nan")) == "–"
    assert _html._text((1, 7, 47)) == "1 / 7 / 47"
    assert _html._text(True) == "yes"


def test_what_is_not_ours_is_quoted() -> None:
    assert _html.html("<b>") == "<pre>&#x27;&lt;b&gt;&#x27;</pre>"
