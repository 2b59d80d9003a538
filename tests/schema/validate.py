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


def validator_of(version):
    schema = json.loads((source / f"docs/schema/organisation-{version}.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


validator, newest = validator_of(1), validator_of(2)


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


def with_decisions(name, tables):
    with tempfile.TemporaryDirectory() as folder:
        arguments = []
        for option, text in tables.items():
            path = pathlib.Path(folder) / (option[2:] + ".csv")
            path.write_text(text)
            arguments += [option, path]
        written[name] = output(
            "convert", source / "examples/id-ministry/positions.csv", "-", "--to", "json", *arguments
        )
    document = json.loads(written[name])
    if len(document["matters"]) != 2 or len(document["authorities"]) != 2:
        sys.exit("the decisions are not all in the document")
    return document


with_decisions(
    "decisions",
    {
        "--matters": "code,name,volume,originators,amount,checks,initials,work_minutes,"
        "waiting_hours,channel,clerical_steps,strategic,not_same_position,not_same_unit,pass_good,"
        "pass_bad,approvals\n"
        "buy,Procurement,10,kind=executing,5,1,3,10,8,digital,registry,yes,pay,pay,0.9,0.1,1\n"
        "pay,,,,,,,,,,,,,,,,\n",
        "--authority": "position,matter,limit,giver,from,until,acting,legal_source\n"
        "00,*,,,,,,\n01,buy,5,00,2021-06-30,2021-12-31,plt,Decree 1\n",
        "--lines": "superior,subordinate,type,matter,role\n01,02,acting,,\n",
    },
)
document = with_decisions(
    "schemes",
    {
        "--matters": "code,amount,family,share,currency,measures,own_first,until,flags,limit_hours,"
        "apart,beneficiary,shared,fallback,levels_up\n"
        "buy,5..,spending,30%,USD,days=7,yes,@superior,big,8,sign|draft,@head-of-unit,seats,02,3\n"
        "pay,up,,,,,,,,,,,,,\n",
        "--authority": "position,whoever,matter,limit,for,with,currency,limits,acting_limit,quorum,"
        "waiting_hours,pass_on\n"
        "00,,*,5% budget,all,1 of 01 + 02,USD,days=3,2,2,40,no\n"
        ",@superior,spending,,,,,,,,,codes=01\n",
        "--lines": "superior,subordinate,type,from,until\n"
        "01,02,membership,2021-06-30,2021-12-31\n",
        "--steps": "matter,act,who,for,after,together,above,flag,work_minutes,waiting_hours,"
        "limit_hours,legal_source\nbuy,review,@line,all,yes,t,3,big,1,2,3,Decree 1\n",
    },
)
if document["version"] != 2 or len(document["steps"]) != 1:
    sys.exit("the decisions of a scheme are not all in a document of version 2")
for name, text in written.items():
    document = json.loads(text)
    newest.validate(document)
    if document["version"] == 1:
        validator.validate(document)
    elif validator.is_valid(document):
        sys.exit("the schema of version 1 accepts version 2")
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
broken = json.loads(written["schemes"])
broken["steps"][0]["act"] = "nod"
if newest.is_valid(broken):
    sys.exit("the schema accepts an act that is none")
print("broken documents: refused")
