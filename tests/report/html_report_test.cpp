// SPDX-License-Identifier: BSL-1.0
#include <pangkas/report/html_report.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"
#include "support/random_decision_cases.hpp"
#include "support/random_policy.hpp"
#include "support/random_schemes.hpp"
#include "support/report_json.hpp"

#include "report/packed_column.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/simplify/select.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/study/before_after.hpp>
#include <pangkas/study/measures.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;
using nlohmann::ordered_json;

namespace {

/// A report on an organisation as it is.
report_content report_on(const organisation& org, std::vector<finding> findings = {}) {
  report_content content;
  content.title = "A title";
  content.before = org;
  content.findings = std::move(findings);
  content.decisions = follow_decisions(org, content.options);
  content.measured = content.decisions ? measure(org, content.decisions->found.all) : measure(org);
  return content;
}

/// A report on what a policy makes of it.
report_content report_on(const organisation& org, const policy& rules, bool is_preset = false) {
  report_content content = report_on(org);
  played scenario = play(org, rules, content.options);
  report_change change;
  change.rules = rules;
  change.text = write_policy(rules);
  change.is_preset = is_preset;
  change.must_stay = scenario.result.must_stay;
  change.kept_tops = scenario.result.tops;
  change.found = comparison_of(scenario, {}, policy_evidence{rules.name, "", {}, "none"});
  change.after = std::move(scenario.result.after);
  change.changes = std::move(scenario.result.changes);
  content.change = std::move(change);
  return content;
}

/// The report on the next random case whose policy leaves no gap and contradicts itself nowhere.
/// @param change  What is done to the case first.
template <class Change>
report_content next_report(random_cases& cases, Change change) {
  for (;;) {
    const random_case c = change(cases.next());
    const organisation org = build(c, cases.shuffled(c.positions.size()));
    try {
      return report_on(org, c.rules);
    } catch (const rule_error&) {
      continue;
    }
  }
}
report_content next_report(random_cases& cases) {
  return next_report(cases, [](random_case c) { return c; });
}

ordered_json json_of(const report_content& content, const report_limits& limits = {}) {
  return ordered_json::parse(report_json(content, limits).json);
}

std::size_t count_in(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

std::string page_of(const report_content& content, std::string_view page) {
  std::string html;
  write_html_report(report_json(content), content, page,
                    [&](std::string_view text) { html += text; });
  return html;
}

constexpr std::string_view small_page =
    "<html lang=\"@@LANG@@\"><title>@@TITLE@@</title><script type=\"application/json\" "
    "id=\"report-data\">@@PANGKAS_DATA@@</script></html>";

double sum(const numbers& values) {
  double all = 0;
  for (const auto& value : values) all += value.value_or(0);
  return all;
}

double sum(const ordered_json& values) {
  double all = 0;
  for (const auto& value : values) all += value.get<double>();
  return all;
}

/// Every column of a side is as long as there are posts, and superiors come first.
void check_side(const ordered_json& side, std::size_t posts) {
  for (const char* name : {"superior", "kind", "rank", "layer", "span", "placement"})
    CHECK(unpacked(side.at(name)).size() == posts);
  CHECK(unpacked_texts(side.at("class")).size() == posts);
  const numbers superiors = unpacked(side.at("superior"));
  for (std::size_t post = 0; post < posts; ++post)
    if (superiors[post]) CHECK(*superiors[post] < static_cast<double>(post));
}

}  // namespace

// --- Packed columns ------------------------------------------------------------------------------

TEST_CASE("base64 encodes as RFC 4648 prints it", "[report][html_report]") {
  // The test vectors of section 10 of the RFC.
  const std::vector<std::pair<std::string, std::string>> published{{"", ""},
                                                                   {"f", "Zg=="},
                                                                   {"fo", "Zm8="},
                                                                   {"foo", "Zm9v"},
                                                                   {"foob", "Zm9vYg=="},
                                                                   {"fooba", "Zm9vYmE="},
                                                                   {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : published) {
    CHECK(detail::base64(bytes) == text);
    CHECK(from_base64(text) == bytes);
  }
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  CHECK(from_base64(detail::base64(all)) == all);
}

TEST_CASE("packed_column takes the narrowest form and loses nothing", "[report][html_report]") {
  const auto packed = [](const numbers& values) {
    detail::packed_column column;
    for (const auto& value : values) column.add(value);
    return column.json();
  };
  const std::optional<double> none;
  const auto type_of = [&](const numbers& values) { return packed(values).at("type"); };
  CHECK(type_of({-128, 127}) == "i8");
  CHECK(type_of({0, 128}) == "i16");
  CHECK(type_of({-32768, 32767}) == "i16");
  CHECK(type_of({0, 32768}) == "i32");
  CHECK(type_of({-2147483648.0, 2147483647.0}) == "i32");
  CHECK(type_of({0, 2147483648.0}) == "f64");
  CHECK(type_of({0.5, 1}) == "f64");
  CHECK(type_of({}) == "i8");

  for (const numbers& values :
       {numbers{}, numbers{7}, numbers{none}, numbers{none, none}, numbers{1, none, 3},
        numbers{-1, none, 5}, numbers{-1, -7, none}, numbers{-128, -1, none},
        numbers{0.1, none, 1e300}, numbers{3, 3, 3}, numbers{-1.5, -1, none},
        numbers{1e15 + 1, none}, numbers{66000000, 15120000, none}}) {
    CHECK(unpacked(packed(values)) == values);
    if (std::ranges::find(values, none) == values.end()) CHECK(packed(values)["none"].is_null());
  }
  // What is not finite is no figure.
  CHECK(unpacked(packed({std::numeric_limits<double>::infinity(), 4})) == numbers{none, 4});
  CHECK(packed({none, 4}).at("none") == -1);
  CHECK(packed({none, -1, 4}).at("none") == -2);
  CHECK(packed({none, -1, -2, 4}).at("none") == -3);
  CHECK(packed({3, 3, 3}).at("all") == 3);
  // The bytes of 1 and 258, the lowest first.
  CHECK(from_base64(packed({1, 258}).at("data").get<std::string>()) ==
        std::string({'\1', '\0', '\2', '\1'}));
}

// --- Text that wants to be more ------------------------------------------------------------------

TEST_CASE("a report keeps hostile text as text", "[report][html_report]") {
  const std::string attack = "</script><script>alert(1)</script><!-- & \"'`${x}";
  const std::string right_to_left = "\u202Eمدير\u202C רֹאשׁ";
  const std::string emoji = "👩🏽‍💼 局長";
  const std::string separators = "a\u2028b\u2029c";
  const std::string formula = "=HYPERLINK(\"http://x\")\t@SUM";
  const std::string control("nul\1\x1f tab\t line\n");
  description what;
  what.positions = {post(attack)};
  what.positions[0].title = attack;
  for (const std::string& text :
       {right_to_left, emoji, separators, formula, control, std::string(10'000, 'x')}) {
    position p = post(text, attack);
    p.title = text;
    p.unit = text;
    p.rank = text;
    p.position_class = text;
    what.positions.push_back(std::move(p));
  }
  position invalid = post("bad\xff\xfe", attack);
  invalid.title = "cut \xf0\x9f\x98";
  what.positions.push_back(invalid);
  report_content content = report_on(make(what));
  content.title = attack;

  const std::string json = report_json(content).json;
  CHECK(json.find_first_of("<>&") == std::string::npos);
  CHECK(json.find("\u2028") == std::string::npos);
  CHECK(json.find("\u2029") == std::string::npos);
  const ordered_json all = ordered_json::parse(json);
  const std::vector<std::string> codes = all["posts"]["codes"];
  const std::vector<std::string> titles = unpacked_texts(all["posts"]["titles"]);
  const std::vector<std::string> units = unpacked_texts(all["posts"]["units"]);
  REQUIRE(codes.size() == what.positions.size());
  for (std::size_t i = 0; i + 1 < codes.size(); ++i) {
    CHECK(codes[i] == what.positions[i].code);
    CHECK(titles[i] == what.positions[i].title);
    CHECK(units[i] == what.positions[i].unit);
  }
  // Each byte that is no UTF-8 is replaced; the cut character of three bytes may count as one.
  CHECK(codes.back() == "bad\uFFFD\uFFFD");
  CHECK(titles.back().starts_with("cut \uFFFD"));
  CHECK(all["head"]["title"] == attack);

  content.language = report_language::english;
  const std::string html = page_of(content, small_page);
  CHECK(count_in(html, "<script") == 1);
  CHECK(count_in(html, "</script>") == 1);
  CHECK(html.starts_with("<html lang=\"en\"><title>&lt;/script&gt;&lt;script&gt;alert(1)"));
  CHECK(data_of_page(html) == all.patch(ordered_json::parse(
                                  R"([{"op": "replace", "path": "/head/lang", "value": "en"}])")));
}

TEST_CASE("a page must have one place for the data", "[report][html_report]") {
  const report_content content = report_on(make(one_position().what));
  CHECK_THROWS_WITH(page_of(content, "<html></html>"), contains("has no place for the data"));
  CHECK_THROWS_WITH(page_of(content, "@@PANGKAS_DATA@@ @@PANGKAS_DATA@@"),
                    contains("more than one place"));
  // What stands in the data is never taken for a place in the page.
  description what;
  what.positions = {post("@@PANGKAS_DATA@@"), post("@@TITLE@@", "@@PANGKAS_DATA@@")};
  report_content odd = report_on(make(what));
  odd.title = "@@LANG@@ @@PANGKAS_DATA@@";
  const std::string html = page_of(odd, small_page);
  CHECK(data_of_page(html)["posts"]["codes"][0] == "@@PANGKAS_DATA@@");
  CHECK(html.starts_with("<html lang=\"id\"><title>@@LANG@@ @@PANGKAS_DATA@@</title>"));
  CHECK(page_of(odd, "<p>@@PANGKAS_DATA@@</p>") == "<p>" + report_json(odd).json + "</p>");
}

// --- Organisations at the edge -------------------------------------------------------------------

TEST_CASE("a report shows organisations at the edge", "[report][html_report]") {
  const auto shown = [](const description& what) {
    const build_result built = build(what);
    ordered_json all = json_of(report_on(built.organisation, built.findings));
    const std::size_t posts = what.positions.size();
    CHECK(all["posts"]["shown"] == posts);
    CHECK(all["posts"]["total"] == posts);
    CHECK(all["posts"]["smallest_subtree"].is_null());
    CHECK(all["posts"]["undrawn"].is_null());
    REQUIRE(all["sides"].size() == 1);
    check_side(all["sides"][0], posts);
    CHECK(all["change"].is_null());
    CHECK(all["ledger"].is_null());
    return all;
  };
  SECTION("no positions") {
    const ordered_json all = shown({});
    CHECK(all["paths"]["walks"]["total"] == 0);
    CHECK(all["paths"]["matters"][0]["before"]["command"]["mean"].is_null());
  }
  SECTION("one position decides its own matter") {
    const ordered_json all = shown({{post("A")}, {}, {}});
    CHECK(all["paths"]["walks"]["total"] == 1);
    CHECK(unpacked(all["paths"]["walks"]["before"]["hand_offs"]) == numbers{0});
  }
  SECTION("40 roots") {
    description what;
    for (int i = 0; i < 40; ++i) what.positions.push_back(post("R" + std::to_string(i)));
    const ordered_json all = shown(what);
    CHECK(unpacked(all["sides"][0]["superior"]) == numbers(40));
    CHECK(unpacked(all["sides"][0]["layer"]) == numbers(40, 1.0));
  }
  SECTION("12 layers") {
    description what;
    for (int i = 0; i < 12; ++i)
      what.positions.push_back(
          post("L" + std::to_string(i), i == 0 ? "" : "L" + std::to_string(i - 1)));
    const ordered_json all = shown(what);
    CHECK(unpacked(all["sides"][0]["layer"]).back() == 12);
    CHECK(all["paths"]["all"]["before"]["command"]["max"] == 11);
    CHECK(unpacked(all["paths"]["walks"]["before"]["steps_begin"]) == numbers{0, 12});
  }
  SECTION("a cycle, a report to itself and an orphan are shown apart") {
    // root ← a; b → c → b, with d below b; e reports to itself; f to nobody who is there.
    const ordered_json all =
        shown({{post("root"), post("a", "root"), post("b", "c"), post("c", "b"), post("d", "b"),
                post("e", "e"), post("f", "gone")},
               {},
               {}});
    const std::vector<std::string> codes = all["posts"]["codes"];
    const numbers placement = unpacked(all["sides"][0]["placement"]);
    const numbers layers = unpacked(all["sides"][0]["layer"]);
    std::map<std::string, double> of;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      of[codes[i]] = *placement[i];
      CHECK(layers[i].has_value() == (placement[i] == 0.0));
    }
    CHECK(of == std::map<std::string, double>{
                    {"root", 0}, {"a", 0}, {"b", 2}, {"c", 2}, {"d", 2}, {"e", 2}, {"f", 1}});
    CHECK(all["sides"][0]["cycles"].size() == 2);
    CHECK(all["sides"][0]["lines_total"] == 0);
    std::map<std::string, std::string> named;
    for (const auto& u : all["sides"][0]["unplaced"]) named[u["code"]] = u["superior"];
    CHECK(named ==
          std::map<std::string, std::string>{{"b", "c"}, {"c", "b"}, {"e", "e"}, {"f", "gone"}});
    CHECK(all["findings"]["by_rule"].size() > 0);
  }
  SECTION("of 101 cycles the first hundred are listed") {
    description what{{post("root")}, {}, {}};
    for (int i = 0; i < 101; ++i) {
      what.positions.push_back(post("a" + std::to_string(i), "b" + std::to_string(i)));
      what.positions.push_back(post("b" + std::to_string(i), "a" + std::to_string(i)));
    }
    CHECK(shown(what)["sides"][0]["cycles"].size() == 100);
  }
  SECTION("all vacant, with matters: nobody is there who could decide") {
    organisation_builder builder(small_scheme());
    for (position p : {post("A"), post("B", "A"), post("C", "B")}) {
      p.filled = 0;
      builder.add(p);
    }
    matter m;
    m.code = "leave";
    builder.add_matter(m);
    authority a;
    a.position = "A";
    a.matter = "leave";
    builder.add_authority(a);
    const ordered_json all = json_of(report_on(std::move(builder).build().organisation));
    CHECK(unpacked(all["posts"]["filled"]) == numbers{0, 0, 0});
    CHECK(all["paths"]["undecidable"]["before"]["total"] == 1);
    CHECK(all["paths"]["undecidable"]["before"]["list"][0]["reason"] == "post-without-holder");
    CHECK(unpacked(all["paths"]["walks"]["before"]["hand_offs"]) == numbers{std::nullopt});
  }
}

// --- The numbers are those of the library --------------------------------------------------------

TEST_CASE("a report holds the summary that the other commands print", "[report][html_report]") {
  random_cases cases(11);
  for (std::size_t round = 0; round < cases_to_try(40); ++round) {
    const report_content content = next_report(cases);
    const report_content plain = report_on(content.before);
    CHECK(json_of(plain)["summary"] ==
          ordered_json::parse(to_json(plain.measured, plain.origin, plain.decisions)));
    CHECK(json_of(content)["summary"] == ordered_json::parse(to_json(content.change->found)));
  }
}

TEST_CASE("units of a report are those of the tables, and all of them together the whole",
          "[report][html_report]") {
  random_cases cases(23);
  for (std::size_t round = 0; round < cases_to_try(40); ++round) {
    const report_content content = next_report(cases);
    const ordered_json all = json_of(content);
    const ordered_json& units = all["units"];
    for (const bool is_after : {false, true}) {
      const organisation& org = is_after ? content.change->after : content.before;
      const std::string side = is_after ? "after" : "before";
      // A walk over the positions for each unit.
      for (const ordered_json& unit : units["list"]) {
        std::size_t positions = 0;
        double seats = 0;
        std::size_t managers = 0;
        for (position_id p{0}; p < org.size(); ++p) {
          if (org.unit(p) != unit["unit"].get<std::string>() || org.command().is_external(p))
            continue;
          ++positions;
          seats += org.seats(p);
          // The lines of a cycle count, though nobody of it is placed.
          const bool is_in_cycle =
              std::ranges::any_of(org.command().cycles(), [&](const auto& cycle) {
                return cycle.size() > 1 && std::ranges::find(cycle, org.row(p)) != cycle.end();
              });
          managers += org.command().span(p) > 0 || is_in_cycle ? 1U : 0U;
        }
        CHECK(unit[side]["positions"] == positions);
        CHECK(unit[side]["seats"].get<double>() == Approx(seats));
        CHECK(unit[side]["managers"] == managers);
      }
      const ordered_json& whole = units["all"][side];
      double placed = 0;
      for (position_id p{0}; p < org.command().placed(); ++p) placed += org.seats(p);
      CHECK(sum(whole["seats_in_layer"]) == Approx(placed));
      CHECK(whole["seats_in_layer"].size() == all["summary"][side]["layers"]);
      CHECK(whole["managers"] == all["summary"][side]["spans"]["managers"]);
      const ordered_json& mean = all["paths"]["all"]["compared"][side]["with_roles"]["mean"];
      CHECK(whole["hand_offs"].is_null() == mean.is_null());
      if (!mean.is_null()) CHECK(whole["hand_offs"].get<double>() == Approx(mean.get<double>()));
      const ordered_json& path = all["summary"][side]["decision_path"];
      const ordered_json load = path.value("load", ordered_json::object());
      if (load.is_object() && load.contains("most") && load["most"].is_object())
        CHECK(whole["busiest"].get<double>() ==
              Approx(load["most"]["full_time_posts"].get<double>()));
    }
    CHECK(units["all"]["after"]["breaches"].get<std::size_t>() <=
          content.change->found.findings_after.size());
  }
}

TEST_CASE("a report follows each post from one side to the other", "[report][html_report]") {
  random_cases cases(12);
  for (std::size_t round = 0; round < cases_to_try(60); ++round) {
    const report_content content = next_report(cases);
    const organisation& org = content.before;
    const organisation& after = content.change->after;
    const ordered_json all = json_of(content);
    const std::vector<std::string> codes = all["posts"]["codes"];
    REQUIRE(codes.size() == org.size());
    REQUIRE(all["sides"].size() == 2);
    for (const auto& [side, state] :
         {std::pair(&all["sides"][0], &org), std::pair(&all["sides"][1], &after)}) {
      check_side(*side, codes.size());
      const numbers superior = unpacked(side->at("superior"));
      const numbers kind = unpacked(side->at("kind"));
      const numbers rank = unpacked(side->at("rank"));
      const std::vector<std::string> classes = unpacked_texts(side->at("class"));
      for (std::size_t post = 0; post < codes.size(); ++post) {
        const position_id p = state->at(codes[post]);
        const auto above = state->command().superior(p);
        CHECK((superior[post] ? codes[static_cast<std::size_t>(*superior[post])] : "") ==
              (above ? std::string(state->code(*above)) : ""));
        CHECK(kind[post].has_value() == state->kind(p).has_value());
        if (kind[post]) CHECK(*kind[post] == static_cast<double>(*state->kind(p)));
        CHECK(classes[post] == state->position_class(p));
        const std::string name =
            rank[post]
                ? all["ranks"][static_cast<std::size_t>(*rank[post])]["name"].get<std::string>()
                : "";
        const auto known = state->rank_of(p);
        CHECK(name == (known ? state->scheme()[*known].name : std::string(state->rank_name(p))));
      }
    }
    // What became of each post, by comparing the two organisations.
    const numbers outcome = unpacked(all["change"]["outcome"]);
    const numbers moved = unpacked(all["change"]["moved"]);
    for (std::size_t post = 0; post < codes.size(); ++post) {
      const bool other_superior = org.declared_superior(org.at(codes[post])) !=
                                  after.declared_superior(after.at(codes[post]));
      CHECK((moved[post] == 1.0) == other_superior);
    }
    CHECK(all["change"]["outcomes"][1] == content.change->found.converted);
    CHECK(std::ranges::count(outcome, std::optional(2.0)) ==
          static_cast<std::ptrdiff_t>(*content.change->found.kept_exempt));
    CHECK(std::ranges::count(outcome, std::optional(3.0)) ==
          static_cast<std::ptrdiff_t>(content.change->kept_tops.size()));
    // The flows are all structural posts, and whatever was converted.
    std::size_t expected = 0;
    for (std::size_t post = 0; post < codes.size(); ++post)
      if (org.kind(org.at(codes[post])) == position_kind::structural || outcome[post] == 1.0)
        ++expected;
    std::size_t flowing = 0;
    for (const auto& flow : all["flows"]) flowing += flow["count"].get<std::size_t>();
    CHECK(flowing == expected);
    for (const char* side : {"before", "after"}) {
      const organisation& state = std::string(side) == "before" ? org : after;
      std::size_t ranked = 0;
      for (position_id p{0}; p < state.size(); ++p)
        if (!state.rank_name(p).empty()) ++ranked;
      std::size_t counted = 0;
      for (const auto& r : all["ranks"]) counted += r[side].get<std::size_t>();
      CHECK(counted == ranked);
    }
  }
}

TEST_CASE("a report lists the ledger as it is", "[report][html_report]") {
  random_cases cases(13);
  std::set<change_kind> met;
  for (std::size_t round = 0; round < cases_to_try(150); ++round) {
    const report_content content = next_report(cases);
    const ledger& changes = content.change->changes;
    const ordered_json all = json_of(content);
    const ordered_json& list = all["ledger"];
    const auto code = [&](const std::optional<double>& post) {
      return post ? all["posts"]["codes"][static_cast<std::size_t>(*post)].get<std::string>() : "";
    };
    REQUIRE(list["total"] == changes.entries.size());
    REQUIRE(list["listed"] == changes.entries.size());
    CHECK(sum(list["by_change"]) == static_cast<double>(changes.entries.size()));
    const numbers posts = unpacked(list["post"]);
    const numbers kinds = unpacked(list["change"]);
    const numbers rules = unpacked(list["rule"]);
    const numbers was = unpacked(list["was"]);
    const numbers is = unpacked(list["is"]);
    for (std::size_t i = 0; i < changes.entries.size(); ++i) {
      const ledger_entry& entry = changes.entries[i];
      met.insert(entry.change());
      CHECK(code(posts[i]) == changes.code(entry).value_or(""));
      CHECK(*kinds[i] == static_cast<double>(entry.change()));
      const ordered_json& rule = list["rules"][static_cast<std::size_t>(*rules[i])];
      const change_in_words words = in_words(changes, entry);
      CHECK(rule["id"] == words.rule);
      CHECK(rule["reason"] == words.reason);
      CHECK(rule["source"] == words.source);
      const auto state = [&](const std::optional<double>& place) {
        const ordered_json& s = list["states"][static_cast<std::size_t>(*place)];
        std::string text = s["kind"].is_null() ? "" : s["kind"].get<std::string>();
        for (const std::string& part :
             {s["rank"].get<std::string>(),
              s["class"] == "" ? std::string{} : "class " + s["class"].get<std::string>()})
          if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
        return text.empty() ? "no kind, rank or class declared" : text;
      };
      switch (entry.change()) {
        case change_kind::kept_exempt:
        case change_kind::converted:
          CHECK(state(was[i]) == words.was);
          CHECK(state(is[i]) == words.is);
          break;
        case change_kind::re_attached:
          CHECK("reports to " + code(was[i]) == words.was);
          CHECK("reports to " + code(is[i]) == words.is);
          break;
        case change_kind::team_merged:
          CHECK("leads its team under " + code(was[i]) == words.was);
          CHECK("its team joined that of " + code(is[i]) + ", whom it reports to" == words.is);
          break;
        case change_kind::role_added: {
          const ordered_json& role = list["roles"][static_cast<std::size_t>(*is[i])];
          CHECK(role["name"].get<std::string>() + " of " + code(role["post"].get<double>()) ==
                words.is);
          CHECK(role["code"] == "");
          break;
        }
        case change_kind::turned_digital:
          CHECK(list["digital"][static_cast<std::size_t>(*is[i])]["matter"] ==
                changes.matters[std::get<turned_digital>(entry.what).matter].code);
          break;
        default: {
          const authority_change& expected =
              changes.authorities[std::get<authority_changed>(entry.what).authority];
          const ordered_json& a = list["authorities"][static_cast<std::size_t>(*was[i])];
          CHECK(a["change"] == words.change);
          CHECK(a["was"]["position"] == expected.was.position);
          CHECK(a["was"]["legal_source"] == expected.was.legal_source);
          CHECK(a["is"].is_null() == !expected.is);
          if (expected.is) CHECK(a["is"]["position"] == expected.is->position);
        }
      }
    }
  }
  CHECK(met.size() >= (cases_to_try(150) < 150 ? 5U : 8U));  // or the cases are too tame
}

TEST_CASE("a report counts every check, also beyond its list", "[report][html_report]") {
  report_content content = report_on(make(one_position().what));
  finding one;
  one.rule = "span-band";
  one.level = severity::warning;
  one.position = "A";
  one.detail = "wide";
  std::vector<finding> findings(450, one);
  finding more = one;
  more.position.clear();
  more.detail = "550 more of these";
  more.stands_for = 550;
  findings.push_back(more);
  finding error = one;
  error.rule = "checks";
  error.level = severity::error;
  findings.push_back(error);
  error.rule = one.rule;  // what is a warning of most may be an error of some
  findings.push_back(error);
  content.findings = findings;
  content.orphans_are_roots = true;
  CHECK(json_of(content)["head"]["parameters"]["orphans"] == "roots");
  const ordered_json found = json_of(content)["findings"];
  CHECK(found["warnings"] == 1000);
  CHECK(found["errors"] == 2);
  CHECK(found["list"].size() == 202);
  CHECK(found["by_rule"].size() == 3);
  CHECK(found["by_rule"][0] == ordered_json::parse(R"({"rule": "span-band", "severity": "warning",
                                                       "count": 1000, "listed": 200})"));
  CHECK(found["list"][0]["post"] == 0);
}

// --- Decision paths ------------------------------------------------------------------------------

namespace {

/// One path of a report in the words of the library, to be compared with decision_path().
followed_path path_at(const ordered_json& all, const organisation& org, const ordered_json& side,
                      std::size_t i) {
  const auto position = [&](const std::optional<double>& post) {
    return org.at(all["posts"]["codes"][static_cast<std::size_t>(post.value())].get<std::string>());
  };
  const auto count = [](const std::optional<double>& value) {
    return value ? std::optional(static_cast<std::size_t>(*value)) : std::nullopt;
  };
  followed_path path;
  path.hand_offs = count(unpacked(side["hand_offs"])[i]);
  path.hand_offs_with_roles = count(unpacked(side["with_roles"])[i]);
  path.hand_offs_with_coordination = count(unpacked(side["with_coordination"])[i]);
  // Left out where no path of this side has any.
  if (side.contains("hours")) path.elapsed_hours = unpacked(side["hours"])[i];
  if (const auto reason = unpacked(side["reason"])[i])
    path.undecidable = static_cast<undecidable_reason>(static_cast<int>(*reason));
  const numbers begin = unpacked(side["steps_begin"]);
  const numbers posts = unpacked(side["post"]);
  const numbers roles = unpacked(side["role"]);
  const numbers lines = unpacked(side["line"]);
  const numbers acts_for = unpacked(side["acts_for"]);
  const numbers passed_over = unpacked(side["passed_over"]);
  // Left out where no order names a step of this side.
  const auto of_orders = [&](const char* name) {
    return side.contains(name) ? unpacked(side[name]) : numbers(posts.size());
  };
  const numbers acts = of_orders("act");
  const numbers after = of_orders("after");
  const numbers together = of_orders("together");
  for (auto s = static_cast<std::size_t>(*begin[i]); s < static_cast<std::size_t>(*begin[i + 1]);
       ++s) {
    path_step step;
    step.position = position(posts[s]);
    step.role = static_cast<step_role>(static_cast<int>(*roles[s]));
    if (lines[s]) step.led_here = static_cast<line_type>(static_cast<int>(*lines[s]));
    if (acts_for[s]) step.acts_for = position(acts_for[s]);
    step.passed_over = static_cast<std::uint32_t>(*passed_over[s]);
    if (acts[s]) step.act = static_cast<step_act>(static_cast<int>(*acts[s]));
    step.after = after[s] == 1.0;
    step.together = static_cast<std::uint32_t>(together[s].value_or(0));
    path.steps.push_back(step);
  }
  const numbers passed_begin = unpacked(side["passed_begin"]);
  const numbers passed = unpacked(side["passed"]);
  for (auto s = static_cast<std::size_t>(*passed_begin[i]);
       s < static_cast<std::size_t>(*passed_begin[i + 1]); ++s)
    path.passed_over.push_back(position(passed[s]));
  return path;
}

/// Every listed path is the one that the library finds, on both sides.
void check_paths(const report_content& content, const ordered_json& all) {
  const organisation& org = content.before;
  const ordered_json& walks = all["paths"]["walks"];
  const numbers matters = unpacked(walks["matter"]);
  const numbers originators = unpacked(walks["originator"]);
  const auto check = [&](const organisation& state, const ordered_json& side) {
    const numbers authority = unpacked(side["authority"]);
    for (std::size_t i = 0; i < matters.size(); ++i) {
      const position_id from = state.at(
          all["posts"]["codes"][static_cast<std::size_t>(*originators[i])].get<std::string>());
      followed_path found = path_at(all, state, side, i);
      if (org.matters().empty()) {
        const auto steps = decision_path(state, from);
        CHECK(found.steps == steps.value_or(std::vector<path_step>{}));
        CHECK(found.undecidable.has_value() == !steps.has_value());
        if (steps) CHECK(found.hand_offs_with_coordination == steps->size() - 1);
        continue;
      }
      followed_path expected =
          decision_path(state, static_cast<std::size_t>(*matters[i]), from, content.options);
      REQUIRE(authority[i].has_value() == expected.authority.has_value());
      if (expected.authority) {
        const auto& a = side["authorities"][static_cast<std::size_t>(*authority[i])];
        CHECK(a["position"] == state.authorities()[*expected.authority].position);
        CHECK(a["source"] == to_string(state.authorities()[*expected.authority].source));
      }
      const matter& asked = state.matters()[static_cast<std::size_t>(*matters[i])];
      const bool late = expected.elapsed_hours && !asked.allows(*expected.elapsed_hours);
      if (side.contains("late")) CHECK((unpacked(side["late"])[i] == 1.0) == late);
      CHECK(side.contains("late") == side.contains("hours"));
      found.authority = expected.authority;
      CHECK(found == expected);
    }
  };
  check(org, walks["before"]);
  if (content.change) check(content.change->after, walks["after"]);
}

}  // namespace

TEST_CASE("the paths of a report are those that decision_path finds", "[report][html_report]") {
  random_schemes random(21);
  for (std::size_t round = 0; round < cases_to_try(150); ++round) {
    const decision_data data = random.next();
    report_content content = report_on(make(data));
    content.options.on = random.day();
    const ordered_json all = json_of(content);
    CHECK(all["paths"]["walks"]["complete"] == true);
    CHECK(all["paths"]["walks"]["listed"] == all["paths"]["walks"]["total"]);
    check_paths(content, all);
  }
  random_cases cases(22);
  for (std::size_t round = 0; round < cases_to_try(100); ++round) {
    const report_content content = next_report(cases);
    check_paths(content, json_of(content));
  }
}

TEST_CASE("the lengths of a report are those of its summary", "[report][html_report]") {
  const auto same = [](const ordered_json& a, const ordered_json& b) {
    if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
    return std::abs(a.get<double>() - b.get<double>()) < 1e-9;
  };
  random_cases cases(23);
  std::size_t with_matters = 0;
  for (std::size_t round = 0; round < cases_to_try(150); ++round) {
    const report_content content = next_report(cases);
    const organisation& org = content.before;
    const ordered_json all = json_of(content);
    const ordered_json& summary = all["summary"];
    const ordered_json& together = all["paths"]["all"];
    for (const char* side : {"before", "after"}) {
      const ordered_json& expected = summary[side]["decision_path"];
      // Beyond the default matter the summary after is of those who raised the matters before.
      if (org.matters().empty() && std::string(side) == "after") continue;
      CHECK(same(together[side]["command"]["mean"], expected["mean_hand_offs"]));
      CHECK(same(together[side]["command"]["p50"], expected["p50"]));
      CHECK(same(together[side]["command"]["p90"], expected["p90"]));
      CHECK(same(together[side]["command"]["max"], expected["max"]));
      CHECK(same(together[side]["with_roles"]["mean"], expected["mean_hand_offs_with_roles"]));
      CHECK(same(together[side]["with_coordination"]["mean"],
                 expected["mean_hand_offs_with_coordination"]));
      CHECK(together[side]["undecidable"] == expected["undecidable"]);
      CHECK(same(together["volume"], expected["volume"]));
      CHECK(sum(together[side]["command"]["volumes"]) +
                together[side]["undecidable_volume"].get<double>() ==
            Approx(expected["volume"].get<double>()).margin(1e-9));
      if (expected.contains("by_matter"))
        for (std::size_t m = 0; m < expected["by_matter"].size(); ++m) {
          ++with_matters;
          CHECK(same(all["paths"]["matters"][m][side]["command"]["mean"],
                     expected["by_matter"][m]["mean_hand_offs"]));
          CHECK(all["paths"]["matters"][m]["code"] == expected["by_matter"][m]["matter"]);
        }
    }
    const ordered_json& shrink = together["compared"]["shrink"];
    for (const char* key : {"formal", "with_roles", "with_coordination", "shadow", "longer"})
      CHECK(shrink[key] == summary["shrink"][key]);
    // The shares are those of the histograms beside them: 1 − hand-offs after / before.
    for (const auto& [key, share] :
         {std::pair("command", "formal"), std::pair("with_roles", "with_roles"),
          std::pair("with_coordination", "with_coordination")}) {
      const auto hand_offs = [&together](const char* side, const char* lengths) {
        double all_of = 0;
        double k = 0;
        for (const auto& volume : together["compared"][side][lengths]["volumes"])
          all_of += k++ * volume.get<double>();
        return all_of;
      };
      if (hand_offs("before", key) > 0)
        CHECK(shrink[share].get<double>() ==
              Approx(1 - hand_offs("after", key) / hand_offs("before", key)).margin(1e-9));
    }
    CHECK(all["paths"]["undecidable"]["after"]["newly"] == shrink["newly_undecidable"]);
  }
  CHECK(with_matters > cases_to_try(100));
}

TEST_CASE("a report lists a thousand matters that nobody decides, and counts all",
          "[report][html_report]") {
  // 1100 posts with nobody above them, and 600 whose decider loses all 1001 attributions when
  // converted.
  decision_data data;
  data.positions = {post("R"), post("A", "R")};
  for (int i = 0; i < 600; ++i) data.positions.push_back(post("a" + std::to_string(i), "A"));
  for (int i = 0; i < 1100; ++i) data.positions.push_back(post("o" + std::to_string(i), "nobody"));
  matter leave;
  leave.code = "leave";
  data.matters = {leave};
  authority right;
  right.position = "A";
  right.matter = "leave";
  data.authorities = {right};
  for (int i = 0; i < 1000; ++i) {
    right.matter = "other" + std::to_string(i);
    data.authorities.push_back(right);
  }
  policy rules = delayer();
  set_layers(rules, {2});
  const ordered_json all = json_of(report_on(make(data), rules));
  const ordered_json& found = all["paths"]["undecidable"];
  CHECK(found["before"]["total"] == 1100);
  CHECK(found["before"]["list"].size() == 1000);
  CHECK(found["after"]["total"] == 1700);
  CHECK(found["after"]["newly"] == 600);
  CHECK(found["after"]["list"].size() == 1000);
  CHECK(all["paths"]["orphaned"]["total"] == 1001);
  CHECK(all["paths"]["orphaned"]["list"].size() == 1000);
  CHECK(all["sides"][0]["unplaced"].size() == 1000);
}

TEST_CASE("a report shows who acts, whom a path passes over, orders and limits of hours",
          "[report][html_report]") {
  // S below A, for whom L acts, below D, which is empty, below R, who decides.
  decision_data data;
  data.positions = {post("R"),      post("D", "R"), post("A", "D"), post("S", "A"),
                    post("L", "R"), post("K", "R"), post("N", "R")};
  data.at("D").filled = data.at("A").filled = 0;
  data.lines = {{"L", "A", line_type::acting, {}, {}}};
  for (const char* code : {"leave", "buy"}) {
    matter m;
    m.code = code;
    m.originators = parse_condition("S");
    m.work_minutes = 60;
    data.matters.push_back(m);
    authority right;
    right.position = "R";
    right.matter = code;
    data.authorities.push_back(right);
  }
  data.matters[0].limit_hours = 2.5;
  data.matters[1].limit_hours = 3;
  for (const auto& [who, act] :
       {std::pair("K", step_act::certify), std::pair("L", step_act::initial),
        std::pair("K", step_act::report)}) {
    matter_step step;
    step.matter = "buy";
    step.act = act;
    step.who = parse_holder(who);
    step.after = act == step_act::report;
    if (!step.after) step.together = "both";
    data.steps.push_back(step);
  }
  const report_content content = report_on(make(data));
  report_limits limits;
  limits.posts = 1;
  const ordered_json all = json_of(content, limits);
  check_paths(content, all);
  // Beside R whoever stands on a path; N does not.
  CHECK(all["posts"]["codes"] == ordered_json::parse(R"(["R", "D", "L", "K", "A", "S"])"));
  const ordered_json& side = all["paths"]["walks"]["before"];
  // S, L for A and R take an hour each; S, K beside L, and R again, but three hours are allowed.
  CHECK(unpacked(side["hours"]) == numbers{3, 3});
  CHECK(unpacked(side["late"]) == numbers{1, 0});
  CHECK(all["paths"]["matters"][0]["limit_hours"] == 2.5);
  CHECK(unpacked(side["together"]) == numbers{0, 0, 0, 0, 1, 1, 0, 0});
  CHECK(unpacked(side["after"]) == numbers{0, 0, 0, 0, 0, 0, 0, 1});
}

TEST_CASE("a report that cannot list all paths lists the longest", "[report][html_report]") {
  random_decisions random(24, 60);
  for (std::size_t round = 0; round < cases_to_try(20); ++round) {
    const report_content content = report_on(make(random.next()));
    report_limits limits;
    limits.paths = 5;
    const ordered_json all = json_of(content, limits);
    const ordered_json& walks = all["paths"]["walks"];
    if (walks["total"].get<std::size_t>() <= limits.paths) continue;
    check_paths(content, all);
    const ordered_json whole = json_of(content);
    CHECK(walks["listed"].get<std::size_t>() <= walks["total"].get<std::size_t>());
    CHECK(walks["total"] == whole["paths"]["walks"]["total"]);
    const auto longest = [](const ordered_json& side) {
      std::optional<double> most;
      for (const auto& length : unpacked(side["with_coordination"])) most = std::max(most, length);
      return most;
    };
    CHECK(longest(walks["before"]) == longest(whole["paths"]["walks"]["before"]));
    CHECK(all["paths"]["all"] == whole["paths"]["all"]);
  }
}

TEST_CASE("a report lists no more paths than its steps allow", "[report][html_report]") {
  // A chain of 40 in which all raise two matters and the top decides: from 1 to 40 steps each.
  organisation_builder builder;
  for (int i = 1; i <= 40; ++i)
    builder.add(post(std::to_string(i), i == 1 ? "" : std::to_string(i - 1)));
  for (const auto& [code, volume] : {std::pair("rare", 1), std::pair("often", 100)}) {
    matter m;
    m.code = code;
    m.originators = {};
    m.volume = volume;
    builder.add_matter(m);
  }
  authority a;
  a.position = "1";
  a.matter = "*";
  builder.add_authority(a);
  const report_content content = report_on(std::move(builder).build().organisation);
  const auto listed = [&](std::size_t most_steps) {
    report_limits limits;
    limits.steps = most_steps;
    const report_document document = report_json(content, limits);
    const ordered_json all = ordered_json::parse(document.json);
    const ordered_json& walks = all["paths"]["walks"];
    check_paths(content, all);
    CHECK(all["paths"]["all"] == json_of(content)["paths"]["all"]);
    CHECK(walks["total"] == 80);
    CHECK(walks.contains("most_steps") == (walks["listed"] < 80));
    CHECK(document.extent.most_steps.has_value() == walks.contains("most_steps"));
    const numbers begin = unpacked(walks["before"]["steps_begin"]);
    CHECK(*begin.back() <= static_cast<double>(most_steps));
    const numbers matters = unpacked(walks["matter"]);
    std::array<std::vector<double>, 2> lengths;
    for (std::size_t i = 0; i < matters.size(); ++i)
      lengths[static_cast<std::size_t>(*matters[i])].push_back(*begin[i + 1] - *begin[i]);
    return lengths;
  };
  using lengths = std::vector<double>;
  // All of them have 2 · 40 · 41 / 2 steps.
  CHECK(listed(1640)[0].size() == 40);
  CHECK(listed(1639)[0].size() < 40);
  // The longest in turn, of the matter that is raised more often first: 2 · (40 + 39 + 38 + 37 +
  // 36) = 380. Of the spread, in steps of 32, 16, 8, 4 from the longest on, 8 and 8 and then 4 fit.
  const auto some = listed(400);
  CHECK(some[0] == lengths{8, 36, 37, 38, 39, 40});
  CHECK(some[1] == lengths{4, 8, 36, 37, 38, 39, 40});
  // No path has more than a tenth: of 55 steps 2 · (5 + 4 + 3 + 2 + 1) are 30.
  CHECK(listed(55)[0] == lengths{1, 2, 3, 4, 5});
  CHECK(listed(9) == std::array<lengths, 2>{});

  random_decisions random(27);
  for (std::size_t round = 0; round < cases_to_try(40); ++round) {
    const report_content any = report_on(make(random.next()));
    report_limits limits;
    limits.steps = 10 + 20 * round;
    const ordered_json all = json_of(any, limits);
    check_paths(any, all);
    const ordered_json& walks = all["paths"]["walks"];
    CHECK(walks.contains("most_steps") == (walks["listed"] < walks["total"]));
    CHECK(*unpacked(walks["before"]["steps_begin"]).back() +
              *unpacked(walks["before"]["passed_begin"]).back() <=
          static_cast<double>(limits.steps));
  }
}

// --- The title -----------------------------------------------------------------------------------

TEST_CASE("a report is called by what it tells and by whom it is of", "[report][html_report]") {
  const auto org_of = [](std::vector<std::pair<std::string, std::string>> heads) {
    description what;
    for (const auto& [title, unit] : heads) {
      what.positions.push_back(post(std::to_string(what.positions.size())));
      what.positions.back().title = title;
      what.positions.back().unit = unit;
    }
    what.positions.push_back(post("below", "0"));
    what.positions.back().title = "A clerk with a long title";
    return make(what);
  };
  report_content content;
  content.before = org_of({{"Minister", "Ministry"}});
  const auto titles = [&](const std::string& english, const std::string& indonesian) {
    content.language = report_language::english;
    CHECK(report_title(content, "file") == english);
    content.language = report_language::indonesian;
    CHECK(report_title(content, "file") == indonesian);
  };
  titles("Organisation: Minister", "Organisasi: Minister");  // as long as that of the unit
  content.before = org_of({{"Head", "Ministry"}});
  titles("Organisation: Ministry", "Organisasi: Ministry");
  content.change.emplace();
  titles("Simplification of the organisation: Ministry", "Penyederhanaan organisasi: Ministry");
  content.change->found.policy.emplace();
  titles("Simplification of the organisation: Ministry", "Penyederhanaan organisasi: Ministry");
  content.change->found.policy->steps = 1;
  titles("Change of the organisation: Ministry", "Perubahan organisasi: Ministry");
  content.study.emplace();
  titles("Scenarios of the organisation: Ministry", "Skenario organisasi: Ministry");
  content.is_redacted = true;
  titles("Scenarios of the organisation", "Skenario organisasi");
  // Of several heads, or of one without a name, the file is named.
  for (const organisation& org : {org_of({{"Head", ""}, {"Other", ""}}), org_of({{"", ""}})}) {
    content = {};
    content.before = org;
    titles("Organisation: file", "Organisasi: file");
    CHECK(report_title(content, "") == "Organisasi");
  }
}

// --- Rolling up ----------------------------------------------------------------------------------

/// The list of what is not drawn has every other position once, with its title and the nearest
/// superior that is drawn, by walking up.
void check_undrawn(const ordered_json& undrawn, const organisation& org,
                   const std::vector<std::string>& shown) {
  REQUIRE(undrawn.is_object());
  const std::set<std::string> drawn(shown.begin(), shown.end());
  const numbers common = unpacked(undrawn["codes"]["common"]);
  const std::string rest = undrawn["codes"]["rest"];
  const numbers superior = unpacked(undrawn["superiors"]["value"]);
  const numbers times = unpacked(undrawn["superiors"]["times"]);
  const numbers title = unpacked(undrawn["titles"]["index"]);
  CHECK(undrawn["total"] == org.size() - shown.size());
  CHECK(undrawn["listed"] == undrawn["total"]);
  REQUIRE(common.size() == org.size() - shown.size());
  std::set<std::string> found;
  std::string code;
  std::size_t run = 0;
  double left = times.empty() ? 0 : *times[0];
  for (std::size_t i = 0, at = 0; i < common.size(); ++i) {
    const std::size_t end = std::min(rest.find('\n', at), rest.size());
    code = code.substr(0, static_cast<std::size_t>(*common[i])) + rest.substr(at, end - at);
    at = end + 1;
    const auto p = org.find(code);
    REQUIRE(p);
    CHECK(!drawn.contains(code));
    CHECK(found.insert(code).second);
    CHECK((title[i] ? undrawn["titles"]["values"][static_cast<std::size_t>(*title[i])]
                    : ordered_json("")) == org.title(*p));
    auto above = org.command().superior(*p);
    while (above && !drawn.contains(std::string(org.code(*above))))
      above = org.command().superior(*above);
    if (left == 0) left = *times[++run];
    --left;
    CHECK(superior[run].has_value() == above.has_value());
    if (above && superior[run])
      CHECK(shown[static_cast<std::size_t>(*superior[run])] == org.code(*above));
  }
}

TEST_CASE("what is rolled up is counted at its nearest shown superior", "[report][html_report]") {
  random_cases cases(31);
  dice roll(32);
  std::size_t rolled_up = 0;
  for (std::size_t round = 0; round < cases_to_try(150); ++round) {
    const report_content content = next_report(cases);
    const organisation& org = content.before;
    report_limits limits;
    limits.posts = roll.below(org.size() + 1);
    limits.paths = 0;
    const ordered_json all = json_of(content, limits);
    const std::vector<std::string> codes = all["posts"]["codes"];
    const std::set<std::string> shown(codes.begin(), codes.end());
    REQUIRE(shown.size() == codes.size());
    CHECK(all["posts"]["shown"] == codes.size());
    CHECK(all["posts"]["total"] == org.size());
    const ordered_json& smallest = all["posts"]["smallest_subtree"];
    CHECK(smallest.is_null() == (limits.posts >= org.size()));
    if (!smallest.is_null()) {
      // Sizes by walking up from each position; whoever is not shown has no more below it than any
      // who is not needed.
      std::map<std::string, std::size_t> size;
      for (position_id p{0}; p < org.size(); ++p)
        for (std::optional<position_id> q = p; q; q = org.command().superior(*q))
          ++size[std::string(org.code(*q))];
      std::size_t largest_hidden = 0;
      std::size_t larger = 0;
      for (const auto& [code, each] : size)
        if (!shown.contains(code)) largest_hidden = std::max(largest_hidden, each);
      for (const auto& [code, each] : size) larger += each > largest_hidden ? 1U : 0U;
      CHECK(largest_hidden < smallest.get<std::size_t>());
      CHECK(codes.size() >= limits.posts);
      CHECK(larger <= std::max<std::size_t>(limits.posts, codes.size()));
      // Those who are needed may be all who do not fit.
      if (codes.size() < org.size())
        check_undrawn(all["posts"]["undrawn"], org, codes);
      else
        CHECK(all["posts"]["undrawn"].is_null());
    }
    for (std::size_t s = 0; s < 2; ++s) {
      const organisation& state = s == 0 ? org : content.change->after;
      const ordered_json& side = all["sides"][s];
      check_side(side, codes.size());
      if (side["hidden"].is_null()) {
        CHECK(codes.size() == org.size());
        continue;
      }
      ++rolled_up;
      // By walking up from each position that is not shown.
      std::map<std::string, std::array<double, 3>> expected;
      std::array<double, 3> tops{};
      for (position_id p{0}; p < state.size(); ++p) {
        if (shown.contains(std::string(state.code(p)))) continue;
        auto above = state.command().superior(p);
        while (above && !shown.contains(std::string(state.code(*above))))
          above = state.command().superior(*above);
        bool leads = false;
        for (position_id q{0}; q < state.size(); ++q)
          leads = leads || (state.declared_superior(q) == state.code(p) && q != p);
        std::array<double, 3>& into = above ? expected[std::string(state.code(*above))] : tops;
        into[0] += 1;
        into[1] += state.seats(p);
        into[2] += leads ? 1U : 0U;
      }
      const numbers positions = unpacked(side["hidden"]["positions"]);
      const numbers seats = unpacked(side["hidden"]["seats"]);
      const numbers managers = unpacked(side["hidden"]["managers"]);
      for (std::size_t post = 0; post < codes.size(); ++post)
        CHECK(std::array{*positions[post], *seats[post], *managers[post]} == expected[codes[post]]);
      CHECK(side["hidden"]["tops"]["positions"] == tops[0]);
      CHECK(side["hidden"]["tops"]["seats"] == tops[1]);
      CHECK(side["hidden"]["tops"]["managers"] == tops[2]);
      CHECK(static_cast<double>(codes.size()) + sum(positions) + tops[0] ==
            static_cast<double>(org.size()));
    }
    // The widest are always there to be looked at.
    for (const auto& wide : all["spans"]["widest_before"]) CHECK(wide["post"].is_number());
    for (const auto& wide : all["spans"]["widest_after"]) CHECK(wide["post"].is_number());
  }
  CHECK(rolled_up > cases_to_try(100));
}

TEST_CASE("a report without room still tells of every position", "[report][html_report]") {
  description what;
  for (int i = 0; i < 50; ++i) what.positions.push_back(post("R" + std::to_string(i)));
  report_limits limits;
  limits.posts = 20;
  limits.paths = 0;
  const ordered_json all = json_of(report_on(make(what)), limits);
  const ordered_json& hidden = all["sides"][0]["hidden"];
  // Paths of 0 hand-offs are listed all the same: the originators stay in sight.
  CHECK(all["posts"]["shown"].get<std::size_t>() + hidden["tops"]["positions"].get<std::size_t>() ==
        50);
  CHECK(all["posts"]["shown"] >= 20);
}

TEST_CASE("a report with little room counts what it leaves out", "[report][html_report]") {
  // R over D and W0 to W9, who lead two each; of those of D, whom D becomes the coordinator of, M
  // leads s. The ten widest, which are always shown, stand above M.
  description what{
      {post("R"), post("D", "R"), post("M", "D"), post("N", "D"), post("s", "M")}, {}, {}};
  for (int i = 0; i < 10; ++i) {
    const std::string w = "W" + std::to_string(i);
    for (const position& p : {post(w, "R"), post(w + "a", w), post(w + "b", w)})
      what.positions.push_back(p);
  }
  policy rules = delayer();
  set_layers(rules, {2});
  rules.roles.kind = role_policy::coordinators;
  rules.select[0].when.codes = {"D"};
  const report_content content = report_on(make(what), rules);
  report_limits limits;
  limits.paths = limits.steps = 0;
  limits.posts = 12;
  const ordered_json all = json_of(content, limits);
  // Of sizes 35, D 4, ten times 3, M 2: R, D and the W are twelve, and all with three or more.
  CHECK(all["posts"]["smallest_subtree"] == 3);
  CHECK(all["posts"]["shown"] == 12);
  const ordered_json& before = all["sides"][0]["hidden"];
  CHECK(unpacked(before["positions"]) == numbers{0, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2});
  CHECK(unpacked(before["managers"]) == numbers{0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  const ordered_json& after = all["sides"][1]["hidden"];
  CHECK(unpacked(after["positions"]) == numbers{3, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2});
  // D is converted, M and N are attached to R, and D coordinates both; posts that are not shown are
  // named by their codes, and what became of them is counted.
  CHECK(all["ledger"]["total"] == 5);
  CHECK(all["ledger"]["listed"] == 3);
  REQUIRE(all["ledger"]["roles"].size() == 2);
  CHECK(all["ledger"]["roles"][0]["post"].is_null());
  CHECK(all["ledger"]["roles"][0]["code"] == "M");
  limits.entries = 2;
  CHECK(json_of(content, limits)["ledger"]["total"] == 5);
  CHECK(json_of(content, limits)["ledger"]["listed"] == 2);
}

TEST_CASE("the largest subtrees are drawn first, not the highest layers", "[report][html_report]") {
  // Of the heads A and B, A has a chain of three below it and B stands alone, as do C to F.
  description what{{post("R"), post("A", "R"), post("B", "R"), post("a", "A"), post("aa", "a"),
                    post("aaa", "aa"), post("C", "R"), post("D", "R")},
                   {},
                   {}};
  report_limits limits;
  limits.posts = 5;
  limits.paths = limits.steps = 0;
  report_content content = report_on(make(what));
  content.change.reset();
  const auto shown = [&] {
    const std::vector<std::string> codes = json_of(content, limits)["posts"]["codes"];
    return std::set<std::string>(codes.begin(), codes.end());
  };
  // Sizes: R 8, A 4, a 3, aa 2, and 1 of all others, of which B comes first. The ten widest spans, which
  // are shown in any case, are R, A, a and aa.
  CHECK(shown() == std::set<std::string>{"R", "A", "a", "aa", "B"});
  const ordered_json undrawn = json_of(content, limits)["posts"]["undrawn"];
  CHECK(undrawn["codes"]["rest"] == "C\nD\naaa");
  // Beyond a limit there are codes alone, and beyond another one only the first.
  limits.titled = 2;
  CHECK(json_of(content, limits)["posts"]["undrawn"]["titles"].is_null());
  limits.coded = 2;
  const ordered_json few = json_of(content, limits)["posts"]["undrawn"];
  CHECK(few["codes"]["rest"] == "C\nD");
  CHECK(few["total"] == 3);
  CHECK(few["listed"] == 2);
}

TEST_CASE("bands of spans are cut at the limits of the policy", "[report][html_report]") {
  // R leads three, A one, B two, C twenty.
  description what{{post("R"), post("A", "R"), post("B", "R"), post("C", "R"), post("a", "A"),
                    post("b1", "B"), post("b2", "B")},
                   {},
                   {}};
  for (int i = 0; i < 20; ++i) what.positions.push_back(post("c" + std::to_string(i), "C"));
  policy rules = delayer();
  set_layers(rules, {9});  // nobody
  rules.checks.span_low = 3;
  rules.checks.span_high = 15;
  const ordered_json spans = json_of(report_on(make(what), rules))["spans"];
  CHECK(spans["bands"] == ordered_json{"1", "2", "3", "4-7", "8-12", "13-15", "16", "17-30"});
  CHECK(spans["zones"] ==
        ordered_json{"below", "below", "within", "within", "within", "within", "above", "above"});
  CHECK(spans["before"] == ordered_json{1, 1, 1, 0, 0, 0, 0, 1});
  CHECK(spans["zoned_before"] == ordered_json{2, 1, 1});
  CHECK(spans["zoned_after"] == spans["zoned_before"]);
}

// --- Redaction -----------------------------------------------------------------------------------

namespace {

constexpr std::string_view secret = "Rahasia-";

/// The same case with texts that nothing but the data can bring into a report.
random_case made_secret(random_case c) {
  const auto hide = [](std::string& text) {
    if (!text.empty() && text != "*") text = std::string(secret) + text;
  };
  const auto hide_all = [&](std::vector<std::string>& texts) {
    for (std::string& text : texts) hide(text);
  };
  const auto hide_condition = [&](condition& when) {
    hide_all(when.codes);
    hide_all(when.units);
    hide_all(when.subtrees);
  };
  for (position& p : c.positions) {
    hide(p.code);
    hide(p.title);
    hide(p.reports_to);
    hide(p.unit);
    hide(p.position_class);
    if (p.rank == "unheard of") hide(p.rank);
    p.flags.push_back(std::string(secret) + "flag");
  }
  for (reporting_line& l : c.lines) {
    hide(l.superior);
    hide(l.subordinate);
    hide(l.matter);
    hide(l.role);
  }
  for (authority& a : c.authorities) {
    hide(a.position);
    hide(a.matter);
    hide(a.giver);
    hide(a.legal_source);
    hide(a.currency);
  }
  // A scheme names positions in places of its own; those of the first right and step reach a report.
  condition last;
  last.codes = {c.positions.back().code};
  if (!c.authorities.empty()) {
    authority& a = c.authorities.front();
    a.position.clear();
    a.whoever = holder{holder_kind::class_of, {}, last};
    a.originators = condition{};
    a.originators->subtrees = {c.positions.front().code};
    a.with.holders = {{holder_kind::post, c.positions.front().code}};
    c.steps.push_back({"*", step_act::sign, a.with.holders.front(), last});
    c.steps.back().legal_source = std::string(secret) + "order";
  }
  for (matter& m : c.matters) {
    hide(m.code);
    m.name = std::string(secret) + "name";
    m.currency = std::string(secret) + "currency";
    hide_all(m.clerical_steps);
    hide_condition(m.originators);
  }
  policy& rules = c.rules;
  hide(rules.name);
  const auto hide_rule = [&](rule_statement& rule) {
    hide(rule.id);
    hide(rule.reason);
    hide(rule.source);
  };
  for (select_rule& r : rules.select) hide_rule(r.rule), hide_condition(r.when);
  for (exempt_rule& r : rules.exempt) hide_rule(r.rule), hide_condition(r.when);
  for (convert_rule& r : rules.convert) hide_rule(r.rule), hide_condition(r.when), hide(r.to_class);
  for (digital_rule& r : rules.digital) hide_rule(r.rule), hide_all(r.matters), hide_all(r.removes);
  for (role_name& r : rules.roles.names) hide(r.name);
  return c;
}

}  // namespace

TEST_CASE("a redacted report holds no text of the data", "[report][html_report]") {
  random_cases cases(41);
  for (std::size_t round = 0; round < cases_to_try(300); ++round) {
    report_content content = next_report(cases, made_secret);
    content.origin.inputs = {{std::string(secret) + "file.csv", "00"}};
    content.change->found.before_evidence = content.change->found.after_evidence = content.origin;
    finding f;
    f.rule = "unknown-superior";
    f.file = std::string(secret) + "file.csv";
    f.column = std::string(secret) + "column";
    f.position = content.before.code(position_id{0});
    f.detail = "did you mean " + f.position + "?";
    f.action = f.detail;
    content.findings = {f};
    REQUIRE(report_json(content).json.find(secret) != std::string::npos);
    content.is_redacted = true;
    const std::string json = report_json(content).json;
    CAPTURE(json);
    CHECK(json.find(secret) == std::string::npos);
    CHECK(json.find("unheard of") == std::string::npos);
    if (round % 5 == 0) {  // nor does the list of what is not drawn
      report_limits few;
      few.posts = few.paths = few.steps = 1;
      CHECK(report_json(content, few).json.find(secret) == std::string::npos);
    }
    // Nor do the ranks of a scheme that somebody made for this organisation.
    CHECK(json.find("Eselon") == std::string::npos);
    CHECK(json.find("III.a") == std::string::npos);
  }
}

TEST_CASE("a redacted report has the figures of the whole one", "[report][html_report]") {
  random_cases cases(42);
  for (std::size_t round = 0; round < cases_to_try(100); ++round) {
    report_content content = next_report(cases);
    const organisation& org = content.before;
    const ordered_json whole = json_of(content);
    content.is_redacted = true;
    const ordered_json neutral = json_of(content);
    for (const char* key :
         {"formal", "with_roles", "with_coordination", "shadow", "longer", "pso_percent"})
      CHECK(neutral["summary"]["shrink"][key] == whole["summary"]["shrink"][key]);
    CHECK(neutral["summary"]["before"]["spans"] == whole["summary"]["before"]["spans"]);
    CHECK(neutral["checks"]["by_rule"] == whole["checks"]["by_rule"]);
    for (const char* key : {"positions", "seats", "managers", "hand_offs", "seats_in_layer"})
      CHECK(neutral["units"]["all"]["after"][key] == whole["units"]["all"]["after"][key]);
    for (const char* key : {"filled", "vacant", "cost"})
      CHECK(neutral["units"]["all"]["before"][key].is_null());
    for (const ordered_json& unit : neutral["units"]["list"]) {
      const std::string name = unit["unit"];
      CHECK((name.empty() || (name[0] == 'U' && unit["before"]["positions"] >= 3)));
    }
    CHECK(neutral["ledger"]["by_change"] == whole["ledger"]["by_change"]);
    // The drawing and the paths are the same, post by post.
    for (std::size_t s = 0; s < 2; ++s)
      for (const char* key : {"superior", "layer", "span", "placement"})
        CHECK(neutral["sides"][s][key] == whole["sides"][s][key]);
    for (const char* side : {"before", "after"})
      for (const char* key : {"hand_offs", "steps_begin", "post", "role", "reason", "passed"})
        CHECK(neutral["paths"]["walks"][side][key] == whole["paths"]["walks"][side][key]);
    CHECK(neutral["paths"]["all"]["compared"] == whole["paths"]["all"]["compared"]);
    for (std::size_t post = 0; post < org.size(); ++post)
      CHECK(neutral["posts"]["codes"][post] == "P" + std::to_string(post + 1));
    CHECK(unpacked(neutral["posts"]["filled"]) == numbers(org.size()));
    CHECK(unpacked(neutral["posts"]["cost"]) == numbers(org.size()));
  }
}

TEST_CASE("redaction withholds groups of fewer than three", "[report][html_report]") {
  // Of unit "two" there are two positions, of rank II.a one, of III.a three before and two after.
  description what;
  const auto add = [&](std::string code, std::string above, std::string rank, std::string unit) {
    position p = post(std::move(code), std::move(above));
    p.rank = std::move(rank);
    p.unit = std::move(unit);
    what.positions.push_back(std::move(p));
  };
  add("A", "", "II.a", "two");
  add("B", "A", "III.a", "two");
  add("C", "A", "III.a", "three");
  add("D", "A", "III.a", "three");
  add("E", "D", "Pelaksana", "three");
  add("F", "D", "Pelaksana", "four");
  add("G", "D", "Pelaksana", "four");
  policy rules;
  rules.name = "one";
  rules.select = {{{"s", "r", "l", {}}, {}}};
  rules.select[0].when.codes = {"D"};
  convert_rule convert;
  convert.rule.id = "c";
  convert.to = "Ahli Madya";
  rules.convert = {convert};
  report_content content = report_on(make(what), rules);
  content.is_redacted = true;
  const ordered_json all = json_of(content);
  // The scheme is none of the library's own: its third and seventh ranks.
  REQUIRE(all["ranks"].size() == 2);
  CHECK(all["ranks"][0]["name"] == "G3");
  CHECK(all["ranks"][0]["before"] == 3);
  CHECK(all["ranks"][0]["after"].is_null());
  CHECK(all["ranks"][1]["name"] == "G7");
  CHECK(all["ranks"][1]["after"] == 3);
  CHECK(unpacked(all["sides"][0]["rank"]) == numbers{std::nullopt, 0, 0, 0, 1, 1, 1});
  CHECK(unpacked(all["sides"][1]["rank"]) == numbers{std::nullopt, 0, 0, std::nullopt, 1, 1, 1});
  CHECK(unpacked_texts(all["posts"]["units"]) ==
        std::vector<std::string>{"", "", "U1", "U1", "U1", "", ""});
  // One functional post is too few as well; four structural ones are not.
  CHECK(unpacked(all["sides"][1]["kind"]) == numbers{0, 0, 0, std::nullopt, 2, 2, 2});
  CHECK(all["change"]["outcomes"] == ordered_json::parse("[6, null, 0, 0, 0, 0, 0, 0, 0]"));
  for (const auto& flow : all["flows"]) CHECK(flow["count"].is_null());
}

TEST_CASE("redaction leaves the words of this library's own policies and ranks",
          "[report][html_report]") {
  organisation_builder builder(preset_scheme("indonesia"));
  for (const auto& [code, above, rank] :
       {std::tuple("minister", "", ""), std::tuple("one", "minister", "II.a"),
        std::tuple("two", "one", "III.a"), std::tuple("three", "one", "III.a"),
        std::tuple("four", "one", "III.a")}) {
    position p = post(code, above);
    p.rank = rank;
    builder.add(p);
  }
  report_content content =
      report_on(std::move(builder).build().organisation, preset_policy("id-central-2021"), true);
  content.is_redacted = true;
  const ordered_json all = json_of(content);
  CHECK(all["head"]["policy"]["name"] == "id-central-2021");
  CHECK(all["head"]["policy"]["text"].is_string());
  CHECK(all["ranks"][0]["name"] == "III.a");
  bool any_source = false;
  for (const auto& rule : all["ledger"]["rules"]) any_source = any_source || rule["source"] != "";
  CHECK(any_source);
  content.change->is_preset = false;
  const ordered_json own = json_of(content);
  CHECK(own["head"]["policy"]["text"].is_null());
  CHECK(own["head"]["policy"]["name"] == "policy");
  for (const auto& rule : own["ledger"]["rules"]) CHECK(rule["source"] == "");
  // Nor is a policy needed in the figures.
  content.change->found.policy.reset();
  CHECK(json_of(content)["head"]["policy"]["layers"].is_null());
  CHECK_FALSE(json_of(content)["summary"].contains("policy"));
}

TEST_CASE("a redacted report on an organisation as it is holds no text of it",
          "[report][html_report]") {
  // A scheme that calls itself as one of this library, with ranks of its own: A alone has the
  // first, B and C are of ranks that no scheme knows, the four below them are of the second.
  std::vector<rank> ranks(2);
  ranks[0].name = "Rahasia-1";
  ranks[1].name = "Rahasia-2";
  decision_data data;
  data.positions = {post("Rahasia-A"), post("Rahasia-B"), post("Rahasia-C")};
  for (const char* above : {"Rahasia-A", "Rahasia-A", "Rahasia-B", "Rahasia-C"})
    data.positions.push_back(post("Rahasia-" + std::to_string(data.positions.size()), above));
  for (std::size_t i = 0; i < data.positions.size(); ++i)
    data.positions[i].rank = i == 0   ? "Rahasia-1"
                             : i == 1 ? "Rahasia-x"
                             : i == 2 ? "Rahasia-y"
                                      : "Rahasia-2";
  data.lines = {{"Rahasia-B", "Rahasia-3", line_type::assignment, {}, "Rahasia-lead", "2021-01-01"},
                {"Rahasia-C", "Rahasia-4", line_type::assignment, {}, "Rahasia-guide"}};
  matter m;
  m.code = "Rahasia-leave";
  data.matters = {m};
  for (std::size_t i = 0; i < 3; ++i) {
    authority right;
    right.position = data.positions[i].code;
    right.matter = m.code;
    data.authorities.push_back(right);
  }
  report_content content = report_on(
      make(data, std::make_shared<rank_scheme>("indonesia", "Rahasia", std::move(ranks))));
  REQUIRE(json_of(content)["summary"]["decision_path"]["decided_by_rank"].size() == 3);
  content.is_redacted = true;
  const ordered_json all = json_of(content);
  CHECK(all.dump().find("Rahasia") == std::string::npos);
  CHECK(all["posts"]["codes"] ==
        ordered_json::parse(R"(["P1", "P2", "P3", "P4", "P5", "P6", "P7"])"));
  REQUIRE(all["ranks"].size() == 1);
  CHECK(all["ranks"][0]["name"] == "G2");
  CHECK(all["ranks"][0]["before"] == 4);
  CHECK(unpacked_texts(all["sides"][0]["lines"]["role"]) == std::vector<std::string>{"R1", "R2"});
  // Whoever decides is alone with its rank, so that all together are of no rank that is told.
  CHECK(all["summary"]["decision_path"]["decided_by_rank"] ==
        ordered_json::parse(R"([{"rank": null, "volume": 4.0, "share": 1.0}])"));
}

TEST_CASE("a report refuses two organisations that are not one", "[report][html_report]") {
  report_content content = report_on(ministry(), central_policy());
  // The same rows read once more are the same rows.
  content.change->after = ministry();
  CHECK_NOTHROW(report_json(content));
  content.change->after = make(one_position().what);
  CHECK_THROWS_AS(report_json(content), structure_error);
}
