// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/structure_tables.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"
#include "support/random_decision_cases.hpp"
#include "support/result_cells.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

using rows = std::vector<cells_of_row>;

/// A sum in millionths, so that no order shows.
struct plain_sum {
  std::int64_t millionths = 0;
  std::size_t known = 0;

  void add(std::optional<double> term) {
    if (!term) return;
    ++known;
    millionths += std::llround(*term * 1e6);
  }
  [[nodiscard]] double value() const { return static_cast<double>(millionths) / 1e6; }
  [[nodiscard]] std::optional<double> if_known() const {
    return known > 0 ? std::optional(value()) : std::nullopt;
  }
};

/// Walks an organisation as it is written down, one question at a time.
struct walker {
  const by_hand& hand;

  [[nodiscard]] const position& at(std::size_t i) const { return hand.what().positions[i]; }
  /// All that is below, a subordinate that is on a cycle with it included and not followed.
  [[nodiscard]] std::vector<std::size_t> below(std::size_t i) const {
    std::vector<std::size_t> found;
    for (const std::size_t j : hand.subordinates(i)) {
      found.push_back(j);
      if (hand.on_cycle(j)) continue;  // and then i is on it too
      const auto more = below(j);
      found.insert(found.end(), more.begin(), more.end());
    }
    return found;
  }
  [[nodiscard]] std::size_t layers_below(std::size_t i) const {
    std::size_t layers = 0;
    for (const std::size_t j : hand.subordinates(i))
      layers = std::max(layers, 1 + (hand.on_cycle(j) ? 0 : layers_below(j)));
    return layers;
  }
  [[nodiscard]] plain_sum seats(const std::vector<std::size_t>& of) const {
    plain_sum sum;
    for (const std::size_t i : of) sum.add(at(i).seats.value_or(1));
    return sum;
  }
  [[nodiscard]] plain_sum filled(const std::vector<std::size_t>& of) const {
    plain_sum sum;
    for (const std::size_t i : of) sum.add(at(i).filled);
    return sum;
  }
  [[nodiscard]] plain_sum cost(const std::vector<std::size_t>& of) const {
    plain_sum sum;
    for (const std::size_t i : of) sum.add(at(i).cost);
    return sum;
  }
  /// From the root down to the position; empty if it is not placed.
  [[nodiscard]] std::vector<std::size_t> chain(std::size_t i) const {
    if (!hand.layer(i)) return {};
    std::vector<std::size_t> found = *hand.climb(i);
    found.insert(found.begin(), i);
    std::ranges::reverse(found);
    return found;
  }
};

rows positions_by_hand(const by_hand& hand) {
  const walker walk{hand};
  rows found;
  for (std::size_t i = 0; i < hand.size(); ++i) {
    const position& p = walk.at(i);
    const auto below = walk.below(i);
    const auto chain = walk.chain(i);
    std::string codes;
    for (const std::size_t j : chain) codes += (codes.empty() ? "" : " > ") + hand.code(j);
    found.push_back({{"code", p.code},
                     {"title", p.title},
                     {"unit", p.unit},
                     {"rank", p.rank},
                     {"layer", cell(hand.layer(i))},
                     {"root", chain.empty() ? "" : hand.code(chain.front())},
                     {"chain", codes},
                     {"superior", p.reports_to},
                     {"span", cell(hand.subordinates(i).size())},
                     {"span_seats", cell(walk.seats(hand.subordinates(i)).value())},
                     {"below", cell(below.size())},
                     {"seats_below", cell(walk.seats(below).value())},
                     {"cost_below", cell(walk.cost(below).if_known())},
                     {"cost_known_below", cell(walk.cost(below).known)},
                     {"hand_offs", ""},
                     {"hand_offs_with_roles", ""}});
  }
  return found;
}

/// By code: the order of managers is that of the library's numbers.
std::map<std::string, cells_of_row> managers_by_hand(const by_hand& hand) {
  const walker walk{hand};
  std::map<std::string, cells_of_row> found;
  for (std::size_t i = 0; i < hand.size(); ++i) {
    const auto direct = hand.subordinates(i);
    if (direct.empty()) continue;
    const auto below = walk.below(i);
    plain_sum indirect_seats = walk.seats(below);
    indirect_seats.millionths -= walk.seats(direct).millionths;
    found[hand.code(i)] = {
        {"code", hand.code(i)},
        {"title", walk.at(i).title},
        {"direct", cell(direct.size())},
        {"indirect", cell(below.size() - direct.size())},
        {"total", cell(below.size())},
        {"layers_below", cell(walk.layers_below(i))},
        {"direct_seats", cell(walk.seats(direct).value())},
        {"indirect_seats", cell(indirect_seats.value())},
        {"total_seats", cell(walk.seats(below).value())},
        {"direct_seats_per_head",
         cell(walk.at(i).seats.value_or(1) > 0
                  ? std::optional(walk.seats(direct).value() / walk.at(i).seats.value_or(1))
                  : std::nullopt)},
        {"filled", cell(walk.filled(below).if_known())},
        {"filled_known", cell(walk.filled(below).known)},
        {"cost", cell(walk.cost(below).if_known())},
        {"cost_known", cell(walk.cost(below).known)},
        {"one_to_one", cell(direct.size() == 1)}};
  }
  return found;
}

