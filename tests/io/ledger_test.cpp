// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/ledger.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/random_policy.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/simplify/undo.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

std::string json_of(const ledger& changes, std::string_view evidence = {}) {
  std::string out;
  write_ledger_json(
      changes, [&](std::string_view part) { out += part; }, evidence);
  return out;
}

std::string csv_of(const ledger& changes, const csv_style& style = for_people) {
  std::string out;
  write_ledger_csv(
      changes, [&](std::string_view part) { out += part; }, style);
  return out;
}

/// With the hashes of both organisations.
std::string sealed_json(const organisation& before, const simplification& s) {
  std::string out;
  write_ledger_json(s.changes, [&](std::string_view part) { out += part; }, {},
                    {sha256_of(before), sha256_of(s.after)});
  return out;
}

organisation sample_before() {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  position head = post("A, \"x\"", "III.a", "R");
  head.kind = position_kind::structural;
  head.position_class = "13";
  builder.add(head);
  builder.add(post("Bü", "Pelaksana", "A, \"x\""));
  builder.add_authority({"A, \"x\"", "letters", 0.1, authority_source::delegation, "R", "SK 1"});
  builder.add_authority({"A, \"x\"", "leave", {}, authority_source::attribution, "", ""});
  return std::move(builder).build().organisation;
}

simplification sample() {
  policy rules = central_policy();
  rules.roles.kind = role_policy::coordinators;
  return simplify(sample_before(), rules);
}

/// The same as if it had been read from a file.
organisation reread(const organisation& org) {
  organisation_builder builder(ministry_scheme());
  const position_table& t = org.table();
  const auto code = [&](row_index row) { return std::string(t.codes->texts[row]); };
  for (row_index row = 0; row < org.size(); ++row) {
    position p = post(code(row), std::string((*t.ranks)[row]),
                      std::string(org.declared_superior(org.position_at(row))));
    p.title = (*t.titles)[row];
    p.kind = (*t.kinds)[row];
    p.unit = (*t.units)[row];
    p.seats = (*t.seats)[row];
    p.filled = (*t.filled)[row];
    p.position_class = (*t.classes)[row];
    p.cost = (*t.costs)[row];
    p.budget = (*t.budgets)[row];
    p.flags = (*t.flags)[row];
    builder.add(p);
  }
  for (const row_line& l : org.parts().lines)
    builder.add_line({code(l.superior), code(l.subordinate), l.type, org.line_names()[l.matter],
                      org.line_names()[l.role]});
  for (const authority& a : org.authorities()) builder.keep_authority(a);
  for (const matter& m : org.matters()) builder.add_matter(m);
  return std::move(builder).build().organisation;
}

std::string ledger_error(const std::string& text) {
  try {
    static_cast<void>(read_ledger(text, ministry(), "ledger.json"));
  } catch (const input_error& e) {
    return e.what();
  }
  return {};
}

std::string with_change(const std::string& change) {
  return R"({"pangkas": "ledger", "version": 1, "policy": "p", "rules": [{"section": "reports", )"
         R"("rule": "r"}], "changes": [)" +
         change + "]}";
}

}  // namespace

TEST_CASE("the ledger as a table has one row for each change, in words", "[io][ledger]") {
  CHECK(
      csv_of(sample().changes) ==
      "position,change,was,is,rule,source,reason\n"
      "\"A, \"\"x\"\"\",converted,\"structural, III.a, class 13\",\"functional, Ahli Madya, class "
      "13\",III-to-madya,Permen 17/2021,mapping\n"
      "Bü,re-attached,\"reports to A, \"\"x\"\"\",reports to R,reports,,the superior was "
      "converted\n"
      "\"A, \"\"x\"\"\",authority-re-issued,\"delegation of \"\"letters\"\" up to 0.1 by R (SK "
      "1)\",must be re-issued to R,authority,,the holder was converted\n"
      "\"A, \"\"x\"\"\",authority-orphaned,\"attribution of \"\"leave\"\"\",held by nobody: it is "
      "orphaned until the law that names the post is changed,authority,,the holder was converted\n"
      "\"A, \"\"x\"\"\",role-added,superior of Bü,koordinator of Bü,roles,,the converted post "
      "keeps a role over its former reports\n");
  CHECK(csv_of(sample().changes, {.delimiter = '\t'}).starts_with("position\tchange\t"));
}

