// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Organisations for tests: small ones with values worked by hand, and random ones.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/rank_scheme.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::tests {

/// @brief An organisation as it is written down. What a test expects is worked out from this, not
/// from the organisation that is made of it.
struct description {
  std::vector<position> positions;
  std::vector<reporting_line> lines;
  std::vector<authority> authorities;
};

/// @brief A position with a code and a superior.
inline position post(std::string code, std::string reports_to = {}) {
  position p;
  p.code = std::move(code);
  p.reports_to = std::move(reports_to);
  return p;
}

/// @brief Few ranks of all kinds; echelons III and IV are administrative.
inline std::shared_ptr<const rank_scheme> small_scheme() {
  const auto entry = [](std::string name, position_kind kind, std::vector<std::string> groups,
                        bool administrative, std::vector<std::string> aliases) {
    rank r;
    r.name = std::move(name);
    r.kind = kind;
    r.groups = std::move(groups);
    r.administrative = administrative;
    r.aliases = std::move(aliases);
    return r;
  };
  static const auto scheme = std::make_shared<const rank_scheme>(
      "small", "A small scheme",
      std::vector<rank>{
          entry("I.a", position_kind::structural, {"I"}, false, {}),
          entry("II.a", position_kind::structural, {"II"}, false, {}),
          entry("III.a", position_kind::structural, {"III", "Administrator"}, true, {}),
          entry("IV.a", position_kind::structural, {"IV", "Pengawas"}, true, {}),
          entry("Ahli Madya", position_kind::functional, {}, false, {"Madya"}),
          entry("Ahli Muda", position_kind::functional, {}, false, {"Muda"}),
          entry("Pelaksana", position_kind::executing, {}, false, {"Staff"})});
  return scheme;
}

/// @brief Builds a description; the findings are kept.
inline build_result build(const description& what,
                          std::shared_ptr<const rank_scheme> scheme = small_scheme(),
                          const build_options& options = {}) {
  organisation_builder builder(std::move(scheme));
  for (const position& p : what.positions) builder.add(p);
  for (const reporting_line& l : what.lines) builder.add_line(l);
  for (const authority& a : what.authorities) builder.add_authority(a);
  return std::move(builder).build(options);
}

/// @brief Builds a description; the findings are dropped.
inline organisation make(const description& what) { return build(what).organisation; }

/// @brief Values worked out by hand. Absent where the measure is.
struct expected_values {
  std::size_t placed = 0;
  std::size_t orphans = 0;
  std::size_t unrooted = 0;
  std::size_t roots = 0;
  std::vector<std::size_t> per_layer;
  std::optional<double> mean_depth;
  std::size_t managers = 0;
  std::optional<double> mean_span;
  std::optional<double> median_span;
  std::size_t max_span = 0;
  std::size_t one_to_one = 0;
  std::uint64_t pairs = 0;
  std::optional<double> mean_distance;
  std::optional<std::size_t> diameter;
  double volume = 0;
  std::size_t undecidable = 0;
  std::optional<double> mean_hand_offs;
  std::optional<std::size_t> p50;
  std::optional<std::size_t> p90;
  std::optional<std::size_t> max_hand_offs;
  std::optional<double> with_roles;
  std::optional<double> with_coordination;
};

/// @brief A small organisation with its values.
struct named_organisation {
  std::string name;
  description what;
  expected_values expected;
};

inline named_organisation empty_organisation() { return {"empty", {}, {}}; }

inline named_organisation one_position() {
  named_organisation n{"one position", {}, {}};
  n.what.positions = {post("A")};
  n.expected.placed = 1;
  n.expected.roots = 1;
  n.expected.per_layer = {1};
  n.expected.mean_depth = 0.0;
  // It raises its matter and decides it itself.
  n.expected.volume = 1;
  n.expected.mean_hand_offs = 0.0;
  n.expected.p50 = n.expected.p90 = n.expected.max_hand_offs = 0;
  n.expected.with_roles = n.expected.with_coordination = 0.0;
  return n;
}

