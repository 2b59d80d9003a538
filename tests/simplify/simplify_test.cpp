// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/simplify.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/random_policy.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simplify/undo.hpp>
#include <pangkas/simplify/validate_policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

std::string superior_of(const organisation& org, const std::string& code) {
  return std::string(org.declared_superior(org.at(code)));
}

/// Hand-offs from a position to its root: command steps, and with role steps (the lines here never
/// lead to a command superior).
std::pair<std::size_t, std::size_t> hand_offs(const organisation& org, const std::string& code) {
  std::size_t command = 0;
  std::size_t roles = 0;
  const std::function<void(position_id, std::set<position_id>&)> climb =
      [&](position_id p, std::set<position_id>& seen) {
        for (std::uint32_t place : org.lines_to(p))
          if (const line& l = org.lines()[place];
              l.type == line_type::assignment && seen.insert(l.superior).second)
            climb(l.superior, seen);
      };
  position_id p = org.at(code);
  for (; org.command().superior(p); p = *org.command().superior(p)) {
    std::set<position_id> holders;
    climb(p, holders);
    ++command;
    roles += holders.size();
  }
  return {command, command + roles};
}

void require_same(const organisation& a, const organisation& b) { REQUIRE(same(a, b)); }

// ---- the same by another way: texts, maps, one conversion after the other ----

struct naive_post {
  std::optional<position_kind> declared;
  std::string rank;
  std::string position_class;
  std::string reports_to;

  friend bool operator==(const naive_post&, const naive_post&) = default;
};

using naive_line = std::tuple<std::string, std::string, line_type, std::string, std::string>;
using naive_change = std::tuple<std::string, std::string, std::string>;  // position, change, rule

struct naive_result {
  std::map<std::string, naive_post> posts;
  std::multiset<naive_line> lines;
  std::vector<authority> authorities;
  std::vector<matter> matters;
  std::multiset<naive_change> changes;
  std::size_t selected = 0, kept_exempt = 0, kept_tops = 0, converted = 0, must_stay = 0;
  std::optional<double> holders;
};

class naive {
 public:
  explicit naive(const random_case& c) : c_(c) {
    for (const position& p : c.positions) {
      by_code_[p.code] = &p;
      result_.posts[p.code] = {p.kind, p.rank, p.position_class, p.reports_to};
    }
    for (const position& p : c.positions) superior_[p.code] = superior(p);
  }

  /// Nothing if the rules leave a gap.
  std::optional<naive_result> run(const std::vector<std::size_t>& order) {
    std::vector<const position*> chosen;
    for (const position& p : c_.positions) {
      const exempt_rule* exempt = first(c_.rules.exempt, p);
      if (exempt != nullptr && administrative(p)) ++result_.must_stay;
      const select_rule* select = first(c_.rules.select, p);
      if (select == nullptr) continue;
      ++result_.selected;
      if (exempt != nullptr) {
        ++result_.kept_exempt;
        result_.changes.insert({p.code, "kept-exempt", exempt->rule.id});
      } else if (superior_[p.code].empty()) {
        ++result_.kept_tops;
      } else {
        chosen.push_back(&p);
      }
    }
    for (const position* p : chosen)
      if (first(c_.rules.convert, *p) == nullptr) return std::nullopt;
    for (const position* p : chosen) converted_.insert(p->code);
    // One post after the other, in any order: its reports go up to its superior of that moment.
    std::map<std::string, std::string> above = superior_;
    for (std::size_t i : order)
      if (const std::string& code = c_.positions[i].code; converted_.contains(code))
        for (auto& [below, superior] : above)
          if (superior == code && below != code) superior = above[code];
    for (auto& [code, superior] : above) {
      if (superior == superior_[code]) continue;
      result_.posts[code].reports_to = superior;
      result_.changes.insert({code, "re-attached", "reports"});
    }
    for (const position* p : chosen) become(*p, *first(c_.rules.convert, *p));
    roles();
    authorities(above);
    matters();
    return result_;
  }