TEST_CASE("a ledger by id and its rules say together what the whole table says", "[io][ledger]") {
  ledger changes = sample().changes;
  // A rule that takes its reason from two others, beside one that is named like the second of it.
  REQUIRE(changes.rules.size() > 1);
  ledger_rule again = changes.rules[0];
  again.reason = "Another, \"reason\"";
  ledger_rule like = again;
  like.id = again.id + " (2)";
  changes.rules.push_back(like);
  changes.rules.push_back(again);
  for (std::uint32_t i = 0; i < changes.entries.size(); ++i)
    changes.entries[i].rule = i % static_cast<std::uint32_t>(changes.rules.size());

  const auto table = [](const auto& write) {
    std::string text;
    write([&](std::string_view part) { text += part; });
    std::vector<std::vector<std::string>> rows;
    csv_reader reader(text, "table");
    csv_row row;
    while (reader.next(row)) {
      rows.emplace_back();
      for (const std::string_view cell : row.cells()) rows.back().emplace_back(cell);
    }
    return rows;
  };
  const auto in_full = table([&](const text_sink& to) { write_ledger_csv(changes, to); });
  const auto by_id = table(
      [&](const text_sink& to) { write_ledger_csv(changes, to, for_people, rule_cells::by_id); });
  auto rules = table([&](const text_sink& to) { write_ledger_rules(changes, to); });
  REQUIRE(rules.size() == 1 + changes.rules.size());
  CHECK(rules[0] == std::vector<std::string>{"id", "section", "rule", "source", "reason"});
  CHECK(rules.back()[0] == again.id + " (3)");
  REQUIRE(by_id.size() == in_full.size());
  CHECK(by_id[0] == std::vector<std::string>{"position", "change", "was", "is", "rule"});
  for (std::size_t i = 1; i < by_id.size(); ++i) {
    std::vector<std::string> together(by_id[i].begin(), by_id[i].end() - 1);
    std::size_t found = 0;
    for (const auto& rule : rules)
      if (rule[0] == by_id[i].back() && ++found == 1)
        together.insert(together.end(), rule.begin() + 2, rule.end());
    CHECK(found == 1);
    CHECK(together == in_full[i]);
  }
}

TEST_CASE("the ledger as JSON has stable keys", "[io][ledger]") {
  const std::string text = json_of(sample().changes, R"({"seed": 1})");
  const std::string keys = R"({
  "pangkas": "ledger",
  "version": 2,
  "policy": "central",
  "evidence": {"seed": 1},
  "rules": [
    {"section":"exempt","rule":"E1","source":"criteria","reason":"heads a satker"},
    {"section":"convert","rule":"III-to-madya","source":"Permen 17/2021","reason":"mapping"},
    {"section":"reports","rule":"reports","source":"","reason":"the superior was converted"},
    {"section":"authority","rule":"authority","source":"","reason":"the holder was converted"},
    {"section":"roles","rule":"roles","source":"","reason":"the converted post keeps a role over its former reports"}
  ],
  "new_line_names": ["koordinator"],
  "changes": [
    {"position":"A, \"x\"","change":"converted","was":{"kind":"structural","rank":"III.a","class":"13"},"is":{"kind":"functional","rank":"Ahli Madya","class":"13"},"rule":1},
    {"position":"Bü","change":"re-attached","was":"A, \"x\"","is":"R","rule":2},
    {"position":"A, \"x\"","change":"authority-re-issued","was":{"position":"A, \"x\"","matter":"letters","limit":0.1,"source":"delegation","giver":"R","legal_source":"SK 1","place":0},"is":{"position":"R","matter":"letters","limit":0.1,"source":"delegation","legal_source":"SK 1"},"rule":3},
    {"position":"A, \"x\"","change":"authority-orphaned","was":{"position":"A, \"x\"","matter":"leave","source":"attribution","place":1},"is":null,"rule":3},
    {"position":"A, \"x\"","change":"role-added","was":null,"is":{"role":"koordinator","of":"Bü"},"rule":4}
  ])";
  CHECK(text == keys + ",\n  \"sha256\": \"" + sha256_hex(keys) + "\"\n}\n");
}