/// A → a1, a2 and B → b1.
inline named_organisation two_roots() {
  named_organisation n{"two roots", {}, {}};
  n.what.positions = {post("A"), post("a1", "A"), post("B"), post("b1", "B"), post("a2", "A")};
  n.expected.placed = 5;
  n.expected.roots = 2;
  n.expected.per_layer = {2, 3};
  n.expected.mean_depth = 3.0 / 5;
  n.expected.managers = 2;
  n.expected.mean_span = 1.5;
  n.expected.median_span = 1.5;
  n.expected.max_span = 2;
  n.expected.one_to_one = 1;
  n.expected.pairs = 4;                // 3 in the tree of A, 1 in that of B
  n.expected.mean_distance = 5.0 / 4;  // 1 + 1 + 2, and 1
  n.expected.diameter = 2;
  n.expected.volume = 3;
  n.expected.mean_hand_offs = 1.0;
  n.expected.p50 = n.expected.p90 = n.expected.max_hand_offs = 1;
  n.expected.with_roles = n.expected.with_coordination = 1.0;
  return n;
}

/// R → M1, M2; M1 → a, b; M2 → c; and M2 directs a technically.
inline named_organisation shared_report() {
  named_organisation n{"shared report", {}, {}};
  n.what.positions = {post("R"),       post("M1", "R"), post("M2", "R"),
                      post("a", "M1"), post("b", "M1"), post("c", "M2")};
  n.what.lines = {{"M2", "a", line_type::functional, {}, {}}};
  n.expected.placed = 6;
  n.expected.roots = 1;
  n.expected.per_layer = {1, 2, 3};
  n.expected.mean_depth = 8.0 / 6;
  n.expected.managers = 3;
  n.expected.mean_span = 5.0 / 3;
  n.expected.median_span = 2.0;
  n.expected.max_span = 2;
  n.expected.one_to_one = 1;
  n.expected.pairs = 15;
  n.expected.mean_distance = 32.0 / 15;  // above M1 3·3, above M2 2·4, above each leaf 1·5
  n.expected.diameter = 4;
  n.expected.volume = 3;
  n.expected.mean_hand_offs = 2.0;
  n.expected.p50 = n.expected.p90 = n.expected.max_hand_offs = 2;
  n.expected.with_roles = n.expected.with_coordination = 7.0 / 3;  // a passes M2 as well
  return n;
}

/// R → x; A and B report to each other, c to A.
inline named_organisation cycle_of_two() {
  named_organisation n{"cycle of two", {}, {}};
  n.what.positions = {post("B", "A"), post("R"), post("x", "R"), post("A", "B"), post("c", "A")};
  n.expected.placed = 2;
  n.expected.unrooted = 3;
  n.expected.roots = 1;
  n.expected.per_layer = {1, 1};
  n.expected.mean_depth = 0.5;
  n.expected.managers = 3;  // R, A with B and c, B with A
  n.expected.mean_span = 4.0 / 3;
  n.expected.median_span = 1.0;
  n.expected.max_span = 2;
  n.expected.one_to_one = 2;
  n.expected.pairs = 1;
  n.expected.mean_distance = 1.0;
  n.expected.diameter = 1;
  n.expected.volume = 2;  // x and c
  n.expected.undecidable = 1;
  n.expected.mean_hand_offs = 1.0;
  n.expected.p50 = n.expected.p90 = n.expected.max_hand_offs = 1;
  n.expected.with_roles = n.expected.with_coordination = 1.0;
  return n;
}

/// A, B and C in a circle, and nothing else: no root at all.
inline named_organisation cycle_of_three() {
  named_organisation n{"cycle of three", {}, {}};
  n.what.positions = {post("A", "C"), post("B", "A"), post("C", "B")};
  n.expected.unrooted = 3;
  n.expected.managers = 3;
  n.expected.mean_span = 1.0;
  n.expected.median_span = 1.0;
  n.expected.max_span = 1;
  n.expected.one_to_one = 3;
  return n;
}

