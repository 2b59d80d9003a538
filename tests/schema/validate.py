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
import tempfile

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
with tempfile.TemporaryDirectory() as folder:
    tables = {
        "--matters": "code,name,volume,originators,amount,checks,initials,work_minutes,"
        "waiting_hours,channel,clerical_steps,strategic,not_same_position,not_same_unit,pass_good,"
        "pass_bad,approvals\n"
        "buy,Procurement,10,kind=executing,5,1,3,10,8,digital,registry,yes,pay,pay,0.9,0.1,1\n"
        "pay,,,,,,,,,,,,,,,,\n",
        "--authority": "position,matter,limit,giver,from,until,acting,legal_source\n"
        "00,*,,,,,,\n01,buy,5,00,2021-06-30,2021-12-31,plt,Decree 1\n",
        "--lines": "superior,subordinate,type,matter,role\n01,02,acting,,\n",
    }
    arguments = []
    for option, text in tables.items():
        path = pathlib.Path(folder) / (option[2:] + ".csv")
        path.write_text(text)
        arguments += [option, path]
    written["decisions"] = output(
        "convert", source / "examples/id-ministry/positions.csv", "-", "--to", "json", *arguments
    )
    document = json.loads(written["decisions"])
    if len(document["matters"]) != 2 or len(document["authorities"]) != 2:
        sys.exit("the decisions are not all in the document")
for name, text in written.items():
    validator.validate(json.loads(text))
    print(f"{name}: valid")

# A validator that accepts everything would prove nothing.
broken = json.loads(written["ministry"])
broken["positions"][0]["seats"] = "one"
if validator.is_valid(broken):
    sys.exit("the schema accepts a text for a number of seats")
broken = json.loads(written["decisions"])
broken["matters"][0]["pass_good"] = 2
if validator.is_valid(broken):
    sys.exit("the schema accepts a probability of 2")
print("broken documents: refused")