TEST_CASE("cells of the ledger that a spreadsheet would compute begin with an apostrophe",
          "[io][ledger]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("=R()", "I.a", ""));
  builder.add(post("@A", "III.a", "=R()"));
  builder.add(post("+62", "Pelaksana", "@A"));
  policy rules = central_policy();
  rules.convert.at(0).rule.source = "-1+cmd|' /C calc'!A0";
  const ledger changes = simplify(std::move(builder).build().organisation, rules).changes;
  CHECK_THAT(csv_of(changes), contains("\n'@A,converted,"));
  CHECK_THAT(csv_of(changes), contains(",'-1+cmd|' /C calc'!A0,"));
  CHECK_THAT(csv_of(changes), contains("\n+62,re-attached,reports to @A,reports to =R(),"));
  CHECK_THAT(csv_of(changes, {}), contains("\n@A,converted,"));
}

TEST_CASE("a ledger that was changed since it was written is refused", "[io][ledger]") {
  const simplification s = sample();
  const std::string text = sealed_json(sample_before(), s);
  CHECK(read_ledger_hashes(text) == ledger_hashes{sha256_of(sample_before()), sha256_of(s.after)});
  CHECK(read_ledger(text + "\n", s.after).entries == s.changes.entries);  // an editor's last line
  const auto refused = [&](const std::string& changed) {
    try {
      static_cast<void>(read_ledger(changed, s.after, "ledger.json"));
    } catch (const input_error&) {
      CHECK_THROWS_AS(read_ledger_hashes(changed, "ledger.json"), input_error);
      return true;
    }
    return false;
  };
  // Whatever character is another, also one of the hash itself.
  const std::size_t end = text.rfind('}');
  for (std::size_t at = 0; at <= end; ++at) {
    std::string changed = text;
    changed[at] = changed[at] == 'x' ? 'y' : 'x';
    INFO(changed.substr(at - std::min<std::size_t>(at, 20), 40));
    REQUIRE(refused(changed));
  }
  for (std::size_t at = 0; at < text.size() - 1; at += 7) REQUIRE(refused(text.substr(0, at)));
  // A change that is taken out, and a hash that is.
  const std::size_t change = text.find("    {\"position\":\"Bü\"");
  CHECK(refused(std::string(text).erase(change, text.find('\n', change) + 1 - change)));
  CHECK(refused(text.substr(0, text.find(",\n  \"sha256\"")) + "\n}\n"));
  CHECK_THROWS_WITH(read_ledger_hashes("{}", "ledger.json"),
                    contains("ledger.json was changed since it was written"));
}

TEST_CASE("undo with hashes refuses what is not as it was", "[io][ledger]") {
  const organisation before = sample_before();
  const simplification s = sample();
  const ledger_hashes hashes{sha256_of(before), sha256_of(s.after)};
  CHECK(to_json(undo(s.after, s.changes, hashes)) == to_json(before));
  // Another title: no entry of the ledger speaks of it.
  std::string text = to_json(s.after);
  text.insert(text.find("\"code\":\"Bü\""), "\"title\":\"Head\",");
  const organisation other = read_json(text).organisation;
  CHECK_NOTHROW(undo(other, s.changes));
  CHECK_THROWS_WITH(undo(other, s.changes, hashes),
                    contains("not the one that the ledger was written for"));
  // A ledger without its last change, and one whose change is another.
  ledger shorter = s.changes;
  shorter.entries.erase(std::ranges::find_if(
      shorter.entries, [](const auto& e) { return e.change() == change_kind::re_attached; }));
  CHECK_THROWS_WITH(undo(s.after, shorter, hashes),
                    contains("does not give back the organisation"));
  ledger forged = s.changes;
  forged.states.at(0).position_class = "15";
  CHECK_THROWS_WITH(undo(s.after, forged, hashes), contains("does not give back the organisation"));
  // The position is named where the structure tells it.
  CHECK_THROWS_WITH(undo(before, s.changes, hashes), contains("\"Bü\" does not report to \"R\""));
  // Nothing vouches for a ledger without hashes, and for one of version 1.
  CHECK_THROWS_WITH(read_ledger_hashes(json_of(s.changes), "ledger.json"),
                    contains("ledger.json does not hold the hashes"));
}