/// S reports to itself and has s below it; R is a root alone.
inline named_organisation self_report() {
  named_organisation n{"self report", {}, {}};
  n.what.positions = {post("S", "S"), post("s", "S"), post("R")};
  n.expected.placed = 1;
  n.expected.unrooted = 2;
  n.expected.roots = 1;
  n.expected.per_layer = {1};
  n.expected.mean_depth = 0.0;
  n.expected.managers = 1;  // S with s, not with itself
  n.expected.mean_span = 1.0;
  n.expected.median_span = 1.0;
  n.expected.max_span = 1;
  n.expected.one_to_one = 1;
  n.expected.volume = 2;  // R decides its own, nobody decides that of s
  n.expected.undecidable = 1;
  n.expected.mean_hand_offs = 0.0;
  n.expected.p50 = n.expected.p90 = n.expected.max_hand_offs = 0;
  n.expected.with_roles = n.expected.with_coordination = 0.0;
  return n;
}

/// R → a; O reports to a post that is not there, o1 and o2 to O.
inline named_organisation orphan_tree() {
  named_organisation n{"orphan tree", {}, {}};
  n.what.positions = {post("O", "gone"), post("o1", "O"), post("R"), post("o2", "O"),
                      post("a", "R")};
  n.expected.placed = 2;
  n.expected.orphans = 3;
  n.expected.roots = 1;
  n.expected.per_layer = {1, 1};
  n.expected.mean_depth = 0.5;
  n.expected.managers = 2;
  n.expected.mean_span = 1.5;
  n.expected.median_span = 1.5;
  n.expected.max_span = 2;
  n.expected.one_to_one = 1;
  n.expected.pairs = 1;
  n.expected.mean_distance = 1.0;
  n.expected.diameter = 1;
  n.expected.volume = 3;
  n.expected.undecidable = 2;
  n.expected.mean_hand_offs = 1.0;
  n.expected.p50 = n.expected.p90 = n.expected.max_hand_offs = 1;
  n.expected.with_roles = n.expected.with_coordination = 1.0;
  return n;
}

/// a → b → c → d.
inline named_organisation chain_of_four() {
  named_organisation n{"chain of four", {}, {}};
  n.what.positions = {post("d", "c"), post("c", "b"), post("b", "a"), post("a")};
  n.expected.placed = 4;
  n.expected.roots = 1;
  n.expected.per_layer = {1, 1, 1, 1};
  n.expected.mean_depth = 1.5;
  n.expected.managers = 3;
  n.expected.mean_span = 1.0;
  n.expected.median_span = 1.0;
  n.expected.max_span = 1;
  n.expected.one_to_one = 3;
  n.expected.pairs = 6;
  n.expected.mean_distance = 10.0 / 6;
  n.expected.diameter = 3;
  n.expected.volume = 1;
  n.expected.mean_hand_offs = 3.0;
  n.expected.p50 = n.expected.p90 = n.expected.max_hand_offs = 3;
  n.expected.with_roles = n.expected.with_coordination = 3.0;
  return n;
}

/// A directorate that was flattened on paper: minister M → director D and legal bureau L;
/// D → former section head H, coordinator K, staff s1 and s2. H is sub-coordinator of s1 and s2,
/// K coordinates H, and L initials what s1 and H hand on. The other lines must not count: those of
/// the decider, an acting line, and one for permits only.
///
/// The path of s1: s1, L (initials), H, L (initials), K, D, M.
inline named_organisation paper_flattening() {
  named_organisation n{"paper flattening", {}, {}};
  n.what.positions = {post("M"),      post("D", "M"),  post("L", "M"), post("H", "D"),
                      post("K", "D"), post("s1", "D"), post("s2", "D")};
  n.what.lines = {{"H", "s1", line_type::assignment, {}, "sub-koordinator"},
                  {"H", "s2", line_type::assignment, {}, "sub-koordinator"},
                  {"K", "H", line_type::assignment, {}, "koordinator"},
                  {"L", "H", line_type::coordination, {}, {}},
                  {"L", "s1", line_type::coordination, {}, {}},
                  {"L", "M", line_type::coordination, {}, {}},
                  {"K", "M", line_type::assignment, {}, {}},
                  {"L", "s2", line_type::acting, {}, {}},
                  {"K", "s2", line_type::assignment, "permits", {}},
                  {"L", "s2", line_type::coordination, "permits", {}}};
  n.expected.placed = 7;
  n.expected.roots = 1;
  n.expected.per_layer = {1, 2, 4};
  n.expected.mean_depth = 10.0 / 7;
  n.expected.managers = 2;
  n.expected.mean_span = 3.0;
  n.expected.median_span = 3.0;
  n.expected.max_span = 4;
  n.expected.pairs = 21;
  n.expected.mean_distance = 40.0 / 21;  // above D 5·2, above L 6, above the other four 6 each
  n.expected.diameter = 3;
  n.expected.volume = 5;                // L, H, K, s1, s2
  n.expected.mean_hand_offs = 9.0 / 5;  // 1 and four times 2
  n.expected.p50 = n.expected.p90 = n.expected.max_hand_offs = 2;
  n.expected.with_roles = 14.0 / 5;         // L 1, H 3, K 2, s1 4, s2 4
  n.expected.with_coordination = 18.0 / 5;  // L 1, H 4, K 2, s1 6, s2 5
  return n;
}

