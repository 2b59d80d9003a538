# SPDX-License-Identifier: BSL-1.0
"""Bad inputs by kind, thrown at every reader and every option: inputs.py PANGKAS SOURCE [SEED [EACH]].

Each reader has a valid file; a kind of fault spoils it, EACH times by chance (once, or ten times the
share of the random cases in PANGKAS_CASES). Each option of each command gets values that cannot be
meant. Whatever comes: no signal, no sanitizer, at most ten seconds and 2 GB, exit status 0, 1 or 2,
and with 2 one sentence that names the file. Of a table whose rows are known, each row is a position
or has a finding that says why not.
"""

import concurrent.futures
import csv
import io
import itertools
import json
import os
import pathlib
import random
import re
import sys
import tempfile
import threading

SECONDS = 10 * int(os.environ.get("PANGKAS_SLOWER", "1"))  # than a build without sanitizers
MEMORY = 2 << 30
# What only programmers read; a finding or an error has it from a library that speaks for itself.
RAW = re.compile(r"json\.exception|terminate called|Sanitizer|runtime error|std::|bad_alloc|what\(\)|basic_string")
LEFT_OUT = {"no-code", "duplicate-code", "job-share", "repeated-row"}


# --- Kinds of faults: each takes the random numbers and a valid file --------------------------------

def slices(r, text):
    a = r.randrange(len(text) + 1)
    return a, min(len(text), a + r.choice([1, 1, 2, 5, 40, 400]))


def syntax(r, text):
    a, b = slices(r, text)
    mark = r.choice([b'"', b"'", b"[", b"]", b"{", b"}", b",", b";", b"\n", b"\r", b"=", b"#", b"\\", b":", b"<", b"&"])
    return r.choice([
        lambda: text[:a], lambda: text[a:], lambda: text[:a] + text[b:],
        lambda: text[:a] + text[a:b] * 2 + text[b:], lambda: text[:a] + mark + text[a:],
        lambda: text[:a] + mark * r.randrange(2, 9) + text[b:], lambda: text.replace(mark, b""),
        lambda: text.replace(b'"', b"'"), lambda: b"", lambda: b"[[[" + text,
        lambda: bytes(r.randrange(256) for _ in range(r.randrange(1, 3000)))])()