TEST_CASE("a matter that turned digital has no position in the ledger", "[io][ledger]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  matter letters;
  letters.code = "letters";
  letters.clerical_steps = {"registry", "printing"};
  letters.waiting_hours = 0.1;
  builder.add_matter(letters);
  const organisation before = std::move(builder).build().organisation;
  policy rules;
  rules.name = "digital";
  rules.digital = {{{"no-paper", "electronic", "law", {}}, {"letters"}, {"registry"}, 5, {}}};
  const simplification s = simplify(before, rules);
  CHECK(csv_of(s.changes) ==
        "position,change,was,is,rule,source,reason\n"
        ",turned-digital,\"\"\"letters\"\" on paper; clerical steps: registry, printing; waiting: "
        "0.1 hours a step\",\"\"\"letters\"\" in digital form; clerical steps: printing; work: 5 "
        "minutes a step; waiting: 0.1 hours a step\",no-paper,law,electronic\n");
  const std::string text = json_of(s.changes);
  CHECK_THAT(text, contains(R"(
    {"position":null,"change":"turned-digital","was":{"matter":"letters","channel":"paper","clerical_steps":["registry","printing"],"waiting_hours":0.1,"place":0},"is":{"matter":"letters","channel":"digital","clerical_steps":["printing"],"work_minutes":5.0,"waiting_hours":0.1},"rule":0}
)"));
  const ledger read = read_ledger(text, s.after);
  CHECK(read.matters == s.changes.matters);
  CHECK(same(undo(s.after, read), before));
}

TEST_CASE("the ledger as JSON keeps the period and the capacity of an authority", "[io][ledger]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A", "III.a", "R"));
  builder.add_authority({"A",
                         "*",
                         {},
                         authority_source::mandate,
                         "R",
                         "SP 1",
                         "2021-01-01",
                         "2021-03-31",
                         acting_capacity::plt});
  const simplification s = simplify(std::move(builder).build().organisation, central_policy());
  const std::string text = json_of(s.changes);
  CHECK_THAT(text, contains(R"("legal_source":"SP 1","from":"2021-01-01",)"
                            R"("until":"2021-03-31","acting":"plt","place":0})"));
  CHECK(read_ledger(text, s.after).authorities == s.changes.authorities);
}

TEST_CASE("the ledger as JSON keeps every member of an authority", "[io][ledger]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A", "III.a", "R"));
  authority a{.position = "A", .matter = "*", .giver = "R"};
  a.source = authority_source::mandate;
  a.originators = parse_condition("subtree=A");
  a.with = parse_holder_list("1 of R + @top");
  a.budget_share = 0.05;
  a.currency = "USD";
  a.limits = {{"days", 7}};
  a.acting_limit = 5.0;
  a.quorum = 2U;
  a.waiting_hours = 40.0;
  a.stays = true;
  a.receivers = parse_condition("R");
  builder.add_authority(a);
  const simplification s = simplify(std::move(builder).build().organisation, central_policy());
  REQUIRE(s.changes.authorities.size() == 1);
  CHECK(s.changes.authorities[0].was == a);
  const std::string text = json_of(s.changes);
  CHECK(read_ledger(text, s.after).authorities == s.changes.authorities);
}

TEST_CASE("an empty ledger is written and read", "[io][ledger]") {
  const ledger nothing;
  CHECK(csv_of(nothing) == "position,change,was,is,rule,source,reason\n");
  const ledger read = read_ledger(json_of(nothing), ministry());
  CHECK(read.entries.empty());
  CHECK(same(undo(ministry(), read), ministry()));
}

