#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Holds what the command line writes against the published JSON Schema, with an independent
validator.

    validate.py PANGKAS SOURCE_DIR
"""

import json
import pathlib
import subprocess
import sys

import jsonschema

program, source = sys.argv[1], pathlib.Path(sys.argv[2])
schema = json.loads((source / "docs/schema/organisation-1.schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)


def output(*arguments):
    return subprocess.run(
        [program, *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True
    ).stdout


department = source / "examples/uk-department-of-health-2013"
written = {
    "department": output(
        "convert", department / "senior.csv", department / "junior.csv", "-", "--to", "json"
    ),
    "ministry": output("convert", source / "examples/id-ministry/positions.csv", "-", "--to", "json"),
    "service": output("generate", "--positions", 500, "--to", "json"),
}
for name, text in written.items():
    validator.validate(json.loads(text))
    print(f"{name}: valid")

# A validator that accepts everything would prove nothing.
broken = json.loads(written["ministry"])
broken["positions"][0]["seats"] = "one"
if validator.is_valid(broken):
    sys.exit("the schema accepts a text for a number of seats")
print("broken document: refused")