 private:
  struct rank_facts {
    std::string name;
    std::set<std::string> spellings;
    position_kind kind;
    bool administrative;
  };
  static const std::map<std::string, rank_facts>& ranks() {
    using enum position_kind;
    static const std::map<std::string, rank_facts> all{
        {"I.a", {"I.a", {"I", "I.a"}, structural, false}},
        {"II.a", {"II.a", {"II", "II.a"}, structural, false}},
        {"III.a", {"III.a", {"III", "III.a", "iii.a", "Administrator"}, structural, true}},
        {"Eselon III/b", {"III.b", {"III", "III.b", "Administrator"}, structural, true}},
        {"IV.a", {"IV.a", {"IV", "IV.a", "Pengawas"}, structural, true}},
        {"V.a", {"V.a", {"V", "V.a"}, structural, true}},
        {"Ahli Madya", {"Ahli Madya", {"Ahli Madya"}, functional, false}},
        {"ahli muda", {"Ahli Muda", {"Ahli Muda"}, functional, false}},
        {"Pelaksana", {"Pelaksana", {"Pelaksana"}, executing, false}}};
    return all;
  }

  static bool administrative(const position& p) {
    const auto facts = ranks().find(p.rank);
    return facts != ranks().end() && facts->second.administrative;
  }

  // Empty for the top of a tree: roots, orphans, members of cycles, reports to oneself.
  std::string superior(const position& p) const {
    if (!by_code_.contains(p.reports_to)) return {};
    const position* at = &p;
    for (std::size_t step = 0; step <= by_code_.size(); ++step) {
      const auto above = by_code_.find(at->reports_to);
      if (above == by_code_.end()) return p.reports_to;
      at = above->second;
      if (at == &p) return {};
    }
    return p.reports_to;  // below a cycle, not in it
  }

  std::optional<std::size_t> layer(const position& p) const {
    std::size_t layer = 1;
    for (const position* at = &p; !at->reports_to.empty(); ++layer) {
      const auto above = by_code_.find(at->reports_to);
      if (above == by_code_.end() || layer > by_code_.size()) return std::nullopt;
      at = above->second;
    }
    return layer;
  }

  bool manager(const position& p) const {
    return std::ranges::any_of(c_.positions, [&](const position& other) {
      return other.reports_to == p.code && other.code != p.code;
    });
  }

