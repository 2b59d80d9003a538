#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Walks the decisions of an organisation by the rules of docs/background/decisions.md, from its tables
alone and with nothing of the library:

  tools/walk_decisions.py POSITIONS --matters M --authority A [--steps S] [--lines L] [--compare PANGKAS]

It prints matter, originator, hand-offs and decider of each path as CSV. With --compare it runs that
program on the same tables instead and exits with 1 if any path differs. It knows what the bundled
schemes say: classes, relative holders, rights for others, concurrence, named steps before the decision,
acting chains, absent holders, bands of amounts, own first. Role and coordination lines, days and bodies
it does not know, and stops at them.
"""

import argparse
import csv
import subprocess
import sys
import tomllib


def table(path):
    if path is None:
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Organisation:
    def __init__(self, args):
        rows = table(args.positions)
        self.posts = {r["code"]: r for r in rows}
        self.above = {r["code"]: r["reports_to"] for r in rows}
        self.managers = set(self.above.values())
        self.order = {code: i for i, code in enumerate(self.posts)}
        self.authority = table(args.authority)
        self.steps = table(args.steps)
        self.lines = table(args.lines)
        if unknown := {r["type"] for r in self.lines} - {"acting"}:
            sys.exit(f"lines of these types are not walked: {', '.join(sorted(unknown))}")
        if any(r.get("after") for r in self.steps):
            sys.exit("steps after the decision are not walked")
        self.rank_names = {}
        if args.scheme:
            with open(args.scheme, "rb") as file:
                for rank in tomllib.load(file)["rank"]:
                    for name in [rank["name"], *rank.get("aliases", [])]:
                        self.rank_names[name.lower()] = rank["name"]
        self.matters = [m for row in table(args.matters) for m in self.bands(row)]

    # Selectors and holders

    def meets(self, selector, code):
        post = self.posts[code]
        for term in (t.strip() for t in selector.split(";")):
            if term == "all":
                continue
            key, _, values = term.partition("=") if "=" in term else ("codes", "", term)
            values = [v.strip() for v in values.split("|")]
            key = key.strip()
            if key == "rank":
                ok = any(self.has_rank(post, v) for v in values)
            elif key == "title_contains":
                ok = any(v.lower() in post["title"].lower() for v in values)
            elif key == "kind":
                ok = post["kind"] in values if post.get("kind") else values == ["executing"] and "/" in code
            elif key == "codes":
                ok = code in values
            elif key == "manager":
                ok = (code in self.managers) == (values == ["yes"])
            else:
                sys.exit(f"the key {key} is not walked")
            if not ok:
                return False
        return True

    def has_rank(self, post, wanted):
        """A rank by name or alias, or the echelon that it is a part of: II.a and II.b are II."""
        rank = self.rank_names.get(post["rank"].lower(), post["rank"])
        return wanted in (rank, rank.split(".")[0])

    def line(self, code):
        found = []
        while self.above[code]:
            code = self.above[code]
            found.append(code)
        return found

    def handler(self, post):
        """Who acts in a post: its holder, the nearest who acts for it, or nobody."""
        def present(code):
            p = self.posts[code]
            return "absent" not in (p.get("flags") or "").split("|") and p.get("filled") not in ("0", "0.0")
        asked = [post]
        if present(post):
            return post
        for code in asked:
            acting = sorted((r["superior"] for r in self.lines if r["subordinate"] == code), key=self.order.get)
            for official in acting:
                if present(official):
                    return official
            asked += [o for o in acting if o not in asked]
        return None

    def locate(self, who, originator):
        line = self.line(originator)
        if who == "@superior":
            return next((p for p in line if self.handler(p)), None)
        if "=" not in who:
            return who
        if on_line := [p for p in line if self.meets(who, p)]:
            return on_line[0]
        anywhere = [p for p in self.posts if self.meets(who, p)]
        return anywhere[0] if len(anywhere) == 1 else None

    # Matters and rights

    def bands(self, row):
        row["families"] = [f.strip() for f in (row.get("family") or "").split("|") if f.strip()]
        if ":" not in (row.get("amount") or ""):
            return [row]
        rows = []
        for band in row["amount"].split("|"):
            low, high = (float(v) for v in band.split(":")[0].split(".."))
            limits = sorted({float(a["limit"]) for a in self.authority
                             if a["matter"] in ("*", row["code"]) and a["limit"].replace(".", "").isdigit()})
            cuts = [low] + [x for x in limits if low < x < high] + [high]
            for a, b in zip(cuts, cuts[1:]):
                rows.append({**row, "code": f"{row['code']} {a:.0f}..{b:.0f}", "amount": str(b),
                             "families": [row["code"]] + row["families"]})
        return rows

    def reaches(self, right, matter, holder):
        limit, amount = right["limit"], matter.get("amount")
        if limit == "budget":
            limit = self.posts[holder].get("budget") or ""
        if not limit or not amount:
            return True
        same = (right.get("currency") or "") == (matter.get("currency") or "")
        return same and float(limit) >= float(amount)

    def rights(self, matter):
        """Rights for a matter: for it, for its families, for all; then in the order of the table."""
        def nearness(right):
            of = right["matter"]
            return 0 if of == matter["code"] else 1 if of in matter["families"] else 2 if of == "*" else None
        ranked = [(nearness(r), i, r) for i, r in enumerate(self.authority) if nearness(r) is not None]
        return [r for _, _, r in sorted(ranked, key=lambda x: x[:2])]

    def excepted(self, right, post):
        """Whether an earlier row on the same right names the post, or another class of it."""
        key = lambda r: [r.get(k) or "" for k in ("matter", "source", "giver", "currency", "for", "with")]
        for other in self.authority:
            if other is right:
                return False
            if key(other) == key(right) and (other.get("position") == post or (
                    "=" in (other.get("whoever") or "") and self.meets(other["whoever"], post))):
                return True

    def holds(self, right, post, originator):
        holders = right.get("whoever") or ""
        if not holders:
            return right["position"] == post
        if holders.startswith("@"):
            return self.locate(holders, originator) == post
        return self.meets(holders, post) and not self.excepted(right, post)

    def concurring(self, right, post, originator):
        """The posts that concur; None if too few are there."""
        text = right.get("with") or ""
        if not text:
            return []
        needed, names = text.split(" of ") if " of " in text else (None, text)
        names = [n.strip() for n in names.split("+")]
        needed = int(needed or len(names))
        found = []
        for name in names:
            p = self.locate(name, originator)
            hand = p and self.handler(p)
            if (len(found) < needed and hand and p not in (post, originator) and hand not in
                    (self.handler(post), originator, *map(self.handler, found))):
                found.append(p)
        return found if len(found) == needed else None

    # The path

    def decide(self, matter, originator):
        """The deciding post and who concurs; None if nobody decides."""
        rights = self.rights(matter)
        strategic = matter.get("strategic") == "yes"

        def stands(right, post):
            hand = self.handler(post)
            return hand and self.reaches(right, matter, post) and (hand == post or not strategic)

        def alone(right):
            mine = self.holds(right, originator, originator) if not right.get("for") else (
                self.meets(right["for"], originator) and right["position"] == originator)
            return mine and not (right.get("whoever") or "").startswith("@") and not right.get("with") \
                and self.reaches(right, matter, originator)

        if matter.get("own_first") == "yes" and any(map(alone, rights)):
            return originator, []
        for right in self.authority:
            if right in rights and right.get("for") and self.meets(right["for"], originator):
                post = self.locate(right.get("whoever") or right["position"], originator)
                if post and post != originator and stands(right, post):
                    if (others := self.concurring(right, post, originator)) is not None:
                        return post, others
        for post in self.line(originator):
            for right in rights:
                if not right.get("for") and self.holds(right, post, originator) and stands(right, post):
                    if (others := self.concurring(right, post, originator)) is not None:
                        return post, others
        return (originator, []) if any(map(alone, rights)) else None

    def path(self, matter, originator):
        """The hands of a path, drafter first; empty if nobody decides."""
        decision = self.decide(matter, originator)
        if decision is None:
            return []
        decider, others = decision
        if decider == originator:
            return [originator]
        line = self.line(originator)
        if decider in line:
            end = line.index(decider)
        else:
            above = self.line(decider)
            common = next((p for p in line if p in above), None)
            end = 0 if originator in above else line.index(common) if common else len(line)
        named = [s for s in self.steps if s["matter"] in ("*", matter["code"], *matter["families"])
                 and (not s.get("for") or self.meets(s["for"], originator))]
        posts = []
        for step in named:
            post = self.locate(step["who"], originator)
            too_high = decider in line and post in line and line.index(post) >= end
            if post and post not in (originator, decider) and not too_high:
                posts.append(post)
        if not named:
            posts = line[:end]
        hands = [originator] + [h for h in map(self.handler, posts) if h]
        for other in others:
            if self.handler(other) not in hands[1:]:
                hands.append(self.handler(other))
        hands.append(self.handler(decider))
        return [h for i, h in enumerate(hands) if i == 0 or h != hands[i - 1]]

    def all_paths(self):
        for matter in self.matters:
            for code in self.posts:
                raises = self.meets(matter["originators"], code) if matter.get("originators") else code not in self.managers
                if raises:
                    hands = self.path(matter, code)
                    yield matter["code"], code, str(len(hands) - 1) if hands else "", hands[-1] if hands else ""


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("positions")
    for name in ("matters", "authority"):
        options.add_argument("--" + name, required=True)
    for name in ("steps", "lines", "scheme", "compare"):
        options.add_argument("--" + name)
    args = options.parse_args()
    walked = sorted(Organisation(args).all_paths())
    if args.compare is None:
        out = csv.writer(sys.stdout, lineterminator="\n")
        out.writerow(("matter", "originator", "hand_offs", "decider"))
        out.writerows(walked)
        return
    command = [args.compare, "paths", args.positions, "--csv"]
    for name in ("matters", "authority", "steps", "lines", "scheme"):
        if value := getattr(args, name):
            command += ["--" + name, value]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    told = sorted((r["matter"], r["originator"], r["hand_offs"], r["decider"]) for r in csv.DictReader(said.splitlines()))
    differ = sorted(set(walked) ^ set(told))
    for path in differ[:10]:
        print(("walked" if path in walked else "told  "), *path, file=sys.stderr)
    print(f"{len(walked)} paths, {len(differ)} differ")
    sys.exit(1 if differ or not walked else 0)


if __name__ == "__main__":
    main()