/// @brief All of the above.
inline std::vector<named_organisation> named_organisations() {
  return {empty_organisation(), one_position(), two_roots(),   shared_report(), cycle_of_two(),
          cycle_of_three(),     self_report(),  orphan_tree(), chain_of_four(), paper_flattening()};
}

/// @brief Random numbers that are the same with every standard library (SplitMix64).
class dice {
 public:
  explicit dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  /// @brief A number below @p end, which is not 0.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
  /// @brief True in @p percent of the cases.
  bool chance(std::size_t percent) { return below(100) < percent; }
  template <class T>
  const T& one_of(const std::vector<T>& of) {
    return of[below(of.size())];
  }
  template <class T>
  void shuffle(std::vector<T>& of) {
    for (std::size_t i = of.size(); i > 1; --i) std::swap(of[i - 1], of[below(i)]);
  }

 private:
  std::uint64_t state_;
};

/// @brief What random organisations may hold, in percent of the positions.
struct random_options {
  std::size_t most_positions = 24;
  std::size_t roots = 8;
  std::size_t orphans = 4;
  std::size_t self_reports = 2;
  std::size_t anywhere = 4;  ///< reports to any position at all: cycles come from it
  std::size_t lines = 40;    ///< lines other than command

  /// @brief Placed positions only.
  static random_options forests() {
    random_options options;
    options.orphans = options.self_reports = options.anywhere = 0;
    return options;
  }
  /// @brief One root above all.
  static random_options trees() {
    random_options options = forests();
    options.roots = 0;
    return options;
  }
};

/// @brief A random organisation: broad, deep or in between, its rows in any order.
inline description random_description(std::uint64_t seed, const random_options& options = {}) {
  dice roll(seed);
  description what;
  const std::size_t size = roll.below(options.most_positions + 1);
  const std::size_t reach = roll.one_of(std::vector<std::size_t>{1, 2, 4, 1000});
  const auto code = [](std::size_t i) { return "P" + std::to_string(i); };
  const std::vector<std::string> ranks{"I.a",       "Eselon II/a", "III.a", "iv a",
                                       "Ahli Muda", "Pelaksana",   "Staff", "not in the scheme"};
  const std::vector<std::string> units{"Finance", "Legal", "Finance / Budget", "Ünïts"};
  const std::vector<double> seats{0, 0.1, 0.5, 1, 1, 2, 3.3, 12.5};
  for (std::size_t i = 0; i < size; ++i) {
    position p = post(code(i));
    if (i > 0 && !roll.chance(options.roots))
      p.reports_to = code(i - 1 - roll.below(std::min(i, reach)));
    if (roll.chance(options.orphans)) p.reports_to = "gone" + std::to_string(roll.below(2));
    if (roll.chance(options.self_reports)) p.reports_to = p.code;
    if (roll.chance(options.anywhere)) p.reports_to = code(roll.below(size));
    p.title = "Title " + std::to_string(roll.below(5));
    if (roll.chance(75)) p.rank = roll.one_of(ranks);
    if (roll.chance(20)) p.kind = static_cast<position_kind>(roll.below(3));
    if (roll.chance(80)) p.unit = roll.one_of(units);
    if (roll.chance(70)) p.seats = roll.one_of(seats);
    if (roll.chance(70)) p.filled = roll.one_of(seats);
    if (roll.chance(60)) p.cost = static_cast<double>(roll.below(10'000'000)) / 100;
    if (size % 3 == 0 && i % 2 == 1) p.budget = 1000.0 * static_cast<double>(i);
    if (roll.chance(30)) p.position_class = std::to_string(roll.below(17));
    // Without a throw of the dice: what else is drawn stays what it was.
    if (size % 4 == 1 && i % 3 == 1)
      p.holders = "H" + std::to_string(i % 7) + "; H" + std::to_string(i);
    if (size % 5 == 2 && i % 2 == 0)
      p.legal_source = "Law " + std::to_string(i % 4) + ", art. \"5\"";
    if (roll.chance(20)) p.flags = {"E" + std::to_string(1 + roll.below(4))};
    what.positions.push_back(std::move(p));
  }
  if (size > 1) {
    for (std::size_t i = 0; i < size; ++i) {
      if (!roll.chance(options.lines)) continue;
      const std::size_t upper = roll.below(size);
      const std::size_t lower = (upper + 1 + roll.below(size - 1)) % size;
      reporting_line l{code(upper), code(lower), static_cast<line_type>(1 + roll.below(4)), {}, {}};
      if (roll.chance(10)) l.matter = "permits";
      if (roll.chance(30)) l.role = "koordinator";
      if (size % 5 == 3 && i % 2 == 0) l.legal_source = "Decree " + std::to_string(i);
      what.lines.push_back(std::move(l));
    }
  }
  roll.shuffle(what.positions);
  roll.shuffle(what.lines);
  return what;
}