/// The figures that the tables of units, ranks and layers share.
cells_of_row group_by_hand(const by_hand& hand, const std::vector<std::size_t>& of) {
  const walker walk{hand};
  plain_sum vacancies;
  std::size_t managers = 0;
  std::size_t spans = 0;
  std::size_t widest = 0;
  std::string whose;
  std::set<std::size_t> layers;
  std::size_t placed = 0;
  for (const std::size_t i : of) {
    if (walk.at(i).filled) {
      vacancies.add(walk.at(i).seats.value_or(1));
      vacancies.millionths -= std::llround(*walk.at(i).filled * 1e6);
    }
    if (const auto layer = hand.layer(i)) {
      ++placed;
      layers.insert(*layer);
    }
    const std::size_t span = hand.subordinates(i).size();
    if (span == 0) continue;
    ++managers;
    spans += span;
    if (span > widest) {
      widest = span;
      whose = hand.code(i);
    }
  }
  return {{"positions", cell(of.size())},
          {"seats", cell(walk.seats(of).value())},
          {"filled", cell(walk.filled(of).if_known())},
          {"filled_known", cell(walk.filled(of).known)},
          {"vacancies", cell(vacancies.if_known())},
          {"cost", cell(walk.cost(of).if_known())},
          {"cost_known", cell(walk.cost(of).known)},
          {"managers", cell(managers)},
          {"mean_span",
           managers == 0 ? "" : cell(static_cast<double>(spans) / static_cast<double>(managers))},
          {"widest_span", managers == 0 ? "" : cell(widest)},
          {"widest_manager", whose},
          {"first_layer", layers.empty() ? "" : cell(*layers.begin())},
          {"last_layer", layers.empty() ? "" : cell(*layers.rbegin())},
          {"placed_share", cell(static_cast<double>(placed) / static_cast<double>(of.size()))}};
}

template <class Key>
std::map<Key, std::vector<std::size_t>> groups_by_hand(
    const by_hand& hand, const std::function<Key(std::size_t)>& key_of) {
  std::map<Key, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < hand.size(); ++i) groups[key_of(i)].push_back(i);
  return groups;
}

}  // namespace

TEST_CASE("the tables of positions and managers are those of a walker",
          "[study][structure_tables]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    CAPTURE(seed);
    const description what = random_description(seed);
    const by_hand hand(what);
    const organisation org = make(what);
    REQUIRE(rows_of(position_figures(org)) == positions_by_hand(hand));
    std::map<std::string, cells_of_row> managers;
    std::vector<std::size_t> layers;
    for (const cells_of_row& row : rows_of(manager_figures(org))) {
      managers[row.at("code")] = row;
      if (const auto layer = hand.layer(hand.row(row.at("code")))) layers.push_back(*layer);
    }
    REQUIRE(managers == managers_by_hand(hand));
    REQUIRE(std::ranges::is_sorted(layers));  // superiors first
  }
}

TEST_CASE("the tables of units, ranks and layers are those of a walker",
          "[study][structure_tables]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    CAPTURE(seed);
    const description what = random_description(seed);
    const by_hand hand(what);
    const organisation org = make(what);
    const auto& positions = what.positions;

    rows units;
    for (const auto& [unit, of] :
         groups_by_hand<std::string>(hand, [&](std::size_t i) { return positions[i].unit; })) {
      units.push_back(group_by_hand(hand, of));
      units.back()["unit"] = unit;
    }
    REQUIRE(rows_of(unit_figures(org)) == units);

    // The places of the names in small_scheme(), and the kinds that it gives.
    using kind = position_kind;
    const std::map<std::string, std::pair<int, std::optional<kind>>> known{
        {"I.a", {0, kind::structural}},
        {"Eselon II/a", {1, kind::structural}},
        {"III.a", {2, kind::structural}},
        {"iv a", {3, kind::structural}},
        {"Ahli Muda", {5, kind::functional}},
        {"Pelaksana", {6, kind::executing}},
        {"Staff", {6, kind::executing}},
        {"not in the scheme", {7, std::nullopt}},
        {"", {8, std::nullopt}}};
    rows ranks;
    for (const auto& [key, of] :
         groups_by_hand<std::pair<int, std::string>>(hand, [&](std::size_t i) {
           return std::pair(known.at(positions[i].rank).first, positions[i].rank);
         })) {
      ranks.push_back(group_by_hand(hand, of));
      ranks.back()["rank"] = key.second;
      std::set<std::optional<kind>> kinds;
      for (const std::size_t i : of)
        kinds.insert(positions[i].kind ? positions[i].kind : known.at(key.second).second);
      const auto of_all = kinds.size() == 1 ? *kinds.begin() : std::nullopt;
      ranks.back()["kind"] = of_all ? std::string(to_string(*of_all)) : "";
    }
    REQUIRE(rows_of(rank_figures(org)) == ranks);

    rows layers;
    for (const auto& [layer, of] : groups_by_hand<std::size_t>(
             hand, [&](std::size_t i) { return hand.layer(i).value_or(1000); })) {
      layers.push_back(group_by_hand(hand, of));
      for (const char* other : {"first_layer", "last_layer", "placed_share"})
        layers.back().erase(other);
      layers.back()["layer"] = layer == 1000 ? "" : cell(layer);
    }
    REQUIRE(rows_of(layer_figures(org)) == layers);
  }
}

