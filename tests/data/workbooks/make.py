# SPDX-License-Identifier: BSL-1.0
"""Makes the workbooks beside this file: make.py. It needs openpyxl, with which these were made in version 3.1.5."""

import csv
import datetime
import pathlib

import openpyxl

here = pathlib.Path(__file__).resolve().parent
example = here.parents[2] / "examples/id-ministry"
TEXT = {"code", "reports_to", "position", "superior", "subordinate", "giver"}


def value(heading, cell):
    """As a person types it: numbers are numbers, codes are text."""
    if heading in TEXT or not cell:
        return cell or None
    try:
        return int(cell) if cell.lstrip("-").isdigit() else float(cell)
    except ValueError:
        return cell


def main():
    day = datetime.datetime(2021, 6, 30)
    workbook = openpyxl.Workbook()
    workbook.properties.created = workbook.properties.modified = day
    workbook.remove(workbook.active)
    notes = workbook.create_sheet("Catatan")
    notes["A1"] = "Kementerian ini tidak ada."
    for name in ("positions", "matters", "authority", "lines"):
        sheet = workbook.create_sheet(name)
        with open(example / f"{name}.csv", newline="") as file:
            rows = list(csv.reader(file))
        sheet.append(rows[0])
        for row in rows[1:]:
            sheet.append([value(heading, cell) for heading, cell in zip(rows[0], row)])
    workbook.save(here / "id-ministry.xlsx")


if __name__ == "__main__":
    main()