  static std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
  }

  bool meets(const condition& when, const position& p) const {
    const auto any = [](const auto& list, const auto& test) {
      return list.empty() || std::ranges::any_of(list, test);
    };
    const auto facts = ranks().find(p.rank);
    const bool known = facts != ranks().end();
    std::optional<position_kind> kind = p.kind;
    if (!kind && known) kind = facts->second.kind;
    return any(when.ranks,
               [&](const std::string& r) {
                 return known && facts->second.spellings.contains(r);
               }) &&
           any(when.kinds, [&](position_kind k) { return kind == k; }) &&
           (!when.layers ||
            std::ranges::any_of(*when.layers, [&](std::size_t l) { return layer(p) == l; })) &&
           any(when.units, [&](const std::string& u) { return p.unit == u; }) &&
           any(when.unit_contains,
               [&](const std::string& u) {
                 return lower(p.unit).find(lower(u)) != std::string::npos;
               }) &&
           any(when.title_contains,
               [&](const std::string& t) {
                 return lower(p.title).find(lower(t)) != std::string::npos;
               }) &&
           any(when.flags,
               [&](const std::string& f) {
                 return std::ranges::find(p.flags, f) != p.flags.end();
               }) &&
           any(when.codes, [&](const std::string& code) { return p.code == code; }) &&
           (!when.manager || manager(p) == *when.manager);
  }

  template <class Rule>
  const Rule* first(const std::vector<Rule>& rules, const position& p) const {
    for (const Rule& r : rules)
      if (meets(r.when, p)) return &r;
    return nullptr;
  }

  void become(const position& p, const convert_rule& rule) {
    naive_post& post = result_.posts[p.code];
    if (!rule.to.empty()) {
      post.rank = ranks().at(rule.to).name;
      post.declared = ranks().at(rule.to).kind;
    }
    if (rule.to_kind) post.declared = rule.to_kind;
    if (!rule.to_class.empty()) post.position_class = rule.to_class;
    ++result_.converted;
    if (p.filled) result_.holders = result_.holders.value_or(0) + *p.filled;
    result_.changes.insert({p.code, "converted", rule.rule.id});
  }

  void roles() {
    for (const reporting_line& l : c_.lines)
      if (l.superior != l.subordinate)
        result_.lines.insert({l.superior, l.subordinate, l.type, l.matter, l.role});
    const role_rule& roles = c_.rules.roles;
    for (const position& p : c_.positions) {
      const position* superior = find(superior_[p.code]);
      if (roles.kind == role_policy::none || superior == nullptr ||
          !converted_.contains(superior->code))
        continue;
      if (roles.kind == role_policy::team_leads && converted_.contains(p.code)) continue;
      std::string name = roles.kind == role_policy::team_leads ? "team lead" : "coordinator";
      for (const role_name& r : roles.names) {
        condition when;
        when.ranks = r.ranks;
        if (!meets(when, *superior)) continue;
        name = r.name;
        break;
      }
      const naive_line added{superior->code, p.code, line_type::assignment, "", name};
      if (result_.lines.contains(added)) continue;
      result_.lines.insert(added);
      result_.changes.insert({superior->code, "role-added", "roles"});
    }
  }

  void authorities(std::map<std::string, std::string>& above) {
    const auto kept = [&](const std::string& code) {
      return converted_.contains(code) ? above[code] : code;
    };
    for (authority a : c_.authorities) {
      if (a.acting) {
        const std::string holder = a.position;
        std::vector<std::string> acted_for;
        for (const reporting_line& l : c_.lines)
          if (l.type == line_type::acting && l.superior == holder && l.subordinate != holder &&
              (l.matter.empty() || a.matter == "*" || l.matter == a.matter))
            acted_for.push_back(l.subordinate);
        const bool gone =
            !acted_for.empty() && std::ranges::all_of(acted_for, [&](const std::string& code) {
              return converted_.contains(code);
            });
        if (gone)
          result_.changes.insert({holder, "authority-lapsed", "authority"});
        else if (converted_.contains(holder))
          result_.changes.insert({holder, "authority-re-issued", "authority"});
        if (gone) a.position.clear();
      } else if (converted_.contains(a.position)) {
        const std::string holder = a.position;
        std::string change = "authority-returned";
        if (a.source == authority_source::attribution) {
          const bool orphan = c_.rules.authority.attribution == attribution_outcome::orphan;
          change = orphan ? "authority-orphaned" : "authority-moved";
          a.position = orphan ? "" : kept(a.position);
        } else if (a.source == authority_source::delegation) {
          change = "authority-re-issued";
          if (c_.rules.authority.delegation == delegation_outcome::nearest_kept_superior)
            a.position = kept(a.position);
        } else {
          a.position = kept(a.giver.empty() ? a.position : a.giver);
        }
        if (a.position != holder && a.position == a.giver) a.giver.clear();
        result_.changes.insert({holder, change, "authority"});
      }
      if (!a.position.empty()) result_.authorities.push_back(a);
    }
  }

  void matters() {
    for (matter m : c_.matters) {
      const auto names = [&](const digital_rule& d) {
        return std::ranges::any_of(
            d.matters, [&](const std::string& code) { return code == m.code || code == "*"; });
      };
      const auto rule = std::ranges::find_if(c_.rules.digital, names);
      if (rule != c_.rules.digital.end() && m.channel == matter_channel::paper) {
        m.channel = matter_channel::digital;
        std::vector<std::string> left;
        for (const std::string& step : m.clerical_steps)
          if (std::ranges::count(rule->removes, step) == 0) left.push_back(step);
        m.clerical_steps = left;
        m.work_minutes = rule->work_minutes ? rule->work_minutes : m.work_minutes;
        m.waiting_hours = rule->waiting_hours ? rule->waiting_hours : m.waiting_hours;
        result_.changes.insert({"", "turned-digital", rule->rule.id});
      }
      result_.matters.push_back(m);
    }
  }

  const position* find(const std::string& code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? nullptr : found->second;
  }

  const random_case& c_;
  std::map<std::string, const position*> by_code_;
  std::map<std::string, std::string> superior_;
  std::set<std::string> converted_;
  naive_result result_;
};