TEST_CASE("hand-offs of a position are the mean of its matters by volume",
          "[study][structure_tables]") {
  std::size_t known = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    CAPTURE(seed);
    random_decisions random(seed);
    const decision_data data = random.next();
    decision_options options;
    options.on = random.day();
    const organisation org = make(data, small_scheme());
    const naive_decisions hand(data, org, options.on);
    std::vector<double> volume(data.positions.size(), 0);
    std::vector<double> command(volume);
    std::vector<double> roles(volume);
    if (!data.matters.empty())
      for (const naive_decisions::raised& r : hand.all_paths()) {
        if (!r.path.decidable()) continue;
        volume[r.originator] += r.weight;
        command[r.originator] += r.weight * static_cast<double>(r.length());
        roles[r.originator] += r.weight * static_cast<double>(r.length_with_roles());
      }
    const rows found = rows_of(position_figures(org, options));
    REQUIRE(found.size() == volume.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      const bool is_known = volume[i] > 0;
      REQUIRE(found[i].at("hand_offs").empty() != is_known);
      REQUIRE(found[i].at("hand_offs_with_roles").empty() != is_known);
      if (!is_known) continue;
      ++known;
      const auto near = [&](const std::string& text, double expected) {
        return std::abs(std::stod(text) - expected / volume[i]) < 1e-9;
      };
      REQUIRE(near(found[i].at("hand_offs"), command[i]));
      REQUIRE(near(found[i].at("hand_offs_with_roles"), roles[i]));
    }
  }
  CHECK(known > 100);
}

TEST_CASE("a chain of more than 64 codes has the first and the last 32",
          "[study][structure_tables]") {
  // Two arms of 100 below one root, and a leaf beside the end of one.
  for (const std::size_t length : {63U, 64U, 65U, 100U}) {
    CAPTURE(length);
    description what;
    what.positions.push_back(post("r"));
    for (const std::string arm : {"a", "b"})
      for (std::size_t i = 2; i <= length; ++i)
        what.positions.push_back(
            post(arm + std::to_string(i), i == 2 ? "r" : arm + std::to_string(i - 1)));
    what.positions.push_back(post("x", "a" + std::to_string(length - 1)));
    const rows found = rows_of(position_figures(make(what)));
    REQUIRE(found.size() == what.positions.size());
    for (const cells_of_row& row : found) {
      const std::string& code = row.at("code");
      const std::size_t layer = std::stoul(row.at("layer"));
      const std::string arm = code == "x" ? "a" : code.substr(0, 1);
      std::string chain;
      for (std::size_t i = 1; i <= layer; ++i) {
        if (layer > 64 && i == 33) chain += " > …";
        if (layer > 64 && i > 32 && i <= layer - 32) continue;
        chain += (i == 1 ? "" : " > ") + (i == 1       ? "r"
                                          : i == layer ? code
                                                       : arm + std::to_string(i));
      }
      REQUIRE(row.at("chain") == chain);
    }
  }
}

TEST_CASE("a position outside the organisation has a row of its own and is in no other table",
          "[study][structure_tables]") {
  description what;
  what.positions = {post("R"), post("a", "R"), post("X")};
  what.positions[2].flags = {std::string(external_flag)};
  what.positions[2].unit = "Abroad";
  const organisation org = make(what);
  const rows positions = rows_of(position_figures(org));
  REQUIRE(positions.size() == 3);
  CHECK(positions[2].at("layer").empty());
  CHECK(positions[2].at("chain").empty());
  CHECK(positions[2].at("below") == "0");
  CHECK(rows_of(unit_figures(org)).size() == 1);
  CHECK(rows_of(unit_figures(org))[0].at("positions") == "2");
  CHECK(rows_of(layer_figures(org)).size() == 2);
  CHECK(rows_of(manager_figures(org)).size() == 1);
}

TEST_CASE("tables of nobody have no rows", "[study][structure_tables]") {
  const organisation nobody;
  for (const result_table& table :
       {position_figures(nobody), manager_figures(nobody), unit_figures(nobody),
        rank_figures(nobody), layer_figures(nobody)}) {
    CHECK(table.rows == 0);
    CHECK_FALSE(table.columns.empty());
  }
}
