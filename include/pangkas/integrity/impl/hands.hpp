// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Which hands do the work of a post: its holders, or who acts for it.
#pragma once

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/integrity/duties.hpp>
#include <pangkas/integrity/integrity_rules.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The hands of posts, by row.
class hands_of_posts {
 public:
  /// @complexity O(P + L + H) for P positions, L lines and H held posts.
  hands_of_posts(const organisation& org, const integrity_tables& tables,
                 const decision_options& options)
      : org_(org), tables_(tables), options_(options) {
    if (!tables.held.empty()) {
      first_.assign(org.size() + 1, 0);
      for (const held_post& post : tables.held) ++first_[post.row + 1];
      for (std::size_t row = 0; row < org.size(); ++row) first_[row + 1] += first_[row];
    }
    for (const line& l : org.lines()) {
      if (l.type != line_type::acting || !holds_on(l, org.line_names(), options.on)) continue;
      acting_[org.row(l.subordinate)].push_back({org.row(l.superior), l.matter});
    }
  }

  /// @brief The one who holds a post, where it is one; none_of_them where there are several.
  [[nodiscard]] std::uint32_t only(row_index row) const {
    const std::size_t holders = first_.empty() ? 0 : first_[row + 1] - first_[row];
    if (holders == 0) return tables_.hand_of(row);
    return holders == 1 ? tables_.held[first_[row]].holder : no_row;
  }
  /// @brief Appends those who hold a post.
  void append_own(row_index row, std::vector<std::uint32_t>& to) const {
    if (const std::uint32_t hand = only(row); hand != no_row) return to.push_back(hand);
    for (std::uint32_t i = first_[row]; i < first_[row + 1]; ++i)
      to.push_back(tables_.held[i].holder);
  }
  /// @brief Appends those who do the duties of a post in a process: its holders, if it has any, and
  /// whoever acts for it. Where nobody does, the post itself is a hand.
  void append(row_index row, std::string_view process, std::vector<std::uint32_t>& to) const {
    if (acting_.empty() || !acting_.contains(row)) return append_own(row, to);
    const std::size_t before = to.size();
    std::vector<row_index> seen;
    append_acting(row, process, to, seen);
    if (to.size() == before) append_own(row, to);
  }

  /// @brief Calls `visit(lower, upper)` for each post and whoever acts for it in all matters.
  template <class Visit>
  void for_each_acting(const Visit& visit) const {
    for (const auto& [lower, uppers] : acting_)
      for (const auto& [upper, matter] : uppers)
        if (matter == 0) visit(lower, upper);
  }

  /// @brief Posts that act for each other in a circle, each once, by row.
  [[nodiscard]] std::vector<row_index> circle() const {
    std::map<row_index, std::vector<row_index>> below;  // who acts → for whom
    std::map<row_index, std::size_t> open;              // lines to a post that are not followed yet
    for (const auto& [lower, uppers] : acting_)
      for (const auto& [upper, matter] : uppers) {
        below[upper].push_back(lower);
        ++open[lower];
        open.try_emplace(upper, 0);
      }
    // Whoever nobody acts for is taken away, and so on; from both ends what is left is circles.
    std::vector<row_index> free;
    for (const auto& [row, lines] : open)
      if (lines == 0) free.push_back(row);
    while (!free.empty()) {
      const row_index row = free.back();
      free.pop_back();
      open.erase(row);
      for (const row_index lower : below[row])
        if (const auto left = open.find(lower); left != open.end() && --left->second == 0)
          free.push_back(lower);
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (auto at = open.begin(); at != open.end();) {
        const bool goes_on = std::ranges::any_of(
            below[at->first], [&](row_index lower) { return open.contains(lower); });
        changed = changed || !goes_on;
        at = goes_on ? std::next(at) : open.erase(at);
      }
    }
    std::vector<row_index> rows;
    for (const auto& [row, lines] : open) rows.push_back(row);
    return rows;
  }

 private:
  [[nodiscard]] bool is_for(std::uint32_t matter, std::string_view process) const {
    if (matter == 0) return true;
    const std::string& name = org_.line_names()[matter];
    if (name == process) return true;
    const auto place = org_.find_matter(process);
    return place && org_.matters()[*place].is_of(name);
  }
  [[nodiscard]] bool has_holder(row_index row) const {
    const position_id p = org_.position_at(row);
    return org_.filled(p).value_or(1.0) != 0.0 &&
           std::ranges::find(org_.flags(p), options_.absent_flag) == org_.flags(p).end();
  }
  void append_acting(row_index row, std::string_view process, std::vector<std::uint32_t>& to,
                     std::vector<row_index>& seen) const {
    if (std::ranges::find(seen, row) != seen.end()) return;
    const bool is_first = seen.empty();
    seen.push_back(row);
    const bool held = has_holder(row);
    if (held) append_own(row, to);
    // Who acts for a post and has its own holder does it itself.
    const auto uppers = acting_.find(row);
    if (uppers == acting_.end() || (held && !is_first)) return;
    for (const auto& [upper, matter] : uppers->second)
      if (is_for(matter, process)) append_acting(upper, process, to, seen);
  }

  const organisation& org_;
  const integrity_tables& tables_;
  const decision_options& options_;
  std::vector<std::uint32_t> first_;  ///< by row, in tables_.held; empty where no holder is known
  /// By the post acted for: who acts, and for which matter alone.
  std::map<row_index, std::vector<std::pair<row_index, std::uint32_t>>> acting_;
};

/// @brief Who is related to whom, as far as rules count it.
class related_hands {
 public:
  related_hands(const integrity_tables& tables, const integrity_rules& rules) {
    for (const known_relation& r : tables.relations) {
      for (std::uint32_t i = 0; i < rules.relations.size(); ++i)
        if (counts(rules.relations[i], r)) rules_[key(r.a, r.b)].push_back(i);
      if (rules.relations.empty()) rules_[key(r.a, r.b)];
    }
    for (auto& [pair, list] : rules_) {
      std::ranges::sort(list);
      list.erase(std::unique(list.begin(), list.end()), list.end());
    }
  }
  [[nodiscard]] bool any() const noexcept { return !rules_.empty(); }
  [[nodiscard]] bool are(std::uint32_t a, std::uint32_t b) const {
    return any() && rules_.contains(key(a, b));
  }
  /// @brief Places of the rules that count the relation of two hands.
  [[nodiscard]] const std::vector<std::uint32_t>& rules(std::uint32_t a, std::uint32_t b) const {
    static const std::vector<std::uint32_t> none;
    const auto found = rules_.find(key(a, b));
    return found == rules_.end() ? none : found->second;
  }
  /// @brief Pairs of hands, the lower first, with their rules.
  [[nodiscard]] const std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>>&
  all() const {
    return rules_;
  }

 private:
  static std::pair<std::uint32_t, std::uint32_t> key(std::uint32_t a, std::uint32_t b) {
    return {std::min(a, b), std::max(a, b)};
  }
  static bool counts(const relation_rule& rule, const known_relation& r) {
    const bool is_kind =
        rule.kinds.empty() || std::ranges::any_of(rule.kinds, [&](const std::string& kind) {
          return lower(kind) == lower(r.kind);
        });
    return is_kind && (!rule.degree || !r.degree || *r.degree <= *rule.degree);
  }

  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> rules_;
};

}  // namespace pangkas::detail