/// What came out, in the form of the naive result.
naive_result in_texts(const organisation& after, const simplification& s) {
  naive_result result;
  for (position_id p{0}; p < after.size(); ++p)
    result.posts[std::string(after.code(p))] = {
        (*after.table().kinds)[after.row(p)], std::string(after.rank_name(p)),
        std::string(after.position_class(p)), std::string(after.declared_superior(p))};
  for (const line& l : after.parts().lines)
    result.lines.insert({std::string(after.table().codes->texts[l.superior]),
                         std::string(after.table().codes->texts[l.subordinate]), l.type,
                         after.line_names()[l.matter], after.line_names()[l.role]});
  result.authorities = after.authorities();
  result.matters = after.matters();
  for (const ledger_entry& e : s.changes.entries) {
    const change_in_words words = in_words(s.changes, e);
    result.changes.insert({words.position, words.change, words.rule});
  }
  result.selected = s.selected;
  result.kept_exempt = s.kept_exempt;
  result.kept_tops = s.kept_tops;
  result.converted = s.converted;
  result.must_stay = s.must_stay;
  result.holders = s.converted_holders;
  return result;
}

void require_equal(const naive_result& a, const naive_result& b) {
  REQUIRE(a.posts == b.posts);
  REQUIRE(a.lines == b.lines);
  REQUIRE(a.authorities == b.authorities);
  REQUIRE(a.matters == b.matters);
  REQUIRE(a.changes == b.changes);
  REQUIRE(std::tie(a.selected, a.kept_exempt, a.kept_tops, a.converted, a.must_stay) ==
          std::tie(b.selected, b.kept_exempt, b.kept_tops, b.converted, b.must_stay));
  REQUIRE(a.holders == b.holders);
}

std::vector<std::size_t> layers_by_row(const organisation& org) {
  std::vector<std::size_t> layers(org.size(), 0);
  for (std::size_t k = 1; k <= org.command().layers(); ++k)
    for (position_id p : org.command().layer(k)) layers[org.row(p)] = k;
  return layers;
}

std::set<row_index> roots_by_row(const organisation& org) {
  std::set<row_index> roots;
  for (position_id p : org.command().layer(1)) roots.insert(org.row(p));
  return roots;
}

void require_properties(const organisation& before, const simplification& s) {
  const organisation& after = s.after;
  REQUIRE(before.table().seats == after.table().seats);
  REQUIRE(before.table().filled == after.table().filled);
  REQUIRE(before.table().costs == after.table().costs);
  REQUIRE(roots_by_row(before) == roots_by_row(after));
  REQUIRE(before.command().cycles() == after.command().cycles());
  const auto was = layers_by_row(before);
  const auto is = layers_by_row(after);
  for (row_index row = 0; row < before.size(); ++row) {
    REQUIRE(is[row] <= was[row]);
    REQUIRE((is[row] == 0) == (was[row] == 0));
  }
  for (const finding& f : s.findings)
    REQUIRE(std::set<std::string>{"lost-seats", "lost-filled", "roots-changed", "cycle",
                                  "undecidable", "income-floor"}
                .contains(f.rule) == false);
  REQUIRE(s.converted + s.kept_exempt + s.kept_tops == s.selected);
}

const std::size_t simplifications = cases_to_try(100'000);

}  // namespace

TEST_CASE("simplify shortens the path of the worked example from five hand-offs to three",
          "[simplify][simplify]") {
  const organisation before = ministry();
  CHECK(hand_offs(before, "STAF") == std::pair<std::size_t, std::size_t>(5, 5));

  SECTION("without roles") {
    const simplification s = simplify(before, central_policy());
    CHECK(hand_offs(s.after, "STAF") == std::pair<std::size_t, std::size_t>(3, 3));
    CHECK(superior_of(s.after, "STAF") == "BIRO");
    CHECK(superior_of(s.after, "KASUBBAG") == "BIRO");
    CHECK(superior_of(s.after, "KABAG") == "BIRO");
    CHECK(s.converted == 2);
    CHECK(s.re_attached == 2);
    CHECK(s.converted_holders == 2.0);
    CHECK(s.findings.empty());
    CHECK(s.after.rank_name(s.after.at("KABAG")) == "Ahli Madya");
    CHECK(s.after.kind(s.after.at("KABAG")) == position_kind::functional);
    CHECK(s.after.kind(s.after.at("KASUBBAG")) == position_kind::functional);
  }
  SECTION("coordinators rebuild the old chain") {
    policy rules = central_policy();
    rules.roles.kind = role_policy::coordinators;
    const simplification s = simplify(before, rules);
    CHECK(hand_offs(s.after, "STAF") == std::pair<std::size_t, std::size_t>(3, 5));
    CHECK(s.role_lines == 2);
    CHECK(s.changes.role_names == std::vector<std::string>{"koordinator", "subkoordinator"});
  }
  SECTION("team leads lead only those who were not converted") {
    policy rules = central_policy();
    rules.roles.kind = role_policy::team_leads;
    rules.roles.names.clear();
    const simplification s = simplify(before, rules);
    CHECK(hand_offs(s.after, "STAF") == std::pair<std::size_t, std::size_t>(3, 4));
    REQUIRE(s.after.lines().size() == 1);
    CHECK(s.after.code(s.after.lines()[0].superior) == "KASUBBAG");
    CHECK(s.after.line_names()[s.after.lines()[0].role] == "team lead");
  }
}

