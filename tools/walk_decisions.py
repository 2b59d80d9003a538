#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Walk every decision of a ministry step by step, a second time and without Pangkas.

    tools/walk_decisions.py                      the bundled ministry, before and simplified
    tools/walk_decisions.py --path recruitment 01.02.02.01-P1
    tools/walk_decisions.py FOLDER               another folder with the same four tables

Reads positions.csv, matters.csv, authority.csv and lines.csv and follows
docs/background/decisions.md rule by rule, one originator after the other, with nothing remembered
between two of them: slow, plain, and made to be compared with the library. It knows the tables as
tools/make_id_ministry.py writes them (commas, plain numbers, canonical ranks), not everything that
Pangkas reads, and lets every authority hold on every day, as Pangkas does without --on. Needs only
the standard library.

"Simplified" means: posts of echelon III to V without a flag E1 to E4 become functional, whoever
reported to one of them reports to the nearest superior that stays, attribution is orphaned,
delegation goes to that superior and a mandate back to its giver. With coordinators, a converted
post keeps an assignment line to each former subordinate.
"""

import argparse
import collections
import csv
import dataclasses
import pathlib

RANK_GROUPS = {"Keahlian": ("Ahli Utama", "Ahli Madya", "Ahli Muda", "Ahli Pertama"),
               "Keterampilan": ("Penyelia", "Mahir", "Terampil", "Pemula")}
CONVERTED = {"III": "Ahli Madya", "IV": "Ahli Muda", "V": "Ahli Pertama"}
EXEMPT = {"E1", "E2", "E3", "E4"}
ROLE_LINES = ("assignment", "functional")


def table(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def pieces(text):
    return [piece for piece in text.split("|") if piece]


@dataclasses.dataclass
class Organisation:
    positions: dict   # by code, in the given order
    lines: list
    authorities: list  # one for each holder

    def superior(self, code):
        return self.positions[code]["reports_to"] or None

    def superiors(self, code):
        """All command superiors, the nearest first."""
        above = []
        while (code := self.superior(code)) is not None:
            above.append(code)
        return above

    def has_holder(self, code):
        post = self.positions[code]
        filled = post["filled"] == "" or float(post["filled"]) > 0
        return filled and "absent" not in post["flags"].split()

    def meets(self, code, selector):
        """The selectors that the bundled tables use."""
        post = self.positions[code]
        for term in selector.split(";"):
            key, _, values = term.strip().partition("=")
            if key == "all":
                continue
            values = pieces(values)
            if key == "rank":
                ok = any(post["rank"] == v or post["rank"].split(".")[0] == v
                         or post["rank"] in RANK_GROUPS.get(v, ()) for v in values)
            elif key == "kind":
                ok = post["kind"] in values
            elif key == "codes":
                ok = code in values
            elif key == "subtree":
                ok = any(v in (code, *self.superiors(code)) for v in values)
            elif key == "manager":
                ok = (values == ["yes"]) == any(p["reports_to"] == code
                                                for p in self.positions.values())
            else:
                raise SystemExit(f"the selector {selector!r} is too much for this script")
            if not ok:
                return False
        return True


def read(folder):
    org = Organisation({row["code"]: row for row in table(folder / "positions.csv")},
                       table(folder / "lines.csv"), [])
    for row in table(folder / "authority.csv"):
        holders = ([row["position"]] if row["position"] else
                   [code for code in org.positions if org.meets(code, row["holders"])])
        org.authorities += [{**row, "position": holder} for holder in holders]
    matters = table(folder / "matters.csv")
    for matter in matters:
        matter["from"] = [code for code in org.positions
                          if org.meets(code, matter["originators"] or "manager=no")]
    return org, matters


def simplified(before, roles):
    """The organisation after id-central-2021, and what became of each authority."""
    def converts(code):
        post = before.positions[code]
        return (before.superior(code) is not None and post["rank"].split(".")[0] in CONVERTED
                and not EXEMPT & set(post["flags"].split()))

    def kept(code):
        while converts(code):
            code = before.superior(code)
        return code

    positions, lines, authorities = {}, list(before.lines), []
    fate = collections.Counter()
    for code, post in before.positions.items():
        is_now = dict(post)
        if post["reports_to"]:
            is_now["reports_to"] = kept(post["reports_to"])
        if converts(code):
            is_now.update(kind="functional", rank=CONVERTED[post["rank"].split(".")[0]])
        positions[code] = is_now
        if roles == "coordinators" and post["reports_to"] and converts(post["reports_to"]):
            lines.append({"superior": post["reports_to"], "subordinate": code, "matter": "",
                          "type": "assignment", "role": "coordinator"})
    for right in before.authorities:
        if converts(right["position"]):
            fate[right["matter"], right["source"]] += 1
            if right["source"] == "attribution":
                continue
            to = right["giver"] if right["source"] == "mandate" else right["position"]
            right = {**right, "position": kept(to or right["position"])}
        authorities.append(right)
    return Organisation(positions, lines, authorities), fate


@dataclasses.dataclass
class Step:
    who: str
    post: str
    part: str  # drafter, reviewer, decider, role, coordination


class Walker:
    def __init__(self, org, matter):
        self.org, self.matter = org, matter
        code = matter["code"]
        self.lines = [line for line in org.lines if line["matter"] in ("", code)]
        self.rights = [right for right in org.authorities if right["matter"] in ("*", code)]
        # As the library numbers positions: layer by layer, and in the given order within a layer.
        self.number = {}
        for layer in range(len(org.positions)):
            members = [c for c in org.positions if len(org.superiors(c)) == layer]
            if not members:
                break
            below = {c: self.number.get(org.superior(c), 0) for c in members}
            for c in sorted(members, key=lambda c: below[c]):
                self.number[c] = len(self.number)

    def upper_ends(self, post, kinds):
        ends = {line["superior"] for line in self.lines
                if line["subordinate"] == post and line["type"] in kinds}
        return sorted(ends, key=self.number.get)

    def acts(self, post):
        """Who acts in a post: its holder, its acting official, or nobody."""
        if self.org.has_holder(post):
            return post
        acting = [c for c in self.upper_ends(post, ("acting",)) if self.org.has_holder(c)]
        return acting[0] if acting else None

    def reaches(self, post, acting_only=False):
        amount = self.matter["amount"]
        for right in self.rights:
            if right["position"] != post or (acting_only and not right["acting"]):
                continue
            if right["acting"] and self.matter["strategic"] == "yes":
                continue
            if not right["limit"] or not amount or float(right["limit"]) >= float(amount):
                return True
        return False

    def may_decide(self, post, who):
        if who == post:
            return self.reaches(post)
        return self.matter["strategic"] != "yes" and (self.reaches(post)
                                                      or self.reaches(who, acting_only=True))

    def why_not(self, originator):
        above = self.org.superiors(originator)
        if any(self.reaches(post) for post in above):
            return "post-without-holder"
        if any(right["position"] in above for right in self.rights):
            return "limit-too-low"
        return "no-authority"

    def command_steps(self, originator):
        """The posts that handle the matter, or None where nobody decides."""
        steps = [Step(originator, originator, "drafter")]
        for post in self.org.superiors(originator):
            who = self.acts(post)
            if who is None:
                continue
            steps.append(Step(who, post, "reviewer"))
            if self.may_decide(post, who):
                steps[-1].part = "decider"
                return steps
        if self.reaches(originator):
            return [Step(originator, originator, "decider")]
        return None

    def role_steps(self, post):
        bosses = set(self.org.superiors(post))
        seen, queue, steps = {post}, [post], []
        while queue:
            for upper in self.upper_ends(queue.pop(0), ROLE_LINES):
                if upper in seen or upper in bosses:
                    continue
                seen.add(upper)
                queue.append(upper)
                if self.org.has_holder(upper):
                    steps.append(Step(upper, upper, "role"))
        return steps

    def steps(self, originator, roles=True, coordination=True):
        command = self.command_steps(originator)
        if command is None:
            return None
        everything = []
        for step in command:
            if step.part == "decider":
                everything.append(step)
                break
            for s in [step, *(self.role_steps(step.post) if roles else [])]:
                everything.append(s)
                if coordination:
                    everything += [Step(c, c, "coordination")
                                   for c in self.upper_ends(s.post, ("coordination",))
                                   if self.org.has_holder(c)]
        joined = []
        for step in everything:
            last = joined[-1] if joined else None
            official = ("drafter", "reviewer", "decider")
            if last and last.who == step.who and last.part in official and step.part in official:
                part = "decider" if step.part == "decider" else last.part
                joined[-1] = Step(last.who, step.post, part)
            else:
                joined.append(step)
        return joined

    def hand_offs(self, originator):
        """Command steps alone, with roles, with roles and coordination."""
        if self.command_steps(originator) is None:
            return None
        return tuple(len(self.steps(originator, *kinds)) - 1
                     for kinds in [(False, False), (True, False), (True, True)])


def walk(org, matters):
    """All paths, for each matter: {code: {originator: (hand-offs, decider, findings)}}."""
    result = {}
    for matter in matters:
        walker = Walker(org, matter)
        paths = result[matter["code"]] = {}
        for originator in matter["from"]:
            lengths = walker.hand_offs(originator)
            if lengths is None:
                paths[originator] = (None, walker.why_not(originator), set(), False)
                continue
            with_roles = walker.steps(originator, True, False)
            # Who decides: the official, and the post in whose name it is done.
            last = with_roles[-1]
            findings = set()
            if lengths[0] < int(matter["checks"] or 0):
                findings.add("checks")
            if walker.steps(originator, False, False)[0].part == "decider":
                findings.add("four-eyes")
            initials = sum(s.part in ("reviewer", "role") for s in with_roles)
            if matter["initials"] and initials > int(matter["initials"]):
                findings.add("initials-of-matter")
            paths[originator] = (lengths, (last.who, last.post), findings,
                                 any(s.part == "role" for s in with_roles))
    return result


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else None


def volume(matter):
    return float(matter["volume"]) if matter["volume"] else float(len(matter["from"]))


def number(value, digits=3):
    return "-" if value is None else f"{value:.{digits}f}"


def print_table(title, org, matters, paths):
    print(f"\n{title}\n")
    print(f"{'matter':18}{'orig.':>6}{'undec.':>7}{'undec. volume':>14}{'command':>9}{'roles':>7}"
          f"{'coord.':>8}{'max':>5}  deciders by rank (originators)")
    total = collections.Counter()
    for matter in matters:
        found = paths[matter["code"]]
        weight = volume(matter) / len(found)
        lengths = [p[0] for p in found.values() if p[0]]
        undecidable = len(found) - len(lengths)
        means = [mean(l[i] for l in lengths) for i in range(3)]
        ranks = collections.Counter(org.positions[p[1][1]]["rank"] or "minister"
                                    for p in found.values() if p[0])
        total["originators"] += len(found)
        total["undecidable"] += undecidable
        total["lost"] += undecidable * weight
        total["volume"] += len(lengths) * weight
        for i in range(3):
            total[i] += sum(l[i] for l in lengths) * weight
        total["max"] = max([total["max"], *(l[0] for l in lengths)])
        print(f"{matter['code']:18}{len(found):6}{undecidable:7}{undecidable * weight:14.3f}"
              f"{number(means[0]):>9}{number(means[1]):>7}{number(means[2]):>8}"
              f"{max((l[0] for l in lengths), default=0):5}  "
              + ", ".join(f"{rank} {n}" for rank, n in sorted(ranks.items())))
    print(f"{'all, by volume':18}{total['originators']:6}{total['undecidable']:7}"
          f"{total['lost']:14.3f}{total[0] / total['volume']:9.3f}"
          f"{total[1] / total['volume']:7.3f}{total[2] / total['volume']:8.3f}{total['max']:5}")

    reasons = collections.Counter((m["code"], p[1]) for m in matters
                                  for p in paths[m["code"]].values() if not p[0])
    broken = collections.Counter((rule, m["code"]) for m in matters
                                 for p in paths[m["code"]].values() for rule in p[2])
    for (code, reason), n in sorted(reasons.items()):
        print(f"  undecidable: {code}, {n} originators, {reason}")
    for (rule, code), n in sorted(broken.items()):
        print(f"  {rule}: {code}, {n} originators")
    deciders = {m["code"]: {p[1][0] for p in paths[m["code"]].values() if p[0]} for m in matters}
    pairs = {tuple(sorted((m["code"], other))) for m in matters
             for other in pieces(m["not_same_position"])}
    for a, b in sorted(pairs):
        for code in sorted(deciders[a] & deciders[b]):
            print(f"  incompatible-roles: {code} {org.positions[code]['title']}: {a}, {b}")


def print_shrink(title, matters, before, after):
    print(f"\n{title}\n")
    print(f"{'matter':18}{'new undec.':>11}{'before':>9}{'after':>8}{'formal':>9}{'before':>9}"
          f"{'after':>8}{'real':>9}{'shadow':>9}{'longer':>8}")
    sums = collections.Counter()

    def line(name, n):
        formal, real = (1 - n[f"after{i}"] / n[f"before{i}"] if n[f"before{i}"] else 0
                        for i in range(2))
        both = n["volume"]
        print(f"{name:18}{n['lost']:11.0f}{n['before0'] / both:9.3f}{n['after0'] / both:8.3f}"
              f"{formal:9.2%}{n['before1'] / both:9.3f}{n['after1'] / both:8.3f}{real:9.2%}"
              f"{n['shadow'] / both:9.2%}{n['longer']:8.0f}")

    for matter in matters:
        code, n = matter["code"], collections.Counter()
        weight = volume(matter) / len(matter["from"])
        for originator in matter["from"]:
            was, now = before[code][originator], after[code][originator]
            n["lost"] += bool(was[0] and not now[0])
            if not was[0] or not now[0]:
                continue
            n["volume"] += weight
            for i in range(2):
                n[f"before{i}"] += was[0][i] * weight
                n[f"after{i}"] += now[0][i] * weight
            n["longer"] += now[0][0] > was[0][0]
            n["shadow"] += weight * now[4]
        line(code, n)
        sums.update(n)
    line("all, by volume", sums)


def mark_shadow(before, after, matters, paths):
    """Adds to each path whether a role holder was a superior of the post that its step hangs on."""
    for matter in matters:
        walker = Walker(after, matter)
        for originator, path in paths[matter["code"]].items():
            hit = False
            for step in walker.command_steps(originator) or []:
                if step.part != "decider":
                    above = before.superiors(step.post)
                    hit |= any(role.who in above for role in walker.role_steps(step.post))
            paths[matter["code"]][originator] = (*path, hit)


def print_path(title, org, matter, originator):
    walker = Walker(org, matter)
    print(f"\n{title}: {matter['code']} from {originator}")
    steps = walker.steps(originator)
    if steps is None:
        print("  undecidable:", walker.why_not(originator))
    for n, step in enumerate(steps or [], 1):
        acting = f", for {step.post}" if step.who != step.post else ""
        print(f"  {n}. {step.who} {org.positions[step.who]['title']} ({step.part}{acting})")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    root = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("folder", nargs="?", type=pathlib.Path,
                        default=root / "examples" / "id-ministry")
    parser.add_argument("--path", nargs=2, metavar=("MATTER", "FROM"),
                        help="print this path only, before and after")
    options = parser.parse_args()

    before, matters = read(options.folder)
    alone, fate = simplified(before, "none")
    coordinators, _ = simplified(before, "coordinators")
    cases = [("Before", before), ("After, roles none", alone),
             ("After, roles coordinators", coordinators)]
    if options.path:
        matter = next(m for m in matters if m["code"] == options.path[0])
        for title, org in cases:
            print_path(title, org, matter, options.path[1])
        return

    print("Authorities of converted posts (attribution is orphaned, delegation issued anew, a "
          "mandate returned):")
    for (matter, source), n in sorted(fate.items()):
        print(f"  {matter}: {source} {n}")
    was = walk(before, matters)
    print_table("Before", before, matters, was)
    for title, org in cases[1:]:
        now = walk(org, matters)
        print_table(title, org, matters, now)
        mark_shadow(before, org, matters, now)
        print_shrink(f"{title}: shrink", matters, was, now)


if __name__ == "__main__":
    main()