def size(r, text):
    a, _ = slices(r, text)
    lines = text.split(b"\n")
    row = r.choice(lines)
    return r.choice([
        lambda: text[:a] + b"x" * 5_000_000 + text[a:], lambda: b"x" * 5_000_000 + text,
        lambda: text + (row + b"\n") * (3_000_000 // (len(row) + 1)),
        lambda: lines[0] + b",h" * 20_000 + b"\n" + b"\n".join(lines[1:]),
        lambda: text + b"\n" * 2_000_000, lambda: text + b"9" * 1_000_000])()


def depth(r, text):
    n = r.choice([33, 1_000, 200_000])
    a = text.find(r.choice([b":", b"=", b",", b"\n"])) + 1
    deep = r.choice([b"[" * n, b"[" * n + b"]" * n, b'{"a":' * n, b'{"a":' * n + b"1" + b"}" * n,
                     b"\n" + b"a." * n + b"a = 1\n", b"\n[" + b"a." * n + b"a]\n",
                     b"\n[[" + b"a." * n + b"a]]\n", b"{a=" * n, b'"' * n])
    return text[:a] + deep + text[a:]


def encoding(r, text):
    a, b = slices(r, text)
    foreign = r.choice([b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xae",
                        b"\x1b[2J", b"\xef\xbb\xbf", b"\xc2\x9b31m", b"\xef\xbc\x9d"])
    plain = text.decode("utf-8", "replace")
    return r.choice([
        lambda: text[:a] + foreign + text[a:], lambda: text[:a] + foreign * 30 + text[b:],
        lambda: b"\xef\xbb\xbf" + text, lambda: b"\xef\xbb\xbf" * 2 + text,
        lambda: plain.encode("utf-16"), lambda: plain.encode("utf-16-be"),
        lambda: plain.encode("utf-16")[:-1], lambda: plain.encode("utf-32"),
        lambda: text.replace(b"\n", b"\r"), lambda: text.replace(b"\n", b"\r\n"),
        lambda: plain.encode("utf-8").decode("latin-1").encode("utf-8"), lambda: text.replace(b"a", b"\xe9")])()


NUMBERS = ["1e999", "-1", "nan", "inf", "-0", "4294967297", "1.9", "0.5", "0x10", "9223372036854775808",
           "1e-400", "1.200", "1,2,3", "\uff11\uff12", "", " ", "1 ", "--1", "1" * 400, "true", "null",
           "1e15", "1000000000000001", "+5", "(5)", "1_000", "٣", '"7"', "18446744073709551616"]


def numbers(r, text):
    places = list(re.finditer(rb"(?<![\w.-])\d+(\.\d+)?(?![\w.-])", text))
    for place in sorted(r.sample(places, min(len(places), r.choice([1, 3]))), key=lambda m: -m.start()):
        text = text[:place.start()] + r.choice(NUMBERS).encode() + text[place.end():]
    return text


def references(r, text):
    """Words change places, or lead to nothing."""
    words = list(re.finditer(rb"[\w.-]{2,}", text))
    for place in sorted(r.sample(words, min(len(words), r.choice([1, 5, 50]))), key=lambda m: -m.start()):
        by = r.choice([r.choice(words).group(), b"nobody", place.group().lower(), place.group() + b" ", b"*", b"-", b""])
        text = text[:place.start()] + by + text[place.end():]
    return text


def duplicates(r, text):
    lines = text.split(b"\n")
    at = r.randrange(len(lines))
    members = list(re.finditer(rb'"\w+": ?("[^"]*"|[\d.]+|\[[^][]*\])', text))
    if members and r.random() < 0.6:
        m = r.choice(members)
        other = re.sub(rb"(?<=:).*", r.choice([b'"x"', b"1", b"null", b"[]", m.group().split(b":", 1)[1]]), m.group(), flags=re.S)
        return text[:m.end()] + b"," + other + text[m.end():]
    return b"\n".join(r.choice([
        lambda: lines[:at] + lines[at:at + 1] * r.choice([2, 50]) + lines[at + 1:], lambda: lines + lines,
        lambda: lines[:1] + lines[1:] * 3, lambda: lines[:at] + lines[::-1] + lines[at:]])())


def time(r, text):
    days = ["2021-02-30", "9999-12-31", "0000-00-00", "2021-13-01", "1-1-1", "31/12/2021", "12/31/2021", "2021-06-30T00:00:00Z",
            "20210630", "-2021-06-30", "today", "2021-6-3", "٢٠٢١-٠٦-٣٠"]
    places = list(re.finditer(rb"\d{4}-\d\d-\d\d", text))
    if not places:
        return numbers(r, text)
    for place in sorted(r.sample(places, min(len(places), 3)), key=lambda m: -m.start()):
        text = text[:place.start()] + r.choice(days).encode() + text[place.end():]
    return text


KINDS = [syntax, size, depth, encoding, numbers, references, duplicates, time]


# --- Running ------------------------------------------------------------------------------------------

class Program:
    def __init__(self, path, folder):
        self.path, self.folder, self.runs = path, folder, itertools.count()

    def run(self, arguments):
        """Status, output and error of a run, and what it used as the system counted."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(writing, 2)
            os.dup2(os.open(f"{self.folder}/out-{os.getpid()}", os.O_WRONLY | os.O_CREAT), 1)
            os.chdir(self.folder)
            os.execv(self.path, [self.path, *arguments])
        os.close(writing)
        late = threading.Timer(10 * SECONDS, os.kill, (pid, 9))
        late.start()
        with open(reading, "rb") as said:
            err = said.read(1 << 20)
        _, status, used = os.wait4(pid, 0)
        late.cancel()
        path = pathlib.Path(self.folder, f"out-{pid}")
        out = path.read_bytes()
        path.unlink()
        next(self.runs)
        return os.waitstatus_to_exitcode(status), out, err.decode("utf-8", "replace"), used


def fault_of(result, names, for_people):
    """What a run did that no run may do; empty if nothing."""
    status, out, err, used = result
    seconds = used.ru_utime + used.ru_stime
    if status not in (0, 1, 2):
        return f"it ended with {status}"
    if seconds > SECONDS:
        return f"it took {seconds:.0f} s"
    if used.ru_maxrss * 1024 > MEMORY:
        return f"it took {used.ru_maxrss // 1024} MB"
    if raw := RAW.search(err):
        return f"raw words: {raw.group()}"
    if any(len(line) > 2000 for line in err.splitlines()):
        return "a sentence of over 2,000 characters"
    if re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", err):
        return "controls on standard error"
    if for_people and re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out.decode("utf-8", "replace")):
        return "controls in text for people"
    if status == 2:
        said = [line for line in err.splitlines()
                if not re.search("has findings|holds no matters|^Try: pangkas --help", line)]
        if len(said) != 1 or not said[0].startswith("pangkas: "):
            return "not one sentence"
        if names and not any(name in said[0] for name in names):
            return f"the sentence names no file: {said[0]}"
    return ""


def valid_files(program, source, folder):
    """Each reader: its name, a valid file, and how a command reads that from FILE."""
    ministry = source / "examples/id-ministry"
    table = (ministry / "positions.csv").read_bytes().split(b"\n")
    (folder / "p.csv").write_bytes(b"\n".join(table[:120]) + b"\n")
    for name in ("matters", "authority", "lines"):
        (folder / f"{name}.csv").write_bytes((ministry / f"{name}.csv").read_bytes())
    tables = ["--matters", "matters.csv", "--authority", "authority.csv", "--lines", "lines.csv"]
    (folder / "steps.csv").write_bytes(b"matter,act,who,for,after,together,above,flag,work_minutes,waiting_hours,limit_hours\n"
                                       b"recruitment,recommend,@superior:2,subtree=01.02,,,,,15,8,40\n"
                                       b"*,review,@line,,,desks,1000,big,,,\n*,report,rank=I.a,,yes,desks,,,,,\n")
    (folder / "scheme.csv").write_bytes(b"whoever,matter,limit,for,with,currency,limits,acting_limit,quorum,waiting_hours,pass_on\n"
                                        b"@superior,*,5% budget,subtree=01,2 of 01 + 02 + @top,USD,days=7|percent=25,5,2,40,no\n"
                                        b"rank=I.a|I.b,recruitment,,,,,,,,,rank=II.a\n")
    (folder / "bands.csv").write_bytes(b"code,amount,family,share,measures,own_first,until,flags,limit_hours,apart,beneficiary,shared,fallback,levels_up\n"
                                       b"buy,5: 30% | 5..80: 60% | 80..: 8% | up: 2%,spending,30%,days=7,yes,@superior,big,8,sign|draft,01,seats,01.02,2\n")
    (folder / "duties.csv").write_bytes(b"position,positions,process,duty,moves,holder,since\n01.04.01,,recruitment,pay,yes,h1,2001-02-03\n"
                                        b",rank=III,*,order,,,\n01.01,,purchase,approve,no,h2,\n01.01.01,,purchase,audit,,h3,2010-01-01\n")
    (folder / "relations.csv").write_bytes(b"holder_a,holder_b,kind,degree\nh1,h2,kin,2\nh3,h2,business,\n")
    (folder / "known.log").write_bytes((source / "tests/fuzz/corpus/event_log/small.csv").read_bytes())
    (folder / "map.csv").write_bytes(b"resource,position\nAnn,01\nBob,01.02\n")
    corpus = source / "tests/fuzz/corpus"
    (folder / "scenario.toml").write_bytes((corpus / "scenario/steps.toml").read_bytes().split(b"[[step]]")[0] +
                                           b'[[step]]\ndo = "abolish"\nposition = "01.01"\nseats_to = ""\n[[step]]\ndo = "add"\n'
                                           b'code = "N"\nreports_to = "01"\nrank = "III.a"\n[[step]]\ndo = "authority"\nposition = "N"\n'
                                           b'matter = "*"\nas = "mandate"\nlimit = 5\ngiver = "01"\nuntil = 2026-01-01\n[[step]]\n'
                                           b'do = "policy"\npolicy = "delayer"\nlayers = [2]\n')
    assert program.run(["simplify", "p.csv", *tables, "--policy", "id-central-2021", "--out", "after"])[0] == 0
    scheme = (source / "src/presets/ranks/indonesia.toml").read_bytes()
    health = source / "examples/uk-department-of-health-2013"
    senior, junior = ((health / f"{name}.csv").read_bytes().split(b"\n") for name in ("senior", "junior"))
    (folder / "senior.csv").write_bytes(b"\n".join(senior[:60]) + b"\n")
    mapping = b'[columns]\ncode = "code"\nreports_to = "reports_to"\nrank = ["rank", "x"]\n[reading]\ndecimal = "comma"\n' \
              b'root_marks = ["", "-"]\nscheme = "indonesia"\n[keep]\nkind = ["structural", "functional", "executing", ""]\n'
    whole = (folder / "after/organisation.json").read_bytes()
    scheme_at = whole.find(b'"scheme"')
    inline = json.dumps({"name": "s", "ranks": [{"rank": "I.a", "kind": "structural"}, {"rank": "Pelaksana", "kind": "executing"}]})
    workbook = (source / "tests/data/workbooks/id-ministry.xlsx").read_bytes()
    return [
        ("staff.xlsx", workbook, [["check", "FILE"], ["check", "FILE", "--matters", "FILE"], ["convert", "FILE", "--out", "-", "--to", "xlsx"]]),
        ("tree.json", (corpus / "json_table/tree.json").read_bytes(), [["check", "FILE"], ["convert", "FILE", "--out", "-", "--to", "graphml"]]),
        ("popolo.json", (corpus / "json_table/popolo.json").read_bytes(), [["check", "FILE"], ["convert", "FILE", "--out", "-", "--to", "dot"]]),
        ("posts.ttl", (corpus / "rdf_table/posts.ttl").read_bytes(), [["check", "FILE"], ["convert", "FILE", "--out", "-", "--to", "turtle"]]),
        ("table", (folder / "p.csv").read_bytes(), [["check", "FILE"], ["measure", "FILE"], ["optimise", "FILE", "--span-cap", "9"],
                                                    ["simplify", "FILE", "--policy", "id-central-2021"]]),
        ("senior", b"\n".join(senior[:60]), [["check", "FILE"], ["compare", "senior.csv", "FILE"]]),
        ("junior", b"\n".join(junior[:80]), [["check", "senior.csv", "FILE"]]),
        ("organisation.json", whole, [["check", "FILE"], ["convert", "FILE", "-", "--to", "json"], ["paths", "FILE"]]),
        ("inline.json", b'{"pangkas": "organisation", "version": 1, "scheme": ' + inline.encode() +
         b', "positions": [{"code": "A", "rank": "I.a", "seats": 2}, {"code": "B", "rank": "Pelaksana", "reports_to": "A"}]}',
         [["check", "FILE"], ["measure", "FILE", "--hierarchy"]]),
        ("matters", (folder / "matters.csv").read_bytes(), [["check", "p.csv", *tables[2:], "--matters", "FILE"], ["paths", "p.csv", *tables[2:], "--matters", "FILE"]]),
        ("authority", (folder / "authority.csv").read_bytes(), [["check", "p.csv", *tables[:2], *tables[4:], "--authority", "FILE"],
                                                                       ["optimise", "p.csv", *tables[:2], *tables[4:], "--authority", "FILE", "--delegate"],
                                                                       ["paths", "p.csv", *tables[:2], *tables[4:], "--authority", "FILE", "--who"]]),
        ("lines", (folder / "lines.csv").read_bytes(), [["check", "p.csv", *tables[:4], "--lines", "FILE"]]),
        ("steps", (folder / "steps.csv").read_bytes(), [["check", "p.csv", *tables, "--steps", "FILE"], ["paths", "p.csv", *tables, "--steps", "FILE"]]),
        ("scheme", (folder / "scheme.csv").read_bytes(), [["check", "p.csv", *tables[:2], *tables[4:], "--authority", "FILE"]]),
        ("bands", (folder / "bands.csv").read_bytes(), [["check", "p.csv", "--matters", "FILE"]]),
        ("duties", (folder / "duties.csv").read_bytes(), [["integrity", "p.csv", *tables, "--duties", "FILE", "--policy", "id-central-2021", "--repairs", "1"]]),
        ("relations", (folder / "relations.csv").read_bytes(), [["integrity", "p.csv", "--duties", "duties.csv", "--relations", "FILE"]]),
        ("rules.toml", (source / "src/presets/integrity/independence.toml").read_bytes(),
         [["integrity", "p.csv", *tables, "--duties", "duties.csv", "--on", "2026-01-01", "--rules", "FILE"]]),
        ("mapping.toml", mapping, [["check", "p.csv", "--columns", "FILE"]]),
        ("scheme.toml", scheme, [["check", "p.csv", "--scheme", "FILE"]]),
        ("policy.toml", (source / "src/presets/policies/id-central-2021.toml").read_bytes(),
         [["simplify", "p.csv", "--policy", "FILE"], ["optimise", "p.csv", "--span-cap", "9", "--policy", "FILE"]]),
        ("scenario.toml", (folder / "scenario.toml").read_bytes(),
         [["apply", "p.csv", *tables, "--scenario", "FILE"], ["integrity", "p.csv", "--duties", "duties.csv", "--scenario", "FILE"]]),
        ("ledger.json", (folder / "after/ledger.json").read_bytes(), [["undo", "after/organisation.json", "FILE", "--out", "-"]]),
        ("SHA256SUMS", (folder / "after/SHA256SUMS").read_bytes(), [["check", "FOLDER"]]),
        ("office.toml", (corpus / "office_rules/office.toml").read_bytes(),
         [["simulate", "p.csv", *tables, "--horizon", "5d", "--warm-up", "none", "--replications", "2", "--calendar", "FILE"]]),
        ("log.csv", (corpus / "event_log/small.csv").read_bytes(), [["log", "FILE"], ["log", "FILE", "--calibrate", "-"], ["log", "FILE", "--by", "case"]]),
        ("log.xes", (corpus / "event_log/small.xes").read_bytes(), [["log", "FILE"], ["log", "FILE", "--level", "role", "--missing", "value"]]),
        ("objects.json", (corpus / "event_log/ocel.json").read_bytes(), [["log", "FILE", "--case-type", "case", "--resource-type", "resource"]]),
        ("objects.xml", (corpus / "event_log/ocel.xml").read_bytes(), [["log", "FILE", "--case-type", "case"]]),
        ("log.toml", (corpus / "log_mapping/mapping.toml").read_bytes(), [["log", "known.log", "--log-columns", "FILE"]]),
        ("map.csv", b"resource,role,group,position,from,until\nAnn,,,01,2020-01-01,\nBob,,,@superior,,\n,clerk,A,rank=I.a,,\nX,,,,,\n",
         [["log", "known.log", "p.csv", "--map", "FILE", *tables]]),
        ("keep.txt", b"01\n01.02\n", [["optimise", "p.csv", "--span-cap", "9", "--keep", "FILE"]]),
    ]


# Nothing but a value of its own kind can be meant by an option.
VALUES = ["", " ", "-1", "nan", "inf", "1e999", "99999999999999999999", "0", "1.5", "x" * 100_000, "\x1b[2J", "../..", "%s%n",
          "/dev/null", "/dev/full", "/proc", "-", "--", "a,b", "5..", "9..1", "1..99999999", "2021-02-30", "\udcff", "none", "p.csv"]
READS = {"check": ["p.csv"], "measure": ["p.csv"], "paths": ["p.csv", "--matters", "matters.csv"],
         "simplify": ["p.csv", "--policy", "delayer", "--layers", "3"], "integrity": ["p.csv"], "apply": ["p.csv", "--scenario", "scenario.toml"],
         "optimise": ["p.csv", "--span-cap", "9"],
         "simulate": ["p.csv", *"--matters matters.csv --authority authority.csv --horizon 5d --replications 2".split()],
         "compare": ["p.csv", "p.csv"], "undo": ["after/organisation.json", "after/ledger.json", "--out", "-"],
         "log": ["known.log", "p.csv", "--map", "map.csv"],
         "convert": ["p.csv", "--force", "--out", "x.json"], "generate": ["-n", "100"], "policy": []}


def options_of(program, command):
    """Those that --help names and that take a value."""
    text = program.run([command, "--help"])[1].decode()
    return sorted(set(re.findall(r"^ +(?:-\w,)?(--[\w-]+) (?=[A-Z])", text, re.M)))


def known_rows(r):
    """A table with faults of which each is one row's, and how many rows it has."""
    codes = [f"K{i}" for i in range(r.randrange(2, 60))]
    rows = []
    for i, code in enumerate(codes):
        row = [code, r.choice(["Analis", "=1", "Kepala; \"x\"", "a\nb", ""]), "" if i == 0 else r.choice(codes + ["nobody", code.lower()]),
               r.choice(["1", "", "2,5", "x", "-3", "1e9"])]
        rows.append(row)
        if r.random() < 0.2:
            rows.append(r.choice([row, [code, "other", row[2], row[3]], ["", "no code", codes[0], "1"], ["-", "mark", "", ""]]))
    r.shuffle(rows)
    text = io.StringIO()
    csv.writer(text, lineterminator=r.choice(["\n", "\r\n"])).writerows([["code", "title", "reports_to", "seats"], *rows])
    return text.getvalue().encode(), len(rows)


def main():
    path, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    each = int(sys.argv[4]) if len(sys.argv) > 4 else max(1, round(10 * float(os.environ.get("PANGKAS_CASES", "0.1"))))
    r = random.Random(seed)
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "in" / "side"  # what goes to ../.. stays here
        folder.mkdir(parents=True)
        program = Program(path, folder)
        tasks = []
        for name, valid, commands in valid_files(program, source, folder):
            for kind in KINDS:
                for n in range(each):
                    bad = kind(r, valid)
                    place = folder / f"{len(tasks)}-{name}"
                    command = r.choice(commands)
                    if command[-1] == "FOLDER":
                        place.mkdir()
                        for file in (folder / "after").iterdir():
                            (place / file.name).write_bytes(file.read_bytes())
                        (place / name).write_bytes(bad)
                    else:
                        place.write_bytes(bad)
                    arguments = [place.name if a in ("FILE", "FOLDER") else a for a in command]
                    tasks.append((f"{name} {kind.__name__} {n}", arguments, arguments[1:], bad))
        for command, reads in READS.items():
            for option in options_of(program, command):
                if option == "--out" and command not in ("undo", "generate"):
                    continue
                for value in r.sample(VALUES, min(len(VALUES), each)):
                    tasks.append((f"{command} {option} {value[:20]!r}", [command, *reads, option, value], [], b""))

        def work(task):
            title, arguments, names, bad = task
            fault = fault_of(program.run([os.fsencode(a) for a in arguments]), names,
                             "--to" not in arguments and arguments[0] not in ("convert", "generate", "policy", "undo"))
            return fault and (title, fault, arguments, bad)

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            faults += [f for f in pool.map(work, tasks) if f]

        for n in range(20 * each):
            text, rows = known_rows(r)
            (folder / "known.csv").write_bytes(text)
            findings = json.loads(program.run(["check", "known.csv", "--json"])[1])["list"]
            positions = json.loads(program.run(["measure", "known.csv", "--json"])[1])["positions"]
            explained = {f["row"] for f in findings if f["rule"] in LEFT_OUT}
            if positions + len(explained) != rows:
                faults.append((f"known rows {n}", f"{rows} rows, {positions} positions, {len(explained)} explained", ["check"], text))

    for title, fault, arguments, bad in faults:
        print(f"{title}: {fault}: pangkas {' '.join(arguments)[:200]!r}, {bad[:300]!r}", file=sys.stderr)
    print(f"{next(program.runs)} runs, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