TEST_CASE("simplify shares every column that it does not change", "[simplify][simplify]") {
  const organisation before = ministry();
  const simplification s = simplify(before, central_policy());
  CHECK(before.table().codes == s.after.table().codes);
  CHECK(before.table().titles == s.after.table().titles);
  CHECK(before.table().seats == s.after.table().seats);
  CHECK(before.table().classes == s.after.table().classes);
  CHECK(before.table().ranks != s.after.table().ranks);
  CHECK(before.table().kinds != s.after.table().kinds);
  for (position_id p{0}; p < before.size(); ++p)
    CHECK(before.code(p) == s.after.code(position_after(before, s.after, p)));
}

TEST_CASE("simplify keeps exempt posts with their reason and counts those that must stay",
          "[simplify][simplify]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "II.a", ""));
  builder.add(post("A", "III.a", "R", {"E1"}));
  builder.add(post("B", "IV.a", "A"));
  builder.add(post("C", "Pelaksana", "B", {"E1"}));
  const organisation before = std::move(builder).build().organisation;
  const simplification s = simplify(before, central_policy());
  CHECK(s.kept_exempt == 1);
  CHECK(s.must_stay == 1);
  CHECK(s.converted == 1);
  CHECK(superior_of(s.after, "B") == "A");
  CHECK(superior_of(s.after, "C") == "A");
  REQUIRE(s.changes.entries.size() == 3);
  CHECK(in_words(s.changes, s.changes.entries[0]) ==
        change_in_words{"A", "kept-exempt", "structural, III.a", "structural, III.a", "E1",
                        "criteria", "heads a satker"});
  CHECK(in_words(s.changes, s.changes.entries[1]) ==
        change_in_words{"B", "converted", "structural, IV.a", "functional, Ahli Muda", "IV-to-muda",
                        "Permen 17/2021", "mapping"});
  CHECK(in_words(s.changes, s.changes.entries[2]) ==
        change_in_words{"C", "re-attached", "reports to B", "reports to A", "reports", "",
                        "the superior was converted"});
  CHECK(s.converted_holders == std::nullopt);
}

TEST_CASE("simplify keeps the top of a tree and lists it", "[simplify][simplify]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("ROOT", "III.a", ""));
  builder.add(post("ORPHAN", "III.a", "nobody"));
  builder.add(post("X", "III.a", "Y"));
  builder.add(post("Y", "IV.a", "X"));
  builder.add(post("SELF", "IV.a", "SELF"));
  builder.add(post("BELOW", "IV.a", "Y"));
  builder.add(post("LEAF", "Pelaksana", "BELOW"));
  const organisation before = std::move(builder).build().organisation;
  const simplification s = simplify(before, central_policy());
  CHECK(s.kept_tops == 5);
  CHECK(s.converted == 1);
  CHECK(superior_of(s.after, "LEAF") == "Y");
  CHECK(superior_of(s.after, "X") == "Y");
  CHECK(superior_of(s.after, "ORPHAN") == "nobody");
  CHECK(superior_of(s.after, "SELF") == "SELF");
  CHECK(rules_of(s.findings) == std::vector<std::string>(5, "top-selected"));
  CHECK(s.findings[0].position == "ROOT");
  require_same(before, undo(s.after, s.changes));
}

