# SPDX-License-Identifier: BSL-1.0
"""The report: one page, of an organisation or of a simplification."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pangkas as pk
import pytest

NO_PAGE = "built without the page of the report"


def data_of(page: str) -> Any:
    """What the page shows, as it is embedded in it."""
    (found,) = re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


@pytest.fixture(scope="module")
def page(department: pk.Organisation) -> str:
    try:
        return department.report(policy="delayer", layers=[3], frontier=range(8, 12))
    except pk.Error as error:
        if NO_PAGE not in str(error):
            raise
        pytest.skip("this build has no page")


def test_a_page_tells_before_and_after(page: str, department: pk.Organisation) -> None:
    assert page.startswith("<!doctype html>") and '<html lang="en">' in page
    assert "<title>Simplification of the organisation: Permanent Secretary of the Department of Health</title>" in page
    shown = data_of(page)
    assert shown["change"] is not None and shown["frontier"] is not None
    result = department.simplify("delayer", layers=[3])
    assert data_of(result.report())["ledger"] == shown["ledger"]


def test_a_page_tells_scenarios_by_hand(page: str, department: pk.Organisation) -> None:
    steps = pk.Scenario.from_toml(
        '[scenario]\nname = "by hand"\nreason = "r"\nsource = "s"\n'
        f'[[step]]\ndo = "abolish"\nposition = "{department.codes[1]}"\n'
    )
    alone = data_of(department.report(scenario=steps))
    assert alone["head"]["policy"]["steps"] == 1 and alone["study"] is None
    assert data_of(department.apply(steps).report())["ledger"] == alone["ledger"]
    assert data_of(department.report(scenario="one-to-one"))["head"]["policy"]["preset"]
    study = pk.Study(department, [{"policy": "delayer", "layers": [3]}, steps])
    told = data_of(study.report(language="id"))
    table = study.to_table()
    assert [one["name"] for one in told["study"]["scenarios"]] == study.names
    assert [one["dominated_by"] for one in told["study"]["scenarios"]] == table["dominated_by"]
    assert told["ledger"] == data_of(page)["ledger"]
    assert [one["difference"] is None for one in told["study"]["scenarios"]] == [True, False, False]


def test_an_organisation_alone_goes_to_a_file(
    page: str, department: pk.Organisation, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    assert department.report(file, title="Before <us>", language="id") is None
    written = file.read_text("utf-8")
    assert '<html lang="id">' in written and "<title>Before &lt;us&gt;</title>" in written
    assert data_of(written)["change"] is None
    assert "DOH-" not in department.report(redact=True)
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_be_reported(page: str, department: pk.Organisation, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match='language is "de"'):
        department.report(language="de")  # type: ignore[call-overload]
    with pytest.raises(pk.RuleError, match=r"layers=\[3\]"):
        department.report(policy="delayer")
    with pytest.raises(ValueError, match="name the policy too"):
        department.report(layers=[3])
    with pytest.raises(ValueError, match="exclude each other"):
        department.report(policy="one-to-one", scenario="one-to-one")
    with pytest.raises(ValueError, match="12"):
        department.report(scenario={})
    for caps in ([], [3, 5], range(0, 4)):
        with pytest.raises(ValueError, match="frontier"):
            department.report(frontier=caps)
    with pytest.raises(pk.OutputError, match="no-folder"):
        department.report(tmp_path / "no-folder" / "report.html")
    assert list(tmp_path.iterdir()) == []


def test_without_a_browser_there_is_no_pdf(
    page: str, department: pk.Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("PANGKAS_CHROMIUM", raising=False)
    with pytest.raises(pk.Error, match="^a PDF is printed by Chromium, which is not installed"):
        department.report(tmp_path / "report.html", pdf=tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_pdf_is_what_the_browser_prints(
    page: str, department: pk.Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(
        '#!/bin/sh\nfor a; do case "$a" in --print-to-pdf=*) pdf="${a#*=}";; file://*) page="${a#file://}";; esac; done\n'
        'grep -q "<!doctype html>" "$page" && printf "%%PDF-1.7 of it" > "$pdf"\n'
    )
    browser.chmod(0o700)
    monkeypatch.setenv("PANGKAS_CHROMIUM", str(browser))
    department.report(tmp_path / "report.html", pdf=tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes() == b"%PDF-1.7 of it"
    browser.write_text("#!/bin/sh\necho no display >&2\nexit 3\n")
    with pytest.raises(pk.Error, match=r"exit status 3\); the last that it said: no display"):
        department.report(pdf=tmp_path / "other.pdf")
    assert not (tmp_path / "other.pdf").exists()