TEST_CASE("undo works from files: the ledger and the organisation as they were written",
          "[io][ledger][random]") {
  random_cases random(7);
  std::size_t undone = 0;
  std::size_t turned = 0;
  for (std::size_t i = 0; i < cases_to_try(2000); ++i) {
    const random_case c = random.next();
    const organisation before = build(c);
    simplification s;
    try {
      s = simplify(before, c.rules);
    } catch (const rule_error&) {
      continue;
    }
    const std::string text = json_of(s.changes);
    const ledger read = read_ledger(text, s.after, "ledger.json");
    REQUIRE(read.entries.size() == s.changes.entries.size());
    REQUIRE(json_of(read) == text);
    REQUIRE(csv_of(read) == csv_of(s.changes));
    REQUIRE(same(before, undo(s.after, read)));
    const ledger_hashes hashes{sha256_of(before), sha256_of(s.after)};
    // The organisation takes the way through a file as well: the same comes back.
    const organisation after = reread(s.after);
    REQUIRE(after.authorities() == s.after.authorities());
    const organisation back = undo(after, read_ledger(text, after), hashes);
    REQUIRE(to_json(back) == to_json(before));
    REQUIRE(back.authorities() == before.authorities());
    REQUIRE(back.matters() == before.matters());
    undone += s.converted > 0 ? 1U : 0U;
    turned += s.turned_digital > 0 ? 1U : 0U;
  }
  CHECK(undone > cases_to_try(500));
  CHECK(turned > cases_to_try(200));
}

