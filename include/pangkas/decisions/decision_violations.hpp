// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Paths and deciders that break a rule of their matter.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/impl/matter_paths.hpp>
#include <pangkas/decisions/impl/matter_traffic.hpp>
#include <pangkas/decisions/matter_path.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas {

/// @brief A rule that a path or a decider can break.
enum class decision_rule : std::uint8_t {
  undecidable,        ///< nobody decides the matter for the originator
  checks,             ///< fewer independent checks than the matter needs
  four_eyes,          ///< the drafter is the decider
  initials,           ///< more initials before the signature than the matter allows
  incompatible_roles  ///< two matters that one position, or one unit, may not decide both
};

namespace detail {
inline constexpr std::array<std::string_view, 5> decision_rule_names{
    "undecidable", "checks", "four-eyes", "initials-of-matter", "incompatible-roles"};
}

/// @brief The name of a rule in findings.
constexpr std::string_view to_string(decision_rule rule) {
  return detail::decision_rule_names[static_cast<std::size_t>(rule)];
}

/// @brief One breach of a rule.
struct decision_violation {
  decision_rule rule = decision_rule::undecidable;
  std::size_t matter = 0;              ///< place in organisation::matters()
  position_id position = no_position;  ///< the originator; the decider for incompatible roles
  std::optional<undecidable_reason> reason;
  std::uint64_t found = 0;  ///< checks or initials that the path has
  std::uint64_t limit = 0;  ///< checks that it needs, initials that are allowed
  std::optional<std::size_t> other_matter;
  /// The decider of the other matter where one unit may not decide both, perhaps the same
  /// position; absent where one position may not.
  std::optional<position_id> other_position;

  friend bool operator==(const decision_violation&, const decision_violation&) = default;
};

namespace detail {

/// @brief Why nobody decides, for any number of originators of one matter.
class undecidable_reasons {
 public:
  undecidable_reasons(const command_forest& forest, const all_paths& paths)
      : forest_(forest), paths_(paths) {}

  undecidable_reason of(position_id originator) {
    if (furthest_.empty()) look_up();
    const position_id superior = forest_.superiors()[originator];
    return why_undecidable(superior == no_position ? authority_reach::none : furthest_[superior],
                           originator < forest_.placed());
  }

 private:
  /// How far the authorities go at or above each manager.
  void look_up() {
    furthest_.assign(paths_.end_of_managers() + 1, authority_reach::none);
    for (const position_id post : paths_.managers()) {
      const position_id superior = forest_.superiors()[post];
      const auto above = superior == no_position ? authority_reach::none : furthest_[superior];
      furthest_[post] = std::max(reach_of(paths_.rights(), post), above);
    }
  }

  const command_forest& forest_;
  const all_paths& paths_;
  std::vector<authority_reach> furthest_;
};

/// @brief Who decides each matter.
class deciders_of_matters {
 public:
  explicit deciders_of_matters(const organisation& org) : org_(org) {}

  /// @brief Takes up the deciders of the next matter, in any order and more than once.
  void add(std::vector<position_id> deciders) {
    std::ranges::sort(deciders);
    deciders.erase(std::unique(deciders.begin(), deciders.end()), deciders.end());
    deciders_.push_back(std::move(deciders));
  }

  template <class Visit>
  void visit_incompatible(Visit visit) const {
    for (const auto& [pair, in_unit] : pairs()) {
      const auto& [a, b] = pair;
      if (in_unit.first) visit_positions(a, b, visit);
      if (in_unit.second) visit_units(a, b, visit);
    }
  }

 private:
  /// By pair of matters, the lower first: whether one position may not, and whether one unit.
  [[nodiscard]] std::map<std::pair<std::size_t, std::size_t>, std::pair<bool, bool>> pairs() const {
    std::map<std::pair<std::size_t, std::size_t>, std::pair<bool, bool>> found;
    const auto add = [&](std::size_t a, const std::vector<std::string>& others, bool in_unit) {
      for (const std::string& other : others) {
        const auto b = org_.find_matter(other);
        if (!b || *b == a) continue;
        auto& rules = found[{std::min(a, *b), std::max(a, *b)}];
        (in_unit ? rules.second : rules.first) = true;
      }
    };
    for (std::size_t a = 0; a < org_.matters().size(); ++a) {
      add(a, org_.matters()[a].not_same_position, false);
      add(a, org_.matters()[a].not_same_unit, true);
    }
    return found;
  }