TEST_CASE("simplify refuses rules that leave a gap", "[simplify][simplify]") {
  policy rules = central_policy();
  rules.convert.pop_back();
  CHECK_THROWS_WITH(simplify(ministry(), rules),
                    contains("leave a gap: \"KASUBBAG\" (rank \"IV.a\") is selected by "
                             "\"administrative\""));
}

TEST_CASE("simplify refuses open layers and takes them from set_layers", "[simplify][simplify]") {
  policy rules;
  rules.name = "delayer";
  rules.select = {{{"managers", "", "", {}}, {}}};
  rules.select[0].when.layers.emplace();
  rules.select[0].when.manager = true;
  convert_rule stay;
  stay.rule.id = "stay";
  stay.to_kind = position_kind::functional;
  rules.convert = {stay};
  CHECK(needs_layers(rules));
  CHECK_THROWS_WITH(simplify(ministry(), rules), contains("leaves the layers open"));
  set_layers(rules, {4, 5});
  CHECK_FALSE(needs_layers(rules));
  const simplification s = simplify(ministry(), rules);
  CHECK(s.converted == 2);
  CHECK(superior_of(s.after, "STAF") == "BIRO");
  CHECK(s.after.rank_name(s.after.at("KABAG")) == "III.a");
  CHECK(s.after.kind(s.after.at("KABAG")) == position_kind::functional);
  set_layers(rules, {9});
  const simplification none = simplify(ministry(), rules);
  CHECK(none.converted == 0);
  CHECK(rules_of(none.findings) == std::vector<std::string>{"nothing-selected"});
}

TEST_CASE("simplify lists convert rules that disagree, and the first stands",
          "[simplify][simplify]") {
  policy rules = central_policy();
  convert_rule other = rules.convert[0];
  other.rule.id = "managers-to-muda";
  other.when = {};
  other.when.manager = true;
  other.to = "Ahli Muda";
  rules.convert.push_back(other);
  const simplification s = simplify(ministry(), rules);
  REQUIRE(rules_of(s.findings) == std::vector<std::string>{"conflicting-rules"});
  CHECK(s.findings[0].position == "KABAG");
  CHECK_THAT(s.findings[0].detail, contains("\"III-to-madya\" and \"managers-to-muda\""));
  CHECK(s.after.rank_name(s.after.at("KABAG")) == "Ahli Madya");
}

TEST_CASE("simplify lists codes that are not there", "[simplify][simplify]") {
  policy rules = central_policy();
  rules.exempt[0].when.codes = {"KABAGG"};
  const simplification s = simplify(ministry(), rules);
  CHECK(rules_of(s.findings) == std::vector<std::string>{"unknown-code"});
}

TEST_CASE("authority goes by its source", "[simplify][simplify]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("K", "II.a", "R"));
  builder.add(post("A", "III.a", "K"));
  builder.add(post("B", "IV.a", "A"));
  using enum authority_source;
  builder.add_authority({"R", "budget", {}, attribution, "", "Law 17"});
  builder.add_authority({"A", "licences", 500.0, attribution, "", "Law 5"});
  builder.add_authority({"B", "letters", {}, delegation, "K", "Decree 1"});
  builder.add_authority({"B", "leave", {}, mandate, "A", ""});
  builder.add_authority({"A", "travel", {}, mandate, "R", ""});
  builder.add_authority({"K", "staff", {}, delegation, "A", ""});
  const organisation before = std::move(builder).build().organisation;

  SECTION("by default") {
    const simplification s = simplify(before, central_policy());
    CHECK(s.after.authorities() ==
          std::vector<authority>{{"R", "budget", {}, attribution, "", "Law 17"},
                                 {"K", "letters", {}, delegation, "", "Decree 1"},
                                 {"K", "leave", {}, mandate, "A", ""},
                                 {"R", "travel", {}, mandate, "", ""},
                                 {"K", "staff", {}, delegation, "A", ""}});
    CHECK(rules_of(s.findings) == std::vector<std::string>{"orphaned-authority",
                                                           "re-issue-authority",
                                                           "re-issue-authority"});
    CHECK_THAT(s.findings[0].detail,
               contains("attribution of \"licences\" up to 500 (Law 5) belongs to the post \"A\""));
    CHECK(s.findings[2].position == "K");
    require_same(before, undo(s.after, s.changes));
  }
  SECTION("moved and kept") {
    policy rules = central_policy();
    rules.authority.attribution = attribution_outcome::nearest_kept_superior;
    rules.authority.delegation = delegation_outcome::converted_official;
    const simplification s = simplify(before, rules);
    CHECK(s.after.authorities()[1] == authority{"K", "licences", 500.0, attribution, "", "Law 5"});
    CHECK(s.after.authorities()[2] == authority{"B", "letters", {}, delegation, "K", "Decree 1"});
    CHECK(rules_of(s.findings) == std::vector<std::string>{"moved-attribution",
                                                           "re-issue-authority",
                                                           "re-issue-authority"});
    require_same(before, undo(s.after, s.changes));
  }
}