TEST_CASE("read_ledger says what is wrong", "[io][ledger]") {
  CHECK_THAT(ledger_error("no"), contains("ledger.json is no valid JSON"));
  CHECK_THAT(ledger_error(""), contains("ledger.json is no valid JSON"));
  CHECK_THAT(ledger_error("[]"), contains("not a ledger of Pangkas"));
  CHECK_THAT(ledger_error("{\"pangkas\": \"organisation\"}"), contains("not a ledger of Pangkas"));
  CHECK_THAT(ledger_error(R"({"pangkas": "ledger", "version": "1"})"),
             contains("\"version\" must be a whole number"));
  CHECK_THAT(ledger_error(R"({"pangkas": "ledger", "version": 4, "changes": []})"),
             contains("is of version 4, this program reads up to 3"));
  for (const std::string other : {R"(, "changes": {})", ""})
    CHECK_THAT(ledger_error(R"({"pangkas": "ledger", "version": 1)" + other + "}"),
               contains("has no list \"changes\""));
  CHECK_THAT(ledger_error(R"({"pangkas": "ledger", "version": 1, "changes": []})"),
             contains("ledger.json: the head has no \"rules\""));
  CHECK_THAT(ledger_error(with_change("3")), contains("an entry of \"changes\" is no object"));
  CHECK_THAT(ledger_error(with_change("[{}]")), contains("an entry of \"changes\" is no object"));
  CHECK_THAT(ledger_error(with_change("{}")), contains("change 1 has no \"position\""));
  CHECK_THAT(ledger_error(with_change(R"({"position": 3})")),
             contains("change 1 names a position by what is no text"));
  for (const char* rule : {"0.5", "-1", "4294967296", "\"0\"", "null"})
    CHECK_THAT(ledger_error(with_change(R"({"position": "STAF", "change": "converted", "rule": )" +
                                        std::string(rule) + "}")),
               contains("change 1 has a \"rule\" that is no whole number"));
  CHECK_THAT(ledger_error(with_change(R"({"position": "STAF", "change": "converted", "rule": 0,
                                     "was": {"rank": []}, "is": {}})")),
             contains("change 1 has a \"rank\" that is no text"));
  CHECK(ledger_error(with_change(R"({"position": ")" + std::string(5000, 'x') + "\"}")).size() <
        300);
  CHECK_THAT(ledger_error(with_change(R"({"position": "NOBODY"})")),
             contains("change 1 names \"NOBODY\", which is not in the organisation"));
  CHECK_THAT(ledger_error(with_change(R"({"position": "STAF", "change": "vanished"})")),
             contains("change 1 is of an unknown kind"));
  CHECK_THAT(
      ledger_error(with_change(R"({"position": "STAF", "change": "re-attached", "was": "KASUBBAG",
                                     "is": "BIRO", "rule": 1})")),
      contains("a change of \"STAF\" names rule 1, but there are 1"));
  CHECK_THAT(ledger_error(with_change(R"({"position": "STAF", "change": "converted", "rule": 0,
                                     "was": {"kind": "boss"}, "is": {}})")),
             contains("change 1 has an unknown kind"));
  CHECK_THAT(ledger_error(with_change(R"({"position": "STAF", "change": "converted", "rule": 0,
                                     "was": 3, "is": {}})")),
             contains("change 1 has a post that is no object"));
  CHECK_THAT(
      ledger_error(with_change(R"({"position": "STAF", "change": "authority-moved", "rule": 0,
      "was": {"place": 0, "position": "STAF", "matter": "m", "source": "mandate"}, "is": null})")),
      contains("change 1 says nothing about where the authority went"));
  CHECK_THAT(
      ledger_error(with_change(R"({"position": "STAF", "change": "authority-moved", "rule": 0,
      "was": {"place": 0, "position": "STAF", "matter": "m", "source": "mandate", "acting": "pj"},
      "is": null})")),
      contains("change 1 has an unknown acting capacity"));
  for (const auto& [members, fault] :
       {std::pair(R"("position": "STAF", "source": "gift")", "an unknown source of authority"),
        std::pair(R"("position": "STAF", "source": "mandate", "limit": "x")",
                  "a \"limit\" that is no number"),
        std::pair(R"("position": "STAF", "source": "mandate", "except": 7)",
                  "a \"except\" that is no list"),
        std::pair(R"("position": "STAF", "source": "mandate", "except": [7])",
                  "a \"except\" that is no list of texts"),
        std::pair(R"("source": "mandate")", "no \"position\"")})
    CHECK_THAT(
        ledger_error(with_change(
            R"({"position": "STAF", "change": "authority-moved", "rule": 0, "was": {"place": 0, )" +
            std::string(members) + R"(, "matter": "m"}, "is": null})")),
        contains(std::string("change 1 has ") + fault));
  CHECK_THAT(
      ledger_error(with_change(
          R"({"position": "STAF", "change": "authority-moved", "rule": 0, "was": 3, "is": null})")),
      contains("change 1 has no \"place\""));
  CHECK_THAT(ledger_error(with_change(R"({"position": null, "change": "converted", "rule": 0,
                                     "was": {}, "is": {}})")),
             contains("change 1 names no position"));
  CHECK_THAT(ledger_error(with_change(R"({"position": "STAF", "change": "turned-digital", "rule": 0,
                                     "was": {}, "is": {}})")),
             contains("change 1 names a position, but it is a matter that turned digital"));
  CHECK_THAT(ledger_error(with_change(R"({"position": null, "change": "turned-digital", "rule": 0,
      "was": {"place": 0, "matter": "m", "channel": "fax"}, "is": {}})")),
             contains("change 1 has an unknown channel"));
  CHECK_THAT(ledger_error(with_change(R"({"position": null, "change": "turned-digital", "rule": 0,
      "was": {"matter": "m", "channel": "paper"}, "is": {"channel": "digital"}})")),
             contains("change 1 has no \"place\""));
  const std::string turned = R"({"position": null, "change": "turned-digital", "rule": 0,
      "was": {"place": 0, "matter": "m", "channel": "paper"}, "is": {"channel": "digital"}})";
  CHECK(ledger_error(with_change(turned)).empty());
  CHECK_THAT(ledger_error(with_change(turned + "," + turned)),
             contains("the changes of matters are not in the order of their places"));
  CHECK(ledger_error(with_change(R"({"position": "STAF", "change": "re-attached", "was": "KASUBBAG",
                                "is": "BIRO", "rule": 0, "note": "unknown keys are left out"})"))
            .empty());
}

TEST_CASE("a text that is not UTF-8 is refused when it is written", "[io][ledger]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A\xff", "III.a", "R"));
  matter m;
  m.code = "m\xff";
  builder.add_matter(m);
  const organisation before = std::move(builder).build().organisation;
  CHECK_THROWS_AS(json_of(simplify(before, central_policy()).changes), output_error);
  policy digital;
  digital.digital = {{{"no-paper", "electronic", "law", {}}, {"*"}, {}, {}, {}}};
  CHECK_THROWS_WITH(json_of(simplify(before, digital).changes),
                    contains("a matter of the organisation holds text that is not UTF-8"));
}