  template <class Visit>
  void visit_positions(std::size_t a, std::size_t b, Visit& visit) const {
    for (const position_id p : deciders_[a])
      if (std::ranges::binary_search(deciders_[b], p)) visit(breach(a, p, b));
  }

  template <class Visit>
  void visit_units(std::size_t a, std::size_t b, Visit& visit) const {
    std::map<std::uint32_t, position_id> first;  // decider of b by entry of the units
    const dictionary_column& units = *org_.table().units;
    for (const position_id p : deciders_[b]) first.emplace(units.entry(org_.row(p)), p);
    for (const position_id p : deciders_[a]) {
      if (org_.unit(p).empty()) continue;
      const auto other = first.find(units.entry(org_.row(p)));
      if (other == first.end()) continue;
      decision_violation found = breach(a, p, b);
      found.other_position = other->second;
      visit(found);
      first.erase(other);  // one for each unit
    }
  }

  static decision_violation breach(std::size_t a, position_id p, std::size_t b) {
    decision_violation found;
    found.rule = decision_rule::incompatible_roles;
    found.matter = a;
    found.position = p;
    found.other_matter = b;
    return found;
  }

  const organisation& org_;
  std::vector<std::vector<position_id>> deciders_;
};

}  // namespace detail

namespace detail {

template <class Visit>
void visit_violations(const organisation& org, const decision_options& options,
                      originators_of originators, Visit visit) {
  if (org.matters().empty()) return;
  all_paths paths(org, options);
  deciders_of_matters deciders(org);
  for (std::size_t place = 0; place < org.matters().size(); ++place) {
    const matter& m = org.matters()[place];
    paths.turn_to(m);
    undecidable_reasons why(org.command(), paths);
    std::vector<position_id> deciding;
    std::vector<std::uint8_t> is_listed(paths.end_of_managers(), 0);
    for (const position_id o : originators(m)) {
      decision_violation found;
      found.matter = place;
      found.position = o;
      const auto breaks = [&](decision_rule rule, std::uint64_t number, std::uint64_t limit) {
        found.rule = rule;
        found.found = number;
        found.limit = limit;
        visit(std::as_const(found));
      };
      const auto length = paths.length(o);
      if (!length) {
        found.reason = why.of(o);
        breaks(decision_rule::undecidable, 0, 0);
        continue;
      }
      const position_id post = paths.decider(o);
      const position_id decider = post == no_position ? o : paths.network().holders().handler(post);
      if (post == no_position) {
        deciding.push_back(o);
      } else if (is_listed[post] == 0) {
        is_listed[post] = 1;
        deciding.push_back(decider);
      }
      if (length->command < m.checks) breaks(decision_rule::checks, length->command, m.checks);
      if (decider == o) breaks(decision_rule::four_eyes, 0, 0);
      const std::uint64_t initials = length->with_roles > 0 ? length->with_roles - 1 : 0;
      const auto allowed = m.initials ? m.initials : options.initials;
      if (allowed && initials > *allowed) breaks(decision_rule::initials, initials, *allowed);
    }
    deciders.add(std::move(deciding));
  }
  deciders.visit_incompatible(visit);
}

}  // namespace detail

/// @brief Calls `visit(decision_violation)` for every breach: by matter and originator, then the
/// incompatible roles by pair of matters.
/// @complexity As decisions().
template <class Visit>
void visit_violations(const organisation& org, const decision_options& options, Visit visit) {
  detail::visit_violations(org, options, detail::originators_of(org), visit);
}

/// @brief The same after a change, for those who raised the matters before.
/// @complexity As decisions().
template <class Visit>
void visit_violations_after(const organisation& before, const organisation& after,
                            const decision_options& options, Visit visit) {
  detail::visit_violations(after, options, detail::originators_of(before, after), visit);
}

/// @brief All breaches as a list.
/// @complexity As decisions(); memory for each breach, of which there may be one an originator.
[[nodiscard]] inline std::vector<decision_violation> decision_violations(
    const organisation& org, const decision_options& options = {}) {
  std::vector<decision_violation> all;
  visit_violations(org, options, [&](const decision_violation& found) { all.push_back(found); });
  return all;
}

}  // namespace pangkas