TEST_CASE("an authority keeps its period, and \"*\" moves like any other", "[simplify][simplify]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A", "III.a", "R"));
  using enum authority_source;
  builder.add_authority({"A", "*", 5.0, delegation, "R", "Decree 1", "2021-01-01", "2021-12-31"});
  const organisation before = std::move(builder).build().organisation;
  const simplification s = simplify(before, central_policy());
  CHECK(s.after.authorities() == std::vector<authority>{{"R", "*", 5.0, delegation, "", "Decree 1",
                                                         "2021-01-01", "2021-12-31"}});
  require_same(before, undo(s.after, s.changes));
}

TEST_CASE("what an acting official holds lapses with the post acted for, else stays",
          "[simplify][simplify]") {
  // A acts for the section head S, B for the bureau head K in letters alone, C for nobody named.
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("K", "II.a", "R"));
  builder.add(post("S", "III.a", "K"));
  builder.add(post("A", "II.a", "R"));
  builder.add(post("B", "III.a", "K"));
  builder.add(post("C", "IV.a", "K"));
  builder.add_line({"A", "S", line_type::acting, "", "Plt"});
  builder.add_line({"B", "K", line_type::acting, "letters", "Plh"});
  builder.add_line({"B", "S", line_type::acting, "leave", "Plh"});
  using enum authority_source;
  using enum acting_capacity;
  builder.add_authority({"S", "letters", {}, attribution, "", ""});
  builder.add_authority(
      {"A", "letters", {}, mandate, "K", "SP 1", "2021-01-01", "2021-03-31", plt});
  builder.add_authority({"A", "letters", {}, attribution, "", ""});
  builder.add_authority({"B", "letters", {}, mandate, "R", "SP 2", "", "", plh});
  builder.add_authority({"B", "leave", {}, mandate, "R", "SP 3", "", "", plh});
  builder.add_authority({"B", "*", {}, mandate, "R", "SP 4", "", "", plh});
  builder.add_authority({"C", "leave", {}, delegation, "R", "SP 5", "", "", plt});
  const organisation before = std::move(builder).build().organisation;
  policy rules = central_policy();
  rules.authority.attribution = attribution_outcome::nearest_kept_superior;
  const simplification s = simplify(before, rules);
  CHECK(s.after.authorities() ==
        std::vector<authority>{{"K", "letters", {}, attribution, "", ""},
                               {"A", "letters", {}, attribution, "", ""},
                               {"B", "letters", {}, mandate, "R", "SP 2", "", "", plh},
                               {"B", "*", {}, mandate, "R", "SP 4", "", "", plh},
                               {"C", "leave", {}, delegation, "R", "SP 5", "", "", plt}});
  CHECK(rules_of(s.findings) ==
        std::vector<std::string>{"moved-attribution", "acting-lapsed", "re-issue-authority",
                                 "acting-lapsed", "re-issue-authority", "re-issue-authority"});
  CHECK(s.findings[1].position == "A");
  CHECK_THAT(s.findings[1].detail, contains("as Plt by K (SP 1) from 2021-01-01 until 2021-03-31"));
  CHECK(s.after.lines().size() == before.lines().size());
  require_same(before, undo(s.after, s.changes));
}