/// @brief The positions of a description by number of their row, and superiors found by code: what
/// the slow, independent answers of the tests are worked out on.
class by_hand {
 public:
  explicit by_hand(const description& what) : what_(what) {
    for (std::size_t i = 0; i < what.positions.size(); ++i) row_[what.positions[i].code] = i;
  }

  [[nodiscard]] std::size_t size() const { return what_.positions.size(); }
  [[nodiscard]] const description& what() const { return what_; }
  [[nodiscard]] std::size_t row(const std::string& code) const { return row_.at(code); }
  [[nodiscard]] const std::string& code(std::size_t i) const { return what_.positions[i].code; }

  /// @brief The row of the superior; absent if there is none of that code.
  [[nodiscard]] std::optional<std::size_t> superior(std::size_t i) const {
    const auto found = row_.find(what_.positions[i].reports_to);
    if (found == row_.end()) return std::nullopt;
    return found->second;
  }
  /// @brief The superiors, nearest first, up to a top; absent if there is no end to them.
  [[nodiscard]] std::optional<std::vector<std::size_t>> climb(std::size_t i) const {
    std::vector<std::size_t> chain;
    for (auto above = superior(i); above; above = superior(*above)) {
      chain.push_back(*above);
      if (chain.size() > size()) return std::nullopt;
    }
    return chain;
  }
  [[nodiscard]] placement placement_of(std::size_t i) const {
    const auto chain = climb(i);
    if (!chain) return placement::unrooted;
    const std::size_t top = chain->empty() ? i : chain->back();
    return what_.positions[top].reports_to.empty() ? placement::placed : placement::orphan;
  }
  /// @brief The layer; absent if the position is not placed.
  [[nodiscard]] std::optional<std::size_t> layer(std::size_t i) const {
    if (placement_of(i) != placement::placed) return std::nullopt;
    return climb(i)->size() + 1;
  }
  /// @brief The positions that report to @p i, without itself.
  [[nodiscard]] std::vector<std::size_t> subordinates(std::size_t i) const {
    std::vector<std::size_t> found;
    for (std::size_t j = 0; j < size(); ++j)
      if (j != i && superior(j) == i) found.push_back(j);
    return found;
  }
  /// @brief Whether the position is on a cycle or reports to itself.
  [[nodiscard]] bool on_cycle(std::size_t i) const {
    auto above = superior(i);
    for (std::size_t steps = 0; above && steps < size(); ++steps) {
      if (*above == i) return true;
      above = superior(*above);
    }
    return false;
  }

 private:
  description what_;
  std::map<std::string, std::size_t> row_;
};

}  // namespace pangkas::tests