TEST_CASE("a role line that is there already is not added again", "[simplify][simplify]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A", "III.a", "R"));
  builder.add(post("B", "Pelaksana", "A"));
  builder.add_line({"A", "B", line_type::assignment, "", "koordinator"});
  const organisation before = std::move(builder).build().organisation;
  policy rules = central_policy();
  rules.roles.kind = role_policy::coordinators;
  const simplification s = simplify(before, rules);
  CHECK(s.role_lines == 0);
  CHECK(s.after.lines().size() == 1);
  require_same(before, undo(s.after, s.changes));
}

TEST_CASE("simplify of an empty organisation finds nothing to select", "[simplify][simplify]") {
  const organisation before =
      std::move(organisation_builder(ministry_scheme())).build().organisation;
  const simplification s = simplify(before, central_policy());
  CHECK(s.after.size() == 0);
  CHECK(rules_of(s.findings) == std::vector<std::string>{"nothing-selected"});
}

TEST_CASE("simplify agrees with a naive one on random organisations, and undo takes it back",
          "[simplify][simplify][random]") {
  random_cases random(20'210'422);
  const auto scheme = ministry_scheme();
  std::size_t refused = 0;
  std::size_t gaps = 0;
  std::size_t converted = 0;
  std::size_t turned = 0;
  std::size_t lapsed = 0;
  for (std::size_t i = 0; i < simplifications; ++i) {
    random_case c = random.next();
    std::vector<std::size_t> rows(c.positions.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const std::vector<std::size_t> shuffled = random.shuffled(rows.size());
    try {
      validate(c.rules, *scheme);
    } catch (const rule_error&) {
      ++refused;  // two random rules contradict each other
      continue;
    }
    const organisation before = build(c, rows, scheme);
    c.authorities = before.authorities();  // the builder leaves out what contradicts another
    const std::optional<naive_result> expected = naive(c).run(shuffled);
    if (!expected) {
      ++gaps;
      REQUIRE_THROWS_AS(simplify(before, c.rules), rule_error);
      continue;
    }
    const simplification s = simplify(before, c.rules);
    converted += s.converted;
    turned += s.turned_digital;
    lapsed += static_cast<std::size_t>(std::ranges::count(
        s.changes.entries, change_kind::authority_lapsed, &ledger_entry::change));
    require_equal(in_texts(s.after, s), *expected);
    require_properties(before, s);
    require_same(before, undo(s.after, s.changes));
    // The order of the rows changes nothing but the order.
    const organisation other = build(c, shuffled, scheme);
    const simplification t = simplify(other, c.rules);
    require_equal(in_texts(t.after, t), *expected);
    REQUIRE(s.re_attached == t.re_attached);
    REQUIRE(s.findings.size() == t.findings.size());
  }
  // The cases are worth something.
  CHECK(refused < simplifications / 20);
  CHECK(gaps > simplifications / 1000);
  CHECK(gaps < simplifications / 5);
  CHECK(converted > simplifications / 2);
  CHECK(turned > simplifications / 10);
  CHECK(lapsed > simplifications / 1000);
}

TEST_CASE("simplify of a chain of two hundred thousand positions needs no recursion",
          "[simplify][simplify][large]") {
  constexpr std::size_t length = 200'000;
  organisation_builder builder(ministry_scheme());
  builder.reserve(length);
  for (std::size_t i = 0; i < length; ++i) {
    position p;
    p.code = std::to_string(i);
    p.rank = i == 0 ? "I.a" : i % 2 == 1 ? "IV.a" : "II.a";
    if (i > 0) p.reports_to = std::to_string(i - 1);
    builder.add(p);
  }
  const organisation before = std::move(builder).build().organisation;
  policy rules = central_policy();
  rules.checks = {
      .span_low = 1, .span_high = 3, .structural_layers = 5, .initials = 3, .place = {}};
  const simplification s = simplify(before, rules);
  CHECK(s.converted == length / 2);
  // Every kept position but the last carries a converted one and the next kept one.
  CHECK(s.after.command().layers() == length / 2 + 1);
  CHECK(s.re_attached == length / 2 - 1);
  CHECK(rules_of(s.findings) == std::vector<std::string>{"initials", "structural-layers"});
  const organisation back = undo(s.after, s.changes);
  CHECK(back.parts().superiors == before.parts().superiors);
}
